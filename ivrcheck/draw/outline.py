"""Makes a sketch of a menu: its steps as boxes, the moves of the call graph between them as arrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.draw.groups import groups_of
from ivrcheck.draw.shorten import cut, with_signs, with_signs_of
from ivrcheck.draw.sketch import Arrow, Box, CannotDraw, Mark, Sketch, View, Way
from ivrcheck.draw.words import ENDS, KINDS, clean, clip, deed_words, details, lines_of, whole
from ivrcheck.finding import Finding, Severity

_SHOWN_CODES = 3
_UNSAID = {Deed.HANG_UP, Deed.END}
"""Callers can hang up everywhere, and a step that hangs up ends the call by itself."""
_DIALLED = {Deed.ANSWER, Deed.NO_ANSWER, Deed.OFF_DUTY}


def outline(facts: Facts, findings: Iterable[Finding] = (), view: View | None = None) -> Sketch:
    """The sketch of a menu with what was found in it. Raises ``CannotDraw`` where it would be too large."""
    return _Outline(facts, findings, view or View()).sketch()


def about(findings: Iterable[Finding]) -> Mapping[str, list[Finding]]:
    """The findings about each step, worst first, with those folded under others."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        for each in (one, *one.folded):
            if each.step:
                found.setdefault(each.step, []).append(each)
    for those in found.values():
        those.sort(key=lambda one: (-one.severity, one.code, one.message))
    return found


def passed(graph: CallGraph, way: Way) -> list[tuple[str, str]]:
    """From which box to which a call goes, in its order."""
    numbers = list(graph.entries)
    first = [(f"entry.{numbers.index(way.number) + 1}", graph.step_of(graph.entries[way.number]))]
    moves = [move for move in way.moves if move.deed not in _UNSAID and graph.leads_on(move)]
    return first + [(graph.step_of(move.source), _target(graph, move)) for move in moves]


def _target(graph: CallGraph, move: Move) -> str:
    """The box a move leads to."""
    if move.target >= 0:
        return graph.step_of(move.target)
    return f"{graph.step_of(move.source)}.{Outcome(move.target).word}"


