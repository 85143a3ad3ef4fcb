"""Every phone system the tests have, as facts: the example menus, the rules' examples, random menus."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.together import facts_together
from ivrcheck.config import Config
from ivrcheck.finding import Finding
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.files import is_call_file
from ivrcheck.menu.load import Loaded, load, load_text
from ivrcheck.menu.numbers import linked_groups, numbers_of
from ivrcheck.rules.registry import all_rules
from ivrcheck.rules.run import run_rule
from ivrcheck.settings.nearest import Nearest
from tests.judges import random_menus, random_topics
from tests.menus.examples import ROOT, START
from tests.rules import cases

SECONDS = 30.0
"""Only with a limit does IVR222 say anything; this one many calls are over."""


def findings_of(facts: Facts) -> Iterator[Finding]:
    """What every rule finds, those of all profiles and those that folding would put under others."""
    for rule in all_rules():
        if rule.find:
            yield from run_rule(rule, facts)


def examples() -> Iterator[Facts]:
    """The example menus: each alone, and all of them together as far as transfers link them."""
    found = sorted((ROOT / "menus").rglob("*.yaml"))
    yield from checked([path for path in found if not is_call_file(path)])


def rules() -> Iterator[Facts]:
    """The examples of the rules, each with the other systems beside it."""
    for folder in sorted({case.path.parent for case in (*cases.cases("bad"), *cases.cases("good"))}):
        others = sorted(folder.glob("other*.yaml"))
        for path in sorted({*folder.glob("*.yaml")} - set(others)):
            yield from checked([path, *others])


def random_systems(seeds: Sequence[int]) -> Iterator[Facts]:
    """Random menus with retry steps, without and with topics; and groups of them that dial each other."""
    for seed in seeds:
        rng, size = random.Random(seed), 3 + seed % 8
        yield from _alone([_read(random_menus.random_menu(rng, size, seed % 3))])
        yield from _alone([_read(random_topics.random_topic_menu(rng, size, seed % 3))])
        yield from _together(random_group(rng, 0))


def random_group(rng: random.Random, retries: int) -> list[Loaded]:
    """Two or three random menus whose transfers dial each other."""
    found = []
    first, second = random_menus.NUMBERS[0], random_menus.NUMBERS[1]
    for number in range(rng.randint(2, 3)):
        text = random_menus.random_menu(rng, rng.randint(4, 8), retries)
        for mine in (first, second):
            text = text.replace(mine, f"{mine[:-2]}{number}{mine[-1]}")
        for theirs in ("+1 845 555 0150", "+1 845 555 0151"):
            text = text.replace(theirs, f"{first[:-2]}{rng.randrange(3)}{first[-1]}")
        found.append(_read(text, f"random-{number}.yaml"))
    return found


def _read(text: str, name: str = "random.yaml") -> Loaded:
    return load_text(text, name, Path(name))


def checked(paths: Sequence[Path]) -> Iterator[Facts]:
    """Files as a check of them sees them: those without a menu are left out."""
    nearest = Nearest()
    with chdir(paths[0].parent):
        systems = [load(path, path.as_posix()) for path in paths]
        settings = {loaded.file: nearest.of(Path(loaded.file)) for loaded in systems}
    whole = [loaded for loaded in systems if loaded.menu]
    yield from _alone(whole, settings)
    yield from _together(whole, settings)


def _alone(systems: Sequence[Loaded], settings: dict[str, Config] | None = None) -> Iterator[Facts]:
    for loaded in systems:
        if loaded.menu:
            yield Facts(loaded, build_calendar(loaded.menu, START), _config(loaded, settings))


def _together(systems: Sequence[Loaded], settings: dict[str, Config] | None = None) -> Iterator[Facts]:
    by_file = {loaded.file: loaded for loaded in systems}
    for group in linked_groups([numbers_of(one.file, one.menu) for one in systems if one.menu]):
        linked = [(by_file[file], links) for file, links in group.items()]
        yield from facts_together(linked, START, [_config(loaded, settings) for loaded, _ in linked])


def _config(loaded: Loaded, settings: dict[str, Config] | None) -> Config:
    config = (settings or {}).get(loaded.file, Config())
    most = config.thresholds.max_seconds or SECONDS
    return replace(config, thresholds=replace(config.thresholds, max_seconds=most))
