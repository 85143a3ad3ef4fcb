"""The file beside an original: people, owners and numbers by the phone system's own names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ivrcheck.check import Options, check_paths
from ivrcheck.convert.read import convert, open_menu
from ivrcheck.finding import Report, Unchecked
from tests.convert.cases import HERE, START

FLOW = HERE / "wavekat" / "shop.yaml"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    for path in (FLOW, FLOW.with_name("shop.ivrcheck.yaml")):
        shutil.copy(path, tmp_path)
    return tmp_path / "shop.yaml"


def checked(*paths: Path) -> Report:
    return check_paths(list(paths), options=Options(START))


def test_fills_in_what_the_flow_does_not_say(shop: Path) -> None:
    menu = open_menu(shop).menu
    assert menu is not None
    assert list(menu.entry) == ["+49 30 901820"]
    assert menu.teams["front_desk"].members == ("ada",)
    main = menu.steps["main"]
    assert main.kind == "menu"
    assert (
        main.keys["1"].topics == ("sale",) and main.keys["1"].to == "desk" and main.keys["1"].label == "Sales"
    )


def test_survives_a_new_export(shop: Path) -> None:
    """Ids are the flow's own, so lines may move and steps may come."""
    before = [(one.code, one.step) for one in checked(shop).findings]
    text = shop.read_text("utf-8").replace("nodes:\n", "nodes:\n  first: {kind: hangup}\n\n\n")
    shop.write_text(text, "utf-8")
    after = [(one.code, one.step) for one in checked(shop).findings]
    assert sorted(before) == sorted(one for one in after if one[1] != "first")


def test_a_name_that_is_gone_is_found(shop: Path) -> None:
    shop.write_text(shop.read_text("utf-8").replace("note", "mailbox"), "utf-8")
    found = [one for one in checked(shop).findings if one.code == "IVR608"]
    assert [one.at.file for one in found] == [shop.with_name("shop.ivrcheck.yaml").as_posix()]
    assert "“note” is named under “steps:”" in found[0].message


def test_a_folder_has_originals_with_something_beside_them(shop: Path) -> None:
    shutil.copy(FLOW, shop.with_name("other.yaml"))  # nobody said that this is a menu of ours
    assert checked(shop.parent).files == [shop.as_posix()]


def test_is_not_checked_itself(shop: Path) -> None:
    report = checked(shop.with_name("shop.ivrcheck.yaml"))
    assert report.exit_status() == 2
    assert report.unchecked[0].endswith("check that one. Did you mean “shop.yaml”?")


@pytest.mark.parametrize(
    ("text", "code"),
    [("people: {ada: {nam: Ada}}", "IVR003"), ("people: [", "IVR001"), ("steps:\n  a: &x\n", "IVR006")],
)
def test_its_mistakes_are_found_where_they_are(shop: Path, text: str, code: str) -> None:
    beside = shop.with_name("shop.ivrcheck.yaml")
    beside.write_text(text + "\n", "utf-8")
    report = checked(shop)
    assert code in {one.code for one in report.findings}
    assert beside.as_posix() in {one.at.file for one in report.findings if one.code == code}
    assert report.exit_status() in (1, 2)


@pytest.mark.parametrize(
    "body",
    ["[a, b]", "7", "text", "{nodes: 3}", "{nodes: {}}", "{nodes: {a: 3}}", "{nodes: {a: {kind: [x]}}}"],
)
def test_half_a_flow(shop: Path, body: str) -> None:
    """Whatever a flow holds, there is a sentence or a menu."""
    shop.write_text(
        "schema_version: 1\n" + (f"nodes: {body}\n" if not body.startswith("{") else body[1:-1] + "\n"),
        "utf-8",
    )
    report = checked(shop)
    assert report.unchecked or report.findings
    assert not any(one.is_internal for one in report.findings)


def test_files_of_two_systems_are_not_one_menu(shop: Path) -> None:
    other = shop.with_name("flow.json")
    other.write_text('{"initial_state": "Trigger", "states": []}', "utf-8")
    with pytest.raises(Unchecked, match="import them one after the other"):
        convert([shop, other])


def test_what_no_system_writes(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("{}", "utf-8")
    with pytest.raises(Unchecked, match="no phone system that ivrcheck knows writes such a file"):
        convert([path])
