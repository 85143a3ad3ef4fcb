"""IVR009 too-large has more limits than an example file should reach; here they are made small."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivrcheck.check import Options, check_paths
from ivrcheck.config import Config, Limits
from ivrcheck.report.text import render
from tests.rules.cases import HERE, START

GOOD = HERE / "too-large" / "good.yaml"


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(steps=4), "The file has 5 steps; at most 4 can be checked at once."),
        (Limits(keys=2), "“main” has 3 keys; at most 2 can be checked."),
        (Limits(prompt_characters=90), "The prompt of “main” has 103 characters; nobody can listen to that."),
        (Limits(depth=3), "Brackets or lines are nested more than 3 deep here."),
    ],
    ids=["steps", "keys", "prompt", "depth"],
)
def test_says_which_limit(limits: Limits, sentence: str) -> None:
    report = check_paths([GOOD], options=Options(start=START, config=Config(limits=limits)))
    assert [one.code for one in report.findings] == ["IVR009"]
    assert sentence in render(report)


def test_a_file_of_too_many_bytes_is_not_checked() -> None:
    limits = Limits(file_bytes=1024)
    report = check_paths([Path(GOOD)], options=Options(start=START, config=Config(limits=limits)))
    assert report.unchecked and not report.findings
