"""Which variables still matter at a line, so that two calls that differ only in others are one."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from ivrcheck.convert.asterisk.fixed import fixed, literals
from ivrcheck.convert.asterisk.freepbx import QUIET, is_ours
from ivrcheck.convert.asterisk.pattern import is_pattern, matches
from ivrcheck.convert.asterisk.plan import Context, Line, Plan
from ivrcheck.convert.asterisk.state import argument, arguments, at_colon

_USED = re.compile(r"\$\{\s*(?:GLOBAL\(|LOCAL\(|LEN\(\$?\{?)?_*([A-Za-z]\w*)(\$\{)?")
_NAMED = re.compile(r"(?:CUT|FIELDQTY|ARRAY|INC|DEC)\(\s*_*([A-Za-z]\w*)", re.IGNORECASE)
_INNER = re.compile(r"\?\s*([A-Za-z]\w*)\((.*)\)", re.DOTALL)
_SET = re.compile(r"_{0,2}([A-Za-z]\w*)(\$\{[^=]*)?=")
_FUNCTION = re.compile(r"([A-Za-z_]\w*)\([^=]*=")
UNNOTICED = {
    "noop",
    "verbose",
    "log",
    "queuelog",
    "userevent",
    "celgenuserevent",
    "mixmonitor",
    "sipaddheader",
}
"""Applications of which callers hear nothing, whatever they are given."""
_JUMPS = {"goto", "gotoif", "gotoiftime", "gosub", "gosubif", "macro", "macroif", "execif", "execiftime"}
_ASKS = {"background", "waitexten", "voicemail", "directory", "queue", "dial", "wait", "read"}


class Live:
    """For every line, the variables that some line after it reads before it is set again."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.bits: dict[str, int] = {}
        count = len(plan.lines)
        self.hubs = {name: count + number for number, name in enumerate(plan.contexts)}
        """A node for each context, from which every extension of it is reached."""
        self.everywhere = count + len(self.hubs)
        self.uses = [0] * (self.everywhere + 1)
        self.kills = [0] * (self.everywhere + 1)
        self.wanted: dict[int, str] = {}
        """For the lines that only set a variable, its name."""
        self.before: list[list[int]] = [[] for _ in self.uses]
        self.values = literals(plan)
        self.over = _over(plan)
        self.late = _late(plan)
        for line in plan.lines:
            self._line(line)
        self._hubs()
        self.at = self._solve()
        self._masks: dict[str, int] = {}

    def names(self, line: Line | None) -> int:
        """The set of variables that matter at a line."""
        return self.at[line.number] if line else 0

    def matters(self, name: str, names: int) -> bool:
        """Whether a variable is one of a set; a family of names made at run time counts whole."""
        if name not in self._masks:
            families = (bit for family, bit in self.bits.items() if family == name or _in(family, name))
            self._masks[name] = sum(families)
        return bool(names & self._masks[name])

    # what a line does

    def _bit(self, name: str) -> int:
        return self.bits.setdefault(name, 1 << len(self.bits))

    def _line(self, line: Line) -> None:
        number = line.number
        line = self._without_other_side(line)
        if not _unnoticed(line):
            self.uses[number] = self._used(line)
        if line.app in ("set", "execif") and (name := _set_name(line)) is not None:
            self.wanted[number] = name
            if line.app == "set" and "*" not in name:
                self.kills[number] = self._bit(name)
        for after in self._after(line):
            self.before[after].append(number)

    def _without_other_side(self, line: Line) -> Line:
        """A condition that always comes out the same, with nothing but what is done then."""
        if line.app not in ("gotoif", "execif"):
            return line
        holds = fixed(line, self.values)
        if holds is None:
            return line
        yes, no = at_colon(line.args.partition("?")[2])
        return replace(line, args=f"1?{yes if holds else no}")

    def _used(self, line: Line) -> int:
        """The variables that a line reads."""
        used = 0
        for match in _USED.finditer(line.args):
            used |= self._bit(match[1] + ("*" if match[2] else ""))
        for name in _NAMED.findall(line.args):
            used |= self._bit(name)
        if line.app == "macro" or "macro-" in line.args:
            used |= self._bit("RingGroupMethod")  # read by FreePBX's own subroutine for groups
        return used

    def _after(self, line: Line) -> Iterator[int]:
        lines = self.plan.contexts[line.context].extens[line.exten]
        if _ends_here(line):
            yield from self._jumps(line) if line.app in _JUMPS else ()
            return
        if line.priority + 1 in lines:
            yield lines[line.priority + 1].number
        else:
            yield from self._spread(line)
        if line.app in _ASKS or (line.app in ("execif", "macro") and "ackground" in line.args):
            yield from (self.hubs[name] for name in self.over[line.context])
        if line.app in _JUMPS:
            yield from self._jumps(line)

    def _spread(self, line: Line) -> Iterator[int]:
        """The next priority may stand under another pattern, or in another context."""
        for one in self.late.get(line.priority + 1, ()):
            if one.exten == line.exten or is_pattern(one.exten) or is_pattern(line.exten):
                yield one.number

    def _jumps(self, line: Line) -> Iterator[int]:
        for target in targets(line.app, line.args):
            parts = arguments(target)
            if len(parts) > 3 or not any(parts):
                continue
            context = parts[-3] if len(parts) > 2 else ""
            exten = parts[-2] if len(parts) > 1 else ""
            priority = parts[-1].partition("(")[0].strip()
            yield from self._target(line, context, exten, priority)

    def _target(self, line: Line, context: str, exten: str, priority: str) -> Iterator[int]:
        if "$" in context:
            yield from self._anywhere(exten)
            return
        homes = [context] if context else self.over[line.context]
        for home in homes:
            for one in self.plan.family(home):
                if "$" in exten or "$" in priority:
                    yield self.hubs[one.name]
                    continue
                for name in _alike(one, exten or line.exten):
                    at = int(priority[:9]) if priority.isdigit() else one.labels.get((name, priority))
                    if at in one.extens[name]:
                        yield one.extens[name][at].number

    def _anywhere(self, exten: str) -> Iterator[int]:
        """An extension of whichever context."""
        if "$" in exten or not exten:
            yield self.everywhere
            return
        for context in self.plan.contexts.values():
            for name in _alike(context, exten):
                yield from (one.number for one in context.extens[name].values())

    def _family(self, name: str) -> int:
        """A variable with the families it may belong to; of a name made at run time, all that it may be."""
        found = 0
        for other, bit in self.bits.items():
            if other == name or _in(other, name) or _in(name, other) or _in(name, other.rstrip("*")):
                found |= bit
        return found

    # all lines together

    def _hubs(self) -> None:
        for name, hub in self.hubs.items():
            context = self.plan.contexts[name]
            for lines in context.extens.values():
                for one in lines.values():
                    self.before[one.number].append(hub)
            for other in context.includes:
                if other in self.hubs:
                    self.before[self.hubs[other]].append(hub)
            self.before[hub].append(self.everywhere)

    def _solve(self) -> list[int]:
        # a line that sets a variable reads others only where that one matters later
        masks = {number: self._family(name) for number, name in self.wanted.items()}
        live = [0 if number in masks else used for number, used in enumerate(self.uses)]
        todo = deque(range(len(live) - 1, -1, -1))
        waiting = set(todo)
        while todo:
            number = todo.popleft()
            waiting.discard(number)
            for before in self.before[number]:
                more = live[before] | (live[number] & ~self.kills[before])
                if before not in masks or live[number] & masks[before]:
                    more |= self.uses[before]
                if more != live[before]:
                    live[before] = more
                    if before not in waiting:
                        waiting.add(before)
                        todo.append(before)
        return live


