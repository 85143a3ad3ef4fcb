"""A year in a repository with three menus: the gate says the right thing at each commit.

Reviews look at a pinned year (``start`` in the settings), so that an untouched menu is never red of a sudden.
The night looks from its own day on, and says what the calendar brings.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.repository import ROOT, Repository
from tests.gate.year import CLINIC, DENTIST, PLUMBER, YEAR, Step

BASE = "github.event.pull_request.base.sha"


@pytest.mark.long
def test_the_gate_says_the_right_thing_all_year(tmp_path: Path) -> None:
    office = Repository(tmp_path)
    for name in (CLINIC, DENTIST, PLUMBER):
        office.write(name, (ROOT / name).read_text("utf-8"))
    office.write("ivrcheck.toml", "start = 2026-11-23\n")
    office.commit("Three menus")
    assert office.action().status == 0
    wrong = [said for step in YEAR if (said := _of(office, step))]
    assert not wrong, "\n\n".join(wrong)


def _of(office: Repository, step: Step) -> str:
    """What is not as it should be at one commit."""
    base = office.git("rev-parse", "HEAD").strip()
    step.edit(office)
    office.commit(step.what)
    review = office.action({BASE: base})
    night = office.run("ivrcheck", "check", "menus", "--start", step.day)
    missing = [words for words in step.says if words not in review.comment]
    if (review.status, night.status, missing) == (step.status, step.night, []):
        return ""
    found = f"review {review.status}, night {night.status}, not said: {missing}"
    seen = "\n".join((review.said[-800:], review.comment[:1500], night.said[-1200:]))
    return f"{step.day} {step.what}: {found}; wanted {step.status}, {step.night}\n{seen}"


def test_there_are_twenty_commits() -> None:
    assert len(YEAR) == 20
    assert [step.day for step in YEAR] == sorted(step.day for step in YEAR)
