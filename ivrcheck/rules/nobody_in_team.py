"""A team that is rung has no members, or none of them is ever there when callers come.

Why it matters

The phone rings, and there is nobody whose phone it could be. It happens when the last person of a team
leaves, when somebody has no telephone, or when the team's hours and its people's hours never meet. And it
happens when a key of the daytime menu rings those who work at night: they are there, but never when callers
come to that step. Only ring and queue steps are held against that; a directory may list everybody.
A single member of such a team without a telephone is advice only: the others answer.

Bad

Since Kit left, the team is empty, and the menu still rings it:

    therapists: {members: [], hours: practice}

Kit answers in the evening, and callers come to Kit's line by day only:

    therapists: {members: [kit], hours: evening}
    …
    are_we_open: {kind: hours, hours: practice, open: main, closed: night}

Good

    kit: {name: Kit Marlow, role: Physiotherapist, extension: 22}
    …
    therapists: {members: [kit], hours: practice}

In the evening callers come to Kit's line as well:

    is_it_evening: {kind: hours, hours: evening, open: exercise_line, closed: night}

How to mend it

Put somebody into the team, give its people an “extension:” or a “phone:”, or let their hours meet the
team's. If nobody is left to do this work, lead its key to somebody else. Where callers only come while the
team is off, ring somebody who is there then.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.people import rung_by
from ivrcheck.finding import Call, Label, Severity
from ivrcheck.menu.kinds import AnyStep, Ring
from ivrcheck.rules.hit import Hit

CODE = "IVR505"
LEVEL = Severity.ERROR
DEPTH = 1


def find(facts: Facts) -> Iterator[Hit]:
    """Everybody who is rung or held for somewhere and can never answer; then each step where that is so."""
    yield from _never_on_duty(facts)
    yield from _without_telephone(facts)
    for cause, steps in _never_when_called(facts).items():
        yield _at_other_times(facts, steps, cause)


def _never_on_duty(facts: Facts) -> Iterator[Hit]:
    for who, steps in never_there(facts).items():
        section = "teams" if who in facts.menu.teams else "people"
        reason, help = _why(facts, who)
        yield Hit(
            facts.at(section, who, key=True),
            f"{reason}, so nobody ever answers in “{steps[0]}”.",
            help,
            labels=tuple(Label(facts.at("steps", step, key=True), "rings them") for step in steps[:3]),
            cause=cause_of_never(facts, who),
            step=steps[0],
        )


def _without_telephone(facts: Facts) -> Iterator[Hit]:
    """Each member of a team that is rung who has nothing to ring."""
    found: dict[str, str] = {}
    never = never_there(facts)
    for body in facts.menu.steps.values():
        for team in facts.menu.teams.keys() & {*rung_by(body)} if body.kind in ("ring", "queue") else ():
            if facts.calendar.duty(team):
                found |= dict.fromkeys(facts.menu.teams[team].members, team)
    for id, team in found.items():
        person = facts.menu.people[id]
        if not person.can_be_rung and id not in never:
            yield Hit(
                facts.at("people", id, key=True),
                f"Callers are put through to the team “{team}”, and {person.name} is in it, "
                "but has no telephone that could ring.",
                f"Add “extension:” or “phone:” to “{id}”, or take “{id}” out of the team.",
                cause=f"phone:{id}",
                severity=Severity.ADVICE,
            )


def _never_when_called(facts: Facts) -> dict[str, list[str]]:
    """By cause, the steps to which callers come only while those they ring are off."""
    found: dict[str, list[str]] = {}
    for step, body in facts.menu.steps.items():
        if body.kind in ("ring", "queue"):
            duty, come = facts.calendar.duty(_rung(body)[1]), facts.arrives(step)
            if duty and come and not duty & come:
                found.setdefault(_cause_of_unmet(facts, step, come), []).append(step)
    return found


def _rung(body: AnyStep) -> tuple[str, str]:
    """The field that says who is rung or held for, and who it is."""
    return ("who", body.who) if isinstance(body, Ring) else ("team", getattr(body, "team", ""))


def _at_other_times(facts: Facts, steps: list[str], cause: str) -> Hit:
    step, more = steps[0], len(steps) - 1
    field, who = _rung(facts.menu.steps[step])
    name, come = facts.menu.name_of(who), facts.arrives(step)
    also = f" It is the same in {more} more step{'s' * (more > 1)}." if more else ""
    return Hit(
        facts.at("steps", step, field),
        f"Nobody ever answers in “{step}”: callers come there {facts.when(come)}, "
        f"but {name} is on duty only at other times ({facts.when(facts.calendar.duty(who))}).{also}",
        f"Write somebody who is there then in “{field}:”, or lead callers elsewhere at these times.",
        labels=tuple(Label(facts.at("steps", one, key=True), "the same here") for one in steps[1:4]),
        call=_call(facts, step, come, name),
        cause=cause,
        step=step,
    )


def _call(facts: Facts, step: str, come: int, name: str) -> Call | None:
    """The shortest call to a step at which nobody is on duty."""
    node = next(node for node in facts.graph.nodes_of(step) if facts.arrivals.get(node))
    end = f"“{step}” is for {name}, and nobody is on duty there at that moment."
    return facts.tell(facts.search.path(node, come), end)


def _cause_of_unmet(facts: Facts, step: str, come: int) -> str:
    """A menu that says open while nobody is on duty at all is what is behind it, where there is one."""
    alone: dict[int, str] = facts.once("open alone by times", lambda: _open_alone(facts))
    return next((cause for bits, cause in alone.items() if not come & ~bits), f"{step}:unmet")


def _open_alone(facts: Facts) -> dict[int, str]:
    """The times at which some hours step says open while nobody is there, each with its first cause."""
    from ivrcheck.rules.staff_and_hours_disagree import open_alone, open_cause

    found: dict[int, str] = {}
    for id, body in facts.menu.steps.items():
        if body.kind == "hours" and (bits := open_alone(facts, id)[0]):
            found.setdefault(bits, open_cause(facts, id))
    return found


def never_there(facts: Facts) -> dict[str, list[str]]:
    """Who is rung and never on duty, with the steps that ring them."""
    found: dict[str, list[str]] = {}
    for step, body in facts.menu.steps.items():
        for one in rung_by(body):
            if not facts.calendar.duty(one):
                found.setdefault(one, []).append(step)
    return found


def _why(facts: Facts, who: str) -> tuple[str, str]:
    menu = facts.menu
    if who in menu.people:
        name = menu.people[who].name
        if not menu.people[who].can_be_rung:
            return f"{name} has no telephone", f"Add “extension:” or “phone:” to “{who}”."
        return f"{name} is never on duty", "Check their “hours:” and “away:”, or name a “cover:”."
    members = menu.teams[who].members
    if not members:
        return f"The team “{who}” has no members", "Add the people who answer, like members: [rosa, dana]."
    if not any(menu.people[member].can_be_rung for member in members):
        return f"Nobody in the team “{who}” has a telephone", "Add “extension:” or “phone:” to its people."
    return f"Nobody of the team “{who}” is ever on duty", (
        "Check the “hours:” of the team, the “hours:” and “away:” of its people, or name a “cover:”."
    )


def cause_of_never(facts: Facts, who: str) -> str:
    """Hours that are never open are the cause of a team, or of its people, never being there."""
    menu = facts.menu
    one = menu.teams.get(who) or menu.people.get(who)
    teams = [team.hours for team in menu.teams.values() if who in team.members]
    hours = [one.hours] if one and one.hours else teams
    never = [id for id in hours if id and not facts.calendar.open[id]]
    return f"hours:{never[0]}" if never and len(never) == len(hours) else f"never:{who}"
