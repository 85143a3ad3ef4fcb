"""Whatever is done to an original, there is a menu or a sentence, and twice the same."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrcheck.convert.beside import Beside
from ivrcheck.convert.read import converted, loaded_of
from ivrcheck.convert.source import Source
from ivrcheck.convert.systems import system_of
from ivrcheck.convert.written import written
from ivrcheck.finding import Unchecked
from ivrcheck.menu.load import load_text
from tests.convert.cases import Case, cases, exports

_ODD: list[Any] = [
    None,
    [],
    {},
    "",
    0,
    "x",
    ["x"],
    {"x": "y"},
    True,
    -1.5,
    "*",
    "a: b #",
    "\u0000",
    "${x}",
    "¡é",
    "9" * 30,
]
EXAMPLES = int(os.environ.get("IVRCHECK_EXAMPLES", "4"))
"""How much is done to each original; more by hand, for an hour."""

ORIGINALS = [case.path for case in cases()] + exports()


def changed(text: str, random: Random) -> str:
    """An original with a few things wrong: as JSON where it is some, else line by line."""
    try:
        tree = json.loads(text)
    except ValueError:
        return _lines(text, random)
    for _ in range(random.randint(1, 4)):
        _branch(tree, random)
    return json.dumps(tree, indent=1)


def _branch(tree: Any, random: Random) -> None:
    """Change, remove or double one value somewhere in a tree."""
    here = tree
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = random.choice(keys)
        if not isinstance(here[key], dict | list) or random.random() < 0.2:
            break
        here = here[key]
    deed = random.randrange(3)
    if deed == 0:
        del here[key]
    elif deed == 1:
        here[key] = deepcopy(random.choice(_ODD))
    elif isinstance(here, list):
        here.append(deepcopy(here[key]))
    else:
        here[f"{key} "] = deepcopy(here[key])


def _lines(text: str, random: Random) -> str:
    lines = text.splitlines()
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(lines) or 1)
        deed = random.randrange(4)
        if deed == 0:
            del lines[at : at + random.randint(1, 3)]
        elif deed == 1:
            lines[at:at] = lines[random.randrange(len(lines) or 1) :][:2]
        elif deed == 2 and lines:
            words = lines[at % len(lines)].split(" ")
            words[random.randrange(len(words))] = str(random.choice(_ODD))
            lines[at % len(lines)] = " ".join(words)
        elif lines:
            lines[at % len(lines)] = lines[at % len(lines)][: random.randrange(60)]
    return "\n".join(lines)


def menu_of(text: str, name: str) -> str:
    """The menu that is written of a text; the sentence, where there is none."""
    system = system_of(text)
    if system is None:
        return ""
    try:
        made = converted(system, [Source(name, text, Path(name))], Beside())
    except Unchecked as error:
        assert "Traceback" not in str(error) and str(error).startswith(name)
        return str(error)
    menu = written(made.draft, "Imported.")
    loaded, again = loaded_of(made), load_text(menu, "menu.yaml", Path("menu.yaml"))
    told = [one.message for one in (*loaded.problems, *again.problems)]
    assert loaded.menu is not None and again.menu is not None, told
    assert (list(loaded.menu.steps), dict(loaded.menu.entry)) == (
        list(again.menu.steps),
        dict(again.menu.entry),
    )
    return menu


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in ORIGINALS]
)
@settings(deadline=None, max_examples=EXAMPLES)
@given(seed=st.integers(0, 2**32))
def test_there_is_a_menu_or_a_sentence(path: Path, seed: int) -> None:
    text = changed(path.read_text("utf-8", "surrogateescape"), Random(seed))
    assert menu_of(text, path.name) == menu_of(text, path.name)


@pytest.mark.parametrize("case", [pytest.param(case, id=str(case)) for case in cases()])
@settings(deadline=None, max_examples=EXAMPLES)
@given(cut=st.floats(0, 1))
def test_half_a_file(case: Case, cut: float) -> None:
    text = case.path.read_text("utf-8")
    menu_of(text[: int(cut * len(text))], case.path.name)
