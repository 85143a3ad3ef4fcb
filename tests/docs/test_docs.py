"""Runs README.md and docs: every command, and every YAML block."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml

from ivrcheck.check import Options, check_file
from ivrcheck.finding import Report
from ivrcheck.menu import model
from ivrcheck.menu.kinds import Acceptance, Announce, AnyStep, Fallback, Option
from ivrcheck.menu.load import load_text
from ivrcheck.menu.prompt import Spoken
from tests.docs.fragment import merged, read
from tests.docs.page import ROOT, Block, blocks, commands, is_as_shown, pages
from tests.docs.shell import Shell, exists, is_run

PAGES = {path.relative_to(ROOT).as_posix(): path for path in pages()}
FORMAT = "docs/format.md"
START = Options(date(2026, 11, 23))
TOP = (model.PhoneSystem, model.Person, model.Team, model.Rota, model.Entry)
HOURS = (model.OpeningHours, model.PublicHolidays, model.SeasonFields)
INNER = (Option, Fallback, Announce, Acceptance, Spoken)
MODELS: tuple[type, ...] = (*TOP, *HOURS, *INNER, *get_args(AnyStep))


def text_of(name: str) -> str:
    """A page."""
    return PAGES[name].read_text(encoding="utf-8")


def of_kind(name: str, *words: str) -> list[Block]:
    """The blocks of a page with these words behind their backticks."""
    return [block for block in blocks(text_of(name)) if {*words} <= {*block.words}]


@pytest.mark.parametrize("name", PAGES)
def test_every_command_does_what_the_page_shows(name: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for block in blocks(text_of(name)):
        if block.file:
            shell.save(block.file, block.body)
        for command in commands(block.body) if block.kind == "console" else ():
            where = f"{name}:{block.line}: {command.words}"
            if not is_run(command.words):
                assert exists(command.words) and not command.shown, where
                continue
            printed = shell.run(command.words)
            seen = "\n".join([where, "printed (python -m tests.docs.update):", *printed])
            assert is_as_shown(command.shown, printed) if command.shown else shell.status in (0, 1), seen


@pytest.mark.parametrize("name", PAGES)
def test_every_block_is_of_a_kind_that_is_run(name: str) -> None:
    for block in blocks(text_of(name)):
        ways = (
            {"fragment", "workflow", "pre-commit", "action"} & {*block.words} or block.file or block.is_whole
        )
        kinds = ("console", "yaml", "toml", "text", "json", "lua", "xml", "ini")
        assert block.kind in kinds, f"{name}:{block.line}"
        assert ways or block.kind != "yaml", (
            f"{name}:{block.line}: a whole file, a file=, a fragment or a workflow?"
        )


@pytest.mark.parametrize("name", PAGES)
def test_every_saved_file_is_used_below(name: str) -> None:
    for block in of_kind(name):
        if block.file:
            below = text_of(name).splitlines()[block.line + block.body.count("\n") :]
            assert any(block.file in line for line in below), (
                f"{name}:{block.line}: nothing uses {block.file}"
            )


@pytest.mark.parametrize("name", PAGES)
def test_every_fragment_fits_into_the_first_menu_of_its_page(name: str, tmp_path: Path) -> None:
    whole = [block.body for block in blocks(text_of(name)) if block.is_whole]
    for block in of_kind(name, "fragment"):
        text = merged(whole[0], block.body)
        loaded = load_text(text, "fragment.yaml", tmp_path / "fragment.yaml")
        assert loaded.menu, (f"{name}:{block.line}", loaded.problems)
        (tmp_path / "fragment.yaml").write_text(text, encoding="utf-8")
        report = Report()
        check_file(tmp_path / "fragment.yaml", report, START)
        assert report.coverage, f"{name}:{block.line}"


def script_of(block: Block) -> list[str]:
    """The commands of a workflow: of GitHub, or of GitLab where its words say so."""
    tree = yaml.safe_load(block.body)
    if "gitlab" in block.words:
        return [line for job in tree.values() for line in job["script"]]
    return [step.get("run", "") for job in tree["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("name", PAGES)
def test_every_command_of_a_workflow_runs(name: str, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    for block in of_kind(name, "workflow"):
        lines = [line for line in script_of(block) if line.startswith("ivrcheck")]
        assert lines, f"{name}:{block.line}"
        shell.check_out()
        for words in lines:
            shell.run(words)
            assert shell.status in (0, 1), words


def test_the_page_about_the_format_shows_every_kind_of_step() -> None:
    steps = [step for block in of_kind(FORMAT, "yaml") for step in read(block.body).get("steps", {}).values()]
    kinds = {kind.__name__.lower() for kind in get_args(AnyStep)}
    assert {step["kind"] for step in steps} == kinds


@pytest.mark.parametrize("cls", MODELS, ids=lambda cls: cls.__name__)
def test_the_page_about_the_format_names_every_field(cls: type) -> None:
    names = {field.name.rstrip("_") for field in fields(cls)} - {"week", "kind"}
    page = text_of(FORMAT)
    assert not [name for name in sorted(names) if f"`{name}`" not in page]


@pytest.mark.parametrize("name", PAGES)
def test_every_link_to_a_file_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", text_of(name)):
        if "://" not in target:
            assert (PAGES[name].parent / target).exists(), f"{name}: {target}"
