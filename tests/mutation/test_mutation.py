"""A quick round of the mutation benchmark: the example menus, each fault once in each."""

from __future__ import annotations

from functools import cache

import pytest

from tests.menus.examples import CLEAN
from tests.mutation.measure import OPERATORS, Measured, Verdict
from tests.mutation.run import is_false_error, is_missed, measured, most_of

_FURTHER_IN = (
    "IVR104 and IVR105 play silence and wrong keys from the number on; callers who fall silent or mistype "
    "further in, where they got by pressing a key, are not followed."
)
_COULD_HAVE = (
    "Who waits or says no is cut off; as a key could have saved them, IVR102 calls them safe, "
    "and IVR109 looks at rings, transfers and directories only."
)
KNOWN: dict[str, tuple[str, str]] = {
    "swap two departments": (
        " ".join(CLEAN),
        "Nothing in the file says which step is meant by “billing”: a person answers in either place.",
    ),
    "swap 0 and another key": (
        "clinic maple-street plumber utility",
        "IVR206 holds 0 to its words in working time only; these menus are for the night.",
    ),
    "point a key at a hang-up": (
        "clinic dentist two-site/main utility vet",
        "A key straight to a hang-up counts as giving up; elsewhere only the step left behind is noticed.",
    ),
    "drop a menu's `no_match`": ("hospital", _FURTHER_IN),
    "loop the silent back": ("hospital", _FURTHER_IN),
    "loop wrong keys back": ("hospital", _FURTHER_IN),
    "drop `no_input` of typed data": ("hospital utility", _FURTHER_IN),
    "drop `no_match` of typed data": ("hospital utility", _FURTHER_IN),
    "drop a queue's `timeout`": (
        "clinic maple-street property town-hall two-site/main utility", _COULD_HAVE,
    ),
    "drop a callback's `declined`": ("hospital law-firm utility", _COULD_HAVE),
    "drop a callback's `no_input`": ("hospital law-firm utility", _COULD_HAVE),
}  # fmt: skip
"""By fault: the menus in which it harms callers and nothing is said, and why not. A known gap, not a wish."""


@cache
def results() -> list[Measured]:
    return measured(0, 1)


def verdicts() -> list[Verdict]:
    return [verdict for one in results() for verdict in one.verdicts]


def is_known(verdict: Verdict) -> bool:
    menus, _ = KNOWN.get(verdict.operator, ("", ""))
    short = verdict.menu.removeprefix("menus/").removesuffix(".yaml")
    return short in menus.split() or verdict.menu in menus.split()


def test_every_fault_is_made_somewhere() -> None:
    assert len(OPERATORS) >= 25
    assert {one.operator for one in verdicts()} == {operator.name for operator in OPERATORS}
    assert sum(one.harmful for one in verdicts()) > 250


def test_harmful_faults_are_detected() -> None:
    missed = [one for one in verdicts() if is_missed(one)]
    assert [str(one) for one in missed if not is_known(one)] == []


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_is_still_missed(name: str) -> None:
    """Whoever closes a gap takes it off the list."""
    known = [one for one in verdicts() if one.operator == name and is_known(one)]
    assert len(known) == len(KNOWN[name][0].split())
    assert [str(one) for one in known if not is_missed(one)] == []


def test_harmless_changes_are_no_errors() -> None:
    assert [str(one) for one in verdicts() if is_false_error(one)] == []


def test_at_most_two_headlines() -> None:
    assert most_of(one.headlines for one in verdicts()) <= 2


def test_clean_menus_draw_nothing() -> None:
    assert [(one.menu, one.false_alarms) for one in results() if one.false_alarms] == []