class _Outline:
    def __init__(self, facts: Facts, findings: Iterable[Finding], view: View) -> None:
        self.facts = facts
        self.graph = facts.graph
        self.menu = facts.menu
        self.view = view
        self.bits = facts.everything if view.periods is None else view.periods
        self.about = about(findings)
        self.come = {
            facts.graph.step_of(node)
            for node, when in facts.arrivals.items()
            if node >= 0 and when & self.bits
        }
        """The steps calls come to in the periods that are shown."""
        self.trapped = {
            facts.graph.step_of(node) for node, when in facts.unsafe.items() if when & self.bits
        } - {step for step, body in self.menu.steps.items() if body.kind == "hangup"}

    def sketch(self) -> Sketch:
        arrows = self._lit(self._arrows())
        steps = self._shown(arrows)
        if len(steps) > self.view.most:
            raise self._too_large(len(steps))
        arrows, stubs = cut(arrows, steps)
        groups = groups_of(self.graph, steps, arrows)
        if groups:
            arrows, signs = with_signs(arrows)
            groups = [with_signs_of(group, signs) for group in groups]
            stubs += signs
        boxes = [*self._entries(arrows), *self._steps(steps, arrows), *self._endings(arrows), *stubs]
        title = clip(self.menu.name, 80)
        return Sketch(title, clean(self.view.caption), self._told(boxes), boxes, arrows, groups)

    def _too_large(self, steps: int) -> CannotDraw:
        return CannotDraw(
            f"A picture of {steps:,} steps could not be read. Draw a part of the menu: --from STEP --depth 2."
        )

    # arrows

    def _arrows(self) -> list[Arrow]:
        """All arrows, in the order of the numbers and then of the steps in the file."""
        found = [
            Arrow(f"entry.{place}", self.graph.step_of(node), ())
            for place, node in enumerate(self.graph.entries.values(), 1)
        ]
        for step in self.graph.steps:
            found += self._from(step)
        return found

    def _from(self, step: str) -> Iterator[Arrow]:
        """The arrows that leave a step: one for each place it leads to, with all that leads there."""
        grey = step not in self.come
        body = self.menu.steps[step]
        words: dict[str, dict[str, None]] = {}
        given: dict[str, bool] = {}
        for move in self._moves(step, grey):
            target = _target(self.graph, move)
            said = deed_words(self.menu, move, body)
            if said and move.detail and move.deed in _DIALLED and body.kind in ("menu", "directory"):
                said = "dialled" if move.deed is Deed.ANSWER else f"dialled, {said}"
            words.setdefault(target, {}).setdefault(said)
            given[target] = given.get(target, False) or move.given
        for target, ways in words.items():
            yield Arrow(step, target, tuple(filter(None, ways)), not given[target], grey)
        if then := self.graph.afterwards(step):
            yield Arrow(step, then, ("afterwards",), grey=grey, after=True)

    def _moves(self, step: str, grey: bool) -> Iterator[Move]:
        """What can happen at a step besides hanging up, of what is shown."""
        for node in sorted(self.graph.stages[step]):
            here = self.bits if grey else self.facts.arrivals.get(node, 0) & self.bits
            for move in self.graph.out[node]:
                if move.periods & here and move.deed not in _UNSAID and self.graph.leads_on(move):
                    yield move

    def _lit(self, arrows: Sequence[Arrow]) -> list[Arrow]:
        """The arrows, those of the ways that are shown marked."""
        over = {ends for way in self.view.ways for ends in passed(self.graph, way)}
        return [replace(one, lit=(one.source, one.target) in over) for one in arrows]

    # which steps

    def _shown(self, arrows: Sequence[Arrow]) -> list[str]:
        """The steps that are shown, in the order of the file."""
        ahead: dict[str, list[str]] = {}
        for one in arrows:
            ahead.setdefault(one.source, []).append(one.target)
        if self.view.first:
            begin = [self.view.first]
        elif self.view.depth is None and self.view.periods is None:
            return list(self.graph.steps)
        else:
            begin = [one.target for one in arrows if one.source.startswith("entry.")]
        seen = _within(begin, ahead, self.view.depth)
        return [step for step in self.graph.steps if step in seen]

    # boxes

    def _entries(self, arrows: Sequence[Arrow]) -> Iterator[Box]:
        lit = {one.source for one in arrows if one.lit}
        used = {one.source for one in arrows}
        for place, number in enumerate(self.graph.entries, 1):
            if (id := f"entry.{place}") in used:
                yield Box(id, "entry", clean(number), told=f"The number {clean(number)}.", lit=id in lit)

    def _steps(self, steps: Sequence[str], arrows: Sequence[Arrow]) -> Iterator[Box]:
        lit = {end for one in arrows if one.lit for end in (one.source, one.target)}
        for step in steps:
            body = self.menu.steps[step]
            parts = [*details(self.menu, body), *(["ends the call"] if body.kind == "hangup" else [])]
            mark, name = self._mark(step), clip(body.label or step, 40)
            lines = tuple(line for part in parts for line in lines_of(part))
            told = self._story(step, mark, name)
            yield Box(step, body.kind, name, lines, self._codes(step), mark, told, step in lit)

    def _mark(self, step: str) -> Mark:
        worst = max((one.severity for one in self.about.get(step, ())), default=Severity.ADVICE)
        if step not in self.come and step not in self.facts.reachable:
            return Mark.UNREACHABLE
        if step in self.trapped or worst is Severity.ERROR:
            return Mark.TRAPPED
        return Mark.WARNED if worst is Severity.WARNING else Mark.NONE

    def _codes(self, step: str) -> tuple[str, ...]:
        codes = list(dict.fromkeys(one.code for one in self.about.get(step, ())))
        more = len(codes) - _SHOWN_CODES
        return (*codes[:_SHOWN_CODES], f"+{more}") if more > 1 else tuple(codes)

    def _story(self, step: str, mark: Mark, name: str) -> str:
        """All about a step in words."""
        body = self.menu.steps[step]
        named = f"“{step}”" if name == step else f"“{step}”, {name}"
        parts = [f"{named}: {KINDS[body.kind]}. {whole(self.menu, body)}".strip()]
        if mark is Mark.UNREACHABLE:
            parts.append("No call ever comes here.")
        elif step in self.trapped:
            parts.append("Callers can be trapped here.")
        parts += [f"{one.code}: {clip(one.message, 300)}" for one in self.about.get(step, ())]
        return " ".join(parts)

    def _endings(self, arrows: Sequence[Arrow]) -> Iterator[Box]:
        """The endings of calls behind the steps that are shown."""
        seen: dict[str, bool] = {}
        for one in arrows:
            if one.target.partition(".")[2].upper() in Outcome.__members__:
                seen[one.target] = seen.get(one.target, False) or one.lit
        for id, lit in seen.items():
            outcome = Outcome[id.rpartition(".")[2].upper()]
            kind = "served" if outcome.served else "lost"
            yield Box(id, kind, ENDS[outcome], told=f"Calls end here: {ENDS[outcome]}.", lit=lit)

    def _told(self, boxes: Sequence[Box]) -> str:
        """The diagram in words, for those who do not see it."""
        steps = [box for box in boxes if box.id in self.menu.steps]
        count = f"{len(steps)} steps" if len(steps) != 1 else "1 step"
        parts = [f"A diagram of a phone menu with {count}."]
        for mark, words in _MARKED:
            names = [f"“{box.id}”" for box in steps if box.mark is mark]
            if names:
                more = f" and {len(names) - 12} more" if len(names) > 12 else ""
                parts.append(f"{words}: {', '.join(names[:12])}{more}.")
        return " ".join(parts)


_MARKED = (
    (Mark.TRAPPED, "Callers are trapped or lost, or an error was found, at"),
    (Mark.WARNED, "There is a warning about"),
    (Mark.UNREACHABLE, "No call ever comes to"),
)


def _within(begin: Sequence[str], ahead: Mapping[str, Sequence[str]], depth: int | None) -> set[str]:
    """What lies at most so many arrows behind."""
    seen, layer = set(begin), list(dict.fromkeys(begin))
    while layer and (depth is None or depth > 0):
        depth = depth - 1 if depth is not None else None
        layer = [
            one for one in dict.fromkeys(to for at in layer for to in ahead.get(at, ())) if one not in seen
        ]
        seen.update(layer)
    return seen
