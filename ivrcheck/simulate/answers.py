"""What the office does in a call: always the same, step by step, or as somebody says when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ivrcheck.analysis.callers import Office, office_move
from ivrcheck.analysis.script import word_of
from ivrcheck.callgraph.move import Deed, Move, Party
from ivrcheck.menu.near import did_you_mean
from ivrcheck.simulate.wrong import CannotCall, unknown

if TYPE_CHECKING:
    from ivrcheck.callgraph.graph import CallGraph
    from ivrcheck.menu.kinds import AnyStep


@dataclass(frozen=True, slots=True)
class Question:
    """Something the office decides in a call, for somebody to say."""

    step: str
    words: str
    """The question in words: ``Does the front desk answer?``"""
    choices: tuple[str, ...]
    """The answers that are possible; the first is the one of a lucky day."""


Ask = Callable[[Question], str]
Answer = str | Ask | Mapping[str, str | bool | Ask]
"""``always`` or ``never``; somebody to ask; or by step what happens there, ``*`` for all others.

``no,yes`` is an office that answers at that step the second time.
"""

OTHERS = "*"
_OFFICES = {"always": Office.ANSWERED, "never": Office.NOTHING}
_SAME = {"true": "yes", "always": "yes", "answered": "yes", "y": "yes", "1": "yes",
         "false": "no", "never": "no", "unanswered": "no", "n": "no", "0": "no"}  # fmt: skip


class Answers:
    """Chooses the office's moves in the calls to one menu."""

    def __init__(self, graph: CallGraph, answer: Answer = "always") -> None:
        """Raises ``CannotCall`` where an answer is none, or stands for a step that asks nothing."""
        self.graph = graph
        self.ask: Ask | None = None
        self.steps: dict[str, str] = {}
        self.change: dict[str, tuple[str, ...]] = {}
        """By step, what happens there one time after the other; the last of it then stays."""
        self.others = Office.ANSWERED
        self._kept: dict[int, Move] = {}
        given = answer if isinstance(answer, Mapping) else {OTHERS: answer}
        for step, said in given.items():
            if step == OTHERS:
                self._all_others(said)
            elif step not in graph.menu.steps:
                raise unknown("step", step, graph.menu.steps)
            else:
                self._of_step(step, str(said).strip())

    def _all_others(self, said: str | bool | Ask) -> None:
        if callable(said):
            self.ask = said
            return
        word = str(said).strip().lower()
        if word not in _OFFICES:
            hint = did_you_mean(word, _OFFICES) or "Say “always” or “never”."
            raise CannotCall(f"“{said}” is not something an office does. {hint}")
        self.others = _OFFICES[word]

    def _of_step(self, step: str, said: str) -> None:
        there = choices_at(self.graph, step)
        words = [self._known(step, one, there) for one in _one_by_one(said, there)]
        self.steps[step] = words[0]
        if len(words) > 1:
            self.change[step] = tuple(words)

    def _known(self, step: str, said: str, there: Sequence[str]) -> str:
        """What is said of a step, in the word it is kept by."""
        if not there:
            asking = [id for id in self.graph.steps if choices_at(self.graph, id)]
            hint = (
                f"It decides at: {', '.join(asking[:12])}." if asking else "It decides nowhere in this menu."
            )
            raise CannotCall(f"The office decides nothing at “{step}”. {hint}")
        word = _word(said, there)
        if word is None:
            raise CannotCall(f"“{said}” cannot happen at “{step}”; say {_either(there)}.")
        return word

    def changes(self, node: int) -> bool:
        """Whether what happens at a node is not always the same."""
        return self.graph.step_of(node) in self.change

    def next_move(self, node: int, moves: Sequence[Move], past: dict[str, int]) -> Move:
        """What happens at a node where it changes; ``past`` says how far each step has come, and goes on.

        What a step is asked besides (whether there is room, where it is said who answers) goes as on a lucky
        day, and uses up nothing.
        """
        step = self.graph.step_of(node)
        words, place = self.change[step], past.get(step, 0)
        for move in moves:
            if words[place] == word_of(move):
                past[step] = min(place + 1, len(words) - 1)
                return move
        if words[place] == "busy" and any(move.deed is Deed.NO_ANSWER for move in moves):
            past[step] = min(place + 1, len(words) - 1)
            return office_move(moves, Office.NOTHING)
        return office_move(moves, self.others)

    def move(self, node: int, moves: Sequence[Move]) -> Move:
        """What the office does at one of its nodes."""
        kept = self._kept.get(node)
        if kept is not None:
            return kept
        step = self.graph.step_of(node)
        if step not in self.steps and self.ask:
            return self._asked(self.ask, step, moves)
        chosen = self._kept[node] = self._fixed(step, moves)
        return chosen

    def is_asked(self, node: int) -> bool:
        """Whether somebody is asked what happens at a node."""
        return self.ask is not None and self.graph.step_of(node) not in self.steps

    def _fixed(self, step: str, moves: Sequence[Move]) -> Move:
        said = self.steps.get(step)
        if said is None:
            return office_move(moves, self.others)
        for move in moves:
            if said == word_of(move):
                return move
        if said == "busy":  # without a way of its own it counts as not answered
            return office_move(moves, Office.NOTHING)
        return office_move(moves, Office.NOTHING if said == "no" else self.others)

    def _asked(self, ask: Ask, step: str, moves: Sequence[Move]) -> Move:
        if len(moves) == 1:
            return moves[0]
        lucky = office_move(moves, Office.ANSWERED)
        choices = tuple(dict.fromkeys([word_of(lucky), *map(word_of, moves)]))
        said = str(ask(Question(step, _question(self.graph, moves[0]), choices))).strip()
        for word in (said, said.lower(), _SAME.get(said.lower(), "")):
            for move in moves:
                if word == word_of(move):
                    return move
        raise CannotCall(f"“{said}” cannot happen at “{step}”; say {_either(choices)}.")


