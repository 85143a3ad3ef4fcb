"""A finding is accepted that does not occur (any more).

Why it matters

The fault has been mended, or the name of the rule or of the step is wrong. In the first case the lines
would silently excuse the same fault if it came back; in the second they excuse nothing.

Bad

The mailbox already says by when somebody calls back:

    callback_within: 1 business day
    accept:
      - {rule: voicemail-without-promise, reason: New recording in January, by: maya, until: 2027-01-31}

Good

Here the promise is missing, and the lines say that this is known:

    owner: counter
    accept:
      - {rule: voicemail-without-promise, reason: New recording in January, by: maya, until: 2027-01-31}

How to mend it

Remove the lines, or correct the rule or the step that they name.

Source

This project's own reasoning.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR606"
LEVEL = Severity.WARNING
DEPTH = 0
