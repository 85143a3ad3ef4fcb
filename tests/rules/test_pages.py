"""The pages in ``docs/rules`` are those the rules' documentation makes."""

from __future__ import annotations

import pytest

from ivrcheck.rules.registry import all_rules
from tests.rules.pages import DOCS, pages
from tests.rules.situations import SITUATIONS


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    return pages()


def test_there_is_a_page_for_each_rule_and_no_other(wanted: dict[str, str]) -> None:
    assert {path.name for path in DOCS.glob("*")} == set(wanted), "run python -m tests.rules.pages"


@pytest.mark.parametrize("name", ["README.md", *(f"{rule.name}.md" for rule in all_rules())])
def test_is_up_to_date(name: str, wanted: dict[str, str]) -> None:
    assert (DOCS / name).read_text("utf-8") == wanted[name], "run python -m tests.rules.pages"


def test_every_rule_is_in_a_situation() -> None:
    named = {name for names in SITUATIONS.values() for name in names}
    assert named == {rule.name for rule in all_rules()}, "mend tests/rules/situations.py"
