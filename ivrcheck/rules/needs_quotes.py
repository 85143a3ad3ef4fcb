"""A star or pound sign without quotation marks, so that YAML loses it and what follows.

Why it matters

A # after a space begins a note, and the rest of the line is thrown away without a word. Callers hear “then
press”, and nothing more; a key is gone, and the file looks fine. A * at the beginning has a meaning of its
own in YAML too.

Bad

The star key:

    keys:
      1: ring_counter
      2: ring_tom
      0: ring_counter
      *: main

The pound key, whose whole line is lost:

    keys:
      1: ring_counter
      2: ring_tom
      0: ring_counter
      #: main

Words of a prompt that are lost:

    prompt: Leave your name and number, then press # twice. We call back by the end of the next business day.

Good

Quotation marks keep both keys, and so do the words star and pound. What is really meant as a note may stay
behind a #.

    0: ring_counter # Maya wants this one
    "*": main
    pound: messages

How to mend it

Write "*" and "#" in quotation marks, or the words star and pound. Put the whole prompt in quotation marks
if it contains a #.

Source

What * and # mean: the YAML reference card (yaml.org/refcard.html), read 2026-11-21. It is the notation in
use, not a law.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR007"
LEVEL = Severity.ERROR
DEPTH = 0