def _ends_here(line: Line) -> bool:
    """Whether no call goes on with the next line."""
    if line.app == "gotoif":
        yes, no = at_colon(line.args.partition("?")[2])
        return bool(yes.strip() and (no.strip() or line.args.startswith("1?")))
    return line.app in ("hangup", "goto", "return", "macroexit")


def _unnoticed(line: Line) -> bool:
    """Whether what a line reads changes nothing for callers."""
    if line.app in ("macro", "gosub"):
        name = line.args.partition(",")[0].strip()
        return (f"macro-{name}" if line.app == "macro" else name) in QUIET or is_ours(name)
    if line.app == "set" and (match := _FUNCTION.match(line.args)):
        return match[1].upper() not in (
            "TIMEOUT",
            "CHANNEL",
            "LANGUAGE",
            "GLOBAL",
            "LOCAL",
            "ARRAY",
            "SHARED",
        )
    return line.app in UNNOTICED


def _set_name(line: Line) -> str | None:
    """The variable that a line sets and does nothing else; one with ``*`` stands for a family of names."""
    args = line.args
    if line.app == "execif":
        match = _INNER.search(args)
        if match is None or match[1].lower() != "set" or ":" in args[match.end() :]:
            return None
        args = match[2]
    found = _SET.match(args)
    if found is None:
        return None
    return found[1] + "*" if found[2] else found[1]


def _alike(context: Context, wanted: str) -> Iterator[str]:
    """The extensions of a context that a call to one may come to."""
    if wanted in context.extens:
        yield wanted
    for name in context.patterns:
        if name != wanted and (is_pattern(wanted) or matches(name, wanted)):
            yield name


def _in(family: str, name: str) -> bool:
    return family.endswith("*") and name.startswith(family[:-1])


def _late(plan: Plan) -> dict[int, list[Line]]:
    """Lines that follow one that stands under another extension or elsewhere, by their numbers."""
    found: dict[int, list[Line]] = {}
    for context in plan.contexts.values():
        for lines in context.extens.values():
            for number, one in lines.items():
                if number > 1 and number - 1 not in lines:
                    found.setdefault(number, []).append(one)
    return found


def _over(plan: Plan) -> dict[str, list[str]]:
    """For every context: itself and those that include it, in which its lines may run."""
    direct: dict[str, list[str]] = {name: [] for name in plan.contexts}
    for name, context in plan.contexts.items():
        for other in context.includes:
            if other in direct:
                direct[other].append(name)
    found: dict[str, list[str]] = {}
    for name in direct:
        seen: dict[str, None] = {}
        todo = [name]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen[one] = None
                todo += direct[one]
        found[name] = list(seen)
    return found


def targets(app: str, args: str) -> list[str]:
    """What a line may jump to, as it is written."""
    if app in ("goto", "gosub"):
        return [args]
    if app == "macro":
        name = argument(arguments(args), 0)
        return [f"macro-{name},s,1"]
    if app in ("execif", "execiftime"):
        if match := _INNER.search(args):
            return targets(match[1].lower(), match[2])
        return []
    _, _, ways = args.partition("?")
    found = list(at_colon(ways))
    if app == "macroif":
        found = [f"macro-{argument(arguments(one), 0)},s,1" for one in found if one]
    return [one for one in found if one]
