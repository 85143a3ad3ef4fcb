"""Which numbers callers of a FreeSWITCH dial: those that its dialplan names one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ivrcheck.convert.patterns import numbers
from ivrcheck.convert.xmltree import Element
from ivrcheck.source import Span

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Switch

Named = dict[str, list[Element]]
"""By number, the extensions that name it."""


def expression(condition: Element) -> str:
    """The pattern of a condition, an attribute or an element in it."""
    inner = condition.all("expression")
    return inner[0].words.strip() if inner else condition.get("expression")


def dialled(switch: Switch) -> Iterator[tuple[str, str, Span]]:
    """The numbers that callers dial: those of the context for calls from outside, else those of menus."""
    seen: set[str] = set()
    named: Named = {}
    names = ["public"] if switch.contexts.get("public") else list(switch.contexts)
    found = [one for name in names for one in _in_context(switch, name, named)]
    if names != ["public"]:
        found = _from_outside(switch, found, named)
    for number, context, at in found:
        if number not in seen:
            seen.add(number)
            yield number, context, at


def _in_context(switch: Switch, context: str, named: Named) -> Iterator[tuple[str, str, Span]]:
    """The numbers that extensions of a context name one by one."""
    for extension in switch.contexts[context]:
        for one in extension.walk():
            if one.tag in ("condition", "regex") and one.get("field") == "destination_number":
                found = numbers(switch.text(expression(one)), 3)
                whole = max(found or [""], key=lambda number: (number.startswith("+"), len(number)))
                if whole:
                    named.setdefault(whole, []).append(extension)
                    yield whole, context, one.at


def _from_outside(
    switch: Switch, found: list[tuple[str, str, Span]], named: Named
) -> list[tuple[str, str, Span]]:
    """Of all numbers those that lead to a menu or a queue, and that nothing else here leads to."""
    inner = {number: _led_to(named[number]) for number, _, _ in found}
    menus = {number for number, goals in inner.items() if "" in goals}
    for _ in range(len(menus), len(inner)):
        more = {number for number, goals in inner.items() if goals & menus} - menus
        if not more:
            break
        menus |= more
    within = {goal for number, goals in inner.items() for goal in goals if goal != number} | {
        words[1]
        for menu in switch.menus.values()
        for one in menu.all("entry")
        if len(words := switch.text(one.get("param")).split()) > 1
    }
    chosen = [one for one in found if one[0] in menus and one[0] not in within]
    return chosen or [one for one in found if one[0] in menus] or found


def _led_to(found: list[Element]) -> set[str]:
    """The numbers that an extension leads to by itself; an empty text for a menu or a queue."""
    goals: set[str] = set()
    for extension in found:
        for one in extension.walk():
            data = (one.words.strip() or one.get("data")).split()
            if one.get("application") in ("ivr", "fifo", "callcenter"):
                goals.add("")
            elif one.get("application") in ("transfer", "execute_extension") and data:
                goals.add(data[0])
    return goals
