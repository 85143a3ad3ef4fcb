"""The owner of a mailbox is a shared address, or an empty team: there is no person behind it.

An owner counts as a shared address when it has an address such as info@ or office@, or a name such as
“Office”, and neither a role nor an extension nor a phone. An empty team owns nothing unless it has a cover.

Why it matters

What belongs to everybody is done by nobody. A message that goes to info@ is read by whoever opens it first,
who takes it for somebody else's.

Bad

    front: {name: Office, email: office@sound.example}

Good

    rosa: {name: Rosa Lee, role: Receptionist, extension: 201, email: office@sound.example}

How to mend it

Name the person who listens to the messages, or a team with members. They may share the address.

Source

This project's own reasoning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import message_moves, owned
from ivrcheck.finding import Label, Severity
from ivrcheck.menu.model import Person
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.nobody_in_team import cause_of_never
from ivrcheck.rules.words import listed

CODE = "IVR307"
LEVEL = Severity.WARNING
DEPTH = 3

_WORDS = """
admin administration billing bookings box care contact customer customers desk enquiries everybody everyone
front general hello help helpdesk hr inbox info information inquiries mail mailbox main messages office orders
post postmaster practice queries reception reservations sales secretariat service services shared shop staff
support switchboard team us voicemail webmaster
accueil bureau secrétariat büro buero kontakt zentrale empfang praxis kanzlei verwaltung
contacto oficina recepción recepcion secretaría atendimento contato escritório escritorio recepção
contatti ufficio segreteria
"""
SHARED = frozenset(_WORDS.split())
"""What shared addresses and mailboxes are called, in words that are nobody's name."""


def find(facts: Facts) -> Iterator[Hit]:
    """Every owner of a mailbox that is nobody in particular."""
    owners: dict[str, list[str]] = {}
    for move in message_moves(facts):
        owner, step = owned(facts, move).owner, facts.graph.step_of(move.source)
        if owner and facts.arrivals.get(move.source):
            steps = owners.setdefault(owner, [])
            steps += [step] if step not in steps else []
    for owner, steps in owners.items():
        if hit := _hit(facts, owner, steps):
            yield hit


def _hit(facts: Facts, owner: str, steps: list[str]) -> Hit | None:
    person, team = facts.menu.people.get(owner), facts.menu.teams.get(owner)
    if person and _is_shared(person):
        what = f"“{person.name}” is a shared address and not a person"
    elif not person and team and not (team.members or team.cover or team.unknown):
        what = f"The team “{owner}” has no members"
    else:
        return None
    return Hit(
        facts.at("people" if person else "teams", owner, key=True),
        f"{what}, so nobody in particular answers the messages in {listed(steps)}.",
        "Name the person, or a team with members, who answers them. They may share an address.",
        labels=tuple(
            Label(facts.at("steps", step, "owner"), "owned by nobody in particular") for step in steps[:3]
        ),
        cause=f"generic:{owner}" if person else cause_of_never(facts, owner),
        step=steps[0],
    )


def _is_shared(person: Person) -> bool:
    if person.role or person.extension or person.phone:
        return False
    name = set(_words(person.name.partition("@")[0]))
    address = set(_words((person.email or "").partition("@")[0]))
    if name <= SHARED | _SMALL and name & SHARED:
        return True
    return "@" in person.name or bool(address and address <= SHARED and (name & SHARED or name <= address))


_SMALL = frozenset(
    ("the", "our", "my", "of", "and", "de", "del", "la", "el", "le", "les", "der", "die", "das")
)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())
