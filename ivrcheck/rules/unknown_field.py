"""A field that the format does not have, usually a misspelt one.

Why it matters

A misspelt field would simply not count. With “no_anwser” the phone rings, nobody answers, and the caller is
cut off, although the file seems to say where the call goes.

Bad

    ring_counter: {kind: ring, who: counter, for: 25s, no_anwser: messages}

Good

Your own words go into “note”, which every step may have:

    ring_counter: {kind: ring, who: counter, for: 25s, no_answer: messages, note: Tom sits next to Maya.}

How to mend it

Correct the spelling; the finding names the nearest field there is, or all that may stand there.

Source

This project's own reasoning: a field that is not understood must not pass for one that works.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR003"
LEVEL = Severity.ERROR
DEPTH = 0
