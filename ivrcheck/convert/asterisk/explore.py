"""Follows calls through a dialplan, from one thing callers notice to the next."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from ivrcheck.convert.asterisk import apps, steps
from ivrcheck.convert.asterisk.express import UNKNOWN, substitute
from ivrcheck.convert.asterisk.graph import Node, Ref
from ivrcheck.convert.asterisk.live import Live
from ivrcheck.convert.asterisk.plan import Line, Plan
from ivrcheck.convert.asterisk.state import Frame, Looker, State
from ivrcheck.convert.draft import Draft, Note, Treated

_COPIES = 250
"""Copies of one line; of more, what tells them apart is taken as not known."""
_MANY, _FEW = 4_000, 8
"""From so many steps on, only so many copies of one line, except for menus, which count their tries."""
_NODES = 12_000
"""Steps of a whole dialplan; what lies behind more of them is not followed."""
_SILENT = 5_000
"""Lines that are followed without anything a caller notices."""
_DEEP = 12
"""Subroutines in subroutines."""


class Explorer:
    """All that calls can come to from some beginnings."""

    def __init__(self, plan: Plan, draft: Draft) -> None:
        self.plan = plan
        self.draft = draft
        self.live = Live(plan)
        self.nodes: dict[int, Node] = {}
        self.keys: dict[tuple[int, State], int] = {}
        self.memo: dict[State, int | None] = {}
        self.copies: dict[int, list[State]] = {}
        self.unsure: dict[int, set[str]] = {}
        """Of lines with too many copies, the variables that are not told apart any more."""
        self.todo: deque[int] = deque()
        self.names: dict[State, int | None] = {}
        """Where calls are sent that jump somewhere by name."""
        self.zones: dict[int, str] = {}
        """By line that looks at the clock, the zone it names; empty where it names none."""
        self.marks: dict[int, Note | None] = {}
        """For every line that calls come to: the note about it, or None where it is in the menu as it is."""

    # what is said of a line

    def understood(self, line: Line) -> None:
        """The line is in the menu as it is."""
        self.marks.setdefault(line.number, None)

    def note(self, line: Line, what: str, why: str, treated: Treated) -> None:
        """The line has no exact counterpart; said once, whichever way calls come to it."""
        if self.marks.get(line.number) is None:
            self.marks[line.number] = Note(what, line.at, why, treated)

    # following

    def value(self, text: str, state: State) -> str:
        """A text with its variables, as far as they are known."""
        return substitute(text, Looker(self.plan, state))

    def run(self) -> None:
        """Fill in every step that calls come to."""
        while self.todo:
            steps.fill(self, self.nodes[self.todo.popleft()])

    def ref(self, state: State) -> Ref | None:
        """The step a call comes to; None where it ends."""
        return self.step(self.follow(state))

    def go(self, after: State | int | None) -> Ref | None:
        """The step that a line led to."""
        return self.ref(after) if isinstance(after, State) else self.step(after)

    @staticmethod
    def step(number: int | None) -> Ref | None:
        """A step by its number, as another one leads to it."""
        return None if number is None else Ref(number)

    def follow(self, state: State) -> int | None:
        """The number of the step a call comes to; None where it ends."""
        state = self.trimmed(state)
        start, passed = state, []
        seen: set[State] = set()
        while state not in self.memo:
            if state in seen or len(seen) > _SILENT:
                line = self.plan.find(state.context, state.exten, state.priority)
                assert line is not None
                self.memo[state] = self.node(line, state, "round")
                break
            seen.add(state)
            passed.append(state)
            after = self.after(state)
            if isinstance(after, State):
                state = self.trimmed(after)
            else:
                self.memo[state] = after
        for one in passed:
            self.memo[one] = self.memo[state]
        return self.memo[start]

    def after(self, state: State) -> State | int | None:
        """Where one line takes a call: to another line, to a step, or to its end."""
        line = self.plan.find(state.context, state.exten, state.priority)
        if line is None:
            return self.over(state)
        return self.line(line, state)

    def over(self, state: State) -> State | int | None:
        """An extension ends here."""
        if state.frames and state.frames[-1].macro:
            return self.returned(state)
        before = self.plan.find(state.context, state.exten, state.priority - 1)
        if self.plan.falls_through or before is None:
            return None
        return self.node(replace(before, app="waitexten", args=""), state, "")

    def line(self, line: Line, state: State) -> State | int | None:
        """What one line does."""
        if line.app in steps.WRITERS:
            return self.node(line, state)
        return apps.silent(self, line, state)

    def called(self, line: Line, state: State, target: State, args: list[str], macro: bool = False) -> State:
        """Into a subroutine, to go on behind it later."""
        old = tuple((name, one) for name, one in state.variables if name.startswith("ARG"))
        after = state.next()
        frame = Frame(after.context, after.exten, after.priority, old, macro)
        frames = state.frames
        if frame not in frames and len(frames) < _DEEP:
            frames = (*frames, frame)  # one that calls itself for ever would never come back anyway
        values = {name: "" for name, _ in old}
        values |= {f"ARG{number + 1}": one for number, one in enumerate(args[:9])}
        return replace(target, frames=frames).set_all(values)

    def returned(self, state: State) -> State | None:
        """Out of a subroutine."""
        if not state.frames:
            return None
        frame = state.frames[-1]
        mine = {name: "" for name, _ in state.variables if name.startswith("ARG")} | dict(frame.args)
        back = replace(state.at(frame.context, frame.exten, frame.priority), frames=state.frames[:-1])
        return back.set_all(mine)

    def trimmed(self, state: State) -> State:
        """The call without the variables that do not matter any more."""
        line = self.plan.find(state.context, state.exten, state.priority)
        names = self.live.names(line)
        for frame in state.frames:
            names |= self.live.names(self.plan.find(frame.context, frame.exten, frame.priority))
        kept = tuple(one for one in state.variables if self.live.matters(one[0], names))
        return state if len(kept) == len(state.variables) else replace(state, variables=kept)

    # steps

    def node(self, line: Line, state: State, kind: str = "") -> int:
        """The number of a step that is filled in later."""
        state = self.widened(line, state)
        key = (line.number, state)
        if key not in self.keys:
            number = len(self.nodes)
            self.keys[key] = number
            if number >= _NODES:
                kind = "too_many"
            self.nodes[number] = Node(line, state, kind)
            self.copies.setdefault(line.number, []).append(state)
            self.todo.append(number)
        return self.keys[key]

    def widened(self, line: Line, state: State) -> State:
        """The call, less exactly where there are too many copies of a line."""
        copies = self.copies.get(line.number, [])
        menu = line.app in ("background", "waitexten", "read")
        most = _COPIES if menu or len(self.nodes) < _MANY else _FEW
        if len(copies) < most or (line.number, state) in self.keys:
            return state
        first, own = dict(copies[0].variables), dict(state.variables)
        unsure = self.unsure.setdefault(line.number, set())
        if not unsure:
            values = [dict(one.variables) for one in copies]
            unsure |= {name for one in values for name in one if first.get(name) != one[name]}
        unsure |= {name for name in {*first, *own} if first.get(name) != own.get(name)}
        state = state.set_all(dict.fromkeys(sorted(unsure), UNKNOWN))
        return replace(state, frames=()) if len(copies) > 2 * _COPIES else state
