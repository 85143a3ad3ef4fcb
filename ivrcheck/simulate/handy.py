"""When to call: of all moments of some periods one that suits a person with a telephone."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import islice

from ivrcheck.hours.calendar import Calendar

_FROM, _UNTIL = time(8), time(21)
"""Nobody is kept awake for a trial call, if it can be made at another time."""
_LATER = timedelta(minutes=15)
_LOOKED_AT = 40
"""How many stretches are looked at for a good moment."""


class Handy:
    """Good moments, each worked out once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._kept: dict[int, datetime] = {}

    def moment(self, bits: int) -> datetime:
        """A moment of some periods by day, a quarter of an hour after they begin; else their first."""
        found = self._kept.get(bits)
        if found is None:
            found = self._kept[bits] = self._found(bits)
        return found

    def _found(self, bits: int) -> datetime:
        for start, end in islice(self.calendar.intervals(bits), _LOOKED_AT):
            day = start if start.time() < _UNTIL else start + timedelta(days=1)
            awake = day.replace(hour=_FROM.hour, minute=0, fold=0)
            for moment in (max(start, awake) + _LATER, max(start, awake)):
                if start <= moment < end and _FROM <= moment.time() < _UNTIL and self._is_in(moment, bits):
                    return moment
        return self.calendar.first_moment(bits)

    def _is_in(self, moment: datetime, bits: int) -> bool:
        period = self.calendar.period_at(moment)
        return period is not None and bool(bits >> period & 1)
