"""Finds the places of keys and values in a YAML text, by the keys that lead to them.

Reading keeps no places: a scan of the events costs less than half of reading, and is only needed for the few
values that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ivrcheck.menu.scalars import KEY_NAMES
from ivrcheck.source import Route, Span
from ivrcheck.source import lines_of as lines_of

try:
    from yaml import CLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same events
    from yaml import Loader as _Loader  # type: ignore[assignment]

_Wanted = dict[str, Any]
ODD_BREAKS = "\r\x85\u2028\u2029"
"""What may end a line beside the usual."""
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class Found:
    """Where a key and its value stand. An item of a list has its own place for both."""

    key: Span
    value: Span


def events(text: str) -> Iterator[Any]:
    """The YAML events of a text. Raises ``yaml.YAMLError`` where it is not YAML."""
    # what comes after the last event is None, so no Python code runs between the events
    return iter(_Loader(text).get_event, None)


def span_of(file: str, start: Any, end: Any) -> Span:
    """The span between two of PyYAML's marks."""
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def locate(file: str, text: str, routes: Iterable[Route]) -> dict[Route, Found]:
    """The places of the wanted routes that are there; of a key written twice, the first."""
    return _scan(file, text, _tree(routes))


def _scan(file: str, text: str, wanted: _Wanted) -> dict[Route, Found]:
    found: dict[Route, Found] = {}
    try:
        stream = events(text)
        for event in stream:
            if isinstance(event, _STARTS):
                _Search(file, stream, found).inside(event, wanted, ())
                break
    except (yaml.YAMLError, UnicodeEncodeError):
        pass  # a text that breaks off still has places up to there
    return found


def locate_below(file: str, text: str, route: Route) -> dict[Route, Found]:
    """The places of everything that a route leads to, and of all in it."""
    wanted: _Wanted = _Everything()
    for key in reversed(route):
        wanted = {key: wanted}
    found = _scan(file, text, wanted)
    return {place: one for place, one in found.items() if place[: len(route)] == route}


class _Everything(_Wanted):
    """A branch in which everything is wanted."""

    def __contains__(self, key: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return True

    def get(self, key: str, default: Any = None) -> Any:
        return self


def _tree(routes: Iterable[Route]) -> _Wanted:
    wanted: _Wanted = {}
    for route in routes:
        branch = wanted
        for key in route:
            branch = branch.setdefault(key, {})
    return wanted


class _Search:
    """Walks the events, and goes into those containers only that hold something wanted."""

    def __init__(self, file: str, stream: Iterator[Any], found: dict[Route, Found]) -> None:
        self.file = file
        self.stream = stream
        self.found = found

    def inside(self, start: Any, wanted: _Wanted, route: Route) -> Any:
        """Search one container that has just started; gives the event that ends it."""
        is_list = isinstance(start, SequenceStartEvent)
        count = 0
        for event in self.stream:
            if isinstance(event, _ENDS):
                return event
            key = str(count) if is_list else _name(event, wanted)
            count += 1  # noqa: SIM113 (a second iterator over the stream would be one more call per event)
            value = event if is_list else next(self.stream)
            last = self._value(value, wanted.get(key), (*route, key))
            if key in wanted:
                self._note(event, value, last, (*route, key), is_list)
        return start

    def _value(self, event: Any, wanted: _Wanted | None, route: Route) -> Any:
        """Pass over one value; gives its last event."""
        if not isinstance(event, _STARTS):
            return event
        if wanted:
            return self.inside(event, wanted, route)
        depth = 1
        for event in self.stream:
            if isinstance(event, _STARTS):
                depth += 1
            elif isinstance(event, _ENDS):
                depth -= 1
                if not depth:
                    break
        return event

    def _note(self, key: Any, value: Any, last: Any, route: Route, is_list: bool) -> None:
        place = span_of(self.file, value.start_mark, last.end_mark)
        named = place if is_list else span_of(self.file, key.start_mark, key.end_mark)
        if isinstance(value, _STARTS) and not value.flow_style:
            # an indented block ends where the next thing begins; its key is what a reader looks for
            place = named if not is_list else span_of(self.file, value.start_mark, value.start_mark)
        self.found.setdefault(route, Found(named, place))


def _name(event: Any, wanted: _Wanted) -> str:
    """A key as the routes write it: ``star`` and ``pound`` also answer to their signs."""
    if isinstance(event, AliasEvent | ScalarEvent):
        text = getattr(event, "value", "")
        sign = KEY_NAMES.get(text.lower(), text)
        return text if text in wanted else sign
    return ""
