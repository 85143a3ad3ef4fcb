"""Reads dialplan, and runs the part of it that only looks at the clock. It knows nothing of the product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

_HEAD = re.compile(r"\[([a-z0-9._~-]+)\]")
_LINE = re.compile(
    r"(?:exten => (?P<exten>[A-Za-z0-9_*#+-]+),1| same => n(?:\((?P<label>[a-z_]+)\))?),"
    r"(?P<app>[A-Za-z]+)\((?P<data>[^;]*)\)(?: ; .*)?"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_JUMPS = ("Goto", "GotoIf", "GotoIfTime", "Gosub", "GosubIf")


@dataclass(frozen=True)
class Line:
    """One line: its application and what stands in its brackets."""

    app: str
    data: str


@dataclass
class Exten:
    """One extension: its lines, and where its labels stand."""

    lines: list[Line] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)


Plan = dict[str, dict[str, Exten]]


def read(text: str) -> Plan:
    """A dialplan by context and extension; ValueError where a line is none."""
    plan: Plan = {}
    exten = Exten()
    context = ""
    for line in text.splitlines():
        if not line or line.startswith("; "):
            continue
        if match := _HEAD.fullmatch(line):
            context = match[1]
            if context in plan:
                raise ValueError(f"two contexts are called {context}")
            plan[context] = {}
            continue
        match = _LINE.fullmatch(line)
        if match is None or not context:
            raise ValueError(f"no line of a dialplan: {line!r}")
        if match["exten"]:
            if match["exten"] in plan[context]:
                raise ValueError(f"{match['exten']} stands twice in {context}")
            exten = plan[context][match["exten"]] = Exten()
        if match["label"]:
            exten.labels[match["label"]] = len(exten.lines)
        exten.lines.append(Line(match["app"], match["data"]))
    return plan


def jumps(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Where each line stands, and a place it may lead to: context, extension, and a label or a number."""
    for context, extens in plan.items():
        for exten, body in extens.items():
            for line in body.lines:
                if line.app in _JUMPS:
                    for target in _targets(line):
                        words = re.sub(r"\(.*\)$", "", target).split(",")
                        where = [context, exten][: 3 - len(words)] + words
                        yield f"{exten}@{context}", *where[:3]  # type: ignore[misc]


def _targets(line: Line) -> Iterator[str]:
    if line.app in ("Goto", "Gosub"):
        yield line.data
    else:
        yield from filter(None, line.data.rpartition("?")[2].split(":"))


def is_there(plan: Plan, context: str, exten: str, place: str) -> bool:
    """Whether a place exists; a name that is only known in a call may be any."""
    if "${" in exten or context not in plan or exten not in plan[context]:
        return "${" in exten
    body = plan[context][exten]
    return place in body.labels or (place.isdecimal() and 0 < int(place) <= len(body.lines))


class Clock:
    """Runs what is run at a moment: opening hours, and who is on duty."""

    def __init__(self, plan: Plan, moment: datetime) -> None:
        self.plan = plan
        self.moment = moment
        self.variables = {"IVR_NOW": f"{moment:%Y%m%d%H%M}"}

    def run(self, context: str, exten: str) -> None:
        """Run a subroutine to its end."""
        body, at = self.plan[context][exten], 0
        while (line := body.lines[at]).app != "Return":
            at += 1
            data = self._filled(line.data)
            if line.app == "Set":
                self._set(data)
            elif line.app == "Goto":
                at = body.labels[data]
            elif line.app == "GotoIfTime":
                times, _, label = data.partition("?")
                at = body.labels[label] if self._is_time(times) else at
            elif line.app in ("ExecIf", "GosubIf"):
                self._perhaps(line.app, data)
            elif line.app == "Gosub":
                self._gosub(data)
            else:
                assert line.app == "NoOp", line

    def _perhaps(self, app: str, data: str) -> None:
        condition, _, what = data.partition("?")
        if _is_true(condition) and app == "ExecIf":
            self._set(what.removeprefix("Set(").removesuffix(")"))
        elif _is_true(condition):
            self._gosub(what)

    def _gosub(self, data: str) -> None:
        context, exten, _ = data.split(",")
        self.run(context, exten)

    def _set(self, data: str) -> None:
        name, _, value = data.partition("=")
        self.variables[name.lstrip("_")] = value

    def _filled(self, data: str) -> str:
        def value(match: re.Match[str]) -> str:
            found = self.variables.get(match[1], "")
            return found[int(match[2]) :] if match[2] else found

        return re.sub(r"\$\{([A-Za-z0-9_-]+)(?::(\d+))?\}", value, data)

    def _is_time(self, data: str) -> bool:
        times, days, dates, months, _ = data.split(",")
        assert months == "*"
        first, last = times.split("-")
        inside = first <= f"{self.moment:%H:%M}" <= last
        low, _, high = dates.partition("-")
        today = dates == "*" or int(low) <= self.moment.day <= int(high or low)
        return inside and today and any(self._is_day(one) for one in days.split("&"))

    def _is_day(self, days: str) -> bool:
        first, _, last = days.partition("-")
        return _DAYS.index(first) <= self.moment.weekday() <= _DAYS.index(last or first)


def _is_true(condition: str) -> bool:
    inner = condition.removeprefix("$[").removesuffix("]")
    return all(_holds(part.split()) for part in inner.split(" & "))


def _holds(words: list[str]) -> bool:
    if len(words) == 1:
        return words[0] not in ("0", "")
    left, sign, right = words
    if sign == "=":
        return left == right
    return {">=": int(left) >= int(right), "<": int(left) < int(right)}[sign]
