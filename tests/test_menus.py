"""The example menus: the clean are clean, the trapped show their traps, the clinic's story is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from ivrcheck.finding import Finding, Severity
from ivrcheck.menu.kinds import AnyStep
from ivrcheck.menu.load import load
from ivrcheck.source import Span
from tests.menus.examples import CLEAN, FILES, NAMES, ROOT, TRAPPED, checked, golden, printed

CLINIC = "menus/clinic-trapped.yaml"
STORY = {
    "IVR201": ("main", "0: main", "same menu again: it never leads to a person"),
    "IVR108": (
        "",
        '"+1 518 555 0142": welcome',
        "Callers about “A question that is not an emergency” can reach a person only by choosing an option",
    ),
    "IVR301": (
        "question_messages",
        "question_messages:",
        "Nobody is named to call back the people who leave a message in “question_messages”",
    ),
    "IVR107": ("", '"+1 518 555 0142": welcome', "no person, no mailbox that anybody owns, no call back"),
    "IVR601": ("", "name: Hillside Internal Medicine", "Nobody manages this phone menu"),
}
"""The true story in findings: the code, the step, the line it points to, and the sentence."""


def everything(findings: list[Finding]) -> Iterator[Finding]:
    """The findings with those folded under them."""
    for one in findings:
        yield one
        yield from one.folded


def line_of(finding: Finding) -> str:
    """The line of the file a finding points to."""
    assert isinstance(finding.at, Span)
    text = (ROOT / finding.at.file).read_text(encoding="utf-8")
    return text.splitlines()[finding.at.line - 1].strip()


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_example_is_clean(name: str) -> None:
    report = checked(name)
    assert not report.at_least(Severity.WARNING), printed(name)
    assert report.exit_status(Severity.WARNING) == 0


@pytest.mark.parametrize("name", TRAPPED)
def test_a_trapped_example_is_not_clean_and_has_a_mended_twin(name: str) -> None:
    assert checked(name).at_least(Severity.ERROR)
    assert checked(name).exit_status(Severity.WARNING) == 1
    assert name.replace("-trapped", "") in CLEAN


@pytest.mark.parametrize("name", TRAPPED)
def test_the_output_about_a_trapped_example_is_as_kept(name: str) -> None:
    assert printed(name) == golden(name).read_text(encoding="utf-8"), "python -m tests.update_menus"


def test_there_is_no_output_without_an_example() -> None:
    assert {path.name for path in golden(CLINIC).parent.glob("*.txt")} == {
        golden(name).name for name in TRAPPED
    }


@pytest.mark.parametrize("code", STORY)
def test_the_story_of_the_clinic_is_found(code: str) -> None:
    step, line, sentence = STORY[code]
    findings = [one for one in everything(checked(CLINIC).findings) if one.code == code]
    found = [one for one in findings if one.step == step and line_of(one) == line]
    assert len(found) == 1, findings
    assert sentence in found[0].message


def test_the_call_shows_the_second_call_ending_in_the_same_mailbox() -> None:
    found = next(one for one in checked(CLINIC).findings if one.code == "IVR301")
    assert found.call
    first, second = found.call.lines[-2:]
    assert first == "Nobody owns this mailbox, so nobody calls back."
    assert "a day later, nobody has called back" in second
    assert second.endswith("The caller calls again, does the same, and ends in “question_messages” again.")


def test_the_repaired_clinic_and_the_completed_example_of_the_format_are_clean() -> None:
    assert {"menus/clinic.yaml", "menus/maple-street.yaml"} <= {*CLEAN}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_opens_with_its_story(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# The story: ")
    assert all(line.startswith("# ") for line in lines[: lines.index("")])


def test_every_kind_of_step_occurs_in_the_examples() -> None:
    menus = [load(path).menu for path in FILES]
    used = {type(step) for menu in menus if menu for step in menu.steps.values()}
    assert used == {*get_args(AnyStep)}
