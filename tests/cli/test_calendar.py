"""An untouched menu says the same on every day, once its first day is pinned."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ivrcheck.report.formats import FORMATS
from tests.cli.run import PROGRAM, ROOT, TIMEOUT, environment
from tests.menu.small import SMALL, saved

EARLY, LATE = "2026-12-01", "2027-06-15"
MENU = (
    SMALL.replace(
        "rosa: {name: Rosa Lee, extension: 201}",
        "rosa: {name: Rosa Lee, extension: 201, away: [2026-12-21/2027-01-02]}",
    )
    .replace(
        "dana: {name: Dana Ortiz, extension: 200}",
        "dana: {name: Dana Ortiz, extension: 200, away: [2026-12-21/2026-12-28]}",
    )
    .replace("    owner: desk\n", "")
    + """\
accept:
  - {rule: voicemail-without-owner, reason: A new hand comes in spring, by: dana, until: 2027-03-31}
"""
)
"""An absence that passes, and an acceptance that expires, between the two days."""
MOVED = '''\
"""Python runs this before anything else: the clock of the whole process stands on another day."""

import datetime
import os
import time

_real, _to = datetime.date, datetime.date.fromisoformat(os.environ["A_DAY"])
_by = datetime.timedelta(days=(_to - _real.today()).days)


class _Kind(type):
    def __instancecheck__(cls, one):
        return isinstance(one, cls.__mro__[1])


class date(_real, metaclass=_Kind):
    @classmethod
    def today(cls):
        return _real.today() + _by


class datetime_(datetime.datetime, metaclass=_Kind):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + _by

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return super().utcnow() + _by


_time, _ns, _local, _gm = time.time, time.time_ns, time.localtime, time.gmtime
time.time = lambda: _time() + _by.total_seconds()
time.time_ns = lambda: _ns() + int(_by.total_seconds()) * 10**9
time.localtime = lambda seconds=None: _local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gm(time.time() if seconds is None else seconds)
datetime.date, datetime.datetime = date, datetime_
'''


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with the menu, and the clock to be moved."""
    saved(tmp_path, MENU, "menus/office.yaml")
    saved(tmp_path, MOVED, "clock/sitecustomize.py")
    return tmp_path


def on(day: str, folder: Path, *words: str) -> tuple[int, bytes]:
    """Status and output of a command on a day."""
    path = os.pathsep.join([str(folder / "clock"), str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env=environment({"PYTHONPATH": path, "A_DAY": day}),
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    assert done.stderr == b""
    return done.returncode, done.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_with_the_first_day_in_the_settings_no_morning_is_a_surprise(name: str, office: Path) -> None:
    saved(office, f"start = {EARLY}\n", "ivrcheck.toml")
    words = ("check", "menus", "--format", name)
    assert on(EARLY, office, *words) == on(LATE, office, *words)


def test_with_the_first_day_on_the_command_line_neither(office: Path) -> None:
    words = ("check", "menus", "--start", EARLY)
    status, text = on(EARLY, office, *words)
    assert on(LATE, office, *words) == (status, text)
    assert status == 1 and "21 to 28 December" in text.decode()


def test_without_it_the_calendar_speaks(office: Path) -> None:
    """The clock was really moved: what the calendar brings belongs to a job that runs at night."""
    status, text = on(EARLY, office, "check", "menus")
    later, words = on(LATE, office, "check", "menus")
    assert (status, later) == (1, 1)
    assert b"IVR605" not in text and b"IVR605 acceptance-expired" in words
    assert "21 to 28 December" in text.decode() and "21 to 28 December" not in words.decode()
