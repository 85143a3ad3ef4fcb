"""How boxes and arrows look: a shape for each kind of step, colours that colour-blind people tell apart.

Nothing is said by colour alone: what is wrong also has a thick line and its code, what cannot be reached a
broken line, a way that is shown thick arrows, and the bad endings are dark with light letters.
"""

from __future__ import annotations

from ivrcheck.draw.sketch import Arrow, Box, Mark

FONT = "Arial"
INK = "#222222"
RED = "#B3261E"
AMBER = "#8A5A00"
BLUE = "#0B5CAD"
GREY = "#767676"
GREEN = "#1B6E4B"
_PALE_RED = "#FDE7E3"
_PALE_AMBER = "#FFF4DC"

SHAPES = {
    "entry": "ellipse",
    "play": "note",
    "menu": "box",
    "hours": "diamond",
    "ring": "component",
    "queue": "cylinder",
    "transfer": "box",
    "voicemail": "folder",
    "callback": "box",
    "collect": "parallelogram",
    "lookup": "hexagon",
    "retry": "invtrapezium",
    "directory": "tab",
    "language": "box3d",
    "hangup": "octagon",
    "served": "box",
    "lost": "box",
    "more": "plaintext",
    "jump": "plaintext",
}
_FILLS = {
    "entry": "#FFFFFF",
    "play": "#FFFFFF",
    "menu": "#E7F0FA",
    "hours": "#FFF9E0",
    "ring": "#EAF5EF",
    "queue": "#EAF5EF",
    "transfer": "#EAF5EF",
    "directory": "#EAF5EF",
    "voicemail": "#F3EEF9",
    "callback": "#F3EEF9",
    "served": "#D9F0E3",
    "lost": RED,
}
_STYLES = {"served": ["rounded"], "lost": ["rounded"], "callback": ["diagonals"]}
_SPREAD = {"hours": 1.9, "lookup": 1.35, "collect": 1.35, "retry": 1.3, "hangup": 1.2}
"""How much wider than its words a shape is."""


def box_style(box: Box) -> dict[str, str]:
    """The attributes of a box for graphviz."""
    style = ["filled", *_STYLES.get(box.kind, [])]
    line, fill, pen, ink = INK, _FILLS.get(box.kind, "#FFFFFF"), 1.0, INK
    if box.kind in ("served", "lost"):
        line, ink = (GREEN, INK) if box.kind == "served" else (RED, "#FFFFFF")
    if box.mark is Mark.TRAPPED:
        line, fill, pen = (RED, _PALE_RED, 3.0) if box.codes else (RED, fill, 2.0)
    elif box.mark is Mark.WARNED:
        line, fill, pen = AMBER, _PALE_AMBER, 2.0
    elif box.mark is Mark.UNREACHABLE:
        line, fill, ink = GREY, "#FFFFFF", GREY
        style.append("dashed")
    if box.lit and box.mark is not Mark.TRAPPED:
        line, pen = BLUE, 3.0
    looks = {"shape": SHAPES[box.kind], "style": ",".join(style), "color": line, "fillcolor": fill}
    if box.kind == "transfer":  # a frame in a frame: the call leaves for somewhere else
        looks["peripheries"] = "2"
    if box.kind in ("jump", "more"):  # words alone: the arrow ends right before them
        looks |= {"width": "0.2", "height": "0.2", "margin": "0.04,0.02"}
    return {**looks, "penwidth": f"{pen:g}", "fontcolor": ink, "class": _classes(box)}


def _classes(box: Box) -> str:
    marked = [] if box.mark is Mark.NONE else [box.mark.value]
    return " ".join([box.kind, *marked, *(["lit"] if box.lit else [])])


def spread(kind: str) -> float:
    """How much wider than its words the shape of a kind is."""
    return _SPREAD.get(kind, 1.0)


def arrow_style(arrow: Arrow, lit: bool) -> dict[str, str]:
    """The attributes of an arrow for graphviz. ``lit``: whether a way is shown at all."""
    if arrow.lit:
        return {"color": BLUE, "fontcolor": BLUE, "penwidth": "4", "class": "lit"}
    if arrow.grey:
        return {"color": GREY, "fontcolor": GREY, "style": "dashed", "class": "grey"}
    if arrow.lost:
        return {"color": RED, "fontcolor": RED, "penwidth": "2", "class": "lost"}
    looks = {"style": "dotted", "class": "after"} if arrow.after else {}
    return {**looks, "color": "#8C8C8C"} if lit else looks
