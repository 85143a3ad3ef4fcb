"""What is left out of a diagram so that the rest can be read, and what stands there instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ivrcheck.draw.sketch import Arrow, Box, Group

_CROWD = 8
"""To a step with more arrows than that, in a large diagram, signs are drawn instead of long arrows."""


def cut(arrows: Sequence[Arrow], steps: Sequence[str]) -> tuple[list[Arrow], list[Box]]:
    """The arrows between the steps that are shown; those that lead further end in a stub."""
    shown, kept = set(steps), list[Arrow]()
    further: dict[str, int] = {}
    for one in arrows:
        ours = one.source in shown or (one.source.startswith("entry.") and one.target in shown)
        if ours and ("." in one.target or one.target in shown):
            kept.append(one)
        elif ours:
            further[one.source] = further.get(one.source, 0) + 1
    stubs = []
    for source, count in further.items():
        name = "goes on" if count == 1 else f"goes on in {count} ways"
        stubs.append(Box(f"{source}.more", "more", name, told="It goes on, but that is not shown."))
        kept.append(Arrow(source, f"{source}.more", ()))
    return kept, stubs


def with_signs(arrows: Sequence[Arrow]) -> tuple[list[Arrow], list[Box]]:
    """The arrows, those to steps that nearly everything leads to ending in a sign that names the step."""
    crowd = Counter(one.target for one in arrows)
    kept, signs = [], []
    for one in arrows:
        if crowd[one.target] <= _CROWD or one.lit or one.source.startswith("entry."):
            kept.append(one)
            continue
        sign = f"{one.source}.on.{one.target}"
        kept.append(replace(one, target=sign, meant=one.target))
        signs.append(Box(sign, "jump", f"→ {one.target}", told=f"It goes on at “{one.target}”."))
    return kept, signs


def with_signs_of(group: Group, signs: Sequence[Box]) -> Group:
    """A group with the signs that stand behind its boxes."""
    inside = set(group.boxes)
    return replace(
        group, boxes=(*group.boxes, *(box.id for box in signs if box.id.partition(".on.")[0] in inside))
    )
