"""Dialplan and menus as XML. What a menu says in words only ever stands in a comment."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ivrcheck.convert.asterisk_out.dialplan import plain


class Extension:
    """One extension: it is come to by its name, and its conditions are looked at one after the other."""

    def __init__(self, context: Element, name: str, expression: str = "") -> None:
        self.element = SubElement(context, "extension", name=name)
        sign = name.replace("+", "\\+")
        self.here = self._condition(field="destination_number", expression=expression or f"^{sign}$")

    def _condition(self, **names: str) -> Element:
        return SubElement(self.element, "condition", names)

    def act(self, application: str, data: str = "", at_once: bool = False) -> Extension:
        """One more action. ``at_once``: while the dialplan is read, so that later conditions know of it."""
        _action(self.here, "action", application, data, at_once)
        return self

    def otherwise(self, application: str, data: str = "", at_once: bool = False) -> Extension:
        """What is done where the condition does not hold."""
        _action(self.here, "anti-action", application, data, at_once)
        return self

    def when(self, field: str, expression: str) -> Extension:
        """What follows is done if a variable is like an expression; what comes later is looked at anyway."""
        self.here = self._condition(field=field, expression=expression, **{"break": "never"})
        return self

    def always(self) -> Extension:
        """What follows is done in any case."""
        self.here = self._condition()
        return self


def _action(parent: Element, tag: str, application: str, data: str, at_once: bool) -> None:
    made = SubElement(parent, tag, {"application": application, **({"data": data} if data else {})})
    if at_once:
        made.set("inline", "true")


def text(root: Element, notes: Mapping[str, str], *head: str) -> str:
    """A file: some sentences, then the elements, each with what its name is noted with."""
    from xml.etree.ElementTree import Comment

    for parent in list(root.iter()):
        for number, child in reversed(list(enumerate(parent))):
            said = plain(notes.get(str(child.get("name")), "")) if child.tag in ("extension", "menu") else ""
            if said:
                parent.insert(number, Comment(f" {said} "))
    indent(root)
    first = "".join(f"<!-- {plain(line, 200)} -->\n" for line in head)
    return f"{first}{tostring(root, encoding='unicode')}\n"


def between(first: str, last: str) -> str:
    """An expression for the numbers from one to another (both included) that have as many digits as these."""
    if first == last:
        return first
    same = next(number for number, (one, two) in enumerate(zip(first, last, strict=True)) if one != two)
    low, high, rest = int(first[same]), int(last[same]), len(first) - same - 1
    parts = [f"{low}{_from(first[same + 1 :])}"]
    parts += [f"{_digit(low + 1, high - 1)}{_any(rest)}"] if low + 1 < high else []
    parts.append(f"{high}{_up_to(last[same + 1 :])}")
    return f"{first[:same]}({'|'.join(parts)})"


def _from(first: str) -> str:
    """Numbers that are not below one."""
    if set(first) <= {"0"}:
        return _any(len(first))
    higher = f"|{_digit(int(first[0]) + 1, 9)}{_any(len(first) - 1)}" if first[0] < "9" else ""
    return f"({first[0]}{_from(first[1:])}{higher})"


def _up_to(last: str) -> str:
    """Numbers that are not above one."""
    if set(last) <= {"9"}:
        return _any(len(last))
    lower = f"|{_digit(0, int(last[0]) - 1)}{_any(len(last) - 1)}" if last[0] > "0" else ""
    return f"({last[0]}{_up_to(last[1:])}{lower})"


def _digit(low: int, high: int) -> str:
    return str(low) if low == high else f"[{low}-{high}]"


def _any(length: int) -> str:
    return "" if not length else "[0-9]" if length == 1 else f"[0-9]{{{length}}}"
