"""Whatever somebody types: nothing fails, and what is said is what a check of the same text says."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from random import Random

import pytest

from ivrcheck.check import check_paths
from ivrcheck.editor.complete import complete
from ivrcheck.editor.convert import Converter
from ivrcheck.editor.hover import as_markdown, hover
from ivrcheck.editor.jump import Asked, definition, references, symbols
from ivrcheck.editor.project import Opened, Project, is_menu
from ivrcheck.menu.load import decode
from ivrcheck.menu.locate import lines_of
from tests.cli.run import ROOT
from tests.editor.client import START, editor, run
from tests.rules.cases import HERE

SOURCES = [
    path
    for path in [*sorted((ROOT / "menus").glob("*.yaml")), *sorted(HERE.glob("*/bad*.yaml"))]
    if ".calls." not in path.name and path.parent.name not in ("too-large", "include-problem")
]
SIGNS = ["{", "}", "[", "]", ":", ": ", "\n", "  ", "'", '"', "#", " #", "- ", "*", "&a", "\t", "\r\n"]
SCRAPS = [
    *SIGNS,
    "é😀",
    "\u2028",
    "kind: ",
    "to: ",
    "ivrcheck",
    "steps:",
    "\n  x: {kind: ",
    "| ",
    "---\n",
    "\ud83d",
]


def random_text(random: Random) -> str:
    """An example with a few changes, as typing makes them."""
    path = random.choice(SOURCES)
    text = decode(path.read_bytes(), path.name)
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.choice([0, 0, 1, 2, 9, 60]))
        text = text[:start] + random.choice([*SCRAPS, "", text[end : end + 30]]) + text[end:]
    return text[: random.randrange(len(text))] if random.random() < 0.1 else text


@pytest.mark.parametrize("seed", range(60))
def test_any_text_is_answered_and_checked_as_the_command_line_does(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    path = tmp_path / "menu.yaml"
    (tmp_path / "ivrcheck.toml").write_text(START, encoding="utf-8")
    path.write_text("ivrcheck: 1\nname: What is on disk\n", encoding="utf-8")
    text = random_text(random).replace("\ud83d", "\ufffd")
    texts = {path: Opened(text, 1)}
    project = Project((tmp_path,))
    checked = project.check(path, texts)
    found = Converter(texts, "utf-16", Path.as_uri).diagnostics(path, [checked])
    asked = Asked(
        path, texts, tuple(project.files_of(path, texts)), (checked.facts,) if checked.facts else ()
    )
    lines = lines_of(text)
    for _ in range(25):
        line = random.randrange(len(lines)) + 1
        column = random.randrange(len(lines[line - 1]) + 1) + 1
        complete(asked, line, column)
        definition(asked, line, column)
        list(references(asked, line, column, True))
        if told := hover(asked, line, column):
            assert as_markdown(told[1])
    symbols(text)
    path.write_bytes(text.encode())
    report = check_paths([path], date(2026, 11, 23))
    assert checked.report.findings == report.findings and checked.report.unchecked == report.unchecked
    assert {str(one.code) for one in found} == {one.code for one in report.findings}


def test_what_is_typed_at_random_is_said_as_a_check_says_it(tmp_path: Path) -> None:
    random = Random(7)
    (tmp_path / "ivrcheck.toml").write_text(START, encoding="utf-8")
    texts = [text for text in (random_text(random) for _ in range(60)) if "\r" not in text][:25]

    async def work() -> None:
        async with editor(tmp_path) as here:
            here.open("menu.yaml", "")
            for text in texts:
                version = here.type("menu.yaml", text)
                said = await here.found("menu.yaml", version)
                (tmp_path / "menu.yaml").write_text(text.replace("\ud83d", "\ufffd"), encoding="utf-8")
                report = check_paths([tmp_path / "menu.yaml"], date(2026, 11, 23))
                wanted = [one.code for one in report.findings] if is_menu(Path("menu.yaml"), text) else []
                assert sorted(str(one.code) for one in said) == sorted(wanted), text
                await asyncio.sleep(0)

    run(work)
