"""Switches one rule off, so that ``python -m tests.rules.switch_off`` can see whether anybody notices."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from ivrcheck import acceptance, check
from ivrcheck.finding import Accepted, Finding
from ivrcheck.menu import load as loading
from ivrcheck.menu.load import Loaded
from ivrcheck.rules import run
from ivrcheck.rules.registry import Rule

OFF = "IVRCHECK_TEST_RULE_OFF"
"""The environment variable with the code of the rule that finds nothing during a run of the tests."""


@pytest.fixture(autouse=True)
def rule_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drops what one rule finds, wherever in a check it is found."""
    code = os.environ.get(OFF)
    if not code:
        return
    rules, load, accept = run.run_rule, loading.load, acceptance.apply_acceptances

    def run_rule(rule: Rule, facts: Any) -> list[Finding]:
        return [] if rule.code == code else rules(rule, facts)

    def load_without(*arguments: Any) -> Loaded:
        loaded = load(*arguments)
        loaded.problems[:] = _without(loaded.problems, code)
        return loaded

    def accept_without(*arguments: Any) -> tuple[list[Finding], list[Accepted], int]:
        kept, suppressed, accepted = accept(*arguments)
        return _without(kept, code), suppressed, accepted

    patches: dict[str, Callable[..., Any]] = {
        "run_rule": run_rule,
        "load": load_without,
        "apply_acceptances": accept_without,
    }
    for name, patch in patches.items():
        monkeypatch.setattr(check, name, patch)


def _without(findings: Iterable[Finding], code: str) -> list[Finding]:
    return [one for one in findings if one.code != code]
