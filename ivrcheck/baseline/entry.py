"""One finding as a baseline writes it down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from annotated_types import Ge
from pydantic import ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

from ivrcheck.finding import Finding, Report, Severity
from ivrcheck.source import Route

_MAPS = ("keys", "entry", "answers")
"""Under these a number is a name, and not the how-manieth of a list."""
_ABOUT = 100
"""Characters of its sentence that are written down, so that a person recognises a finding."""

Some = Annotated[str, StringConstraints(min_length=1)]
Key = tuple[str, str]
"""What makes two findings of one menu the same: the rule and the place."""
_MANY = 3
"""Rules show at least so many further places; where there are fewer, these are all."""


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid", strict=True))
class Entry:
    """A finding that is known. ``about`` is there for people, and is not compared."""

    file: Some
    """The menu, from the folder of the baseline on."""
    rule: Some
    name: Some
    level: Literal["error", "warning", "advice"]
    step: str = ""
    at: str = ""
    """The keys that lead to its place; they stay as they are when lines come and go."""
    also: tuple[str, ...] = ()
    """The keys of the other places it shows."""
    count: Annotated[int, Ge(1)] = 1
    """How many there are that are alike."""
    about: str = ""

    @property
    def key(self) -> Key:
        return self.rule, self.at or self.step

    @property
    def keys_of_others(self) -> list[Key]:
        """Where the finding is when its first place has been mended."""
        return [(self.rule, place) for place in self.also]

    def covers(self, finding: Finding) -> bool:
        """Whether a finding at one of its places is no worse than what is written down."""
        places = {self.at, *self.also}
        every = len(self.also) >= _MANY or places.issuperset(also_of(finding))
        return every and finding.severity <= Severity[self.level.upper()]


def entry_of(finding: Finding, file: str) -> Entry:
    """A finding without those folded under it. ``file``: its menu, from the folder of the baseline on."""
    at = _words(finding.route)
    level, also, said = finding.severity.word, also_of(finding), finding.message
    about = said if len(said) <= _ABOUT else f"{said[:_ABOUT].rpartition(' ')[0].rstrip(',;: ')} …"
    return Entry(file, finding.code, finding.name, level, finding.step, at, also, about=about)  # type: ignore[arg-type]


def can_be_known(finding: Finding, report: Report) -> bool:
    """Whether a baseline can hold a finding: not where it keeps a menu from being understood."""
    return finding.of_menu in report.examined and not (finding.is_internal or finding.unread)


def key_of(finding: Finding) -> Key:
    return finding.code, _words(finding.route) or finding.step


def also_of(finding: Finding) -> tuple[str, ...]:
    """The other places a finding shows, in order."""
    return tuple(sorted({_words(label.route) for label in finding.labels if label.route}))


def _words(route: Route) -> str:
    """Keys in one text, without places in lists: those move when something is put in before them."""
    pairs = zip(("", *route), route, strict=False)
    return ".".join(key for above, key in pairs if above in _MAPS or not key.isdecimal())


def relative(file: str, folder: Path) -> str:
    """A menu file as a baseline in a folder names it, wherever the program runs."""
    found = ""
    for seen in (os.path.abspath, os.path.realpath):  # the second where a link leads to one of them
        try:
            found = os.path.relpath(seen(file), seen(folder))
        except ValueError:  # on another drive
            return Path(os.path.abspath(file)).as_posix()  # noqa: PTH100 (links stay as they are)
        if not found.startswith(os.pardir):
            break
    else:
        found = os.path.relpath(os.path.abspath(file), os.path.abspath(folder))  # noqa: PTH100
    return Path(found).as_posix()
