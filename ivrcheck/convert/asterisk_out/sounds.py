"""The recordings a menu needs: how their files are called, and the list for whoever records them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import NamedTuple

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.seconds import spoken_seconds
from ivrcheck.config import Pace
from ivrcheck.menu.prompt import Prompt, Spoken

FIELDS = ("file", "language", "text", "seconds", "recording")
ANY = "any"
"""The language of what is heard in every one."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Recording(NamedTuple):
    """A file to record. ``there``: the recording the menu names already."""

    file: str
    language: str
    text: str
    seconds: float
    there: str


class Sounds:
    """The sound files of one menu, in its order."""

    def __init__(self, graph: CallGraph, slug: str, pace: Pace) -> None:
        self.folder = f"ivrcheck/{slug}"
        self.list: list[Recording] = []
        self._languages = graph.menu.languages
        self._pace = pace
        self._names: dict[tuple[str, str, int, str], str] = {}
        self._taken: set[str] = set()

    def say(self, step: str, prompts: list[tuple[str, Prompt | None]], languages: tuple[str, ...]) -> Said:
        """What is heard of some prompts of a step, each with a word for what it is, in each language."""
        return {
            language: "&".join(
                self._file(step, part, prompt, number, one)
                for part, prompt in prompts
                if prompt
                for number, one in enumerate(prompt.heard(language))
            )
            for language in languages
        }

    def add(self, name: str, language: str, text: str) -> str:
        """A sentence of our own."""
        spoken = Spoken(text=text)
        self.list.append(
            Recording(f"{self.folder}/{name}", language, text, spoken_seconds(spoken, self._pace), "")
        )
        return self.list[-1].file

    def _file(self, step: str, part: str, prompt: Prompt, number: int, spoken: Spoken) -> str:
        language = spoken.language or self._language_of(prompt, spoken)
        key = (step, part, number, language)
        if key not in self._names:
            count = str(number + 1) if len(prompt.parts) > 1 else ""
            name = "-".join(filter(None, (step, part, count, tongue(language))))
            file = f"{self.folder}/{name}"
            while file in self._taken:  # the step “a” in “b-c”, and the step “a-b” in “c”
                file += "_"
            self._names[key] = file
            self._taken.add(file)
            seconds = round(spoken_seconds(spoken, self._pace), 1)
            self.list.append(Recording(file, language, spoken.text or "", seconds, spoken.audio or ""))
        return self._names[key]

    def _language_of(self, prompt: Prompt, spoken: Spoken) -> str:
        own = prompt.by_language or {}
        found = next((language for language, one in own.items() if one is spoken), "")
        return found or (self._languages[0] if len(self._languages) == 1 else ANY)

    def text(self) -> str:
        """The list as a table for a spreadsheet, in which no prompt can pass for a formula."""
        kept = StringIO()
        table = csv.writer(kept, lineterminator="\n")
        table.writerow(FIELDS)
        for one in self.list:
            table.writerow((one.file, one.language, _cell(one.text), f"{one.seconds:g}", _cell(one.there)))
        return kept.getvalue()


Said = dict[str, str]
"""By language, the sound files heard one after the other, joined by ``&``; empty where nothing is."""


def tongue(language: str) -> str:
    """A language as Asterisk writes it."""
    return language.replace("-", "_")


def _cell(text: str) -> str:
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(_FORMULA) else one_line
