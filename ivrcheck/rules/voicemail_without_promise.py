"""A mailbox has an owner, but nothing says by when they call back."""

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
