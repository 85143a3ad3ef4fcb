"""The folder of the cache: damaged, shared, full, in the way; and what a check says of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from ivrcheck.cache.folder import Folder, usual_folder
from tests.cache.fleet import fleet, printed
from tests.cli.run import PROGRAM, ROOT, environment, run
from tests.menu.small import SMALL, saved

START = ("--start", "2026-11-23")
KEY = "ab" * 32


def entries(cache: Path) -> list[Path]:
    """The files in a cache."""
    return sorted(path for path in cache.rglob("*") if path.is_file())


def signed(body: bytes) -> bytes:
    """An entry that is whole, whatever it says."""
    return sha256(body).hexdigest().encode() + b"\n" + body


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda old: b"",
    "cut off": lambda old: old[: len(old) // 2],
    "one letter": lambda old: old.replace(b"menu", b"mewu", 1) if b"menu" in old else old[:-1] + b"!",
    "other words": lambda old: b"\x00\xff" * 500,
    "no hash": lambda old: old.partition(b"\n")[2],
    "no JSON": lambda old: signed(b"import os"),
    "of another kind": lambda old: signed(b"[]"),
    "nothing": lambda old: signed(b"null"),
    "too long": lambda old: signed(json.dumps([*json.loads(old.partition(b"\n")[2]), 1]).encode()),
    "too deep": lambda old: signed(b"[" * 100_000),
    "not UTF-8": lambda old: signed(b'"\xff"'),
    "a pickle": lambda old: signed(b"cos\nsystem\n(S'exit 1'\ntR."),
}


@pytest.mark.parametrize("damage", list(DAMAGE))
def test_a_damaged_entry_is_not_used_but_replaced(damage: str, tmp_path: Path) -> None:
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    expected = printed([folder], remembered=cache)
    sound = {path: path.read_bytes() for path in entries(cache)}
    assert len(sound) > 8
    for path, data in sound.items():
        path.write_bytes(DAMAGE[damage](data))
        assert path.read_bytes() != data
    assert printed([folder], remembered=cache) == expected
    assert {path: path.read_bytes() for path in entries(cache)} == sound


def test_entries_that_changed_places_are_not_taken_for_each_other(tmp_path: Path) -> None:
    """Each is whole, but one is about linked files or settings, and the other about a menu."""
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    expected = printed([folder], remembered=cache)
    for path in entries(cache):
        if b"clean.yaml" not in path.read_bytes():
            path.write_bytes(signed(b'[{"a":1}]'))
    assert printed([folder], remembered=cache) == expected


def test_a_folder_in_place_of_an_entry(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put(KEY, b"body")
    (entry,) = entries(tmp_path)
    entry.unlink()
    entry.mkdir()
    again = Folder(tmp_path)
    assert again.get(KEY) is None
    again.put(KEY, b"body")
    assert again.trouble
    assert entries(tmp_path) == []


def test_what_was_kept_is_there(tmp_path: Path) -> None:
    Folder(tmp_path / "a" / "b").put(KEY, b"one\ntwo\n")
    Folder(tmp_path / "a" / "b").put(KEY, b"three\nfour")
    assert Folder(tmp_path / "a" / "b").get(KEY) == b"three\nfour"
    assert Folder(tmp_path / "a" / "b").get("cd" * 32) is None


def test_old_entries_go_and_used_ones_stay(tmp_path: Path) -> None:
    long_ago = time.time() - 10 * 86_400
    keys = [f"a{number:063x}" for number in range(10)]
    for number, key in enumerate(keys):
        Folder(tmp_path).put(key, b"x" * 1_000)
        os.utime(tmp_path / key[0] / key[1:], (long_ago + number,) * 2)
    assert Folder(tmp_path).get(keys[0]) is not None  # it counts as new from now on
    folder = Folder(tmp_path, most_bytes=16 * 5_000)
    folder.put("a" + "f" * 63, b"x" * 1_000)
    folder.tidy()
    left = {key for key in keys if Folder(tmp_path).get(key)}
    assert left == {keys[0], *keys[8:]}
    assert Folder(tmp_path).get("a" + "f" * 63)


def test_what_a_killed_run_leaves_goes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    old, new = saved(tmp_path / "a", "x", ".123.0.new"), saved(tmp_path / "a", "x", ".124.0.new")
    os.utime(old, (time.time() - 7_200,) * 2)
    folder = Folder(tmp_path)
    folder.put(KEY, b"body")
    folder.tidy()
    assert not old.exists() and new.exists()


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/ivrcheck"),
        ("linux", {"XDG_CACHE_HOME": "x"}, "HOME/.cache/ivrcheck"),
        ("linux", {}, "HOME/.cache/ivrcheck"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "HOME/Library/Caches/ivrcheck"),
        ("linux", {"IVRCHECK_CACHE_DIR": "mine", "XDG_CACHE_HOME": "/x"}, "mine"),
        ("linux", {"IVRCHECK_CACHE_DIR": "", "XDG_CACHE_HOME": "/x"}, "/x/ivrcheck"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/ivrcheck"),
        ("win32", {}, None),
    ],
)
def test_where_it_is(
    platform: str, environment: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    home = Path.home()
    assert usual_folder(environment) == (Path(expected.replace("HOME", str(home))) if expected else None)


def test_without_a_home_nothing_is_kept_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    folder = Folder(usual_folder({}))
    folder.put(KEY, b"body")
    assert folder.get(KEY) is None
    assert folder.trouble == "it is not known where this user keeps such files"


def in_the_way(folder: Path) -> Path:
    """A cache that is a file."""
    return saved(folder, "nothing", "cache")


def below_a_file(folder: Path) -> Path:
    return saved(folder, "nothing", "file") / "cache"


def not_writable(folder: Path) -> Path:
    (folder / "cache").mkdir()
    (folder / "cache").chmod(0o500)
    return folder / "cache"


def not_made(folder: Path) -> Path:
    """Where not even root can make a folder."""
    return Path("/proc/ivrcheck")


def full(folder: Path) -> Path:
    """A place that takes nothing: every shelf is the device that is always full."""
    (folder / "cache").mkdir()
    for shelf in "0123456789abcdef":
        (folder / "cache" / shelf).symlink_to("/dev/full")
    return folder / "cache"


ROOT_CAN = sys.platform == "win32" or os.geteuid() == 0
"""Whether every folder can be written to, so that none shows what a read-only one does."""
PLACES = [in_the_way, below_a_file, not_made, full, *([] if ROOT_CAN else [not_writable])]


@pytest.mark.parametrize("place", PLACES)
def test_a_cache_that_cannot_be_used_is_said_once(place: Callable[[Path], Path], tmp_path: Path) -> None:
    if place in (not_made, full) and not Path("/dev/full").exists():
        pytest.skip("only on Linux")
    cache = place(tmp_path)
    folder = fleet(tmp_path / "menus")
    plain = run("check", folder, *START, "--no-cache")
    done = run("check", folder, *START, env={"IVRCHECK_CACHE_DIR": str(cache)})
    assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)
    (said,) = done.stderr.decode().splitlines()
    assert said.startswith(
        f"ivrcheck: The check is complete, but its cache cannot be used ({cache.as_posix()}: "
    )
    assert "--no-cache" in said
    assert plain.stderr == b""


def test_no_cache_leaves_no_trace(tmp_path: Path) -> None:
    folder = fleet(tmp_path / "menus")
    run("check", folder, *START, "--no-cache", env={"IVRCHECK_CACHE_DIR": str(tmp_path / "cache")})
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("options", [(), ("--jobs", "2")])
def test_two_runs_with_one_cache(options: tuple[str, ...], tmp_path: Path) -> None:
    """At the same time, again and again: cold, warm, and with every entry damaged."""
    folder, cache = fleet(tmp_path / "menus"), tmp_path / "cache"
    expected = run("check", folder, *START, "--no-cache").stdout
    env = environment({"IVRCHECK_CACHE_DIR": str(cache)})
    command = [*PROGRAM, "check", str(folder), *START, *options]
    for turn in range(4):
        both = [
            subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for _ in range(2)
        ]
        for printed_, complained in [one.communicate(timeout=60) for one in both]:
            assert printed_ == expected
            assert complained == b""
        for path in entries(cache):
            hash, _, body = path.read_bytes().partition(b"\n")
            assert hash == sha256(body).hexdigest().encode()
            if turn % 2:
                path.write_bytes(hash)


HAMMER = """
import sys, time
from pathlib import Path
from ivrcheck.cache.folder import Folder
keys = [f"{number % 4:x}" + f"{number:063x}" for number in range(12)]
end, read = time.time() + 1.5, 0
while time.time() < end:
    folder = Folder(Path(sys.argv[1]), most_bytes=16 * 60_000)
    for number, key in enumerate(keys):
        body = f"{number}-{sys.argv[2]}-".encode() * (1 + number * 500)
        found = folder.get(key)
        assert found is None or found.startswith(f"{number}-".encode()), found[:20]
        read += found is not None
        folder.put(key, body)
    folder.tidy()
    assert not folder.trouble, folder.trouble
