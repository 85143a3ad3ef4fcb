"""A sketch in the language of Mermaid, which pull requests and wikis show as a diagram.

The names of its boxes are numbers: a step called ``end`` or ``graph`` would be a word of the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivrcheck.draw.sketch import Arrow, Box, Mark, Sketch

_SHAPES = {
    "entry": ("([", "])"),
    "play": (">", "]"),
    "hours": ("{", "}"),
    "queue": ("[(", ")]"),
    "collect": ("[/", "/]"),
    "lookup": ("{{", "}}"),
    "retry": ("[\\", "/]"),
    "language": ("[\\", "\\]"),
    "ring": ("[[", "]]"),
    "directory": ("[[", "]]"),
    "transfer": ("[[", "]]"),
    "voicemail": ("[/", "\\]"),
    "callback": ("[/", "\\]"),
    "served": ("(", ")"),
    "lost": ("(", ")"),
    "hangup": ("(((", ")))"),
}
_OTHER = ("[", "]")
_CLASSES = {
    "trapped": "fill:#FDE7E3,stroke:#B3261E,stroke-width:3px,color:#222222",
    "warned": "fill:#FFF4DC,stroke:#8A5A00,stroke-width:2px,color:#222222",
    "unreachable": "fill:#FFFFFF,stroke:#767676,stroke-dasharray:5 3,color:#767676",
    "served": "fill:#D9F0E3,stroke:#1B6E4B,color:#222222",
    "lost": "fill:#B3261E,stroke:#B3261E,color:#FFFFFF",
    "lit": "stroke:#0B5CAD,stroke-width:4px",
}
_SAID = {
    Mark.TRAPPED: "callers can get trapped",
    Mark.UNREACHABLE: "no call comes here",
}


def mermaid(sketch: Sketch) -> str:
    """The sketch as a Mermaid flowchart."""
    names = {box.id: f"n{number}" for number, box in enumerate(sketch.boxes)}
    inside = {box: group for group in sketch.groups for box in group.boxes}
    lines = [f"flowchart {'LR' if sketch.groups else 'TB'}", f"  accTitle: {_line(sketch)}"]
    lines.append(f"  accDescr: {_plain(sketch.told)}")
    lines += [_box(box, names) for box in sketch.boxes if box.id not in inside]
    boxes = {box.id: box for box in sketch.boxes}
    for number, group in enumerate(sketch.groups, 1):
        lines.append(f'  subgraph g{number} ["{_text(group.name)}"]')
        lines += [f"  {_box(boxes[id], names)}" for id in group.boxes]
        lines.append("  end")
    lines += [_arrow(arrow, names) for arrow in sketch.arrows]
    lines += list(_looks(sketch, names))
    return "\n".join(lines) + "\n"


def _line(sketch: Sketch) -> str:
    return _plain(f"{sketch.title}: {sketch.caption}" if sketch.caption else sketch.title)


def _plain(text: str) -> str:
    """A text where Mermaid reads to the end of the line; a semicolon or a ``#`` would end it."""
    return "".join(" " if one in ";#{}%" else one for one in text).strip() or "-"


def _box(box: Box, names: Mapping[str, str]) -> str:
    left, right = _SHAPES.get(box.kind, _OTHER)
    lines = [f"<b>{_text(box.name)}</b>", *map(_text, box.lines)]
    if box.codes:
        lines.append(f"<b>{_text(' '.join(box.codes))}</b>")
    elif box.mark in _SAID:
        lines.append(f"<b>{_SAID[box.mark]}</b>")
    return f'  {names[box.id]}{left}"{"<br/>".join(lines)}"{right}'


def _arrow(arrow: Arrow, names: Mapping[str, str]) -> str:
    line = "==>" if arrow.lit else "-.->" if arrow.grey or arrow.after else "-->"
    words = f'|"{_text(", ".join(arrow.words))}"|' if arrow.words else ""
    return f"  {names[arrow.source]} {line}{words} {names[arrow.target]}"


def _looks(sketch: Sketch, names: Mapping[str, str]) -> Iterator[str]:
    """Which boxes look how, and what that is."""
    classes: dict[str, list[str]] = {}
    for box in sketch.boxes:
        kinds = [box.kind, box.mark.value, *(["lit"] if box.lit else [])]
        for kind in kinds:
            if kind in _CLASSES:
                classes.setdefault(kind, []).append(names[box.id])
    for kind, look in _CLASSES.items():
        if kind in classes:
            yield f"  classDef {kind} {look}"
            yield f"  class {','.join(classes[kind])} {kind}"


def _text(text: str) -> str:
    """A text in a label: every sign that Mermaid, Markdown or HTML would read is written by its number."""
    return "".join(f"#{ord(one)};" if one in _READ else one for one in text)


_READ = frozenset('"#<>&\\`*~[]{}|$')
