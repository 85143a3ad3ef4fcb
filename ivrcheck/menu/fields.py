"""The kinds of values the fields of a menu file take."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, TypeVar, dataclass_transform

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from ivrcheck.config import DEFAULT
from ivrcheck.menu import scalars

T = TypeVar("T")
MOST_TIMES = 1_000


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def model(cls: type[T]) -> type[T]:
    """A frozen pydantic model of a piece of a menu file: a slotted dataclass, so that 160,000 steps fit."""
    make: Any = dataclass(
        frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid", defer_build=True)
    )
    made: type[T] = make(cls)
    return made


def read_number(value: Any) -> float:
    """A number of seconds, such as 12 or 7.5."""
    if isinstance(value, int | float):
        return float(value)
    text = scalars.need_text(value, "12")
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise scalars.wrong(f"“{scalars.clip(text)}” is not a number of seconds; write it like 12")
    return number


def few(count: int) -> int:
    """A number of times a caller does something: a call that is told step by step has to end."""
    if count > MOST_TIMES:
        raise scalars.wrong(
            f"{count:,} times is more than any caller has patience for; write at most {MOST_TIMES:,}"
        )
    return count


def once_at_least(count: int) -> int:
    """Nobody can be asked less than once."""
    if not count:
        raise scalars.wrong("0 tries would mean that the caller is never asked; write at least 1")
    return count


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=200)]
Words = Annotated[str, Field(min_length=1)]
"""What is said to callers; how long it may be is checked later, with the limits of the run."""

Text = Annotated[str, Field(min_length=1, max_length=DEFAULT.limits.prompt_characters)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Seconds = Annotated[int, BeforeValidator(scalars.read_duration)]
Number = Annotated[float, BeforeValidator(read_number)]
Whole = Annotated[int, BeforeValidator(scalars.read_whole)]
Times = Annotated[int, BeforeValidator(scalars.read_whole), AfterValidator(few)]
Tries = Annotated[Times, AfterValidator(once_at_least)]
YesNo = Annotated[bool, BeforeValidator(scalars.read_yes_no)]
PromiseField = Annotated[scalars.Promise, BeforeValidator(scalars.read_promise)]
Day = Annotated[date, BeforeValidator(scalars.read_date)]
DatesField = Annotated[scalars.Dates, BeforeValidator(scalars.read_dates)]
DaysField = Annotated[scalars.Days, BeforeValidator(scalars.read_days)]
RangesField = Annotated[scalars.Ranges, BeforeValidator(scalars.read_ranges)]
Minutes = Annotated[int, BeforeValidator(scalars.read_time)]
Key = Annotated[str, BeforeValidator(scalars.read_key)]
Digits = Annotated[scalars.DigitCount, BeforeValidator(scalars.read_digit_count)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(scalars.as_list)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(scalars.as_list)]
DatesList = Annotated[tuple[DatesField, ...], BeforeValidator(scalars.as_list)]
Languages = Annotated[tuple[Language, ...], BeforeValidator(scalars.as_list)]
