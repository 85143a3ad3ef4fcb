"""A sketch in the language of graphviz. The only place that knows the ``graphviz`` package."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from ivrcheck.draw.sketch import Arrow, Box, Mark, Sketch
from ivrcheck.draw.style import AMBER, FONT, GREY, INK, RED, arrow_style, box_style, spread
from ivrcheck.draw.words import KINDS, lines_of

if TYPE_CHECKING:
    from graphviz import Digraph

_SMALL = 11
_LARGE = 14
_FROM_LEFT, _FROM_RIGHT, _END = "\u2066", "\u2067", "\u2069"
_LEGEND = "legend"


def digraph(sketch: Sketch, prefix: str = "") -> Digraph:
    """The sketch as a graph; ``prefix`` stands before every id in the picture."""
    from graphviz import Digraph

    graph = Digraph("menu", encoding="utf-8")
    graph.attr("graph", **_whole(sketch))
    graph.attr("node", fontname=FONT, fontsize=str(_SMALL), margin="0.12,0.07")
    graph.attr("edge", fontname=FONT, fontsize=str(_SMALL), color=INK, arrowsize="0.8")
    inside = {box: group for group in sketch.groups for box in group.boxes}
    for box in sketch.boxes:
        if box.id not in inside:
            _put(graph, box, prefix)
    boxes = {box.id: box for box in sketch.boxes}
    for number, group in enumerate(sketch.groups, 1):
        with graph.subgraph(name=f"cluster_{number}") as part:
            part.attr(
                label=_label(group.name, (), ()), labeljust="l", color=GREY, style="rounded", penwidth="1"
            )
            for id in group.boxes:
                _put(part, boxes[id], prefix)
    lit = any(arrow.lit for arrow in sketch.arrows)
    for arrow in sketch.arrows:
        graph.edge(arrow.source, arrow.target, **_arrow(arrow, lit, prefix))
    _legend(graph, sketch, prefix)
    return graph


def _whole(sketch: Sketch) -> dict[str, str]:
    caption = [sketch.caption] if sketch.caption else []
    return {
        "label": _label(sketch.title, [line for one in caption for line in lines_of(one, 70)], ()),
        "labelloc": "t",
        "fontname": FONT,
        "fontsize": str(_LARGE),
        "nodesep": "0.3",
        "ranksep": "0.45",
        "bgcolor": "white",
        "pad": "0.15",
        "rankdir": "LR" if sketch.groups else "TB",  # large ones grow downwards, as pages do
        "newrank": "true",  # without it engines give up on groups that lead back to each other
    }


def _put(graph: Digraph, box: Box, prefix: str) -> None:
    looks = box_style(box) | {"id": prefix + box.id}
    if wide := _width(box):
        looks["width"] = f"{wide * spread(box.kind):.2f}"
    label = _label(box.name, box.lines, box.codes, box.mark)
    if box.kind == "queue":  # below the lid of its shape
        label = f'<<font point-size="8"> <br/></font>{label[1:]}'
    graph.node(box.id, label=label, **looks)


def _arrow(arrow: Arrow, lit: bool, prefix: str) -> dict[str, str]:
    looks = arrow_style(arrow, lit) | {"id": prefix + arrow.id}
    if arrow.words:
        room = "&#160;" * (3 if arrow.lit else 1)
        looks["label"] = "<" + "<br/>".join(f"{room}{_text(line)}{room}" for line in _few(arrow.words)) + ">"
    return looks


def _few(words: tuple[str, ...], most: int = 12) -> list[str]:
    """The words on an arrow, those that fit together on one line."""
    shown = [*words[:most], f"{len(words) - most} more"] if len(words) > most + 1 else list(words)
    lines: list[str] = []
    for word in shown:
        if lines and len(lines[-1]) + len(word) < 14:
            lines[-1] += f", {word}"
        else:
            lines.append(word)
    return [line + ("," if line is not lines[-1] else "") for line in lines]


def _label(name: str, lines: Iterable[str], codes: tuple[str, ...], mark: Mark = Mark.NONE) -> str:
    """The words of a box: its name in bold letters, what it does, and what is wrong with it."""
    size = _LARGE if lines or codes else _SMALL + 1
    parts = [f'<font point-size="{size}"><b>{_text(name)}</b></font>']
    parts += [_text(line) for line in lines]
    if codes:
        ink = {Mark.TRAPPED: RED, Mark.WARNED: AMBER}.get(mark, GREY)
        sign = "× " if mark is Mark.TRAPPED else "▲ " if mark is Mark.WARNED else ""
        parts.append(f'<font color="{ink}"><b>{sign}{_text(" ".join(codes))}</b></font>')
    elif mark in _SAID:
        parts.append(f'<font color="{_SAID[mark][1]}"><b>{_SAID[mark][0]}</b></font>')
    return "<" + "<br/>".join(parts) + ">"


_SAID = {Mark.TRAPPED: ("× callers can get trapped", RED), Mark.UNREACHABLE: ("no call comes here", GREY)}


def _text(text: str) -> str:
    """A text for a label: graphviz reads backslashes even here."""
    escaped = escape(_turned(text)).replace("\\", "&#92;&#92;")
    return escaped or " "


def _turned(text: str) -> str:
    """A line with words written from right to left, kept together in the direction in which it begins."""
    kinds = [unicodedata.bidirectional(one) for one in text]
    if not {"R", "AL"} & {*kinds}:
        return text
    first = next(kind for kind in kinds if kind in ("L", "R", "AL"))
    return f"{_FROM_LEFT if first == 'L' else _FROM_RIGHT}{text}{_END}"


def _width(box: Box) -> float:
    """The least width in inches of a box with letters whose width the engine may not know; 0: it knows."""
    rows = [(box.name, _LARGE * 1.06), *((line, _SMALL) for line in box.lines)]
    if all(line.isascii() or _is_latin(line) for line, _ in rows):
        return 0.0
    return max(sum(map(_em, line)) * size for line, size in rows) / 72 + 0.3


def _is_latin(text: str) -> bool:
    return all(one < "\u0250" or "\u2010" <= one <= "\u2027" or one == "→" for one in text)


def _em(sign: str) -> float:
    """The width of a sign in letters' heights."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(sign) in "WF" else 0.58


