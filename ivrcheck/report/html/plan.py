"""The call plan: what to try with a real telephone, and to tick off on paper."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.report.html.markup import Html, joined, listed, sentence, tag, words
from ivrcheck.report.plan import DO, Sheet, left_words, part_title, plan_summary, sheets_of
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.plan import plan

_TITLE = "Calls to make"
_MOST_STEPS = 500
"""The plan of a larger menu has thousands of calls; nobody makes them, and they make the page slow."""


def plan_section(phone: Phone, id: str) -> Html:
    """The calls for each kind of time, with a box to tick for each."""
    facts = phone.facts
    if len(facts.graph.steps) > _MOST_STEPS:
        much = f"A menu of {len(facts.graph.steps):,} steps takes too many calls to try it by hand."
        return tag("section", tag("h3", _TITLE, id=f"{id}-plan"), tag("p", much))
    parts = plan(phone)
    inside: list[Html] = []
    for part, sheets in sheets_of(parts):
        inside.append(tag("h4", part_title(facts, part)))
        inside.append(
            listed("ol", *map(_call, sheets), class_="plan", start=f"{sheets[0].number}" if sheets else None)
        )
        inside += [tag("p", "Not tried: ", sentence(left)) for left in left_words(facts, part)]
    return tag(
        "section",
        tag("h3", _TITLE, id=f"{id}-plan"),
        tag("p", sentence(plan_summary(facts, parts))),
        tag(
            "p",
            "What was recorded may differ from what the file says. Make these calls with a real telephone, "
            "listen, and tick what is as it stands here.",
            class_="note",
        ),
        *inside,
    )


def _call(sheet: Sheet) -> Html:
    lines = (tag("b", sentence(said)) if kind == DO else sentence(said) for kind, said in sheet.lines)
    return joined(
        tag(
            "p",
            tag("span", "", class_="box"),
            "Call ",
            words(sheet.dial),
            ", such as ",
            sheet.when,
            class_="lead",
        ),
        *_office(sheet),
        listed("ul", *lines),
        tag("p", sentence(sheet.end), class_="note"),
    )


def _office(sheet: Sheet) -> Iterator[Html]:
    for said in sheet.office:
        yield tag("p", sentence(said), class_="note")
