"""YAML text to plain maps, lists and texts, over the event stream of PyYAML's C parser.

Nothing is constructed: every scalar stays the text that was written, so ``no``, ``010`` and ``9:00`` mean
what they say. Places are not kept; ``locate`` finds them again, and only those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ivrcheck.config import Limits
from ivrcheck.finding import Finding, Label
from ivrcheck.menu.locate import events, locate, span_of
from ivrcheck.menu.problem import problem
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Route, Span

_NOTHING: Any = object()
_SHORT = 40
_MOST_UNSUPPORTED = 20


class Stop(Exception):
    """Reading cannot go on; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = replace(finding, unread=True)


class TreeReader:
    """Builds the tree of one file and collects what is not allowed in it, in ``problems``."""

    def __init__(self, file: str, text: str, limits: Limits) -> None:
        self.file = file
        self.text = text
        self.limits = limits
        self.problems: list[Finding] = []
        self.repeated: list[tuple[Route, Span]] = []
        self.empty: list[Route] = []
        """Where a name and a colon stand with nothing behind them."""

    def read(self) -> Any:
        """The tree. Raises ``yaml.YAMLError`` where the text is not YAML, ``Stop`` at a limit."""
        try:
            return self._read()
        finally:
            self.problems += self._repetitions()

    def _read(self) -> Any:  # noqa: C901
        # One flat loop over local names: half a million events pass here for a file of 20,000 steps.
        outer: list[tuple[Any, Any]] = []
        box: Any = None
        key: Any = _NOTHING
        shared: dict[str, str] = {}
        left = self.limits.values
        for event in events(self.text):
            kind = type(event)
            if kind is ScalarEvent:
                left -= 1
                if left < 0:
                    raise Stop(self._too_many(event))
                value = event.value
                if not value and event.implicit[0]:
                    value = None
                    if type(box) is dict and key is not _NOTHING and len(self.empty) < self.limits.reported:
                        self.empty.append((*_route(outer), key))
                elif len(value) < _SHORT:
                    value = shared.setdefault(value, value)
                if event.anchor or event.tag:
                    self._unsupported(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if type(box) is dict and key is _NOTHING:
                    raise Stop(self._odd_key(event))
                if event.anchor or event.tag:
                    self._unsupported(event)
                outer.append((box, key))
                left -= 1
                if len(outer) > self.limits.depth or left < 0:
                    raise Stop(self._too_deep(event) if left >= 0 else self._too_many(event))
                box, key = ({} if kind is MappingStartEvent else []), _NOTHING
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = box
                box, key = outer.pop()
            elif kind is AliasEvent:
                self._unsupported(event)
                value = f"*{event.anchor}"
            elif kind is DocumentStartEvent and box is not None:
                raise Stop(self._second_document(event))
            else:
                continue
            if type(box) is dict:
                if key is _NOTHING:
                    key = "" if value is None else value
                    if key in box:
                        self._repeated(key, event, outer)
                else:
                    box[key] = value
                    key = _NOTHING
            elif type(box) is list:
                box.append(value)
            else:
                box = _Root(value)
        return box.value if type(box) is _Root else None

    def _repeated(self, key: str, event: Any, outer: list[tuple[Any, Any]]) -> None:
        if len(self.repeated) <= self.limits.reported:
            again = span_of(self.file, event.start_mark, event.end_mark)
            self.repeated.append(((*_route(outer), key), again))

    def _repetitions(self) -> Iterator[Finding]:
        """The keys written twice; where each stood first is looked up for all in one scan."""
        places = locate(self.file, self.text, {route for route, _ in self.repeated}) if self.repeated else {}
        for route, again in self.repeated:
            first = places[route].key if route in places else again
            yield problem(
                "IVR002",
                again,
                f"“{clip(route[-1])}” stands twice in the same place, {_lines(first.line, again.line)}; "
                "only one of the two can count.",
                "Remove one of them, or give one another name.",
                (Label(first, "first written here"),),
            )

    def _unsupported(self, event: Any) -> None:
        if sum(one.code == "IVR006" for one in self.problems) >= _MOST_UNSUPPORTED:
            return
        alias = type(event) is AliasEvent
        sign, what = ("*", "an alias") if alias else ("&", "an anchor") if event.anchor else ("!", "a tag")
        self.problems.append(
            problem(
                "IVR006",
                span_of(self.file, event.start_mark, event.end_mark),
                f"Words begin with {sign} here, which YAML takes for {what}. A menu file does without these.",
                "Write the words out in full, or put them in quotation marks if the sign belongs to them.",
            )
        )

    def _odd_key(self, event: Any) -> Finding:
        at = span_of(self.file, event.start_mark, event.end_mark)
        if self.text[event.start_mark.index - 1 : event.start_mark.index + 1] == "{{":
            message = "A placeholder in double braces stands here, which a program was meant to replace."
            return problem("IVR006", at, message, "Write what belongs there in its place.")
        message = "A list or a group stands where a single word and a colon should be."
        help = "Write one word before the colon. Braces or brackets inside words need quotation marks."
        return problem("IVR006", at, message, help)

    def _too_deep(self, event: Any) -> Finding:
        at = span_of(self.file, event.start_mark, event.end_mark)
        message = f"Brackets or lines are nested more than {self.limits.depth} deep here."
        return problem("IVR009", at, message, "Look for a bracket that is never closed.")

    def _too_many(self, event: Any) -> Finding:
        at = span_of(self.file, event.start_mark, event.end_mark)
        message = f"The file holds more than {self.limits.values:,} words and groups, counted up to here."
        return problem("IVR009", at, message, "Split it into several phone systems.")

    def _second_document(self, event: Any) -> Finding:
        at = span_of(self.file, event.start_mark, event.end_mark)
        message = "A second document begins here (---). One file holds one phone system."
        return problem("IVR006", at, message, "Move what follows into a file of its own.")


class _Root:
    """Holds the finished tree, so that a second document is noticed."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _lines(first: int, again: int) -> str:
    return f"on line {first}" if first == again else f"on line {first} and on line {again}"


def _route(outer: list[tuple[Any, Any]]) -> Route:
    """The keys that lead to where the reader is."""
    return tuple(
        key if type(box) is dict else str(len(box)) for box, key in outer if type(box) in (dict, list)
    )
