"""A value that cannot be what its field needs, or a field that is missing.

Why it matters

Where a time, a date or a phone number cannot be understood, nobody can say what callers will meet, and some
phone systems then take a value of their own.

Bad

Nobody knows how long “a while” is:

    ring_counter: {kind: ring, who: counter, for: a while, no_answer: messages}

Good

Values may be written in many ways, as long as they mean one thing:

    mon,tue: 9:00-12:00, 13:00–17:30
    wed-fri: 08:00-24:00
    1st sat: 10:00-16:00
    sun: closed

How to mend it

Write the value as the finding shows: lengths of time like 25s or 10m, times of day like 08:00, dates like
2026-12-24, promises like 4 working hours. Where a field is missing, add it.

Source

This project's own format, version 1. Dates are written as in ISO 8601, year first.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR004"
LEVEL = Severity.ERROR
DEPTH = 0
