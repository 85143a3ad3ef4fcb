"""Builds HTML in which every text is escaped, because there is no other way to put one in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ivrcheck.report.text import visible

_QUOTED = re.compile("(“[^”]*”)")


class Html(str):
    """A piece of HTML that is ready to stand in a page."""

    __slots__ = ()


def tag(name: str, *inside: str | None, **attributes: str | None) -> Html:
    """An element. Texts in it are escaped; an attribute that is None is left out.

    ``class_`` is the attribute ``class``; an underline in a name stands for a hyphen.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{named}>{joined(*inside)}</{name}>")


def joined(*parts: str | None) -> Html:
    """Pieces one after the other; texts are escaped."""
    return Html("".join(part if isinstance(part, Html) else escape(_clean(part)) for part in parts if part))


def sentence(text: str) -> Html:
    """A sentence in which the words of a menu, which stand in quotation marks, keep their own direction."""
    return joined(
        *(tag("bdi", part) if part.startswith("“") else part for part in _QUOTED.split(_clean(text)))
    )


def words(text: str) -> Html:
    """A text of a menu, in its own direction."""
    return tag("bdi", text)


def listed(name: str, *items: str | None, **attributes: str | None) -> Html:
    """A list of those items that are there."""
    return tag(name, *(tag("li", item) for item in items if item), **attributes)


def table(titles: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> Html:
    """A table whose first column names the row; on narrow screens each cell repeats its title.

    The roles are said once more, because there the style takes them away.
    """
    head = (tag("th", title, scope="col", role="columnheader") for title in titles)
    return tag(
        "table",
        tag("caption", caption),
        tag("thead", tag("tr", *head, role="row"), role="rowgroup"),
        tag("tbody", *(_row(titles, row) for row in rows), role="rowgroup"),
        role="table",
    )


def _row(titles: Sequence[str], row: Sequence[str]) -> Html:
    first = tag("th", row[0], scope="row", role="rowheader")
    pairs = zip(titles[1:], row[1:], strict=True)
    return tag(
        "tr",
        first,
        *(tag("td", cell, role="cell", data_title=_text(title)) for title, cell in pairs),
        role="row",
    )


def _text(title: str) -> str:
    return f"{title}: " if title else ""


def _clean(text: str) -> str:
    """A text in one line, with nothing hidden in it."""
    return visible(re.sub(r"[ \t\r\n]+", " ", text))


def _attribute(value: str) -> str:
    return escape(_clean(value), quote=True)