assert read
"""


def test_two_processes_that_write_the_same_entries(tmp_path: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(tmp_path / "cache"), name], cwd=ROOT, stderr=subprocess.PIPE
        )
        for name in ("one", "two")
    ]
    assert [one.communicate(timeout=60)[1] for one in both] == [b"", b""]
    assert not [path for path in entries(tmp_path) if path.name.startswith(".")]


def test_a_run_that_tidies_leaves_what_another_is_writing(tmp_path: Path) -> None:
    """A file that is not finished yet is no entry: it once went with the old ones."""
    folder = Folder(tmp_path, most_bytes=16)
    folder.put("ab", b"x" * 100)
    unfinished = tmp_path / "a" / ".1.2.new"
    unfinished.write_bytes(b"half")
    folder.tidy()
    assert unfinished.exists() and not (tmp_path / "a" / "b").exists()


def test_a_folder_that_goes_while_it_is_used_is_made_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "cache")
    folder.put("ab", b"one")
    shutil.rmtree(tmp_path / "cache")
    folder.put("ac", b"two")
    assert folder.get("ac") == b"two" and not folder.trouble


def test_a_name_that_is_no_text_is_remembered_too(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere names are text")
    path = saved(tmp_path / "menus", SMALL.replace("managed_by: dana\n", ""), "a\udcff.yaml")
    assert printed([path], remembered=tmp_path / "c") == printed([path], remembered=tmp_path / "c")
