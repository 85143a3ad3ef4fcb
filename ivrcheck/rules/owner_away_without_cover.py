"""The only owner of a mailbox is away, and nobody stands in.

It speaks where no promise breaks by it, because there is none or because it is a long one; where one does,
IVR303 (promise-cannot-be-kept) says so instead.

Why it matters

The messages do not stop when somebody goes on holiday. They wait unheard, and whoever left them thinks that
the office knows.

Bad

    lee: {name: Lee Park, role: Nurse, extension: 202, away: [2026-12-14/2026-12-18]}

Good

    lee: {name: Lee Park, role: Nurse, extension: 202, away: [2026-12-14/2026-12-18], cover: priya}

How to mend it

Name a “cover:” for the person: it holds for their phone and for their mailboxes. Or give the mailbox a
“backup:”, who listens to it whenever the owner is not there.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.absences import Absence, uncovered_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import broken_promises, message_moves, owned
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import dates_words
from ivrcheck.rules.cover_circle import cause_of_absence
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import listed

CODE = "IVR306"
LEVEL = Severity.WARNING
DEPTH = 3


def find(facts: Facts) -> Iterator[Hit]:
    """Everybody who is away while messages for them can come in, with the mailboxes."""
    if not any(person.away for person in facts.menu.people.values()):
        return
    found: dict[str, tuple[list[Absence], list[str]]] = {}
    for step, owner, backup in _mailboxes(facts):
        away = uncovered_of(facts, owner, backup)
        for absence in away[:1]:
            found.setdefault(absence.person, (away, []))[1].append(step)
    for person, (away, steps) in sorted(found.items()):
        yield _hit(facts, person, [one for one in away if one.person == person], steps)


def _mailboxes(facts: Facts) -> Iterator[tuple[str, str, str | None]]:
    """The steps in which calls leave a message whose promise, if there is one, is always kept."""
    broken = broken_promises(facts)
    seen = set()
    for move in message_moves(facts):
        step, body = facts.graph.step_of(move.source), owned(facts, move)
        if step in broken or step in seen or not facts.arrivals.get(move.source) or not body.owner:
            continue
        seen.add(step)
        yield step, body.owner, getattr(body, "backup", None)


def _hit(facts: Facts, person: str, away: list[Absence], steps: list[str]) -> Hit:
    name = facts.menu.people[person].name
    dates = dates_words(away[0].dates.first, away[0].dates.last)
    more = f", and {len(away) - 1} more time{'s' * (len(away) > 2)}" if len(away) > 1 else ""
    return Hit(
        facts.at("people", person, "away"),
        f"While {name} is away ({dates}{more}), nobody calls back the people who leave a message in "
        f"{listed(steps)}.",
        f"Name a “cover:” for {name}, or give {'them' if len(steps) > 1 else 'the mailbox'} a “backup:”.",
        labels=tuple(Label(facts.at("steps", step, key=True), "waits unheard") for step in steps[:3]),
        cause=cause_of_absence(facts, person),
        step=steps[0],
    )
