"""Callers with fixed habits: what they do at each node where the caller moves."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ivrcheck.analysis.announced import Announcements
from ivrcheck.analysis.solve import Choice
from ivrcheck.analysis.topics import Honest, Topic, is_language_menu
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.keypad import KEYPAD
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.menu.kinds import Collect, Directory, Language, Menu


class Caller(Enum):
    """A caller whose habits are fixed."""

    SILENT = "silent"
    ZERO = "zero"
    WRONG_KEY = "wrong-key"


class TopicCaller(Enum):
    """A caller who calls about something, and listens for it or knows the key by heart."""

    FIRST_TIME = "first-time"
    HURRIED = "hurried"


class Office(Enum):
    """An office that always does the same."""

    ANSWERED = "answered"
    NOTHING = "nothing"


_HOLD = (Deed.HOLD, Deed.TIMEOUT, Deed.FOREVER, Deed.MESSAGE)
_HABITS = {
    Caller.SILENT: (Deed.SILENCE, *_HOLD),
    Caller.ZERO: (Deed.TYPE, Deed.WRONG, Deed.DECLINE, *_HOLD),
    Caller.WRONG_KEY: (Deed.WRONG, Deed.DECLINE, *_HOLD, Deed.SILENCE),
}
_OFFICES = {
    Office.ANSWERED: (Deed.ANSWER, Deed.ROOM, Deed.LOOKUP),
    Office.NOTHING: (Deed.ELSEWHERE, Deed.NO_ANSWER, Deed.TIMEOUT, Deed.FOREVER, Deed.ROOM, Deed.ERROR),
}


def choice_of(graph: CallGraph, caller: Caller) -> Choice:
    """The caller's move at each node where the caller moves."""
    callers = (node for node, moves in graph.out.items() if moves[0].party is Party.CALLER)
    return {node: made_by(graph, node, caller) for node in callers}


def made_by(graph: CallGraph, node: int, caller: Caller) -> Move:
    """The caller's move at one of the caller's nodes."""
    moves, habits = graph.out[node], _HABITS[caller]
    if caller is Caller.ZERO:
        for move in moves:
            if move.deed is Deed.KEY and move.detail == "0":
                return move
    for deed in habits:
        for move in moves:
            if move.deed is deed and _possible(graph, node, move, caller):
                return move
    return moves[-1]


def _possible(graph: CallGraph, node: int, move: Move, caller: Caller) -> bool:
    """Whether the habit can be had here: typing a lone 0 is right only where one digit is asked for."""
    if move.deed is Deed.TYPE:
        step = graph.kind_of(node)
        return isinstance(step, Collect) and step.digits.fewest == 1
    if move.deed is Deed.WRONG and caller is Caller.WRONG_KEY:
        step = graph.kind_of(node)
        return not isinstance(step, Menu) or lowest_unlisted(step) is not None
    return True


def lowest_unlisted(step: Menu) -> str | None:
    """The key a caller who presses a wrong one presses; None where every key is listed."""
    return next((key for key in KEYPAD if key not in step.keys), None)


def office_choice(graph: CallGraph, office: Office) -> Choice:
    """The office's move at each node where the office moves."""
    return {
        node: office_move(moves, office)
        for node, moves in graph.out.items()
        if moves[0].party is Party.OFFICE
    }


def office_move(moves: Sequence[Move], office: Office) -> Move:
    """What an office that always does the same does, of all it can do."""
    habits = _OFFICES[office]
    return min(moves, key=lambda move: habits.index(move.deed) if move.deed in habits else 9)


_WITH_TOPIC = (Deed.TYPE, Deed.BOOK, *_HOLD, Deed.SILENCE)


class TopicHabit:
    """What a caller with a topic does: first-time or hurried, in one graph.

    In a menu, the caller presses the option that carries the topic: the first that is announced, or, who
    knows the keys, the first there is. Where there is none, 0; where there is no 0, nothing. In a choice of
    language the caller keeps the language they hear. They type the numbers they are asked for, ask to be
    called back, hold, and leave a message; in a directory they ask for the operator.
    """

    def __init__(self, graph: CallGraph, caller: TopicCaller, topic: Topic, read: Announcements) -> None:
        self.graph = graph
        self.caller = caller
        self.honest = Honest(graph, topic)
        self.read = read
        self._keys: dict[tuple[str, str], str | None] = {}

    def move(self, node: int) -> Move:
        """The move this caller makes at one of the caller's nodes."""
        moves = self.graph.out[node]
        step = self.graph.kind_of(node)
        key: str | None = None
        if isinstance(step, Menu):
            key = self.key(self.graph.step_of(node), self.graph.language_of(node))
        elif isinstance(step, Directory):
            key = "0"
        for move in moves:
            if move.deed is Deed.KEY and move.detail == key:
                return move
        found = (move for deed in _WITH_TOPIC for move in moves if move.deed is deed)
        return next(found, moves[-1])

    def choice(self) -> Choice:
        """The move at each node where the caller moves."""
        out = self.graph.out.items()
        return {node: self.move(node) for node, moves in out if moves[0].party is Party.CALLER}

    def key(self, step: str, language: str) -> str | None:
        """The key pressed in a menu; None for silence."""
        if (step, language) not in self._keys:
            self._keys[step, language] = self._key(step, language)
        return self._keys[step, language]

    def _key(self, step: str, language: str) -> str | None:
        body = self.graph.menu.steps[step]
        assert isinstance(body, Menu)
        if is_language_menu(self.graph, body):
            return self._same_language(body, language)
        mine = [key for key, option in body.keys.items() if self.honest.carries(step, key, option)]
        if self.caller is TopicCaller.FIRST_TIME:
            mine = self._announced(body, language, mine)
        return mine[0] if mine else "0" if "0" in body.keys else None

    def _same_language(self, body: Menu, language: str) -> str | None:
        steps = self.graph.menu.steps
        choices = ((key, steps[option.to]) for key, option in body.keys.items())
        return next((key for key, to in choices if isinstance(to, Language) and to.set == language), None)

    def _announced(self, body: Menu, language: str, keys: list[str]) -> list[str]:
        """Those of some keys that the prompt names, in its order, then those that it may name."""
        named = self.read.named(body.prompt, language)
        heard = [key for key in keys if key not in named and body.keys[key].announced]
        unsure = [key for key in heard if self.read.may_name(body.prompt, language, key)]
        return [*(key for key in named if key in keys), *unsure]
