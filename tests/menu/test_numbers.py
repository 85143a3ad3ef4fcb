"""Which dialled numbers are the entry of which file."""

from __future__ import annotations

import pytest

from ivrcheck.menu.numbers import Directory, Line, Numbers, linked_groups

BOSTON = Line("boston.yaml", "(617) 555-0100", "US")


@pytest.mark.parametrize(
    ("number", "country", "found"),
    [
        ("+1 617 555 0100", "DE", True),
        ("617-555-0100", "US", True),
        ("1 617 555 0100", "CA", True),
        ("001 617 555 0100", "DE", True),
        ("617 555 0100", "DE", False),
        ("617 555 0100", None, False),
        ("+1 617 555 0101", "US", False),
        ("+1 617 555 0100 ext. 3", "US", False),
        ("+1 617 555 0100,,2", "US", False),
        ("555 0100", "US", False),
        ("call me", "US", False),
        ("", "US", False),
    ],
)
def test_a_number_is_the_same_however_it_is_written(number: str, country: str | None, found: bool) -> None:
    assert Directory([BOSTON]).find(number, country, "aachen.yaml") == (BOSTON if found else None)


def test_the_files_own_number_comes_first_and_a_number_of_several_others_is_nobodys() -> None:
    twin = Line("twin.yaml", "+1 617 555 0100", "US")
    directory = Directory([BOSTON, twin])
    assert directory.find("+16175550100", "US", "twin.yaml") == twin
    assert directory.find("+16175550100", "US", "aachen.yaml") is None


def test_an_extension_is_known_in_its_own_file_only() -> None:
    line = Line("boston.yaml", "200", "US")
    assert Directory([line]).find("200", "US", "boston.yaml") == line
    assert Directory([line]).find("200", "US", "aachen.yaml") is None


def test_files_are_grouped_by_the_transfers_between_them() -> None:
    def numbers(name: str, calls: str = "") -> Numbers:
        line = Line(name, f"+1 617 555 010{'abcd'.index(name)}", "US")
        return Numbers(name, (line,), {"out": calls} if calls else {}, "US")

    files = [numbers("a", "+1 617 555 0102"), numbers("b"), numbers("c"), numbers("d", "+1 617 555 0103")]
    groups = list(linked_groups(files))
    assert [list(group) for group in groups] == [["a", "c"]]
    assert groups[0]["a"]["out"].file == "c"
    assert groups[0]["c"] == {}
