"""After hours callers must choose, hold or leave a message before they hear what to do in an emergency.

Closed hours are those outside “business_hours”, or else outside the hours of the first “hours” step. The
number is that of the file's country; greetings and the choice of a language may come first.

Why it matters

Somebody with a pain in the chest calls the number they know: the practice's. Each sentence before “hang up
and dial 911” is time they do not have.

Bad

    night:
      kind: menu
      prompt: >-
        The practice is closed. To leave a message, press 1. To speak with the doctor, press 0.
        In an emergency, hang up and dial 911.

Good

    night:
      kind: menu
      prompt: >-
        The practice is closed. In an emergency, hang up and dial 911.
        To leave a message, press 1. To speak with the doctor, press 0.

How to mend it

Say it in the first sentences that callers hear when the practice is closed, before the first key.

Source

L.A. Care Health Plan, notice to its practices of November 2017 (lacare.org, “The Annual Access to Care
Survey”): a recording after hours says what to do in an emergency, such as dialling 911. It binds practices
under contract with that plan. Read on 2026-11-21 in a stored copy; whether it is still in force was not
checked. California Health & Wellness, “After-Hours Requirements” of 2017-08-22, asks the same of its
contracted practices (read on 2026-11-21; not checked whether in force). That it comes first is this project's
own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.emergency import number_of
from ivrcheck.menu.kinds import Menu
from ivrcheck.menu.spoken import announced_keys, option_start
from ivrcheck.rules.after_hours import asked_untold, closed_hours, instruction, still_untold, untold
from ivrcheck.rules.hit import Hit

CODE = "IVR721"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "healthcare"

_NEVER = "nothing has told callers until then what to dial in an emergency"
_LATE = "callers hear what to dial in an emergency only after the first key"


def find(facts: Facts) -> Iterator[Hit]:
    """The steps that ask something of callers who have not been told, in the file's first language."""
    main = facts.menu.languages[0]
    seen = set()
    for node, bits in asked_untold(facts, main).items():
        if (step := facts.graph.step_of(node)) not in seen:
            seen.add(step)
            yield _hit(facts, node, bits, _NEVER)
    for node, bits in untold(facts, main).items():
        if (
            node >= 0
            and bits
            and (step := facts.graph.step_of(node)) not in seen
            and _late(facts, node, main)
        ):
            seen.add(step)
            yield _hit(facts, node, bits, _LATE)


def _late(facts: Facts, node: int, language: str) -> bool:
    """Whether the keys of a menu begin before the emergency number."""
    step = facts.graph.kind_of(node)
    if not isinstance(step, Menu):
        return False
    heard = step.prompt.heard(facts.graph.language_of(node))
    text = heard[0].text if len(heard) == 1 else None
    place = instruction(facts, node, language)
    keys = announced_keys(text, language) if text else ()
    return bool(text and place is not None and keys and option_start(text, keys[0]) < place)


def _hit(facts: Facts, node: int, bits: int, what: str) -> Hit:
    step, number = facts.graph.step_of(node), number_of(facts.menu.country)
    dial = f"hang up and dial {number or 'the emergency number'}"
    entries = ((entry, start, closed_hours(facts)) for entry, start in facts.graph.entries.items())
    search = Search(facts.graph, facts.watch, entries, still_untold(facts, facts.menu.languages[0]))
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” would not meet after-hours standards: {what} ({facts.when(bits)}).",
        f"Say it before anything else, such as “If this is an emergency, {dial}.”",
        call=facts.tell(search.path(node, bits), f"In “{step}” {what}."),
        cause=f"{step}:emergency",
        step=step,
    )
