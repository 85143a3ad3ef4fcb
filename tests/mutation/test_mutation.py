"""A quick round of the mutation benchmark: the example menus, each fault once in each."""

from __future__ import annotations

from functools import cache
from statistics import median

import pytest

from tests.mutation.measure import OPERATORS, Measured, Verdict
from tests.mutation.operator import Operator
from tests.mutation.run import is_false_error, is_missed, measured, most_of

KNOWN: dict[str, tuple[str, str]] = {
    "swap two departments": (
        "clinic dentist law-firm maple-street plumber property town-hall utility vet",
        "A person answers in either place, and IVR223 only speaks where the words of both keys name each "
        "other's place: “a bill” does not name “accounts”, nor “appointments” the “desk”.",
    ),
}
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


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_one_headline_for_most_and_three_for_one_at_most(operator: Operator) -> None:
    counts = [one.headlines for one in verdicts() if one.operator == operator.name]
    assert median(counts) <= 1
    assert sum(count > 2 for count in counts) <= 1


def test_clean_menus_draw_nothing() -> None:
    assert [(one.menu, one.false_alarms) for one in results() if one.false_alarms] == []
