"""Original dialplans on a real switch: the same calls end as in the menus that are read of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from subprocess import CalledProcessError

import pytest

from tests.switch.folder import make, why_not
from tests.switch.original_board import Watched, difference
from tests.switch.original_calls import again, random_calls
from tests.switch.original_run import placed
from tests.switch.originals import CASES, original

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "a switch can be used"),
]
CALLS = 200
MOMENT = datetime(2026, 11, 24, 10)


@pytest.fixture(scope="module")
def seen() -> list[Watched]:
    """All calls of this module: random ones, and one to a menu that is read wrong."""
    try:
        make()
    except (OSError, CalledProcessError) as error:
        pytest.skip(f"the switch could not be made: {error}")
    originals = [original(case.name) for case in CASES]
    right = again(original("counters"), "c9000", "TODO apart", MOMENT, {}, [])
    wrong = again(
        original("counters", "${SILENT} < 3", "${SILENT} < 2"), "c9001", "TODO apart", MOMENT, {}, []
    )
    assert replace(right, id="") != replace(wrong, id="")
    return placed(originals, [*random_calls(originals, CALLS, 3), right, wrong])


def test_calls_end_as_in_the_menus_that_are_read(seen: list[Watched]) -> None:
    assert len(seen) == CALLS + 2
    told = [text for one in seen if one.plan.id != "c9001" and (text := difference(one))]
    # the switch sometimes stops telling of a call to “odd”; all that is told must agree
    lost = [text for text in told if "nothing happened any more" in text]
    assert told == lost and len(lost) <= 2


def test_a_wrong_reading_is_noticed(seen: list[Watched]) -> None:
    [wrong] = [one for one in seen if one.plan.id == "c9001"]
    assert difference(wrong)
