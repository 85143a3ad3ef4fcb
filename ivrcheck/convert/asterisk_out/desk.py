"""What all the writers of steps share: the contexts made so far, and how things are said in them."""

from __future__ import annotations

from collections.abc import Callable

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed
from ivrcheck.config import Pace
from ivrcheck.convert.asterisk_out.dialplan import Context, Extension
from ivrcheck.convert.asterisk_out.names import Names
from ivrcheck.convert.asterisk_out.sounds import Said, Sounds, tongue
from ivrcheck.convert.exported import Loss
from ivrcheck.convert.ways import Place, Ways
from ivrcheck.menu.prompt import Prompt

Lasting = Callable[[float], float]
"""How many seconds on the switch's clock stand for some seconds of the menu."""
TYPING = 0.5
"""Seconds between two keys that belong together when the first of them has already been taken."""


class Desk:
    """One export under way."""

    def __init__(self, graph: CallGraph, stem: str, pace: Pace, lasting: Lasting) -> None:
        self.graph = graph
        self.menu = graph.menu
        self.names = Names(stem)
        self.sounds = Sounds(graph, self.names.slug, pace)
        self.lasting = lasting
        self.contexts: dict[str, Context] = {}
        self.losses: list[Loss] = []
        self.hours: dict[str, None] = {}
        """The opening hours somebody asks for in a call."""
        self.holidays: dict[str, int] = {}
        """By opening hours, the periods in which a step takes its way for public holidays."""
        self.rung: dict[str, None] = {}
        """The people and teams somebody rings or holds for."""
        self.queues: list[str] = []
        self.mailboxes: list[str] = []
        self.press_one = ""
        """The sentence that asks whoever picks up to press 1, once somebody needs it."""

    def context(self, name: str, *notes: str) -> Context:
        """A context; a new one where there is none of this name yet."""
        return self.contexts.setdefault(name, Context(name, notes))

    def seconds(self, seconds: float) -> str:
        """Some seconds of the menu, as an application takes them. None at all would mean for ever to most."""
        return f"{max(self.lasting(seconds), 0.1):g}"

    def whole(self, seconds: float) -> str:
        """The same for an application that counts in whole seconds."""
        return str(max(round(self.lasting(seconds)), 1))

    def to(self, place: Place | None) -> str:
        """Where a move leads, as ``Goto`` takes it. What no move leads to is never come to."""
        if place is None or not place.step:
            self.context(self.names.own("end"), "Where the menu does not say how a call goes on, it ends.")
            self.contexts[self.names.own("end")].extensions.clear()
            self.contexts[self.names.own("end")].exten("cut_off").add("Hangup()")
            return f"{self.names.own('end')},cut_off,1"
        if place.language:
            return f"{self._in_language(place)},1"
        return f"{self.names.step(place.step)},s,1"

    def _in_language(self, place: Place) -> str:
        """A step in another language than before."""
        context = self.context(self.names.own("language"), "A call goes on in another language.")
        name = f"{place.step}-{tongue(place.language)}"
        exten = context.exten(name)
        exten.lines = [
            ("", f"Set(CHANNEL(language)={tongue(place.language)})", ""),
            ("", f"Goto({self.names.step(place.step)},s,1)", ""),
        ]
        return f"{context.name},{name}"

    def lost(self, step: str, reason: str) -> None:
        """Note what Asterisk would do otherwise."""
        self.losses.append(Loss(step, reason))

    def said(self, ways: Ways, *prompts: tuple[str, Prompt | None]) -> Said:
        """What is heard at a step, in each language in which calls come to it."""
        return self.sounds.say(ways.step, list(prompts), ways.languages)

    def hear(
        self, exten: Extension, said: Said, application: str, label: str = "", options: str = ""
    ) -> None:
        """Play what is heard at a step; nothing where nothing is."""
        self.put(exten, said)
        self.play(exten, said, application, label, options)

    def put(self, exten: Extension, said: Said) -> None:
        """Keep in ``IVR_SAY`` what is to be heard, in the language of the call."""
        in_call = {_in_any_language(files, tongue(one)) for one, files in said.items()}
        if len({*said.values()}) == 1:
            exten.add(f"Set(IVR_SAY={next(iter(said.values()))})")
        elif len(in_call) == 1:
            exten.add(f"Set(IVR_SAY={in_call.pop()})")
        else:
            exten.add("Set(IVR_SAY=)")
            for language, files in said.items():
                if files:
                    when = f'$["${{CHANNEL(language)}}" = "{tongue(language)}"]'
                    exten.add(f"ExecIf({when}?Set(IVR_SAY={files}))")

    def play(
        self, exten: Extension, said: Said, application: str, label: str = "", options: str = ""
    ) -> None:
        """Play what ``IVR_SAY`` has."""
        what = "${IVR_SAY}" + (f",{options}" if options else "")
        if all(said.values()):
            exten.add(f"{application}({what})", label)
        elif any(said.values()):
            exten.add(f'ExecIf($["${{IVR_SAY}}" != ""]?{application}({what}))', label)
        elif label:
            exten.add("NoOp()", label)

    def quiet(self, seconds: float) -> str:
        """Throw away the keys that come without a pause after one that has been taken, or was wrong."""
        context = self.context(
            self.names.own("quiet"), "Keys that come without a pause: what is typed ahead is lost."
        )
        if not context.extensions:
            context.exten("s").add("Read(IVR_LOST,,1,,1,${ARG1})").add(
                'GotoIf($["${READSTATUS}" = "OK"]?s,1)'
            ).add("Return()")
        return f"Gosub({context.name},s,1({self.seconds(seconds)}))"

    def key(self, context: Context, key: str, place: Place | None) -> None:
        """An extension for a key that leads on."""
        context.exten(key).add(self.quiet(TYPING)).add(f"Goto({self.to(place)})")

    def keys(self, context: Context, ways: Ways) -> None:
        """An extension for each key of a step."""
        for key in ways.keys:
            self.key(context, key, ways.place(Deed.KEY, key))


def _in_any_language(files: str, language: str) -> str:
    """Sound files that end in a language, as they are called whatever the language of the call."""
    ended = f"-{language}"
    return "&".join(
        one.removesuffix(language) + "${CHANNEL(language)}" if one.endswith(ended) else one
        for one in files.split("&")
    )
