"""What all the writers of steps for FreeSWITCH share: names, sounds, and where calls go on."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.asterisk_out.names import Names
from ivrcheck.convert.asterisk_out.sounds import Sounds
from ivrcheck.convert.exported import Loss
from ivrcheck.convert.freeswitch_out.xml import Extension
from ivrcheck.convert.ways import Place, Ways
from ivrcheck.menu.prompt import Prompt

END = "~end"
CLOCK = "~clock"
"""Extensions of ours; no step has a tilde in its name."""


class Desk:
    """One export under way."""

    def __init__(self, graph: CallGraph, stem: str, pace: Pace) -> None:
        self.graph = graph
        self.menu = graph.menu
        self.base = Names(stem).base
        self.sounds = Sounds(graph, Names(stem).slug, pace)
        self.dialplan = Element("include")
        self.context = SubElement(self.dialplan, "context", name=self.base)
        self.menus = Element("include")
        self.notes: dict[str, str] = {}
        self.losses: list[Loss] = []
        self.hours: dict[str, int] = {}
        """The opening hours that are asked for, each with the periods of its public holidays."""
        self.rung: dict[str, None] = {}
        self.mailboxes: list[str] = []
        self.ways = {step: Ways(graph, step) for step in graph.steps}

    def lost(self, step: str, reason: str) -> None:
        """Note what FreeSWITCH would do otherwise."""
        self.losses.append(Loss(step, reason))

    def extension(self, name: str, note: str = "") -> Extension:
        """A new extension."""
        if note:
            self.notes[name] = note
        return Extension(self.context, name)

    def name(self, step: str, language: str) -> str:
        """The extension of a step; in a second language it has one of its own."""
        languages = self.ways[step].languages
        return step if language == languages[0] else f"{step}~{language.lower()}"

    def to(self, place: Place | None, language: str) -> str:
        """Where a move leads, as ``transfer`` takes it. What no move leads to is never come to."""
        return self.at(self.name(place.step, place.language or language) if place and place.step else END)

    def at(self, name: str) -> str:
        """An extension, as ``transfer`` takes it."""
        return f"{name} XML {self.base}"

    def said(self, step: str, language: str, prompt: Prompt | None, part: str = "") -> str:
        """What is played of a prompt; empty where nothing is."""
        files = self.sounds.say(step, [(part, prompt)], (language,))[language]
        sounds = [f"{one}.wav" for one in files.split("&") if one]
        return sounds[0] if len(sounds) == 1 else f"file_string://{'!'.join(sounds)}" if sounds else ""


def variable(what: str, *ids: str) -> str:
    """The channel variable that keeps something in a call."""
    return f"ivr_{'.'.join((what, *ids))}"  # no id has a dot
