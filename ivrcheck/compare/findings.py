"""Which findings are new and which are gone, wherever the lines are now and however the steps are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ivrcheck.compare.model import FindingChange
from ivrcheck.finding import Accepted, Finding, Severity
from ivrcheck.source import Route

Key = tuple[str, ...]
"""What makes a finding the same one: its rule, and the keys that lead to its place."""

OVER = ("IVR406", "IVR605")
"""What these rules find is that a day has passed: nobody has to change anything for that."""


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What was found in one version of a menu."""

    findings: Sequence[Finding]
    accepted: Sequence[Accepted] = ()
    steps: Mapping[str, str] | None = None
    """What a step is called in the new version; None: as it is called here."""

    def key(self, finding: Finding) -> Key:
        """A finding's key, in the names of the new version."""
        return (finding.code, *self._named(finding.route))

    def further(self, finding: Finding) -> set[Key]:
        """The keys it would have if it were shown at one of its further places."""
        return {(finding.code, *self._named(label.route)) for label in finding.labels if label.route}

    def _named(self, route: Route) -> Route:
        if self.steps is not None and len(route) > 1 and route[0] == "steps":
            return ("steps", self.steps.get(route[1], f"{route[1]} (gone)"), *route[2:])
        return route

    def parts(self) -> Iterator[Finding]:
        """All findings, with those folded under others."""
        for finding in self.findings:
            yield from (finding, *finding.folded)

    def levels(self) -> dict[Key, list[Severity]]:
        """By key, the level of each finding with it."""
        found: dict[Key, list[Severity]] = {}
        for part in self.parts():
            found.setdefault(self.key(part), []).append(part.severity)
        return found


def finding_changes(
    old: FoundIn, new: FoundIn, fails_on: Callable[[Finding], Severity]
) -> tuple[list[FindingChange], list[FindingChange]]:
    """The findings that are new, and those that are gone. ``fails_on``: from which level on they are bad."""
    found = [
        replace(one, worse=one.finding.severity >= fails_on(one.finding) and not one.calendar)
        for one in map(_over, _only(new, old))
    ]
    found += list(_accepted_first(old, new))
    accepted = {new.key(one.finding): one for one in new.accepted}
    return found, [_accepted(one, accepted.get(old.key(one.finding))) for one in _only(old, new)]


def _accepted_first(old: FoundIn, new: FoundIn) -> Iterator[FindingChange]:
    """What is found only now, and accepted at once."""
    known = {*old.levels(), *(old.key(one.finding) for one in old.accepted)}
    for one in new.accepted:
        if new.key(one.finding) not in known:
            yield _accepted(FindingChange(one.finding), one)


def _over(change: FindingChange) -> FindingChange:
    return replace(change, calendar=change.finding.code in OVER)


def _accepted(change: FindingChange, by: Accepted | None) -> FindingChange:
    return replace(change, accepted=f"{by.by}, until {by.until.isoformat()}") if by else change


def _only(here: FoundIn, there: FoundIn) -> Iterator[FindingChange]:
    """What is found here and not there, or there at a lower level.

    A finding whose headline is there too, with further ones under it only here, is told by these. One that
    names several places is the same when it is shown at another of them.
    """
    known, own = there.levels(), here.levels()
    moved = {
        key: there.key(one)
        for one in there.findings
        if there.key(one) not in own
        for key in there.further(one)
    }
    for finding in here.findings:
        key = here.key(finding)
        level = _take(known, key)
        if level is None:
            places = [moved.get(key), *(other for other in here.further(finding) if other not in own)]
            level = next((one for place in places if place and (one := _take(known, place))), None)
        if level is None:
            for part in finding.folded:
                _take(known, here.key(part))
            yield FindingChange(finding)
            continue
        more = [part for part in finding.folded if _take(known, here.key(part)) is None]
        if more:
            yield from map(FindingChange, more)
        elif finding.severity > level:
            yield FindingChange(finding, level)


def _take(known: dict[Key, list[Severity]], key: Key) -> Severity | None:
    """The level of one finding with a key, which then is not counted again; None where there is none left."""
    levels = known.get(key)
    return levels.pop(0) if levels else None
