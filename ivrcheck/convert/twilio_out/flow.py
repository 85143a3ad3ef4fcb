"""A flow of Twilio Studio in the making: widgets by name, and where calls go on.

A step becomes one widget or a few. Widgets of steps have the ids of these, in small letters; what belongs to
a step besides has its name, an underscore and a word with a capital. So no step can take the place of ours.
What is said is said in the language of the widget, so a step has its widgets once for each language in which
calls come to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.seconds import tries_of
from ivrcheck.convert.exported import Loss
from ivrcheck.convert.ways import Place, Ways
from ivrcheck.menu.kinds import AnyStep, Collect, Directory, Menu
from ivrcheck.menu.prompt import Prompt, Spoken

HOST = "https://CHANGE-ME.twil.io"
"""Where the Functions are; whoever sets them up puts their own address in its place."""
_ACCENTS = {"en": "en-US", "es": "es-MX", "fr": "fr-FR", "de": "de-DE", "pt": "pt-BR", "it": "it-IT",
            "zh": "zh-CN", "ja": "ja-JP", "ko": "ko-KR", "nl": "nl-NL", "pl": "pl-PL"}  # fmt: skip
"""How Twilio calls a language where a menu does not say which country's it is."""
_BEGINS_LIQUID = re.compile(r"\{(?=[{%])")
_ADDRESS = re.compile(r"https://[A-Za-z0-9./_~%?&=+-]+")
Events = Mapping[str, str | None]


def plain(text: str) -> str:
    """A text in which nothing is a placeholder or markup to Twilio."""
    return " ".join(_BEGINS_LIQUID.sub("{ ", re.sub(r"[<>]", " ", text)).split())


def key(id: str) -> str:
    """An id as a variable is called after it: no hyphen, and no two ids alike."""
    return id.replace("-", "_H_")


def says_first(heard: Sequence[Mapping[str, str]], body: AnyStep) -> bool:
    """Whether something is said before keys are taken: all of it, or all parts but the last."""
    return len(heard) > 1 or bool(heard and not getattr(body, "barge_in", True))


