"""Conditions of a dialplan that come out the same in every call, because of what its variables can be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from itertools import product

from ivrcheck.convert.asterisk.express import UNKNOWN, substitute, truth
from ivrcheck.convert.asterisk.plan import Line, Plan

_SET = re.compile(r"_{0,2}([A-Za-z]\w*)=(.*)", re.DOTALL)
_SETS = re.compile(r"(?:^|[(?,:]\s*)(?:GLOBAL\(|LOCAL\()?_{0,2}([A-Za-z]\w*)(\$\{[^=]*)?\)?=")
_PLAIN = re.compile(r"\$\{([A-Za-z]\w*)\}")
_MOST = 32
"""Combinations of values that are tried."""


def literals(plan: Plan) -> dict[str, set[str]]:
    """For variables that are only ever set to what stands there: all they can be, empty included."""
    found: dict[str, set[str]] = {}
    other: set[str] = set()
    for line in plan.lines:
        match = _SET.fullmatch(line.args) if line.app == "set" else None
        if match and "$" not in match[2]:
            found.setdefault(match[1], {""}).add(match[2])
        elif line.app in ("set", "execif", "execiftime", "mset"):
            other |= {name for name, _ in _SETS.findall(line.args)}
        elif line.app == "read":
            other.add(line.args.partition(",")[0].strip())
    families = [name for line in plan.lines for name, more in _SETS.findall(line.args) if more]
    return {
        name: values
        for name, values in found.items()
        if name not in other and name.upper() not in plan.globals and not name.startswith(tuple(families))
    }


def _one_of(known: Mapping[str, str], name: str) -> str:
    return known.get(name, UNKNOWN)


def fixed(line: Line, values: Mapping[str, set[str]]) -> bool | None:
    """How a condition comes out in every call; None where that depends."""
    condition = line.args.partition("?")[0]
    names = sorted({name for name in _PLAIN.findall(condition) if name in values})
    size = 1
    for name in names:
        size *= len(values[name])
    if not names or size > _MOST:
        return None
    found: set[bool | None] = set()
    for chosen in product(*(sorted(values[name]) for name in names)):
        known = dict(zip(names, chosen, strict=True))
        found.add(truth(substitute(condition, partial(_one_of, known))))
    return found.pop() if len(found) == 1 else None
