"""What all builders of generated steps share: new steps, sentences, sizes, and the prompts of menus."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.benchmarks import words
from tests.benchmarks.emit import Step, Value
from tests.benchmarks.office import MANAGER, Office, Team

REPEAT_FROM = 23
"""Menus with prompts of more words than this (about 12 s) take # to be heard again."""


@dataclass(frozen=True)
class Desk:
    """What all steps of a department share."""

    team: Team
    subject: str
    mailbox: str


class Builder:
    """Collects steps; every method that builds something of a given size adds exactly so many."""

    def __init__(self, office: Office, rng: Random) -> None:
        self.office, self.rng = office, rng
        self.steps: list[Step] = []
        self.goodbye: str | None = None

    def start(self, kind: str, id: str, **fields: Value) -> Step:
        """A new step; what it leads to may be filled in later."""
        step = Step(id, {"kind": kind, **fields})
        self.steps.append(step)
        if kind not in ("menu", "ring") and self.rng.random() < 0.12:
            step.fields["note"] = self.rng.choice(words.NOTES)
        return step

    def new_id(self, hint: str) -> str:
        """An id nobody has: ids carry their place in the file."""
        return f"{hint}_{len(self.steps) + 1}"

    def say(self, pool: str, subject: str = "") -> str:
        """One of the sentences of a pool of ``words``."""
        text: str = self.rng.choice(getattr(words, pool))
        return text.format(subject=subject)

    def subjects(self, count: int) -> list[str]:
        """What callers want, in two words each, all different."""
        size = len(words.MATTERS)
        picks = self.rng.sample(range(len(words.TRADES) * size), count)
        return [f"{words.TRADES[pick // size]} {words.MATTERS[pick % size]}" for pick in picks]

    def split(self, total: int, count: int, least: int = 1) -> list[int]:
        """``total`` as a sum of ``count`` parts of about the same size, none below ``least``."""
        spare = total - least * count
        cuts = sorted(round(spare * (i + self.rng.uniform(-0.3, 0.3)) / count) for i in range(1, count))
        edges = [0, *(min(max(cut, 0), spare) for cut in cuts), spare]
        return [least + b - a for a, b in pairwise(edges)]

    def promise(self, owner: str, within: str = "1 business day") -> dict[str, Value]:
        """Who calls back, and when."""
        return {"owner": owner, "backup": MANAGER, "callback_within": within}

    def finish_menu(
        self, step: Step, lead: str, subjects: list[str], keys: dict[str, Value], main: bool = False
    ) -> str:
        """Prompt, keys and fallbacks of a menu whose digits are known."""
        parts = [lead, *(f"For {name}, press {digit}." for name, digit in zip(subjects, keys, strict=True))]
        parts.append("To speak with someone, press 0.")
        keys = {**keys, "0": "operator"}
        if not main:
            parts.append("For the main menu, press star.")
            keys["*"] = "main"
        if len(" ".join(parts).split()) > REPEAT_FROM:
            parts.append("To hear this again, press pound.")
            keys["#"] = step.id
        step.fields.update(prompt=" ".join(parts), keys=self._label(keys, subjects))
        step.fields.update(no_input=self._fallback(), no_match="operator")
        return step.id

    def _label(self, keys: dict[str, Value], subjects: list[str]) -> dict[str, Value]:
        """Some options say what they are called in diagrams."""
        labels = dict(zip(keys, subjects, strict=False))
        return {
            key: {"to": to, "label": labels[key].capitalize()}
            if isinstance(to, str) and key in labels and self.rng.random() < 0.3
            else to
            for key, to in keys.items()
        }

    def _fallback(self) -> Value:
        return {"to": "operator", "tries": "2"} if self.rng.random() < 0.25 else "operator"
