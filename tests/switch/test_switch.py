"""Calls on a real switch: a Debian in a folder (see ``folder``). Where none can be made they are skipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from time import sleep
from zoneinfo import ZoneInfo

import pytest

from tests.switch.board import Seen
from tests.switch.calls import Planned
from tests.switch.compare import difference
from tests.switch.dialplan import files_for
from tests.switch.folder import why_not
from tests.switch.menus import Menu, examples, random_ones, written
from tests.switch.named import NAMED, named_call, named_menus
from tests.switch.run import placed, some_calls
from tests.switch.server import Switch
from tests.switch.test_named import came

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "a switch can be used"),
]
CALLS, RANDOM_MENUS = 200, 80
SLIPS = (
    ("keys", ">= 3]?", ">= 2]?", "the third silent try moves on"),
    ("keys", "exten => 5,1,", "exten => 6,1,", "a story, then keys"),
    ("clock", "09:00-16:59", "09:00-17:00", "closing time"),
    ("clock", "Set(IVR_HOLIDAY_office=1)", "Set(IVR_HOLIDAY_office=0)", "a public holiday"),
    ("phones", ",,U({base}.press1)", "", "a mailbox cannot press 1"),
    ("waiting", "INBOX)} >= 3]", "INBOX)} >= 4]", "a full mailbox"),
    ("asking", "Return(silent)", "Return(wrong)", "tries of its own for silence"),
)
"""What could be written wrong: in which menu, what in place of what, and the call that shows it."""


def wrong(
    own: dict[str, Menu], number: int, menu: str, old: str, new: str, name: str
) -> tuple[Menu, Planned]:
    """A menu whose export is wrong in one place, and a call that must show it."""
    place = next(place for place, named in enumerate(NAMED) if named.name == name)
    plan = replace(named_call(own, place), id=f"w{number}", menu=f"w{number}")
    there = written(f"w{number}", name, own[menu].phone)
    old = old.replace("{base}", there.base)
    assert old in there.files["extensions.conf"], old
    text = there.files["extensions.conf"].replace(old, new)
    return replace(there, files={**there.files, "extensions.conf": text}), plan


@pytest.fixture(scope="module")
def seen() -> dict[str, Seen]:
    """All calls of this module, placed in one go: random ones, the named ones, and those to wrong exports."""
    menus = [*examples(), *random_ones(70_000, RANDOM_MENUS)]
    calls = list(some_calls(menus, CALLS, 7))
    own = named_menus()
    calls += [named_call(own, place) for place in range(len(NAMED))]
    menus += own.values()
    for number, slip in enumerate(SLIPS):
        menu, call = wrong(own, number, *slip)
        menus.append(menu)
        calls.append(call)
    return {one.plan.id: one for one in placed(menus, calls)}


def test_random_calls_end_as_in_the_simulator(seen: dict[str, Seen]) -> None:
    random = [one for one in seen.values() if one.plan.id.startswith("c")]
    print(f"{len(random)} random calls")
    assert len(random) == CALLS
    assert not [text for one in random if (text := difference(one))]


@pytest.mark.parametrize("place", range(len(NAMED)), ids=lambda place: NAMED[place].name)
def test_a_named_call_ends_as_it_says(seen: dict[str, Seen], place: int) -> None:
    one = seen[f"n{place}"]
    steps, end = came(NAMED[place])
    assert (one.steps, one.end) == (steps, end), difference(one)


@pytest.mark.parametrize("number", range(len(SLIPS)), ids=lambda number: SLIPS[number][3])
def test_a_wrong_export_is_noticed(seen: dict[str, Seen], number: int) -> None:
    assert difference(seen[f"w{number}"])


def test_the_clock_of_an_export_is_that_of_its_own_zone() -> None:
    [menu] = [one for one in examples() if one.name == "vet"]
    with Switch(files_for([menu], []), menu.sounds) as switch:
        before = datetime.now(ZoneInfo("America/Phoenix"))
        switch.tell(f"channel originate Local/c0@h-caller/n extension +16025550148@{menu.base}")
        lines: list[str] = []
        while not any("IVR_NOW=" in line for line in lines) and len(lines) < 100_000:
            lines += switch.said()
            sleep(0.05)
        [now] = {line.split("IVR_NOW=")[1].split('"')[0] for line in lines if "IVR_NOW=2" in line}
        sleep(0.5)
        assert any(f"[s@{menu.base}-choose_language:1]" in line for line in (*lines, *switch.said()))
    assert now in {f"{before + timedelta(minutes=later):%Y%m%d%H%M}" for later in (0, 1)}
