"""Every rule against its own example files, and its documentation against them too."""

from __future__ import annotations

import pytest

from ivrcheck.finding import Severity
from ivrcheck.rules.registry import Rule, all_rules
from tests.rules.cases import (
    HEADINGS,
    HERE,
    Case,
    blocks,
    cases,
    checked,
    files,
    found,
    printed,
    sections,
    shown_in,
)

RULES = [pytest.param(rule, id=f"{rule.name}/") for rule in all_rules()]


def _params(kind: str) -> list[object]:
    return [pytest.param(case, id=str(case)) for case in cases(kind)]


@pytest.mark.parametrize("rule", RULES)
def test_has_examples(rule: Rule) -> None:
    assert files(rule, "bad"), f"add tests/rules/{rule.name}/bad.yaml"
    assert files(rule, "good"), f"add tests/rules/{rule.name}/good.yaml"


@pytest.mark.parametrize("case", _params("bad"))
def test_bad_draws_its_rule(case: Case) -> None:
    assert case.rule.code in {finding.code for finding in found(checked(case.path))}


@pytest.mark.parametrize("case", _params("bad"))
def test_bad_is_said_word_for_word(case: Case) -> None:
    assert printed(case.path) == case.golden.read_text("utf-8"), "run tests.rules.update, then read it aloud"


@pytest.mark.parametrize("case", _params("good"))
def test_good_is_clean(case: Case) -> None:
    report = checked(case.path)
    assert not report.at_least(Severity.WARNING), printed(case.path)
    assert case.rule.code not in {finding.code for finding in found(report)}
    assert report.exit_status(Severity.WARNING) == 0


@pytest.mark.parametrize("case", [*_params("bad"), *_params("good")])
def test_begins_with_what_it_shows(case: Case) -> None:
    first = case.path.read_bytes().split(b"\n", 1)[0]
    assert b"# " in first.replace(b"\0", b"")


@pytest.mark.parametrize("rule", RULES)
def test_documentation_has_its_sections(rule: Rule) -> None:
    parts = sections(rule)
    assert tuple(parts) == ("", *HEADINGS), "each heading once, on a line of its own, in this order"
    assert all(text.strip() for text in parts.values())
    assert all(len(line) <= 110 for line in rule.text.splitlines())


@pytest.mark.parametrize("kind", ["bad", "good"])
@pytest.mark.parametrize("rule", RULES)
def test_excerpts_are_in_the_examples(rule: Rule, kind: str) -> None:
    excerpts = blocks(sections(rule).get(kind.capitalize(), ""))
    assert excerpts, "show some lines of an example file, indented by four spaces"
    for excerpt in excerpts:
        assert shown_in(excerpt, rule, kind), f"not in tests/rules/{rule.name}/{kind}*.yaml:\n{excerpt}"


def test_nothing_is_left_over() -> None:
    """Every folder belongs to a rule, and every printed text to a bad file."""
    names = {rule.name for rule in all_rules()}
    folders = [path for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert {path.name for path in folders} <= names
    goldens = {case.golden for case in cases("bad")}
    assert {text for path in folders for text in path.glob("*.txt")} <= goldens
    known = ("bad", "good", "inc", "other")
    assert all(path.name.startswith(known) for folder in folders for path in folder.rglob("*.yaml"))
