"""Where a jump may lead that is put together at run time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk.express import UNKNOWN
from ivrcheck.convert.asterisk.graph import Node
from ivrcheck.convert.asterisk.pattern import is_pattern
from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.state import State, arguments, at_colon

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer


def choices(explorer: Explorer, node: Node) -> dict[str, State]:
    """The places that fit what is known of a target, by what tells them apart."""
    text = explorer.value(node.line.args, node.state)
    if node.line.app in ("gotoif", "gotoiftime", "gosubif"):
        sides = at_colon(text.partition("?")[2])
        text = next((one for one in sides if UNKNOWN in one), sides[0])
    parts = arguments(text)
    context = parts[-3] if len(parts) > 2 else node.state.context
    exten = parts[-2] if len(parts) > 1 else node.state.exten
    priority = parts[-1].partition("(")[0].strip()
    found: dict[str, State] = {}
    for name in _fitting(context, list(explorer.plan.contexts)):
        for one, line in _lines(explorer, name, exten, priority):
            shown = one if name == context else name if exten == one else f"{name} {one}"
            found.setdefault(shown, node.state.at(name, one, line.priority))
    return found


def _lines(explorer: Explorer, context: str, exten: str, priority: str) -> list[tuple[str, Line]]:
    if UNKNOWN in priority:
        lines = explorer.plan.contexts[context].extens.get(exten, {})
        return [(exten, line) for line in lines.values() if line.label][:1] if lines else []
    at = int(priority[:9]) if priority.isdigit() else priority
    extens = [one for one in explorer.plan.first_lines(context) if not is_pattern(one)]
    named = [exten] if UNKNOWN not in exten else _fitting(exten, extens)
    found = [(one, explorer.plan.find(context, one, at)) for one in named]
    return [(one, line) for one, line in found if line]


def _fitting(text: str, names: list[str]) -> list[str]:
    """The names that a text with unknown pieces may be."""
    if UNKNOWN not in text:
        return [text] if text in names else []
    wanted = re.compile(".*".join(re.escape(one) for one in re.split(f"{UNKNOWN}+", text)))
    return [name for name in names if wanted.fullmatch(name)]
