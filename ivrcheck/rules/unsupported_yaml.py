"""Anchors, aliases, tags or a second document: YAML that a menu file does without.

Why it matters

With these a short text can stand for something else, far away in the file. Whoever reads a menu aloud to a
colleague could no longer trust what is on the line, and two programs may read the same file differently.

Bad

    ring_counter: {kind: ring, who: counter, for: &ringing 25s, no_answer: messages}

    ring_tom: {kind: ring, who: tom, for: *ringing, no_answer: ring_counter}

Good

Inside words the same signs are only signs:

    prompt: Thank you! Leave your name & number. * We call back by the end of the next business day.

How to mend it

Write the words out in each place. If the sign belongs to the words and stands first, put the words in
quotation marks. Give each phone system a file of its own.

Source

What these signs mean: the YAML reference card (yaml.org/refcard.html), read 2026-11-21. It is the notation
in use, not a law. Doing without them is this project's own choice.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR006"
LEVEL = Severity.ERROR
DEPTH = 0