def _word(said: str, there: Sequence[str]) -> str | None:
    """The word that is meant, of those that can be said."""
    return next((word for word in (said, said.lower(), _SAME.get(said.lower(), "")) if word in there), None)


def _one_by_one(said: str, there: Sequence[str]) -> Iterator[str]:
    """What happens one time after the other: ``no,yes``. An answer may have a comma in it."""
    pieces = said.split(",")
    while pieces:
        count = len(pieces)
        while count > 1 and _word(",".join(pieces[:count]).strip(), there) is None:
            count -= 1
        yield ",".join(pieces[:count]).strip()
        del pieces[:count]


def choices_at(graph: CallGraph, step: str) -> list[str]:
    """What the office can be said to do at a step; nothing where it decides nothing."""
    found: dict[str, None] = {}
    for node in graph.stages[step]:
        moves = graph.out[node]
        if moves[0].party is Party.OFFICE:
            found |= dict.fromkeys(map(word_of, moves))
    body = graph.menu.steps[step]
    if not found and _rings(body):  # nobody is ever on duty there
        found = dict.fromkeys(("yes", "no"))
    if body.kind == "ring":
        found["busy"] = None
    return list(found)


def _rings(body: AnyStep) -> bool:
    return body.kind in ("ring", "queue") or bool(getattr(body, "extensions", ()))


def _question(graph: CallGraph, move: Move) -> str:
    """What somebody is asked about the moves at a node."""
    step = graph.kind_of(move.source)
    if move.deed in (Deed.ROOM, Deed.FULL):
        return "Is there room for one more?" if step.kind == "queue" else "Is there room in the mailbox?"
    if step.kind == "lookup":
        return step.question
    if step.kind == "transfer":
        return f"Does somebody answer at {step.number}?"
    who = move.detail or getattr(step, "who", "") or getattr(step, "team", "")
    name = graph.menu.name_of(str(who))
    return f"Does {'anybody of ' if who in graph.menu.teams else ''}{name} answer?"


def _either(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
