"""The menu as a picture, and which of its parts a finding lights up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Finding, Trace
from ivrcheck.report.html.markup import Html, sentence, tag

_HINT = (
    "Red: callers can be stuck or lost there, as the finding with that code says. "
    "“Show it on the picture” at a finding below shows its way here."
)


def diagram(facts: Facts, findings: Sequence[Finding], id: str) -> tuple[Html, bool]:
    """The picture with what was found in it, and whether there is one; if not, why."""
    from ivrcheck.draw.picture import picture
    from ivrcheck.draw.sketch import CannotDraw

    title = tag("h3", "The menu as a picture", id=f"{id}-drawn")
    try:
        drawn = Html(picture(facts, findings, prefix=f"{id}."))
    except CannotDraw as reason:
        why = tag("p", "There is no picture here. ", sentence(str(reason)), class_="note")
        return tag("section", title, why), False
    frame = tag(
        "div",
        drawn,
        class_="picture",
        id=f"{id}-picture",
        role="group",
        tabindex="0",
        aria_label="The picture; it can be moved sideways",
    )
    status = tag("p", "", class_="shown", id=f"{id}-shown", role="status")
    hint = tag("p", _HINT, class_="note scripted") if findings else None
    return tag("section", title, hint, status, frame), True


def parts_of(finding: Finding, numbers: Sequence[str]) -> list[str]:
    """The ids of the boxes and arrows that show a finding: the way of its call, or its own step.

    Some of the arrows may not be in the picture: several moves happen at one step.
    """
    trace = finding.call.trace if finding.call else None
    found = list(_way(trace, numbers)) if trace and trace.turns else []
    return list(dict.fromkeys(found or filter(None, [finding.step])))


def _way(trace: Trace, numbers: Sequence[str]) -> Iterator[str]:
    steps = [turn.step for turn in trace.turns]
    if trace.number in numbers:
        entry = f"entry.{numbers.index(trace.number) + 1}"
        yield from (entry, f"{entry}.to.{steps[0]}")
    if trace.circle is not None:
        steps.append(steps[trace.circle])
    elif trace.end:
        steps.append(f"{steps[-1]}.{trace.end}")
    for step, following in pairwise(steps):
        yield from (step, f"{step}.to.{following}")
    yield steps[-1]
