"""A mailbox or a call back has an owner, but nothing says by when they call back.

Why it matters

“As soon as possible” is no time. Without one, the owner cannot be late, the caller does not know when to
worry, and nobody can check whether the calls back are made.

Bad

    messages:
      kind: voicemail
      prompt: Leave your name and number after the tone.
      owner: ana

Good

    messages:
      kind: voicemail
      prompt: Leave your name and number. We call back by the end of the next business day.
      owner: ana
      callback_within: 1 business day

How to mend it

Add “callback_within:”, such as 4 working hours or 1 business day, and say the same in the greeting.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (a call
back on the following business day). Read on 2026-11-21 in a
stored copy. A voluntary standard of a consumers' site: it binds nobody.
That the time must be written into the menu is this project's own reasoning: only then can it be checked.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR302"
LEVEL = Severity.WARNING
DEPTH = 4


def find(facts: Facts) -> Iterator[Hit]:
    """Every owned mailbox and call back without a time."""
    for step, body in facts.menu.steps.items():
        if body.kind not in ("voicemail", "callback", "transfer") or not body.owner or body.callback_within:
            continue
        if step not in facts.reachable:
            continue
        if body.kind == "transfer" and body.reaches != "voicemail":
            continue
        who = _capital(facts.menu.name_of(body.owner))
        yield Hit(
            facts.at("steps", step, key=True),
            f"{who} owns “{step}”, but no “callback_within:” says by when callers are called back.",
            "Add “callback_within:”, such as 4 working hours or 1 business day.",
            step=step,
            cause=f"{step}:callback_within",
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
