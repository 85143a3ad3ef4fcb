"""Kinds of values that options of commands take."""

from __future__ import annotations

from datetime import date, datetime

import click

from ivrcheck.config import FIRST_YEAR, LAST_YEAR

_MOST_JOBS = 1_000


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date such as 2026-11-23."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            from ivrcheck.menu.meant import meant_date

            meant = meant_date(str(value))
            meant = meant if meant[0].isdigit() else f"it like {datetime.now():%Y-%m-%d}"
            self.fail(f"“{value}” is not a date; write {meant}.", param, context)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            choose = f"choose a year from {FIRST_YEAR} to {LAST_YEAR}"
            self.fail(f"“{value}” is too far away; {choose}.", param, context)
        return day


class Seconds(click.ParamType):  # type: ignore[type-arg]
    """A number of seconds above 0."""

    name = "seconds"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> float:
        try:
            seconds = float(str(value))
        except ValueError:
            seconds = 0
        if not 0 < seconds < float("inf"):
            self.fail(f"“{value}” is not a number of seconds; write it like 90.", param, context)
        return seconds


class Jobs(click.ParamType):  # type: ignore[type-arg]
    """A whole number, at least 1."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, context: click.Context | None) -> int:
        text = str(value)
        if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_JOBS):
            self.fail(
                f"“{text}” is not a number of menus from 1 to {_MOST_JOBS}; write it like 2.", param, context
            )
        return int(text)
