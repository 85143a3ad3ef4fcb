"""Finds the places that findings point to, for all findings of a file in one scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ivrcheck.finding import Finding, Place
from ivrcheck.menu.locate import Found, locate
from ivrcheck.source import Pointer, Route, Span, whole_file

Known = Mapping[str, Mapping[Route, Found]]


def with_spans(
    findings: Sequence[Finding],
    texts: Mapping[str, str],
    menu: str = "",
    places: Mapping[Route, Span] | None = None,
) -> list[Finding]:
    """The findings of a menu with spans in place of pointers.

    ``places``: where everything stands, for a menu that was made from a phone system's own files.
    """
    wanted: dict[str, set[Route]] = {}
    for finding in findings:
        for place in _places(finding):
            if isinstance(place, Pointer):
                routes = wanted.setdefault(place.file, set())
                routes.update(place.route[:length] for length in range(1, len(place.route) + 1))
    known: Known
    if places is not None:
        given = {route: Found(span, span) for route, span in places.items()}
        known = {file: given for file in wanted}  # noqa: C420 (they are all the same on purpose)
    else:
        known = {file: locate(file, texts[file], routes) for file, routes in wanted.items()}
    return [_placed(finding, known, menu) for finding in findings]


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.at
    for label in finding.labels:
        yield label.at
    for inner in finding.folded:
        yield from _places(inner)


def _placed(finding: Finding, known: Known, menu: str) -> Finding:
    return replace(
        finding,
        at=_span(finding.at, known),
        labels=tuple(
            replace(label, at=_span(label.at, known), route=_route(label.at, label.route))
            for label in finding.labels
        ),
        folded=tuple(_placed(inner, known, menu) for inner in finding.folded),
        route=_route(finding.at, finding.route),
        menu=menu,
    )


def _route(place: Place, known: Route) -> Route:
    return place.route if isinstance(place, Pointer) else known


def _span(place: Place, known: Known) -> Span:
    """The span of a place; where the file does not spell it out, of the nearest thing around it."""
    if isinstance(place, Span):
        return place
    found = known[place.file]
    for length in range(len(place.route), 0, -1):
        here = found.get(place.route[:length])
        if here:
            whole = length == len(place.route)
            return here.key if place.key or (not whole and not _is_scalar(here)) else here.value
    return whole_file(place.file)


def _is_scalar(found: Found) -> bool:
    return found.key.line == found.value.line
