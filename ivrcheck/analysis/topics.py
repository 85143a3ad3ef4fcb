"""Honest callers: what somebody who calls about a topic may use without pretending to be somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from ivrcheck.callgraph.graph import BY_KEY, CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.menu.kinds import Menu, Option, Play, Queue
from ivrcheck.menu.model import ANY


@dataclass(frozen=True, slots=True)
class Topic:
    """What a caller calls about: declared in the file, or a labelled option of the first menu."""

    id: str
    words: str
    declared: bool
    option: tuple[str, str] | None = None
    """The step and key that stand for it, where it is not declared."""


def topics_of(graph: CallGraph) -> list[Topic]:
    """The topics of a file, declared or read off the first menu."""
    menu = graph.menu
    if menu.topics:
        return [Topic(id, words, True) for id, words in menu.topics.items()]
    return [topic for step in first_menus(graph) for topic in _labelled(graph, step)]


def first_menus(graph: CallGraph) -> list[str]:
    """The first menu on the way from each entry that is not only a choice of language."""
    seen: set[int] = set()
    found: dict[str, None] = {}
    layer = list(dict.fromkeys(graph.entries.values()))
    while layer and not found:
        for node in layer:
            step = graph.kind_of(node)
            if isinstance(step, Menu) and not is_language_menu(graph, step):
                found[graph.step_of(node)] = None
        seen.update(layer)
        following = (move.target for node in layer for move in graph.out[node] if move.target >= 0)
        layer = [node for node in dict.fromkeys(following) if node not in seen]
    return list(found)


def _labelled(graph: CallGraph, step: str) -> list[Topic]:
    body = graph.menu.steps[step]
    assert isinstance(body, Menu)
    return [
        Topic(f"{step}:{key}", option.label, False, (step, key))
        for key, option in body.keys.items()
        if option.label and key not in "0*#" and graph.menu.steps[option.to].kind != "language"
    ]


def is_language_menu(graph: CallGraph, step: Menu) -> bool:
    """Whether every option of a menu is a choice of language."""
    return all(graph.menu.steps[option.to].kind == "language" for option in step.keys.values())


class Honest:
    """The moves open to an honest caller with one topic.

    It matters whether the caller has already pressed an option that carries the topic: from then on the
    topic is *named*, and options without topics are theirs too.
    """

    def __init__(self, graph: CallGraph, topic: Topic) -> None:
        self.graph = graph
        self.topic = topic
        self._tagged, self._menus = graph.divided_menus, graph.menus

    def dials(self, number: str) -> bool | None:
        """Whether dialling a number names the topic; None where such a caller does not dial it."""
        topics = self.graph.menu.entry[number].topics
        if not topics or self.topic.id in topics or ANY in topics:
            return self.topic.id in topics
        return None

    def for_all(self, move: Move) -> bool | None:
        """Whether a move is open to honest callers whatever their topic; None where it depends on it."""
        if move.party is not Party.CALLER or move.deed not in (Deed.KEY, Deed.WRONG, Deed.DIAL):
            return True
        step = self.graph.step_of(move.source)
        if move.deed is Deed.WRONG:
            return self._zero_is_wrong(move)
        if move.deed is Deed.DIAL:
            return self.graph.menu.steps[step].kind == "directory"
        if step in self._tagged or (not self.topic.declared and step in self._menus):
            return None
        return True

    def may_resolve(self, node: int) -> bool:
        """Whether coming to a node can tell callers with some topic what they called about."""
        return node in self.graph.resolving or bool(getattr(self.graph.kind_of(node), "resolves", ()))

    def follows(self, move: Move, named: bool) -> bool | None:
        """Whether the topic is named after an option that divides; None where it is not for this caller."""
        step = self.graph.step_of(move.source)
        body = self.graph.menu.steps[step]
        assert isinstance(body, Menu)
        option = body.keys[move.detail]
        if self.carries(step, move.detail, option):
            return True
        if named and not option.topics:
            return True
        return named if self._is_for_all(step, move.detail, option) else None

    def may_refuse(self, move: Move) -> bool:
        """Whether what answers here, a person or an announcement, may be there for some topics only."""
        if move.target == Outcome.RESOLVED:
            return True
        step = self.graph.kind_of(move.source)
        return isinstance(step, Queue) and bool(step.topics)

    def answers(self, move: Move) -> bool:
        """Whether being answered by this move counts for this caller: by a person, or an announcement."""
        if move.target == Outcome.RESOLVED:
            return self.ending(move) is Outcome.RESOLVED
        step = self.graph.kind_of(move.source)
        if move.target != Outcome.PERSON or not isinstance(step, Queue) or not step.topics:
            return True
        return self.topic.id in step.topics or ANY in step.topics

    def ending(self, move: Move) -> Outcome:
        """How this caller's call ends with its last move: what resolves another topic does not help them."""
        resolves = self.graph.resolving.get(move.source)
        if resolves is None:
            return Outcome(move.target)
        if ANY in resolves or self.topic.id in resolves:
            return Outcome.RESOLVED
        return Outcome.GAVE_UP if self.graph.stage_of(move.source) == BY_KEY else Outcome.CUT_OFF

    def resolves(self, node: int) -> bool:
        """Whether coming to this node tells the caller what they called about."""
        if node < 0:
            return False
        step = self.graph.kind_of(node)
        if isinstance(step, Play) and (self.topic.id in step.resolves):
            return True
        return self.topic.id in self.graph.resolving.get(node, ())

    def carries(self, step: str, key: str, option: Option) -> bool:
        """Whether an option of a menu is for callers with this topic."""
        if self.topic.option:
            return self.topic.option == (step, key)
        return self.topic.id in option.topics or ANY in option.topics

    def _is_for_all(self, step: str, key: str, option: Option) -> bool:
        """0, repeat and the choice of a language are open to everybody.

        So is going back to where the call has been; but nothing is new there, so nobody need be followed.
        """
        if key == "0" or self.graph.menu.steps[option.to].kind == "language" or option.to == step:
            return True
        return self.topic.option is not None and step != self.topic.option[0]

    def _zero_is_wrong(self, move: Move) -> bool:
        """Everybody may try 0; where it is not listed it is a wrong key."""
        step = self.graph.kind_of(move.source)
        return not isinstance(step, Menu) or "0" not in step.keys
