"""Makes the engine's SVG one that can be read aloud, shown in a page and compared byte by byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from ivrcheck.draw.sketch import Sketch

_GROUP = re.compile(r'<g id="([^"]*)" class="(node|edge|cluster)([^"]*)"(.*?)</g>', re.DOTALL)
_WHOLE = re.compile(r'<g id="[^"]*" class="graph"([^>]*)>\s*(?:<title>.*?</title>\s*)?', re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_POINTS = re.compile(r'\b(?:points|d)="([^"]*)"')
_X = re.compile(r"(-?[\d.]+),-?[\d.]+")
_START = re.compile(r'text-anchor="start" x="[^"]*"')
_SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')


def finished(drawn: str, sketch: Sketch, prefix: str = "") -> str:
    """The picture with words for those who do not see it, and nothing that differs from run to run."""
    words = _words(sketch, prefix)
    body = _COMMENT.sub("", drawn[drawn.index("<svg") :])
    body = _WHOLE.sub(lambda whole: f'<g class="graph"{whole[1]}>\n', body, count=1)
    body = _GROUP.sub(lambda match: _group(match, words), body)
    head, _, rest = body.partition(">")
    head = _SIZE.sub(lambda size: f'width="{size[1]}" height="{size[2]}"', " ".join(head.split()), count=1)
    head = head.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    ids = f"{prefix}title {prefix}desc"
    title = f"{sketch.title}: {sketch.caption}" if sketch.caption else sketch.title
    said = f'<title id="{prefix}title">{escape(title)}</title>'
    told = f'<desc id="{prefix}desc">{escape(sketch.told)}</desc>'
    return f'{head} role="img" aria-labelledby="{ids}">\n{said}\n{told}{rest.rstrip()}\n'


def _words(sketch: Sketch, prefix: str) -> Mapping[str, str]:
    """What is told about each box and arrow, by its id in the picture."""
    words = {prefix + box.id: box.told for box in sketch.boxes}
    names = {box.id: box.name for box in sketch.boxes}
    for arrow in sketch.arrows:
        way = f" ({', '.join(arrow.words)})" if arrow.words else ""
        words[prefix + arrow.id] = f"{names[arrow.source]} → {names[arrow.target]}{way}"
    return words


def _group(match: re.Match[str], words: Mapping[str, str]) -> str:
    id, kind, classes, rest = match.groups()
    id = id.replace("&#45;", "-")
    told = words.get(id, "")
    title = f"<title>{escape(told)}</title>\n" if told else ""
    rest = _TITLE.sub(lambda _: title, rest, count=1)
    if kind == "node":
        rest = _centred(rest)
    name = "" if kind == "cluster" else f' id="{escape(id)}"'
    return f'<g{name} class="{kind}{classes}"{rest}</g>'


def _centred(node: str) -> str:
    """The lines of a box about its middle, so that they fit there in whatever font they are shown."""
    found = _POINTS.search(node)
    if not found:
        return node
    across = [float(x) for x in _X.findall(found[1])]
    middle = (min(across) + max(across)) / 2
    return _START.sub(f'text-anchor="middle" x="{middle:.2f}"', node)
