"""Files that are no menus: a clear finding or one sentence, in little time, and never “clean”."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from ivrcheck.config import Config, Limits
from ivrcheck.finding import Report, Severity
from ivrcheck.menu import files
from tests.menu.small import SMALL, START, all_of, check, saved

SECONDS = 8.0
"""How much computing time the worst file may take on a slow machine."""

HEAD = 'ivrcheck: 1\nname: x\nentry: {"+1 845 555 0134": a}\nsteps:\n  a: {kind: hangup}\n'


def codes(report: Report) -> set[str]:
    """The codes of what was found."""
    return {one.code for one in all_of(report)}


def of(report: Report, code: str) -> str:
    """The first message with a code."""
    return next(one.message for one in all_of(report) if one.code == code)


def only_sentence(report: Report) -> str:
    """What the report says that it could not check; nothing else may have happened."""
    assert (report.files, report.findings, report.exit_status(Severity.ERROR)) == ([], [], 2)
    (sentence,) = report.unchecked
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("text", "code", "words", "status"),
    [
        ("", "IVR010", "The file is empty", 1),
        ("# only a note\n", "IVR010", "The file is empty", 1),
        ("- a\n- b\n", "IVR004", "The file is a list;", 1),
        ("hello", "IVR004", "The file is a text;", 1),
        ("ivrcheck: 1\nsteps:\n\ta: b\n", "IVR001", "", 2),
        (SMALL + "---\na: b\n", "IVR006", "second document", 2),
        ("ivrcheck: 1\nsteps: " + "[" * 10_000, "IVR009", "nested more than 64 deep", 2),
        ("ivrcheck: 1\nsteps: " + "{a: " * 10_000, "IVR009", "nested more than 64 deep", 2),
        ("ivrcheck: 1\nnote: " + "- " * 10_000, "IVR001", "", 2),
        (SMALL.replace("Small", "Sm\x07all"), "IVR001", "cannot be printed", 2),
        (SMALL + "# " + "x" * 5000 + "\0\n", "IVR001", "cannot be printed", 2),
    ],
)
def test_a_finding(text: str, code: str, words: str, status: int, tmp_path: Path) -> None:
    report = check(saved(tmp_path, text))
    assert code in codes(report)
    assert words in of(report, code)
    assert report.exit_status(Severity.ERROR) == status


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("ivrcheck: 1\nname: Café\n".encode("latin-1"), "byte 22 (line 2) is not UTF-8 text"),
        (b"\xef\xbb\xbfivrcheck: 1\nname: Caf\xe9\n", "byte 25 (line 2) is not UTF-8 text"),
        (bytes(range(256)) * 10, "not a text file"),
        (SMALL.encode("utf-16-le"), "not a text file"),
        (SMALL.encode("utf-32"), "not a text file"),
        (b"\xff\xfe\x01\xd8", "is not UTF-16 text"),
        (b"\0" * 100, "not a text file"),
    ],
)
def test_a_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    assert words in only_sentence(check(saved(tmp_path, data)))


@pytest.mark.parametrize(
    "data",
    [
        SMALL.encode("utf-16"),
        SMALL.encode("utf-8-sig"),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("\n", "\r").encode(),
    ],
    ids=["utf-16", "byte order mark", "windows", "old mac"],
)
def test_other_ways_to_save_a_text_make_no_difference(data: bytes, tmp_path: Path) -> None:
    report = check(saved(tmp_path, data))
    assert report.findings == []
    assert report.exit_status(Severity.ADVICE) == 0


@pytest.mark.parametrize(
    "data", [SMALL.encode("utf-16"), SMALL.encode("utf-8-sig"), SMALL.replace("\n", "\r").encode()]
)
def test_places_are_the_same_however_a_text_is_saved(data: bytes, tmp_path: Path) -> None:
    plain = check(saved(tmp_path, SMALL.replace("who: desk", "who: dsk"))).findings[0].at
    wrong = data.replace("who: desk".encode("utf-16-le"), "who: dsk".encode("utf-16-le"))
    assert check(saved(tmp_path, wrong.replace(b"who: desk", b"who: dsk"))).findings[0].at == plain


def test_a_missing_file(tmp_path: Path) -> None:
    assert only_sentence(check(tmp_path / "no.yaml")).endswith("no.yaml: there is no such file.")


def test_a_file_in_a_file(tmp_path: Path) -> None:
    assert "cannot be read" in only_sentence(check(saved(tmp_path, SMALL) / "menu.yaml"))


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = saved(tmp_path, SMALL)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "the file cannot be read (permission denied)" in only_sentence(check(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "no ordinary file" in only_sentence(check(tmp_path / "pipe.yaml"))
    assert "no ordinary file" in only_sentence(check(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such device")
def test_a_device_does_not_hang() -> None:
    assert "no ordinary file" in only_sentence(check(Path("/dev/zero")))


def test_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert "cannot be read" in only_sentence(check(tmp_path / "a.yaml"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    began = process_time()
    assert "the file is 100 MB; at most 96 MB can be checked." in only_sentence(check(path))
    assert process_time() - began < 1


def test_could_not_read_is_not_clean_when_another_file_is(tmp_path: Path) -> None:
    good = saved(tmp_path, SMALL)
    assert check(good).exit_status(Severity.ADVICE) == 0
    for bad in (
        tmp_path / "missing.yaml",
        saved(tmp_path, b"\xff", "odd.yaml"),
        saved(tmp_path, "a: [", "broken.yaml"),
    ):
        assert check(good, bad).exit_status(Severity.ERROR) == 2


MENU = HEAD + "  m:\n    kind: menu\n    prompt: x\n    keys:\n"


def many(count: int, line: str) -> str:
    """A line many times, each with a number in place of ``@``."""
    return "".join(line.replace("@", f"{number:x}") for number in range(count))


def aliases() -> str:
    """Each line holds the one before it twice, so that written out it would be a thousand words."""
    return "a: &a [x, x]\n" + "".join(
        f"{two}: &{two} [*{one}, *{one}]\n" for one, two in pairwise("abcdefghij")
    )


WORST: dict[str, Callable[[], str]] = {
    "aliases": aliases,
    "keys": lambda: MENU + "".join(f"      {number}: a\n" for number in range(100_000)),
    "lost keys": lambda: MENU + "      #: a\n" * 30_000,
    "prompt": lambda: HEAD + "  p: {kind: play, then: a, prompt: " + "word " * 200_000 + "}\n",
    "name": lambda: HEAD.replace("name: x", "name: " + "w" * 1_000_000),
    "id": lambda: HEAD + f"  {'w' * 900}: {{kind: hangup}}\n",
    "references": lambda: HEAD + many(50_000, "  step_@: {kind: play, prompt: x, then: stp_@}\n"),
    "same reference": lambda: HEAD + many(20_000, "  s@: {kind: play, prompt: x, then: aa}\n"),
    "fields": lambda: HEAD + many(20_000, "  s@: {kind: play, promt: x, then: a}\n"),
    "repeated": lambda: HEAD + "name: y\n" * 20_000,
    "repeated in lists": lambda: HEAD + "accept:\n" + "  - {rule: x, rule: y}\n" * 5_000,
    "spaces": lambda: f"{HEAD}note: a{' ' * 500_000}b #: c\nprompt: press{' ' * 500_000}x # or\n",
    "keys on one line": lambda: HEAD + "note: " + "keys: { , " * 50_000 + "#: a\n",
    "quotes": lambda: HEAD + 'note: "' + "\\n" * 500_000,
    "languages": lambda: HEAD + "languages:\n" + "- A\n" * 100_000,
    "includes": lambda: HEAD + "include: [" + ", ".join(f"x{number}" for number in range(5_000)) + "]\n",
    "numbers": lambda: HEAD + "  m: {kind: menu, prompt: x, tries: 999999999, wait: 300d, keys: {1: a}}\n",
    "braces": lambda: HEAD + "note: " + "{{" * 30 + "x" + "}}" * 30,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_texts_take_little_time_and_say_something(name: str, tmp_path: Path) -> None:
    from ivrcheck.report.text import render

    path = saved(tmp_path, WORST[name]())
    began = process_time()
    report = check(path)
    text = render(report)
    assert process_time() - began < SECONDS
    assert report.exit_status(Severity.ERROR) in (1, 2)
    assert codes(report) <= {f"IVR{number:03}" for number in range(1, 11)}
    assert len(report.findings) <= Limits().reported + 1
    assert len(text) < 1_000_000
    assert max(map(len, text.splitlines())) < 1_000


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("keys", "“m” has 100,000 keys; at most 10,000 can be checked."),
        ("prompt", "The prompt of “p” has"),
        ("includes", "5,000 files are included here; at most 1,000 can be."),
        ("fields", "There are more mistakes in this file; only the first 1,000 are shown."),
        ("repeated", "There are more mistakes in this file; only the first 1,000 are shown."),
    ],
)
def test_what_is_said_of_too_much(name: str, words: str, tmp_path: Path) -> None:
    report = check(saved(tmp_path, WORST[name]()))
    assert any(words in one.message for one in report.findings if one.code == "IVR009")


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(steps=2), "The file has 3 steps; at most 2"),
        (Limits(keys=1), "“main” has 2 keys; at most 1"),
        (Limits(prompt_characters=10), "characters; nobody can listen to that"),
        (Limits(depth=2), "nested more than 2 deep"),
        (Limits(values=20), "more than 20 words and groups"),
    ],
)
def test_each_limit_is_kept(limits: Limits, words: str, tmp_path: Path) -> None:
    from ivrcheck.check import Options, check_paths

    path = saved(tmp_path, SMALL)
    report = check_paths([path], options=Options(START, config=Config(limits=limits)))
    assert any(words in one.message for one in report.findings)
    assert codes(report) == {"IVR009"}


@pytest.mark.parametrize("id", ["123", "1e3", "0x10", "2026-12-24", "1st", "Desk", "-a", "a b", "é"])
def test_ids_that_are_none(id: str, tmp_path: Path) -> None:
    report = check(saved(tmp_path, SMALL.replace("rosa: {", f"{id}: {{")))
    assert f"“{id}” cannot be the id of anything." in [one.message for one in report.findings]


def test_an_id_that_could_be_taken_for_something_else(tmp_path: Path) -> None:
    for id in ("no", "null", "on", "e3", "x0"):
        report = check(saved(tmp_path, SMALL.replace("rosa", id)))
        assert report.findings == []


def test_a_fault_in_reading_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> str:
        raise RecursionError

    path = saved(tmp_path, SMALL)
    monkeypatch.setattr(files, "decode", fail)
    report = check(path)
    assert report.exit_status(Severity.ERROR) == 2
    assert "reading the file broke down (RecursionError)" in report.findings[0].message
