"""Generated menus of any size: clean by the rules, or with a fault in every so many steps."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.benchmarks.emit import write_steps
from tests.benchmarks.faults import plant
from tests.benchmarks.office import MANAGER, make_office, write_office
from tests.benchmarks.tree import SMALLEST, Tree

HEADER = f"""\
ivrcheck: 1
name: Harbor County Services
country: US
timezone: America/New_York
languages: [en]
managed_by: {MANAGER}             # who can change this menu when it is wrong
business_hours: office

"""
ENTRY = """\
entry:
  "+1 845 555 0134": welcome

"""


def generate(steps: int, seed: int = 1, fault_every: int | None = None) -> str:
    """A menu file of exactly so many steps."""
    if steps < SMALLEST:
        raise ValueError(f"a generated menu has at least {SMALLEST} steps")
    rng = Random(f"{seed}/{steps}")
    office = make_office(steps, rng)
    tree = Tree(steps, office, rng)
    if fault_every:
        plant(tree.steps, fault_every)
    topics = "".join(f"  {topic}: {text}\n" for topic, text in tree.topics.items())
    return f"{HEADER}{write_office(office)}topics:\n{topics}\n{ENTRY}{write_steps(tree.steps, seed)}"


def small_files(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of small menus of 8 to 25 steps."""
    rng = Random(seed)
    for index in range(count):
        yield f"menu_{index:04}.yaml", generate(rng.randint(8, 25), seed=seed * 10_000 + index)