class Flow:
    """One export under way."""

    def __init__(self, graph: CallGraph) -> None:
        self.graph = graph
        self.menu = graph.menu
        self.widgets: dict[str, dict[str, Any]] = {}
        self.losses: list[Loss] = []
        self.hours: dict[str, int] = {}
        """The opening hours that are asked for, each with the periods of its public holidays."""
        self.rung: dict[str, None] = {}
        """The people and teams whose phones are asked for."""
        self.looks_up = False
        self.ways = {step: Ways(graph, step) for step in graph.steps}
        self._names: dict[tuple[str, str], str] = {}
        for step, ways in self.ways.items():
            for number, language in enumerate(ways.languages):
                self._names[step, language] = self._free(f"{step}_{language}" if number else step)

    def _free(self, wanted: str) -> str:
        name = re.sub(r"[^a-z0-9]", "_", wanted.lower())
        while name in self._names.values():  # “a-b” and “a_b”
            name += "_2"
        return name

    def name(self, step: str, language: str) -> str:
        """What the widget of a step is called."""
        return self._names[step, language]

    def lost(self, step: str, reason: str) -> None:
        """Note what Twilio would do otherwise."""
        self.losses.append(Loss(step, reason))

    def add(self, name: str, kind: str, events: Events, **properties: Any) -> str:
        """A widget with the transition of each event; an event that leads nowhere ends the call."""
        made = [{"event": event, **({"next": to} if to else {})} for event, to in events.items()]
        offset = {"x": 340 * (len(self.widgets) % 6), "y": 260 * (len(self.widgets) // 6 + 1)}
        self.widgets[name] = {
            "name": name, "type": kind, "transitions": made, "properties": {"offset": offset, **properties},
        }  # fmt: skip
        return name

    def split(
        self,
        name: str,
        asked: str,
        matches: Iterable[tuple[str, str, str, str | None]],
        otherwise: str | None,
    ) -> str:
        """A widget that goes on by what a variable holds: conditions, each with a value and a label."""
        self.add(name, "split-based-on", {"noMatch": otherwise}, input=asked)
        for condition, value, label, to in matches:
            one = {"friendly_name": plain(label), "arguments": [asked], "type": condition, "value": value}
            match: dict[str, Any] = {"event": "match", "conditions": [one]}
            self.widgets[name]["transitions"].append({**match, "next": to} if to else match)
        return name

    def put(self, name: str, variables: Mapping[str, str], to: str | None) -> str:
        """A widget that sets variables; callers notice nothing of it."""
        kept = [{"key": key, "value": value} for key, value in variables.items()]
        return self.add(name, "set-variables", {"next": to}, variables=kept)

    # where calls go on

    def to(self, place: Place | None, language: str) -> str | None:
        """The widget a move leads to; None where the call ends."""
        return self.head(place.step, place.language or language) if place and place.step else None

    def head(self, step: str, language: str) -> str | None:
        """The first widget of a step, in a language; None where the call ends at once."""
        body, name = self.menu.steps[step], self.name(step, language)
        if body.kind == "hangup" and not (body.prompt and body.prompt.heard(language)):
            return None
        return f"{name}_{before}" if (before := self._before(step, language, body)) else name

    def _before(self, step: str, language: str, body: AnyStep) -> str:
        """What comes before the widget of a step: a counter set back, a question to the clock, a greeting."""
        if isinstance(body, Menu | Directory | Collect):
            if any(tries_of(body, silent) > 1 for silent in (True, False)):
                return "Start"
            return "Say" if says_first(self._parts(step, language), body) else ""
        if body.kind in ("ring", "queue") and self.ways[step].move(Deed.OFF_DUTY):
            return "Duty"
        if body.kind == "transfer" and self.ways[step].move(Deed.CLOSED):
            return "Hours"
        return self.greets(step, language)

    def greets(self, step: str, language: str) -> str:
        """What is heard before a phone rings, a caller holds, or a tone."""
        body, heard = self.menu.steps[step], self._parts(step, language)
        if body.kind == "voicemail":
            return "Greeting" if body.keys or len(heard) > 1 else ""
        if body.kind in ("ring", "queue") and (heard or getattr(body, "keys", None)):
            return "Greeting"
        return ""

    def _parts(self, step: str, language: str) -> list[dict[str, str]]:
        """What is said at a step; what is lost in it is noted when its widgets are written."""
        noted = len(self.losses)
        heard = self.heard(step, language, getattr(self.menu.steps[step], "prompt", None))
        del self.losses[noted:]
        return heard

    # what is heard

    def heard(self, step: str, language: str, *prompts: Prompt | None) -> list[dict[str, str]]:
        """What is said of some prompts, one part after the other."""
        parts = [one for prompt in prompts if prompt for one in prompt.heard(language)]
        made: list[dict[str, str]] = []
        for one in parts:
            part = self._part(step, one, one.language or language)
            if "say" in part and made and made[-1].get("language") == part["language"]:
                made[-1]["say"] += f" {part['say']}"
            else:
                made.append(part)
        return made

    def _part(self, step: str, one: Spoken, language: str) -> dict[str, str]:
        if one.audio and _ADDRESS.fullmatch(one.audio):
            return {"play": one.audio}
        if one.text:
            return {"say": plain(one.text), "language": _ACCENTS.get(language, language)}
        self.lost(step, f"Twilio plays recordings from a web address only, and {one.audio} has none.")
        return {"play": f"{HOST}/{quote(one.audio or '', safe='')}"}

    def say(self, name: str, heard: Sequence[dict[str, str]], to: str | None) -> str:
        """Widgets that say something; callers hear it to its end."""
        if not heard:
            return self.put(name, {"heard": "nothing"}, to)
        for number, part in enumerate(heard):
            last = number == len(heard) - 1
            after = to if last else f"{name}_Part{number + 2}"
            self.add(
                name if not number else f"{name}_Part{number + 1}",
                "say-play",
                {"audioComplete": after},
                loop=1,
                **part,
            )
        return name
