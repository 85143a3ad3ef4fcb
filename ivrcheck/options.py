"""What a check is told: the year, the rules, the settings, and where to read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from ivrcheck.config import DEFAULT, Config
from ivrcheck.menu.files import Read, read_text

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts


@dataclass(frozen=True, slots=True)
class Options:
    """What to check, and as of when. It wins over what the settings near a file say."""

    start: date | None = None
    select: Collection[str] = ()
    """Codes or names of the only rules to run; empty for all."""
    ignore: Collection[str] = ()
    config: Config = DEFAULT
    """What counts where no settings near a file say otherwise."""
    profiles: Collection[str] = ()
    """Profiles to add to those that settings and menus name."""
    max_seconds: float | None = None
    """The most seconds until a person answers, in place of what the settings say."""
    timed: bool | None = None
    """Whether to measure how long callers wait for a person; None: where only one file is checked."""
    keep: dict[str, Facts] | None = None
    """Where to keep the facts about each menu, by its file, for reports that show more than findings."""
    read: Read = read_text
    """Gives the text of a menu and of what it includes, where that is not what is on disk."""

    def beside(self, config: Config) -> Options:
        """These options together with the settings of one file."""
        if self.select:  # what is asked for by name runs, whatever the settings leave out
            kept = {code: level for code, level in config.levels.items() if level}
            config = replace(config, select=(), ignore=(), levels=kept)
        if self.max_seconds is not None:
            config = replace(config, thresholds=replace(config.thresholds, max_seconds=self.max_seconds))
        return Options(
            self.start or config.start,
            self.select or config.select,
            (*self.ignore, *config.ignore),
            config,
            (*self.profiles, *config.profiles),
            timed=self.timed,
            keep=self.keep,
            read=self.read,
        )

    def shape(self) -> str:
        """All of them that decides what is found in a text, in words."""
        names = (one.name for one in fields(self) if one.name not in ("keep", "read"))
        return repr([(name, getattr(self, name)) for name in names])
