"""The calls that were placed to original dialplans, made once more in the menus that are read of them."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.switch.original_recorded import Kept, recorded
from tests.switch.originals import CASES, original

BY_FILE: dict[str, list[Kept]] = defaultdict(list)
for one in recorded():
    BY_FILE[one.file].append(one)
SLIPS = (
    ("counters", "${SILENT} < 3", "${SILENT} < 2"),
    ("counters", "${WRONG} >= 2", "${WRONG} >= 3"),
    ("clock", "13:00-17:00,", "13:00-16:59,"),
    ("clock", "22-28,nov", "15-21,nov"),
    ("rings", "exten => 5,1,", "exten => 55,1,"),
    ("reads", "Read(KEY,office/main,1,,2,6)", "Read(KEY,office/main,1,,1,6)"),
    ("words", "exten => i,1,Goto(s,menu)", "exten => 7,1,Goto(s,menu)"),
    ("freepbx", "${TIMEOUT_LOOPCOUNT} > 3", "${TIMEOUT_LOOPCOUNT} > 2"),
    ("freepbx", "08:00-17:00,mon-thu", "08:00-16:59,mon-thu"),
)
"""What could be read wrong: as if another text stood there."""


@pytest.mark.parametrize("name", [case.name for case in CASES])
def test_a_menu_that_was_read_does_as_was_seen_on_the_switch(name: str) -> None:
    read = original(name)
    assert not [text for call in BY_FILE[name] if (text := call.difference(read))]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[0]}: {slip[1]}")
def test_a_wrong_reading_is_noticed(slip: tuple[str, str, str]) -> None:
    name = slip[0]
    read = original(*slip)
    assert [text for call in BY_FILE[name] if (text := call.difference(read))]


def test_all_sorts_of_calls_were_placed() -> None:
    calls = [call for some in BY_FILE.values() for call in some]
    ends = Counter(call.seen.removeprefix("| ").partition(",")[0] for call in calls)
    assert {*ends} == {"answered", "message", "caller hung up", "hung up", "endless"}
    assert min(Counter(call.file for call in calls).values()) >= 50
