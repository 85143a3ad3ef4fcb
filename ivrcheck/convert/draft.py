"""A menu in the making: what has been understood of a phone system, and what has not.

Every reader of a phone system writes into a ``Draft``. It holds the tree of a menu file as reading one gives
it (maps, lists and texts), the place in the original of whatever stands in it, and a note for each thing that
has no counterpart. Nothing is dropped in silence: what a reader does not know it notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ivrcheck.menu.todo import TODO
from ivrcheck.source import Route, Span

_NO_ID = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
"""Characters of an id made from a label; people have to read and type it."""


class Treated(Enum):
    """How something without an exact counterpart was treated."""

    QUESTION = "asked as a question: every answer is followed"
    UNKNOWN_END = "taken as a call that leaves for somewhere unknown"
    GUESSED = "guessed"
    ASKED_FOR = "to be filled in"
    LEFT_OUT = "left out: callers notice nothing of it"


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the import report."""

    what: str
    """The construct, as the original writes it."""
    at: Span
    why: str
    """One sentence."""
    treated: Treated


class Draft:
    """The menu a phone system's files make."""

    def __init__(self, system: str, name: str) -> None:
        """``system``: its product name, such as ``Twilio Studio``; ``name``: what to call the office."""
        self.system = system
        self.tree: dict[str, Any] = {
            "ivrcheck": "1", "name": name, "country": TODO, "timezone": TODO, "managed_by": TODO,
            "people": {}, "teams": {}, "hours": {}, "entry": {}, "steps": {},
        }  # fmt: skip
        self.places: dict[Route, Span] = {}
        """Where in the originals what stands in the tree comes from."""
        self.comments: dict[Route, str] = {}
        """What to say beside a line of the written menu, where something was guessed or is missing."""
        self.notes: list[Note] = []
        self.understood = 0
        """How many constructs of the originals are in the menu as they are."""
        self.ids: dict[tuple[str, str], str] = {}
        """By section and the phone system's own name for a thing: its id in the menu."""
        self._taken: dict[str, set[str]] = {}
        self._counts: dict[tuple[str, str], int] = {}
        """How often a label was made an id, so that the ten-thousandth does not try all numbers before it."""

    # ids

    def id(self, section: str, source: str, label: str = "") -> str:
        """The id of what the phone system itself calls ``source``; made on the first call, from the label."""
        key = (section, source)
        if key not in self.ids:
            self.ids[key] = self._free(section, label or source)
        return self.ids[key]

    def alias(self, section: str, source: str, other: str) -> None:
        """Let a second name of the phone system's own stand for the same thing."""
        self.ids.setdefault((section, other), self.id(section, source))

    def _free(self, section: str, label: str) -> str:
        plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
        base = _NO_ID.sub("_", plain).strip("_")[:_LONGEST].strip("_")
        kind = {"people": "person", "teams": "team", "steps": "step", "topics": "topic"}.get(section, section)
        if not base or not base[0].isalpha():
            base = f"{kind}_{base}".strip("_")
        space = "teams" if section == "people" else section
        taken = self._taken.setdefault(space, {"any"})
        number = self._counts.get((space, base), 1)
        id = base if number == 1 else f"{base}_{number}"
        while id in taken:
            number += 1
            id = f"{base}_{number}"
        self._counts[space, base] = number
        taken.add(id)
        return id

    def own(self, id: str) -> str:
        """A step that the phone system has no name for, such as the second half of one of its own."""
        return self.id("steps", f"\0{len(self.ids)}", id)

    # what stands in the menu

    def step(self, id: str, kind: str, at: Span, **fields: Any) -> dict[str, Any]:
        """Write a step; fields that are None are left out, and ``for_`` stands for ``for``."""
        body = {"kind": kind, **{_field(name): value for name, value in fields.items() if value is not None}}
        self.tree["steps"][id] = body
        self.places["steps", id] = at
        return body

    def put(self, section: str, id: str, body: Any, at: Span) -> None:
        """Write a person, a team, opening hours or an entry; the first one stays."""
        if id not in self.tree[section]:
            self.tree[section][id] = body
            self.places[section, id] = at

    def place(self, at: Span, *route: str) -> None:
        """Say where in the original a value of the tree comes from."""
        self.places[route] = at

    def team(self, source: str, at: Span, label: str = "") -> str:
        """A team of which the phone system does not say who belongs to it."""
        id = self.id("teams", source, label)
        self.put("teams", id, {"members": TODO}, at)
        return id

    def extension(self, number: str, at: Span, name: str = "") -> str:
        """The person behind an extension."""
        id = self.id("people", number, name or f"ext {number}")
        self.put("people", id, {"name": name or f"Extension {number}", "extension": number}, at)
        return id

    def question(
        self,
        id: str,
        at: Span,
        what: str,
        question: str,
        answers: Mapping[str, str],
        why: str,
        error: str | None = None,
    ) -> None:
        """A step for something that neither caller nor clock decides; noted in the report."""
        self.step(id, "lookup", at, question=question, answers=dict(answers), error=error)
        self.note(what, at, why, Treated.QUESTION)

    def somewhere(self, id: str, at: Span, what: str, why: str) -> None:
        """A step for a destination outside the files: the call leaves, and nobody knows what for."""
        self.step(id, "transfer", at, label=what, number=TODO, reaches="unknown", mode="blind")
        self.note(what, at, why, Treated.UNKNOWN_END)

    def note(self, what: str, at: Span, why: str, treated: Treated) -> None:
        """Note something that has no exact counterpart."""
        self.notes.append(Note(what, at, why, treated))

    @property
    def constructs(self) -> int:
        """How many constructs the originals have, as far as callers notice them."""
        return self.understood + sum(note.treated is not Treated.LEFT_OUT for note in self.notes)

    @property
    def share(self) -> float:
        """The share of the constructs that was understood, from 0 to 1."""
        return self.understood / self.constructs if self.constructs else 1.0


def _field(name: str) -> str:
    return name.rstrip("_")
