"""The id of a step, person, team, topic, language or of opening hours that is not in the file.

Why it matters

The call would go nowhere. It often happens when somebody leaves and is taken off the list of people while a
team or a mailbox still names them, or when a step gets a new name and one key keeps the old one.

Bad

There is a step “ring_tom”, and none called “ring_tomm”:

    1: ring_counter
    2: ring_tomm
    0: ring_counter

Good

A step and a team may share an id; each place in the file knows which of them it means. The topic “any”
stands for every caller and need not be declared.

    0: {to: reception, topics: [any]}

How to mend it

Correct the id, or add what it names. If somebody has left, put their successor's id in every place.

Source

This project's own reasoning.
"""

from __future__ import annotations

from ivrcheck.finding import Severity

CODE = "IVR005"
LEVEL = Severity.ERROR
DEPTH = 0
