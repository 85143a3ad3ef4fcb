"""Telephone numbers: whether they can be dialled, and what is at the other end.

The tables are those of the ``phonenumbers`` package. It takes as long to import as checking a small menu, so
it is imported only for numbers that are not plainly all right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ivrcheck.analysis.facts import Facts

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SPACING = re.compile(r"[\s().\-/]")
_CODES = re.compile(r"[*#@]|^sips?:")
"""Codes of a switchboard, and addresses on the internet: no telephone numbers, so nobody can say."""
_IN_NORTH_AMERICA = re.compile(r"\+?1?[2-9]\d{2}[2-9]\d{6}")
"""Area codes and exchanges there begin with 2 to 9, whether assigned or not (555-0134 is made up)."""
_NORTH_AMERICA = 1
_ONE_PRICE = {"US", "CA", "PR", "GU", "VI", "AS", "MP"}
"""Countries that dial each other like the next town; other islands with +1 cost what abroad costs."""
_EVERYWHERE = {800, 808}
"""Country codes of free and shared-cost numbers that belong to no country."""


class Fault(Enum):
    """Why a number cannot be dialled, in the words of a sentence about it."""

    NO_NUMBER = "is not a telephone number"
    NO_COUNTRY = "begins with a country code that no country has"
    TOO_SHORT = "has too few digits"
    TOO_LONG = "has too many digits"
    WRONG_LENGTH = "has the wrong number of digits"
    NO_SUCH = "has an area code or an exchange that cannot exist"
    NO_AREA = "has no area code"


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of a number, dialled from the country of a file."""

    fault: Fault | None = None
    emergency: bool = False
    premium: bool = False
    abroad: str = ""
    """The country it is in, as two letters (or the country code), where that is another one."""


def line_of(facts: Facts, number: str) -> Line:
    """What is known of a number in a menu; where nothing can be said, nothing is wrong."""
    return facts.once(("line", number), lambda: look_up(number, facts.menu.country))


def dialable(facts: Facts, number: str) -> bool:
    """Whether a number is plainly all right, without a look into any table."""
    plain = _SPACING.sub("", number)
    here = facts.menu.country in _ONE_PRICE or plain.startswith("+1")
    return here and bool(_IN_NORTH_AMERICA.fullmatch(plain))


def look_up(number: str, country: str | None) -> Line:
    """What is known of a number dialled in a country."""
    import phonenumbers

    known = country if country in phonenumbers.SUPPORTED_REGIONS else None
    if _CODES.search(number) or (known is None and not number.strip().startswith("+")):
        return Line()
    try:
        parsed = phonenumbers.parse(number, known)
    except phonenumbers.NumberParseException as error:
        no_country = error.error_type == error.INVALID_COUNTRY_CODE
        return Line(Fault.NO_COUNTRY if no_country else Fault.NO_NUMBER)
    if known and (short := _short(number, parsed, known)):
        return short
    if fault := _fault(parsed):
        return Line(fault)
    kind = phonenumbers.number_type(parsed)
    premium = kind == phonenumbers.PhoneNumberType.PREMIUM_RATE
    return Line(premium=premium, abroad=_abroad(parsed, known))


def _short(number: str, parsed: PhoneNumber, country: str) -> Line | None:
    """An emergency number, or another short number that works in a country."""
    from phonenumbers import shortnumberinfo as short

    if short.is_emergency_number(number, country):
        return Line(emergency=True)
    if not short.is_valid_short_number_for_region(parsed, country):
        return None
    cost = short.expected_cost_for_region(parsed, country)
    return Line(premium=cost == short.ShortNumberCost.PREMIUM_RATE)


def _fault(parsed: PhoneNumber) -> Fault | None:
    """Lengths only: which areas are assigned changes faster than tables do, and made-up numbers are fine."""
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    reason = is_possible_number_with_reason(parsed)
    if reason == ValidationResult.IS_POSSIBLE:
        if parsed.country_code == _NORTH_AMERICA:
            digits = str(parsed.national_number)
            return None if _IN_NORTH_AMERICA.fullmatch(digits) else Fault.NO_SUCH
        return None
    return {
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: Fault.NO_AREA,
        ValidationResult.INVALID_COUNTRY_CODE: Fault.NO_COUNTRY,
        ValidationResult.TOO_SHORT: Fault.TOO_SHORT,
        ValidationResult.TOO_LONG: Fault.TOO_LONG,
    }.get(reason, Fault.WRONG_LENGTH)


def _abroad(parsed: PhoneNumber, country: str | None) -> str:
    from phonenumbers import country_code_for_region, region_code_for_number

    code = parsed.country_code
    if country is None or code in _EVERYWHERE:
        return ""
    region = region_code_for_number(parsed)
    if code != country_code_for_region(country):
        return region if region and len(region) == 2 and region.isalpha() else f"+{code}"
    if code != _NORTH_AMERICA or region is None or region == country or {region, country} <= _ONE_PRICE:
        return ""
    return region
