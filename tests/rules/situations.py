"""What people notice, in their words, and the rules that look for it.

Every rule stands under at least one situation; add a new rule here when you write it.
"""

from __future__ import annotations

SITUATIONS: dict[str, tuple[str, ...]] = {
    "Callers say they cannot reach anyone": (
        "no-route-to-person",
        "trapped",
        "only-through-another-topic",
        "nobody-in-team",
        "staff-and-hours-disagree",
        "zero-unassigned",
    ),
    "Callers press 0 and get nowhere": (
        "zero-loops-back",
        "zero-not-a-person",
        "zero-unassigned",
        "zero-caller-lost",
    ),
    "Callers go round in circles": (
        "endless-loop",
        "zero-loops-back",
        "trapped",
    ),
    "The line goes dead, or rings on and on": (
        "no-answer-no-way-on",
        "silent-caller-lost",
        "wrong-key-caller-lost",
        "zero-caller-lost",
        "hold-without-end",
    ),
    "People leave messages and nobody calls back": (
        "voicemail-without-owner",
        "voicemail-without-promise",
        "trapped",
    ),
    "Callers had to pretend to want something else": (
        "only-through-another-topic",
        "zero-unassigned",
    ),
    "Nights, weekends and holidays go wrong": (
        "closed-hours-dead-end",
        "staff-and-hours-disagree",
        "hours-never-open",
        "hours-always-open",
        "no-timezone",
    ),
    "Somebody is on holiday, and their calls go unanswered": (
        "staff-and-hours-disagree",
        "cover-circle",
        "hours-not-given",
        "nobody-in-team",
    ),
    "Callers hold for a very long time": (
        "hold-without-end",
        "nobody-in-team",
    ),
    "Part of the menu is never heard": (
        "unreachable-step",
        "hours-never-open",
        "hours-always-open",
    ),
    "Nobody in the office knows who can change the menu": (
        "no-menu-manager",
        "acceptance-expired",
        "acceptance-unused",
    ),
    "ivrcheck says the file itself is wrong": (
        "syntax",
        "repeated-key",
        "unknown-field",
        "wrong-value",
        "unknown-reference",
        "unsupported-yaml",
        "needs-quotes",
        "include-problem",
        "too-large",
        "nothing-to-check",
    ),
}
