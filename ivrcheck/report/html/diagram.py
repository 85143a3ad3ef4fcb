"""The menu as a picture, and which of its parts a finding lights up."""

from __future__ import annotations

from collections.abc import Sequence

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Finding
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
    hint = tag("p", _HINT, class_="note scripted") if any(parts_of(one, facts) for one in findings) else None
    return tag("section", title, hint, status, frame), True


def parts_of(finding: Finding, facts: Facts) -> list[str]:
    """The ids of the boxes and arrows that show a finding: the way of its call, or its own step."""
    from ivrcheck.draw.picture import ids_of

    return ids_of(facts, finding) or list(filter(None, [finding.step]))
