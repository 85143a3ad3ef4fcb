"""Small changes of a small menu, each with what is to be said of it."""

from __future__ import annotations

from tests.menu.small import SMALL

OFFICE = SMALL.replace(
    "topics:\n  bill: A bill\n", "topics:\n  bill: A bill\n  order: An order\n"
).replace(
    "    prompt: For a bill, press 1. For anyone, press 0.\n"
    "    keys: {1: {to: ring_desk, topics: [bill]}, 0: ring_desk}\n",
    "    prompt: For a bill, press 1. For an order, press 2. For anyone, press 0.\n"
    "    keys:\n"
    "      1: {to: ring_desk, topics: [bill]}\n"
    "      2: {to: ring_rosa, topics: [order]}\n"
    "      0: ring_desk\n",
) + "  ring_rosa: {kind: ring, who: rosa, for: 30s, no_answer: messages}\n"  # fmt: skip
"""A bill goes to the desk, an order to Rosa, everything else to the desk."""

Change = tuple[str, str]
"""A piece of the menu, and what stands in its place."""

_ROSA = "  ring_rosa: {kind: ring, who: rosa, for: 30s, no_answer: messages}\n"
_OWNED = "    owner: desk\n    callback_within: 1 business day\n"
_ACCEPT = "{rule: voicemail-without-promise, reason: R, by: dana, until: 2027-03-31}"
_WELCOME = "Welcome to our small office, where somebody is always glad to help you."

CHANGES: dict[str, tuple[Change, ...]] = {
    "shorter-hours": (("mon-fri: 08:00-17:00", "mon-fri: 09:00-17:00"),),
    "longer-hours": (("mon-fri: 08:00-17:00", "mon-fri: 08:00-18:00, sat: 10:00-12:00"),),
    "zero-hangs-up": (
        ("      0: ring_desk\n", "      0: bye\n"),
        (_ROSA, f"{_ROSA}  bye: {{kind: hangup}}\n"),
    ),
    "order-to-the-mailbox": (("2: {to: ring_rosa,", "2: {to: messages,"), (_ROSA, "")),
    "later-promise": (
        ("callback_within: 1 business day", "callback_within: 3 business days"),
        ("within one business day", "within three business days"),
    ),
    "nobody-owns-it": ((_OWNED, ""),),
    "another-owner": (("    owner: desk\n", "    owner: dana\n"),),
    "longer-words": (("For a bill, press 1.", f"{_WELCOME} For a bill, press 1."),),
    "renamed": (("ring_desk", "front"), ("messages", "mailbox")),
    "another-number": (("+1 845 555 0134", "+1 845 555 0199"),),
    "number-written-otherwise": (("+1 845 555 0134", "(845) 555-0134"),),
    "a-topic-less": (("  order: An order\n", ""), (", topics: [order]", "")),
    "an-absence": (("extension: 201}", "extension: 201, away: [2026-12-21/2026-12-23]}"),),
    "accepted-now": ((_OWNED, f"    owner: desk\n    accept: [{_ACCEPT}]\n"),),
}


def changed(name: str) -> str:
    """The menu after one of the changes."""
    text = OFFICE
    for old, new in CHANGES[name]:
        assert old in text, (name, old)
        text = text.replace(old, new)
    return text
