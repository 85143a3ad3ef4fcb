"""What the keys of menus mean to those who press them: the menu again, a way back, or a way on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.menu.kinds import AnyStep, Menu

AGAIN, BACK, MENU, LANGUAGE, END, ON = "again", "back", "menu", "language", "end", "on"
_MOST_HOPS = 8
"""How many announcements and opening hours a key may pass on its way to a menu and still mean that menu."""


class Keys:
    """The keys of all menus of one graph.

    ``again``: the menu is heard again; ``back``: an earlier menu on the way here; ``menu``: a further menu;
    ``language``: a choice of one; ``end``: the call ends unanswered; ``on``: anything else.
    """

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.steps = graph.menu.steps

    def meaning(self, step: str, to: str) -> str:
        """What an option of a menu means that leads to ``to``."""
        if to == step:
            return AGAIN
        if self._is_above(to, step) and (landed := self.landing(to)) is not None:
            return AGAIN if landed == step else BACK
        body = self.steps[to]
        if body.kind == "hangup":
            return ON if body.resolves else END
        return {"menu": MENU, "language": LANGUAGE}.get(body.kind, ON)

    def heard_again(self, step: str, to: str | None) -> bool:
        """Whether going ``to`` brings a caller back to a step, at once or by an earlier menu."""
        if to is None:
            return False
        landed = self.landing(to)
        return to == step or landed == step or (landed is not None and self._is_above(landed, step))

    def landing(self, step: str) -> str | None:
        """The menu a caller comes to by announcements and open hours alone; None where there is none."""
        for _ in range(_MOST_HOPS):
            body = self.steps[step]
            if body.kind == "menu":
                return step
            following = _passed(body)
            if following is None:
                return None
            step = following
        return None

    def _is_above(self, upper: str, lower: str) -> bool:
        """Whether the shortest way to a step passes another."""
        spans = self._spans
        if upper not in spans or lower not in spans or upper == lower:
            return False
        return spans[upper][0] < spans[lower][0] and spans[lower][1] <= spans[upper][1]

    @cached_property
    def _spans(self) -> Mapping[str, tuple[int, int]]:
        """Each step's place, and that of the last one below it, in a walk down the tree of shortest ways."""
        below = self._below
        order: list[str] = []
        begin: dict[str, int] = {}
        spans: dict[str, tuple[int, int]] = {}
        todo = [(step, False) for step in self._first()]
        while todo:
            step, left = todo.pop()
            if left:
                spans[step] = (begin[step], len(order) - 1)
                continue
            begin[step] = len(order)
            order.append(step)
            todo.append((step, True))
            todo += [(child, False) for child in below.get(step, ())]
        return spans

    def _first(self) -> Iterator[str]:
        yield from dict.fromkeys(self.graph.step_of(node) for node in self.graph.entries.values())

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        """The steps that are first come to from each step."""
        seen, below = set(self._first()), dict[str, list[str]]()
        layer, known = list(self.graph.entries.values()), set(self.graph.entries.values())
        while layer:
            following = []
            for node in layer:
                for move in self.graph.out[node]:
                    if move.target < 0 or move.target in known:
                        continue
                    known.add(move.target)
                    following.append(move.target)
                    self._note(node, move.target, seen, below)
            layer = following
        return below

    def _note(self, node: int, target: int, seen: set[str], below: dict[str, list[str]]) -> None:
        step = self.graph.step_of(target)
        if step not in seen:
            seen.add(step)
            below.setdefault(self.graph.step_of(node), []).append(step)


def _passed(body: AnyStep) -> str | None:
    """Where the call goes on from a step at which the caller only listens or waits to be let in."""
    if body.kind == "hours":
        return body.open
    if body.kind in ("play", "language"):
        return body.then
    return None


def options_heard(keys: Keys, step: str, body: Menu) -> list[str]:
    """The keys of a menu that a caller has to choose among: not 0, not the menu once more, not back."""
    return [
        key
        for key, option in body.keys.items()
        if key != "0" and option.announced and keys.meaning(step, option.to) not in (AGAIN, BACK)
    ]
