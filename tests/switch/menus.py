"""The menus that are called: the examples, and random ones, each written for the switch."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from random import Random

import yaml

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.asterisk_out.write import export
from ivrcheck.simulate.phone import Phone, load
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.judges.random_menus import random_menu

ROOT = Path(__file__).parents[2]
START = date(2026, 11, 21)
SCALE, SHORTEST, LONGEST = 0.2, 0.4, 2.0


def lasting(seconds: float) -> float:
    """How long some seconds of a menu last on the switch: a fifth of it, within bounds.

    The shortest is longer than it takes to press a key; with the longest, nobody waits for long.
    """
    return min(max(seconds * SCALE, SHORTEST), LONGEST)


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu under test. ``name``: how it is told apart on the switch."""

    name: str
    title: str
    phone: Phone
    files: dict[str, str]

    @property
    def graph(self) -> CallGraph:
        return self.phone.system.graph

    @property
    def base(self) -> str:
        """The context calls come in to."""
        return f"ivrcheck-{self.name}"

    @property
    def sounds(self) -> set[str]:
        """The recordings it needs."""
        return {row["file"] for row in csv.DictReader(StringIO(self.files["prompts.csv"]))}


def example_paths() -> list[Path]:
    """The example menus."""
    found = [path for path in (ROOT / "menus").glob("*.yaml") if not path.name.endswith(".calls.yaml")]
    return [*sorted(found), ROOT / "menus" / "two-site" / "main.yaml"]


def examples() -> Iterator[Menu]:
    """The example menus, written for the switch."""
    for path in example_paths():
        name = path.stem if path.stem != "main" else path.parent.name
        yield written(re.sub(r"\W", "_", name), path.relative_to(ROOT).as_posix(), load(path, start=START))


def random_ones(seed: int, count: int) -> Iterator[Menu]:
    """Random menus, written for the switch."""
    for number in range(seed, seed + count):
        yield random_one(number)


def random_one(seed: int) -> Menu:
    """The random menu of a seed."""
    return written(f"r{seed}", f"random menu {seed}", Phone([System(facts_of(random_text(seed)))]))


def random_text(seed: int) -> str:
    """The text of the random menu of a seed."""
    rng = Random(seed)
    return expressible(random_menu(rng, rng.randint(3, 9), 2))


def expressible(text: str) -> str:
    """A random menu without what Asterisk cannot do: keys of several digits while a caller holds."""
    menu = yaml.safe_load(text)
    for step in menu["steps"].values():
        if step["kind"] == "queue" and "keys" in step:
            kept = {key: to for key, to in step["keys"].items() if len(str(key)) == 1 or str(key).isalpha()}
            step["keys"] = kept
            if not kept:
                del step["keys"]
    return yaml.safe_dump(menu, sort_keys=False, width=1000)


def written(name: str, title: str, phone: Phone) -> Menu:
    """A menu, written for the switch under a name of its own."""
    made = export(phone.system.graph, name, Pace(), lasting)
    assert not made.losses, (title, made.losses)
    return Menu(name, title, phone, dict(made.files))
