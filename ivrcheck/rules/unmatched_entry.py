"""What stands beside a phone system's own file answers to nothing in it.

Why it matters

Who works with the files of a phone system writes down beside them what those cannot hold: who calls back, by
when, who answers. When the phone system changes, a name there may be gone. Then the owner of a mailbox is the
owner of nothing, and nobody notices.

Bad

In the file of the phone system there is “messages”, and no “mailbox”:

    steps:
      mailbox: {owner: maya, callback_within: 1 business day}

Good

    steps:
      messages: {owner: maya, callback_within: 1 business day}

How to mend it

Write the name as the phone system has it now, or remove the entry.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR608"
LEVEL = Severity.WARNING
DEPTH = 5


def find(facts: Facts) -> Iterator[Hit]:
    """Each entry that matches nothing."""
    for name, section, at, hint in facts.loaded.unmatched:
        help = hint or "Write the name as the phone system has it now, or remove this entry."
        message = f"“{name}” is named under “{section}:”, but the phone system has nothing of that name."
        yield Hit(at, message, help)
