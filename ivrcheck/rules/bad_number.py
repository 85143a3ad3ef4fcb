"""A telephone number that cannot be dialled: a digit too many, or one too few.

It looks at the numbers people call, at those a call is passed on to, and at people's own. A call must not be
passed on to an emergency number either. Which numbers exist is not looked up: made-up ones are fine, such as
555-0134 in North America.

Why it matters

A slip in a number is seen by nobody in the office and heard by every caller: “the number you have dialled
is not in service”. And whoever is passed on to the emergency services speaks with an operator whose screen
shows where your office is, not where the caller is.

Bad

    other_shop: {kind: transfer, number: "+1 845 555 016", reaches: person, no_answer: messages}

Good

    other_shop: {kind: transfer, number: "+1 845 555 0167", reaches: person, no_answer: messages}

How to mend it

Look the number up again, and write it with its country and area code. Tell callers with an emergency to hang
up and dial the emergency number themselves.

Source

The lengths of all countries' numbers, from the package phonenumbers (Google's libphonenumber), read on
2026-11-21; in force as far as the package is up to date. On emergency numbers: this project's own
reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.dialling import Fault, Line, dialable, line_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Transfer
from ivrcheck.menu.todo import TODO
from ivrcheck.rules.calling import call_to
from ivrcheck.rules.hit import Hit

CODE = "IVR506"
LEVEL = Severity.ERROR
DEPTH = 0

_EXTENSION = 5
"""Up to so many digits, a number people dial may be an extension of the office's own switchboard."""


def find(facts: Facts) -> Iterator[Hit]:
    """Numbers people dial, then those calls are passed on to, then people's own."""
    yield from _entries(facts)
    for step, body in facts.menu.steps.items():
        if body.kind == "transfer" and body.number != TODO and not dialable(facts, body.number):
            yield from _transfer(facts, step, body, line_of(facts, body.number))
    yield from _people(facts)


def _entries(facts: Facts) -> Iterator[Hit]:
    for number in facts.menu.entry:
        short = sum(map(str.isdigit, number)) <= _EXTENSION
        if not short and not dialable(facts, number) and (fault := line_of(facts, number).fault):
            yield Hit(
                facts.at("entry", number, key=True),
                f"Nobody can call “{number}”: {_why(fault)}.",
                "Look up the number people dial, and write it with its country and area code.",
                cause=f"number:{number}",
                severity=_severity(fault),
            )


def _transfer(facts: Facts, step: str, body: Transfer, line: Line) -> Iterator[Hit]:
    if line.emergency:
        message = (
            f"“{step}” passes callers on to the emergency number {body.number}: "
            "the operator there is shown where your office is, not where the caller is."
        )
        help = (
            f"Tell callers to hang up and dial {body.number} themselves, and lead this call to somebody here."
        )
    elif line.fault:
        message = f"“{step}” passes callers on to “{body.number}”, {_so(line.fault)}."
        help = "Look up the number, and write it with its country and area code."
    else:
        return
    yield Hit(
        facts.at("steps", step, "number"),
        message,
        help,
        call=facts.tell(call_to(facts, step)),
        cause=f"{step}:number",
        step=step,
        severity=_severity(line.fault),
    )


def _people(facts: Facts) -> Iterator[Hit]:
    for id, person in facts.menu.people.items():
        if (
            person.phone
            and not dialable(facts, person.phone)
            and (fault := line_of(facts, person.phone).fault)
        ):
            yield Hit(
                facts.at("people", id, "phone"),
                f"The phone of {person.name}, “{person.phone}”, cannot be rung: {_why(fault)}.",
                f"Ask {person.name} for the number, and write it with its country and area code.",
                cause=f"people:{id}:phone",
                severity=_severity(fault),
            )


def _why(fault: Fault) -> str:
    return f"it {fault.value}"


def _so(fault: Fault) -> str:
    if fault is Fault.NO_AREA:
        return "which has no area code: it works from the same town only, if at all"
    return f"and nobody can call that: {_why(fault)}"


def _severity(fault: Fault | None) -> Severity | None:
    """Without its area code a number may still work from the same town."""
    return Severity.WARNING if fault is Fault.NO_AREA else None
