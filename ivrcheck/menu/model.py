"""A phone system as its file describes it: people, teams, hours, topics, entries and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ivrcheck.menu import scalars
from ivrcheck.menu.fields import (
    DatesField,
    DatesList,
    Day,
    DaysField,
    Id,
    Ids,
    Languages,
    Minutes,
    RangesField,
    Seconds,
    Text,
    Texts,
    YesNo,
    model,
)
from ivrcheck.menu.kinds import Acceptance, Step
from ivrcheck.menu.todo import TODO

ANY = "any"
"""The topic word that means everybody."""


@model
class Person:
    """Somebody who can answer, own a mailbox, or change the menu."""

    name: Text
    role: Text | None = None
    extension: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    languages: Languages = ()
    hours: Id | None = None
    away: DatesList = ()
    cover: Id | None = None

    @property
    def can_be_rung(self) -> bool:
        return bool(self.extension or self.phone)


@model
class Rota:
    """Whose turn it is: one member at a time, in order. ``every`` in seconds, ``handover`` in minutes."""

    every: Annotated[Seconds, Field(ge=3600)]
    from_: Day = Field(alias="from")
    handover: Minutes = 0


@model
class Team:
    """People who are rung or held for together."""

    members: Ids
    hours: Id | None = None
    cover: Id | None = None
    supervisor: Id | None = None
    rota: Rota | None = None
    unknown: YesNo = False
    """Whether it is still to be said who belongs to it; it is taken to be there whenever its hours say so."""


def _read_holidays(value: Any) -> Any:
    """``US``, ``US-NY``, ``none``, or the long form."""
    if not isinstance(value, str):
        return value
    if value.lower() == "none":
        return {}
    country, _, subdivision = value.partition("-")
    return {"country": country, "subdivision": subdivision or None}


@model
class PublicHolidays:
    """Whose public holidays count. No country means none do (which is an answer)."""

    country: Text | None = None
    subdivision: Text | None = None
    except_: Texts = Field(default=(), alias="except")
    also: DatesList = ()


Week = dict[DaysField, RangesField]


def _split_week(*others: str) -> Any:
    """Put the lines that name days under ``week``, beside the other fields of opening hours."""

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        week = {key: ranges for key, ranges in value.items() if key not in others}
        return {"week": week} | {key: value[key] for key in others if key in value}

    return read


@model
class SeasonFields:
    """Opening hours that replace the week while the dates last."""

    dates: DatesField
    week: Week = Field(default_factory=dict)


Season = Annotated[SeasonFields, BeforeValidator(_split_week("dates"))]


@model
class OpeningHours:
    """When something is open: a week, and what wins over it."""

    week: Week = Field(default_factory=dict)
    holidays: Annotated[PublicHolidays, BeforeValidator(_read_holidays)] | None = None
    closed: DatesList = ()
    open: dict[DatesField, RangesField] = Field(default_factory=dict)
    seasons: tuple[Season, ...] = ()


Opening = Annotated[OpeningHours, BeforeValidator(_split_week("holidays", "closed", "open", "seasons"))]


@model
class Entry:
    """Where a call to a number begins."""

    to: Id
    topics: Ids = ()


def _check_number(value: str) -> str:
    if value == TODO or value.startswith(f"{TODO} "):
        return value
    digits = sum(character.isdigit() for character in value)
    if digits < 2 or not all(character.isdigit() or character in "+ ()-./*#" for character in value):
        straight = ", in straight quotation marks" if {*"“”„"} & {*value} else ""
        raise scalars.wrong(
            f'“{scalars.clip(value)}” is not a phone number; write it like "+1 845 555 0134"{straight}',
            "number",
        )
    return value


def _check_zone(value: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(value)
    except Exception:
        raise scalars.wrong(
            f"“{scalars.clip(value)}” is not a time zone; write {_near_zone(value)}", "zone"
        ) from None
    return value


def _near_zone(value: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    written, zones = value.strip().replace(" ", "_"), sorted(available_timezones())
    cities = [zone for zone in zones if zone.rpartition("/")[2].lower() == written.lower() and "/" in zone]
    near = cities or get_close_matches(written, zones, 1, 0.7)
    return near[0] if near else "it like America/New_York"


def _check_country(value: str) -> str:
    if len(value) != 2 or not value.isascii() or not value.isupper():
        raise scalars.wrong(
            f"“{scalars.clip(value)}” is not a country; write its two capital letters, like US", "country"
        )
    return value


Number = Annotated[str, AfterValidator(_check_number)]
Zone = Annotated[str, AfterValidator(_check_zone)]
Country = Annotated[str, AfterValidator(_check_country)]
EntryField = Annotated[Entry, BeforeValidator(scalars.as_map("to"))]


@model
class PhoneSystem:
    """One phone system: a whole menu file with what it includes."""

    ivrcheck: Literal["1"]
    name: Text
    country: Country | None = None
    timezone: Zone | None = None
    languages: Annotated[Languages, Field(min_length=1)] = ("en",)
    managed_by: Id | None = None
    business_hours: Id | None = None
    profiles: Ids = ()
    include: Texts = ()
    people: Mapping[Id, Person] = Field(default_factory=dict)
    teams: Mapping[Id, Team] = Field(default_factory=dict)
    hours: Mapping[Id, Opening] = Field(default_factory=dict)
    topics: Mapping[Id, Text] = Field(default_factory=dict)
    entry: Mapping[Number, EntryField] = Field(default_factory=dict)
    steps: Mapping[Id, Step] = Field(default_factory=dict)
    accept: tuple[Acceptance, ...] = ()

    def hours_given(self, who: str) -> bool:
        """Whether anything says when somebody works; who has no hours counts as always on duty."""
        if who in self.teams:
            team = self.teams[who]
            if team.unknown:
                return bool(team.hours)
            return bool(team.hours) or all(self.people[member].hours for member in team.members)
        teams = [team for team in self.teams.values() if who in team.members]
        return bool(self.people[who].hours or (teams and all(team.hours for team in teams)))

    def name_of(self, who: str) -> str:
        """How a sentence calls a person or a team: the person's name, or the team with its id.

        An id alone does not make a sentence: “the all answers”, “the nurses is on duty”.
        """
        if who in self.people:
            return self.people[who].name
        return f"the team “{who}”" if who in self.teams else who