def is_latin(sketch: Sketch) -> bool:
    """Whether every letter is one that any engine has a shape for."""
    words = [sketch.title, sketch.caption, *(group.name for group in sketch.groups)]
    words += [line for box in sketch.boxes for line in (box.name, *box.lines)]
    words += [word for arrow in sketch.arrows for word in arrow.words]
    return all(map(_is_latin, words))


# the legend


def _legend(graph: Digraph, sketch: Sketch, prefix: str) -> None:
    """What the shapes and lines mean, as far as they occur."""
    signs = list(_signs(sketch))
    with graph.subgraph(name=f"cluster_{_LEGEND}") as part:
        part.attr(label=_label("What is what", (), ()), color=GREY, style="rounded", penwidth="1")
        for sign in signs:
            looks = box_style(sign) | {"id": prefix + sign.id, "fontsize": str(_SMALL - 1)}
            part.node(sign.id, label=f"<{_text(sign.name)}>", **looks)
        for above, below in zip(signs, signs[_COLUMNS:], strict=False):
            part.edge(above.id, below.id, style="invis")


_COLUMNS = 2


def _signs(sketch: Sketch) -> Iterator[Box]:
    kinds = {box.kind for box in sketch.boxes}
    for kind, words in KINDS.items():
        if kind in kinds:
            yield Box(f"{_LEGEND}.{kind}", kind, words)
    marks = {box.mark for box in sketch.boxes}
    for mark, words in _MARKS:
        if mark in marks:
            yield Box(f"{_LEGEND}.{mark.value}", "menu", words, codes=("IVR",), mark=mark)
    if any(arrow.lit for arrow in sketch.arrows):
        yield Box(f"{_LEGEND}.lit", "play", "the call that is shown", lit=True)


_MARKS = (
    (Mark.TRAPPED, "callers trapped, or an error"),
    (Mark.WARNED, "a warning"),
    (Mark.UNREACHABLE, "no call comes here"),
)
