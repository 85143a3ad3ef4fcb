"""Random mistakes in valid menu trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from ivrcheck.menu.files import is_call_file
from tests.menu.small import SMALL

MENUS = [
    path for path in sorted((Path(__file__).parents[2] / "menus").glob("*.yaml")) if not is_call_file(path)
]
NONSENSE: tuple[Any, ...] = (
    None, "", " ", "zzz", "0", "-1", "99999999999999999999", "1.5", "{}", "[]", "‮😀", "x" * 300, "A B", "a/b",
    [], {}, ["zzz"], [[]], [None], [{}], {"zzz": "zzz"}, {"zzz": {}}, {"to": None}, {"": ""}, {"text": []},
)  # fmt: skip


class _Plain(yaml.SafeDumper):
    """Writes nothing where nothing is, as people do."""


_Plain.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def dumped(tree: Any, flow: bool | None = None) -> str:
    """A tree as YAML text."""
    text: str = yaml.dump(tree, Dumper=_Plain, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    return text.replace("!!null ''", "")


@cache
def valid_trees() -> tuple[Any, ...]:
    """The trees of the example menus, every word a text."""
    texts = [SMALL, *(path.read_text(encoding="utf-8") for path in MENUS)]
    return tuple(yaml.load(text, Loader=yaml.BaseLoader) for text in texts)


def spots(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every container of a tree with each of its keys or places."""
    for key in tree if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from spots(tree[key])


def drop(random: Random, box: Any, key: Any) -> None:
    """Leave something out."""
    del box[key]


def rename(random: Random, box: Any, key: Any) -> None:
    """Misspell a name, or give something another one."""
    if isinstance(box, dict):
        name = random.choice(
            ["zzz", "", "ZZ top", "9lives", key[:-1] + "zz", key + "s", "kind", "to", "[key]", "any"]
        )
        box[name] = box.pop(key)


def replace(random: Random, box: Any, key: Any) -> None:
    """Put something else there."""
    box[key] = deepcopy(random.choice(NONSENSE))


def wrap(random: Random, box: Any, key: Any) -> None:
    """Put it one level deeper."""
    box[key] = random.choice([[box[key]], {"zzz": box[key]}])


def add(random: Random, box: Any, key: Any) -> None:
    """Write something more."""
    if isinstance(box, dict):
        box[random.choice(["zzz", "note", "prompt", "kind", "1", "*", "star", "mon"])] = deepcopy(
            random.choice(NONSENSE)
        )
    else:
        box.append(deepcopy(random.choice(NONSENSE)))


Mutation = Callable[[Random, Any, Any], None]
MUTATIONS: tuple[Mutation, ...] = (drop, rename, replace, wrap, add)


def mutated(seed: int, times: int) -> Any:
    """An example menu's tree with so many mistakes in it."""
    random = Random(seed)
    tree = deepcopy(random.choice(valid_trees()))
    for _ in range(times):
        places = list(spots(tree))
        if places:
            random.choice(MUTATIONS)(random, *random.choice(places))
    return tree
