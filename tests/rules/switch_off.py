"""``python -m tests.rules.switch_off``: does the suite fail when a rule finds nothing any more?

Switches each rule off in turn and runs the tests of its folder, and those of the clinic. First it runs
them with every rule on: a suite that fails anyway would prove nothing. Names of rules as arguments limit
it to these. Exit status 1 when a rule can be switched off unnoticed.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout

import pytest

from ivrcheck.rules.registry import Rule, all_rules, rule_named
from tests.rules.cases import HERE
from tests.rules.conftest import OFF


def fails(rule: Rule, off: bool) -> bool:
    """Whether the tests that concern a rule fail, with the rule switched off or on."""
    clinic = [str(path) for path in sorted(HERE.parent.rglob("test_clinic*.py"))]
    words = f"{rule.name}/ and not sections and not excerpts or clinic"
    arguments = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", words]
    if off:
        os.environ[OFF] = rule.code
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            return pytest.main([*arguments, str(HERE / "test_rules.py"), *clinic]) != pytest.ExitCode.OK
    finally:
        os.environ.pop(OFF, None)


def main(words: Iterable[str]) -> int:
    wanted = [rule for word in words if (rule := rule_named(word))] or list(all_rules())
    bad = 0
    for rule in wanted:
        sound, noticed = not fails(rule, off=False), fails(rule, off=True)
        bad += not (sound and noticed)
        answer = "suite fails: yes" if noticed else "suite fails: NO"
        say = answer if sound else "the suite fails even with the rule on"
        sys.stdout.write(f"{rule.code}  {rule.name:<26}  {say}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(wanted) - bad} of {len(wanted)} rules are missed when they are switched off.\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
