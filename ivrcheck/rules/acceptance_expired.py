"""A finding was accepted until a day that has passed.

Why it matters

To accept a finding is a promise to look at it again. Without this rule a fault that somebody meant to live
with for a month stays for years, and callers go on paying for it.

Bad

Accepted until the end of October; it is November:

    accept:
      - {rule: voicemail-without-promise, reason: New recording in January, by: maya, until: 2026-10-31}

Good

    accept:
      - {rule: voicemail-without-promise, reason: New recording in January, by: maya, until: 2027-01-31}

How to mend it

Mend what was accepted and remove the lines. If it cannot be mended yet, let the person named look at it
again and set a new day. The day itself still counts.

Source

This project's own reasoning.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR605"
LEVEL = Severity.ERROR
DEPTH = 0
