"""The JSON Schema says what the reader of menus says, as far as a schema can know it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from ivrcheck.editor.build import schema, text
from ivrcheck.editor.schema import FILE, schema_text
from ivrcheck.menu.load import decode, load_text
from tests.cli.run import ROOT, run
from tests.docs.page import blocks
from tests.rules.cases import HERE

SCHEMA = Draft202012Validator(json.loads(schema_text()))
LOADERS = (yaml.SafeLoader, yaml.BaseLoader)
"""YAML as older programs read it, with dates and 13:00 as a number; and with every value as text."""

CANNOT_KNOW = {
    "bad-dates.yaml": "whether a range of days ends before it begins takes a calendar",
    "bad-holiday-name.yaml": "which holidays there are changes from country to country and year to year",
    "bad-nine-to-five.yaml": "whether 09:00-05:00 is a slip for the afternoon takes reckoning",
    "bad-time-zone.yaml": "which time zones there are changes with the machine",
}
"""Mistakes in values that a schema cannot see, and why."""

MENUS = sorted(path for path in (ROOT / "menus").rglob("*.yaml") if ".calls." not in path.name)
EXAMPLES = [
    path
    for path in sorted(HERE.glob("*/good*.yaml")) + sorted(HERE.glob("*/other*.yaml"))
    if path.parent.name != "unmatched-entry"  # its examples are originals of a phone system
]
WRONG = [
    path for name in ("unknown-field", "wrong-value") for path in sorted((HERE / name).glob("bad*.yaml"))
]


def plain(value: Any) -> Any:
    """What a reader of YAML gives, as JSON has it: names are texts, and so are dates."""
    if isinstance(value, dict):
        return {_name(key): plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _name(key: Any) -> str:
    return key.isoformat() if isinstance(key, date) else str(key).lower() if key is True else str(key)


def refused(text: str, loader: type[Any]) -> list[str]:
    """What the schema says against a file."""
    found = SCHEMA.iter_errors(plain(yaml.load(text, Loader=loader)))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


def fields_of(node: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of every group, with its place in the schema."""
    if isinstance(node, dict):
        for name, one in node.get("properties", {}).items() if not where.endswith("/if") else ():
            yield f"{where}/{name}", one
        for name, one in node.items():
            yield from fields_of(one, f"{where}/{name}")


def test_the_schema_is_one_and_up_to_date() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema_text() == text(), "python -m tests.editor.update"


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("path", [*MENUS, *EXAMPLES], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_example_is_accepted(path: Path, loader: type[Any]) -> None:
    assert not refused(decode(path.read_bytes(), path.name), loader)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_mistake_in_fields_and_values_is_refused_that_can_be_known(
    path: Path, loader: type[Any]
) -> None:
    found = refused(decode(path.read_bytes(), path.name), loader)
    assert bool(found) == (path.name not in CANNOT_KNOW), found


def test_every_whole_menu_of_the_page_about_the_format_is_accepted() -> None:
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    whole = [block for block in blocks(page) if block.is_whole and "mistakes" not in block.file]
    assert len(whole) > 2
    for block in whole:
        assert not refused(block.body, yaml.SafeLoader), block.file


@pytest.mark.parametrize(
    "written",
    [
        "country: NO", "languages: [no, en]", "people: {a: {name: 7, extension: 010}}",
        "teams: {t: {members: a, rota: {every: 7d, from: 2026-11-23, handover: 13:00}}}",
        "hours: {h: {mon - fri: closed}}", 'hours: {h: {"sat,sun": all day, 1st sat: [09:00-11:00]}}',
    ],
)  # fmt: skip
def test_the_schema_agrees_with_the_reader_on_small_things(written: str) -> None:
    lines = ["ivrcheck: 1", "name: Small", 'entry: {"+1 845 555 0134": bye}']
    people = [] if "people" in written else ["people: {a: {name: A}}"]
    whole = "\n".join([*lines, *people, "steps: {bye: {kind: hangup}}", written])
    loaded = load_text(whole, "small.yaml", Path("small.yaml"))
    for loader in LOADERS:
        assert bool(refused(whole, loader)) == (loaded.menu is None), (
            loaded.problems,
            refused(whole, loader),
        )


def test_every_field_has_words_for_people() -> None:
    without = [where for where, field in fields_of(json.loads(schema_text())) if not field.get("description")]
    assert not without


def test_the_schema_is_printed_as_it_lies_in_the_package_and_without_pydantic() -> None:
    assert run("schema").stdout == FILE.read_bytes()
    code = (
        "import sys; sys.argv = ['ivrcheck', 'schema']\n"
        "import atexit; from ivrcheck.cli.main import main\n"
        "atexit.register(lambda: print(*{'pydantic', 'pygls', 'yaml'} & {*sys.modules}, file=sys.stderr))\n"
        "main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert json.loads(ran.stdout)["title"] and not ran.stderr.strip()
