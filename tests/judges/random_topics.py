"""Random menus in which much is said about topics: on options, entries, queues and announcements.

A random menu is made first, and topics are put into it. The prompts of its menus then name some of
the keys, in any order (“For parts, press 2.”), or are recordings of which nobody knows what they say.
"""

from __future__ import annotations

from random import Random
from typing import Any

import yaml

from tests.judges.random_menus import random_menu
from tests.judges.rules_of_play import listed

Step = dict[str, Any]

TOPICS = {"billing": "A bill", "repair": "Something is broken", "parts": "Spare parts"}
SPOKEN = {"star": "star", "pound": "pound", "*": "star", "#": "pound"}
SPANISH = {"star": "asterisco", "pound": "numeral"}
THINGS = ("a visit", "our address", "parts", "a form", "a refund")


def random_topic_menu(rng: Random, size: int, retries: int = 2) -> str:
    """The text of a valid menu that declares topics and uses them nearly everywhere."""
    menu: dict[str, Any] = yaml.safe_load(random_menu(rng, size, retries))
    topics = list(TOPICS)[: rng.randint(1, 3)]
    menu["topics"] = {topic: TOPICS[topic] for topic in topics}
    share = rng.choice([0.3, 0.6, 0.9])
    for number, entry in menu["entry"].items():
        to = entry["to"] if isinstance(entry, dict) else entry
        menu["entry"][number] = {"to": to, **_topics(rng, topics, share / 3)}
    for step in menu["steps"].values():
        _fill(rng, step, topics, share)
        if step["kind"] == "menu":
            step["prompt"] = _prompt(rng, step, listed(menu.get("languages")) or ["en"])
    return yaml.safe_dump(menu, sort_keys=False, width=1000)


def _topics(rng: Random, topics: list[str], share: float) -> Step:
    """`topics`, perhaps: one of them, two of them, or everybody's."""
    if rng.random() > share:
        return {}
    if rng.random() < 0.15:
        return {"topics": ["any"]}
    return {"topics": rng.sample(topics, rng.randint(1, min(2, len(topics))))}


def _fill(rng: Random, step: Step, topics: list[str], share: float) -> None:
    if step["kind"] == "queue":
        step.pop("topics", None)
        step |= _topics(rng, topics, share / 2)
    if "resolves" in step:
        step["resolves"] = _topics(rng, topics, 1)["topics"]
        if step["resolves"] == ["any"]:
            step["resolves"] = "any"
    if "keys" in step:
        # Keys of queues and mailboxes seldom speak of topics.
        chance = share if step["kind"] == "menu" else share / 4
        step["keys"] = {key: _option(rng, to, topics, chance) for key, to in step["keys"].items()}


def _option(rng: Random, to: Any, topics: list[str], share: float) -> Any:
    option = {"to": to["to"] if isinstance(to, dict) else to, **_topics(rng, topics, share)}
    if rng.random() < 0.15:
        option["announced"] = False
    return option if len(option) > 1 else option["to"]


def _prompt(rng: Random, step: Step, languages: list[str]) -> Any:
    """What the menu says: a recording, nothing to the purpose, or the names of most of its keys."""
    if rng.random() < 0.15:
        return {"audio": "menu.wav", "seconds": 8}
    if rng.random() < 0.1:
        return "Please make a choice."
    keys = [str(key) for key in step["keys"]]
    named = [SPOKEN.get(key, key) for key in rng.sample(keys, rng.randint(max(1, len(keys) - 1), len(keys)))]
    words = [(rng.choice(THINGS), key) for key in named]
    english = " ".join(f"For {thing}, press {key}." for thing, key in words)
    if len(languages) == 1:
        return english
    spanish = " ".join(f"Para otra cosa, oprima {SPANISH.get(key, key)}." for _, key in words)
    return {"en": english, "es": spanish}
