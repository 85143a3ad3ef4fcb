"""What a baseline holds back, what it lets through, and what it is rid of."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from ivrcheck.finding import Severity
from tests.baseline.books import OWNERLESS, UNMANAGED, compared, gone, new, run, written
from tests.menu.small import SMALL, saved
from tests.menus.examples import NAMES, ROOT, at_the_top

BOTH = OWNERLESS.replace("managed_by: dana\n", "")


def test_what_is_written_down_fails_nothing(tmp_path: Path) -> None:
    paths = [ROOT / name for name in NAMES]
    baseline = written(tmp_path / "known.json", *paths)
    before = run(*paths)
    report, rest = compared(run(*paths), baseline)
    assert report.findings == [] and report.gone == []
    assert sorted(one.finding.message for one in report.held) == sorted(
        one.message for one in before.findings
    )
    assert [*rest.entries] == [*baseline.entries]
    assert report.exit_status(Severity.ADVICE) == 0 and before.exit_status() == 1


@pytest.mark.parametrize(
    ("old", "change"),
    [
        ("entry:\n", "# a line more\n\nentry:\n"),
        ("For a bill, press 1.", "If it is about a bill, press 1."),
        ("  messages:\n", "  # here callers leave something\n  messages:\n"),
        ("{mon-fri: 08:00-17:00", "{mon-fri: 09:00-17:00"),
        ("Dana Ortiz", "Dana Ortiz-Lee"),
    ],
)
def test_moved_lines_and_other_words_change_nothing(old: str, change: str, tmp_path: Path) -> None:
    menu = saved(tmp_path, BOTH)
    baseline = written(tmp_path / "known.json", menu)
    saved(tmp_path, BOTH.replace(old, change))
    report, _ = compared(run(menu), baseline)
    assert (new(report), report.gone) == (set(), [])


def test_what_is_new_counts_and_says_so_alone(tmp_path: Path) -> None:
    menu = saved(tmp_path, OWNERLESS)
    baseline = written(tmp_path / "known.json", menu)
    saved(tmp_path, BOTH)
    report, _ = compared(run(menu), baseline)
    assert new(report) == {("IVR601", "")} and report.exit_status() == 1


def test_something_new_under_a_known_finding_counts(tmp_path: Path) -> None:
    """One fault shows in several findings; those that are known go, and the others keep their own level."""
    menu = saved(tmp_path, OWNERLESS)
    (whole,) = (one for one in run(menu).findings if one.folded)
    known = written(tmp_path / "known.json", menu)
    hidden = whole.folded[-1]
    left = [one for one in known.entries if (one.rule, one.step) != (hidden.code, hidden.step)]
    report, _ = compared(run(menu), type(known)(known.path, left))
    assert [(one.code, one.step, one.folded) for one in report.findings] == [(hidden.code, hidden.step, ())]
    assert report.findings[0].severity is hidden.severity
    (held,) = (one.finding for one in report.held if one.finding.code == whole.code)
    assert [one.code for one in held.parts] == [one.code for one in whole.parts[:-1]]


def test_a_level_that_rises_is_new_and_one_that_falls_is_not(tmp_path: Path) -> None:
    menu = saved(tmp_path, UNMANAGED)
    baseline = written(tmp_path / "known.json", menu)
    worse, rest = compared(run(menu, levels={"IVR601": Severity.ERROR}), baseline)
    assert new(worse) == {("IVR601", "")}
    assert worse.gone == [] and [*rest.entries] == [*baseline.entries]  # it is still there
    better, _ = compared(run(menu, levels={"IVR601": Severity.ADVICE}), baseline)
    assert (new(better), better.gone) == (set(), [])


def mailboxes(*names: str) -> str:
    """A menu with these mailboxes, from which no key leads out: they share one finding."""
    moves = dict(zip(("no_input", "no_match"), names, strict=False))
    text = SMALL
    for move, name in moves.items():
        text = text.replace(f"{move}: ring_desk", f"{move}: {name}")
    box = "{kind: voicemail, prompt: Leave a message., owner: desk, callback_within: 1 business day}"
    return text + "".join(f"  {name}: {box}\n" for name in names)


@pytest.mark.parametrize(
    ("then", "now", "counts"),
    [
        (("b",), ("b",), False),
        (("b",), ("b", "c"), True),
        (("b",), ("a", "b"), True),
        (("b", "c"), ("b",), False),
        (("b", "c"), ("c",), False),
        (("b", "c"), ("b", "d"), True),
        (("b", "c"), ("c", "b"), False),
    ],
)
def test_a_finding_in_several_places(
    then: tuple[str, ...], now: tuple[str, ...], counts: bool, tmp_path: Path
) -> None:
    """A further place is new; one that is mended is not, whichever of them it is."""
    menu = saved(tmp_path, mailboxes(*then))
    only = ("IVR308",)
    baseline = written(tmp_path / "known.json", menu, select=only)
    assert len(baseline.entries) == 1
    saved(tmp_path, mailboxes(*now))
    report, rest = compared(run(menu, select=only), baseline)
    assert (bool(report.findings), report.gone) == (counts, [])
    assert [*rest.entries] == [*baseline.entries]


def test_several_that_are_alike_are_counted(tmp_path: Path) -> None:
    menu = saved(tmp_path, UNMANAGED)
    baseline = written(tmp_path / "known.json", menu)
    report = run(menu)
    report.findings = [replace(one) for one in report.findings * 3]
    two = type(baseline)(baseline.path, [replace(baseline.entries[0], count=2)])
    report, _ = compared(report, two)
    assert (len(report.findings), len(report.held)) == (1, 2)
    fewer, rest = compared(run(menu), two)
    assert gone(fewer) == [("menu.yaml", "IVR601", 1)] and [one.count for one in rest.entries] == [1]


def test_what_is_mended_is_gone_and_can_be_taken_out(tmp_path: Path) -> None:
    menu = saved(tmp_path, BOTH)
    baseline = written(tmp_path / "known.json", menu)
    saved(tmp_path, OWNERLESS)
    report, rest = compared(run(menu), baseline)
    assert gone(report) == [("menu.yaml", "IVR601", 1)] and report.exit_status() == 0
    assert {one.rule for one in baseline.entries} - {one.rule for one in rest.entries} == {"IVR601"}
    assert compared(run(menu), rest)[0].gone == []


def test_what_was_not_looked_at_is_not_gone(tmp_path: Path) -> None:
    one, other = saved(tmp_path, BOTH, "one.yaml"), saved(tmp_path, BOTH, "other.yaml")
    baseline = written(tmp_path / "known.json", one, other)
    saved(tmp_path, SMALL, "one.yaml")
    saved(tmp_path, SMALL, "other.yaml")
    report, _ = compared(run(one, select=("IVR601",)), baseline)
    assert gone(report) == [("one.yaml", "IVR601", 1)]
    saved(tmp_path, SMALL.replace("kind: menu", "kind: menue"), "one.yaml")  # it cannot be understood
    report, rest = compared(run(one), baseline)
    assert report.gone == [] and [*rest.entries] == [*baseline.entries]


def test_a_menu_that_is_no_longer_there_is_gone(tmp_path: Path) -> None:
    one, other = saved(tmp_path, UNMANAGED, "one.yaml"), saved(tmp_path, UNMANAGED, "other.yaml")
    baseline = written(tmp_path / "known.json", one, other)
    other.unlink()
    assert gone(compared(run(one), baseline)[0]) == [("other.yaml", "IVR601", 1)]
    assert {entry.file for entry in written(tmp_path / "known.json", one).entries} == {"one.yaml"}


def test_to_write_anew_keeps_what_was_not_looked_at(tmp_path: Path) -> None:
    one, other = saved(tmp_path, UNMANAGED, "one.yaml"), saved(tmp_path, BOTH, "other.yaml")
    whole = written(tmp_path / "known.json", one, other)
    assert [*written(tmp_path / "known.json", one).entries] == [*whole.entries]
    assert [*written(tmp_path / "known.json", other, select=("IVR601",)).entries] == [*whole.entries]
    saved(tmp_path, SMALL, "one.yaml")
    assert {entry.file for entry in written(tmp_path / "known.json", one).entries} == {"other.yaml"}


def test_a_menu_that_cannot_be_understood_is_never_known(tmp_path: Path) -> None:
    menu = saved(tmp_path, SMALL.replace("who: desk", "who: dsk"))
    baseline = written(tmp_path / "known.json", menu)
    assert not baseline.entries
    assert compared(run(menu), baseline)[0].exit_status() == 1


def test_a_step_that_moves_into_an_included_file_stays_known(tmp_path: Path) -> None:
    menu = saved(tmp_path, BOTH)
    baseline = written(tmp_path / "known.json", menu)
    head, _, mailbox = BOTH.partition("  messages:\n")
    saved(tmp_path, f"include: [mailboxes.yaml]\n{head}")
    saved(tmp_path, f"steps:\n  messages:\n{mailbox}", "mailboxes.yaml")
    report, _ = compared(run(menu), baseline)
    assert (new(report), report.gone) == (set(), [])


def test_each_menu_that_includes_a_fault_has_it(tmp_path: Path) -> None:
    """What is known of one office is new where another one takes over the same mailbox."""
    head, _, mailbox = OWNERLESS.partition("  messages:\n")
    saved(tmp_path, f"steps:\n  messages:\n{mailbox}", "mailboxes.yaml")
    north = saved(tmp_path, f"include: [mailboxes.yaml]\n{head}", "north.yaml")
    baseline = written(tmp_path / "known.json", north)
    south = saved(tmp_path, f"include: [mailboxes.yaml]\n{head}", "south.yaml")
    report, _ = compared(run(north, south), baseline)
    assert {one.of_menu for one in report.findings} == {south.as_posix()} and report.gone == []


def test_a_list_in_which_something_comes_before_stays_known(tmp_path: Path) -> None:
    """The place of an acceptance in its list is no name."""
    old = "accept:\n  - {rule: IVR601, reason: x, by: dana, until: 2026-01-31}\n"
    menu = saved(tmp_path, SMALL + old)
    baseline = written(tmp_path / "known.json", menu)
    assert [entry.at for entry in baseline.entries] == ["accept.until"]
    fresh = "accept:\n  - {rule: IVR602, reason: x, by: dana, until: 2027-01-31}\n"
    saved(tmp_path, SMALL + old.replace("accept:\n", fresh))
    assert {code for code, _ in new(compared(run(menu), baseline)[0])} == {"IVR606"}


def test_a_finding_that_is_accepted_needs_no_baseline(tmp_path: Path) -> None:
    menu = saved(tmp_path, UNMANAGED)
    baseline = written(tmp_path / "known.json", menu)
    saved(tmp_path, UNMANAGED + "accept:\n  - {rule: IVR601, reason: x, by: dana, until: 2027-01-31}\n")
    report, _ = compared(run(menu), baseline)
    assert gone(report) == [("menu.yaml", "IVR601", 1)] and len(report.suppressed) == 1


def test_files_are_the_same_from_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = saved(tmp_path / "menus" / "deep", BOTH)
    known = tmp_path / "known.json"
    monkeypatch.chdir(tmp_path)
    baseline = written(Path("known.json"), Path("menus/deep/menu.yaml"))
    assert {entry.file for entry in baseline.entries} == {"menus/deep/menu.yaml"}
    for folder, shown in (
        (tmp_path, menu),
        (menu.parent, Path("menu.yaml")),
        (menu.parents[1], Path("deep/menu.yaml")),
    ):
        monkeypatch.chdir(folder)
        report, _ = compared(run(shown), type(baseline)(Path(os.path.relpath(known)), baseline.entries))
        assert (new(report), report.gone) == (set(), []), folder


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_folder_that_is_reached_by_a_link(tmp_path: Path) -> None:
    menu = saved(tmp_path / "real", BOTH)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    baseline = written(tmp_path / "link" / "known.json", menu)
    assert {entry.file for entry in baseline.entries} == {"menu.yaml"}


def test_a_menu_under_two_names_is_written_down_once(tmp_path: Path) -> None:
    menu = saved(tmp_path, BOTH)
    again = tmp_path / "x" / ".." / "menu.yaml"
    (tmp_path / "x").mkdir()
    once = written(tmp_path / "once.json", menu)
    twice = written(tmp_path / "twice.json", menu, again)
    assert [*once.entries] == [*twice.entries]
    assert new(compared(run(menu, again), once)[0]) == set()


def test_the_same_findings_give_the_same_bytes(tmp_path: Path) -> None:
    with at_the_top():
        paths = [Path(name) for name in NAMES]
        written(tmp_path / "a.json", *paths)
        written(tmp_path / "b.json", *reversed(paths))
    text = (tmp_path / "a.json").read_bytes()
    assert text == (tmp_path / "b.json").read_bytes() and text.endswith(b"}\n")
    written(tmp_path / "a.json", *[ROOT / name for name in NAMES])
    assert (tmp_path / "a.json").read_bytes() == text
