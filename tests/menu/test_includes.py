"""Included files: merged where they may be, refused in plain words where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ivrcheck.finding import Report, Severity
from ivrcheck.source import Span
from tests.menu.small import SMALL, check, saved

PEOPLE = "people:\n  dana: {name: Dana Ortiz, extension: 200}\n  rosa: {name: Rosa Lee, extension: 201}\n"
TOP = SMALL.replace(PEOPLE, "")


def found(report: Report) -> list[tuple[str, str]]:
    """Code and message of each finding."""
    return [(one.code, one.message) for one in report.findings]


def including(folder: Path, *names: str, text: str = TOP) -> Report:
    """The report on a menu that includes these files."""
    listed = ", ".join(f"'{name}'" for name in names)
    return check(saved(folder, f"{text}include: [{listed}]\n"))


def test_an_included_file_is_part_of_the_menu(tmp_path: Path) -> None:
    saved(tmp_path, PEOPLE, "people/all.yaml")
    assert including(tmp_path, "people/all.yaml").exit_status(Severity.ADVICE) == 0
    assert including(tmp_path).exit_status(Severity.ADVICE) == 1


def test_a_mistake_in_an_included_file_is_shown_there(tmp_path: Path) -> None:
    saved(tmp_path, PEOPLE.replace("Rosa Lee,", "Rosa Lee, cover: danna,"), "people.yaml")
    (one,) = including(tmp_path, "people.yaml").findings
    assert isinstance(one.at, Span)
    assert (Path(one.at.file).name, one.at.line, one.help) == ("people.yaml", 3, "Did you mean “dana”?")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("menu.yaml", "“menu.yaml” is this file itself."),
        ("./menu.yaml", "“./menu.yaml” is this file itself."),
        ("sub/../menu.yaml", "is this file itself."),
        ("../outside.yaml", "“../outside.yaml” lies outside the folder of this file."),
        ("/etc/passwd", "“/etc/passwd” lies outside the folder of this file."),
        ("link.yaml", "“link.yaml” lies outside the folder of this file."),
        ("circle.yaml", "circle.yaml"),
        ("sub", "“sub” cannot be included: this is a folder"),
        ("missing.yaml", "“missing.yaml” cannot be included: there is no such file."),
        ("latin.yaml", "“latin.yaml” cannot be included: byte 9 (line 1) is not UTF-8 text"),
        ("x" * 5000, "…”"),
    ],
)
def test_what_may_not_be_included(name: str, words: str, tmp_path: Path) -> None:
    """One finding at the name; nothing about the people who may well stand in the file that was not read."""
    folder = tmp_path / "office"
    saved(tmp_path, PEOPLE, "outside.yaml")
    saved(
        folder, PEOPLE.replace("Ortiz", "Ortíz").encode("latin-1").replace(b"people", b"p\xed"), "latin.yaml"
    )
    saved(folder, "people: {}\n", "sub/empty.yaml")
    saved(folder, b"note: 12\xff", "latin.yaml")
    (folder / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    (folder / "circle.yaml").symlink_to(folder / "circle.yaml")
    text = SMALL if "itself" in words else TOP
    ((code, message),) = found(including(folder, name, text=text))
    assert code == "IVR008"
    assert words in message
    assert len(message) < 200


def test_the_same_file_twice(tmp_path: Path) -> None:
    saved(tmp_path, PEOPLE, "people.yaml")
    report = including(tmp_path, "people.yaml", "./people.yaml")
    assert found(report) == [("IVR008", "“./people.yaml” is included twice.")]


def test_an_included_file_includes_nothing(tmp_path: Path) -> None:
    saved(tmp_path, PEOPLE + "include: [menu.yaml]\n", "people.yaml")
    assert found(including(tmp_path, "people.yaml")) == [
        ("IVR008", "“include” cannot stand in an included file.")
    ]


def test_the_same_id_in_two_files_names_both_places(tmp_path: Path) -> None:
    saved(tmp_path, PEOPLE, "people.yaml")
    saved(tmp_path, "people:\n" + "".join(f"  p{n}: {{name: X}}\n" for n in range(3000)), "a.yaml")
    saved(tmp_path, "people:\n" + "".join(f"  p{n}: {{name: X}}\n" for n in range(3000)), "b.yaml")
    report = including(tmp_path, "people.yaml", "a.yaml", text=SMALL)
    assert [(code, "both in" in message) for code, message in found(report)] == [("IVR002", True)] * 2
    many = including(tmp_path, "a.yaml", "b.yaml", text=SMALL)
    assert [one.code for one in many.findings].count("IVR002") >= 999


@pytest.mark.parametrize("text", ["people: [a]\n", "- a\n", "", "people:\n", "a: [", "x: 1\n---\n"])
def test_an_included_file_that_is_none(text: str, tmp_path: Path) -> None:
    """What is wrong with it is said; that nobody is known then is not said for each person."""
    saved(tmp_path, text, "people.yaml")
    (one,) = including(tmp_path, "people.yaml").findings
    assert isinstance(one.at, Span)
    assert Path(one.at.file).name == "people.yaml"


def test_mistakes_beside_an_include_that_cannot_be_read(tmp_path: Path) -> None:
    text = TOP.replace("callback_within: 1 business day", "callback_within: soon")
    assert [code for code, _ in found(including(tmp_path, "no.yaml", text=text))] == ["IVR004", "IVR008"]
