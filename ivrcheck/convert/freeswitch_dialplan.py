"""A FreeSWITCH dialplan: what a number comes to, and what that depends on.

What nobody can know before the call is asked; a hunt is made once for each answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivrcheck.convert import freeswitch_times as times
from ivrcheck.convert.draft import Treated
from ivrcheck.convert.freeswitch_hunt import Asked, Hunt
from ivrcheck.convert.freeswitch_numbers import expression
from ivrcheck.convert.patterns import numbers
from ivrcheck.convert.xmltree import Element
from ivrcheck.source import Span

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Call, Switch

_MOST_WAYS = 200
"""Ways through one hunt; past that nobody could read what became of it."""
_MOST_ASKED = 40
_MOST_NUMBERS = 100
_ONE_NUMBER = 3
"""Up to so many numbers are one number written with and without the code of its country; see ``dialled``."""


class TooMany(Exception):
    """There are more ways through a hunt than anybody could read."""


class Dialplan:
    """The contexts of a switch."""

    def __init__(self, switch: Switch) -> None:
        self.switch = switch
        self.looked_at: set[int] = set()
        self.found: dict[tuple[Call, str | None], str | None] = {}
        self.takes_many: dict[int, bool] = {}
        self.sorted: dict[str, dict[str, list[int]]] = {}
        self.under_way: set[tuple[Call, str | None]] = set()

    def hunt(self, call: Call, after: str | None, at: Span, name: str) -> str | None:
        """The first step of what a number comes to; None where the call ends. ``after``: what follows."""
        key = (call, after)
        if key in self.under_way:
            why = "Nothing but transfers lead from here to itself; the switch hangs up after some."
            self.switch.note(f"{name}: transfer {call.number}", at, why, Treated.GUESSED)
            return None
        if key not in self.found:
            self.under_way.add(key)
            self.found[key] = self._hunt(call, after, at, name)
            self.under_way.discard(key)
        return self.found[key]

    def candidates(self, context: str, number: str) -> list[Element]:
        """The extensions of a context that a number may come to, without those for other numbers."""
        if context not in self.sorted:
            some: dict[str, list[int]] = {}
            for place, one in enumerate(self.extensions(context)):
                for only in self._only_for(one):
                    some.setdefault(only, []).append(place)
            self.sorted[context] = some
        there, some = self.extensions(context), self.sorted[context]
        return [there[place] for place in sorted([*some.get("", ()), *some.get(number, ())])]

    def called(self, extension: Element, number: str) -> str:
        """What to call an extension: by its name, and by the number that was dialled where it takes many."""
        name = extension.get("name")
        if id(extension) not in self.takes_many:
            only = self._only_for(extension)
            self.takes_many[id(extension)] = len(only) > _ONE_NUMBER and number not in name
        return f"{name} {number}" if name and self.takes_many[id(extension)] else name or number

    def _only_for(self, extension: Element) -> list[str]:
        """The numbers that an extension takes; an empty text where others may come to it too."""
        first = next(iter(extension.all("condition")), None)
        if first is None or first.all("anti-action", "regex") or first.get("break") not in ("", "on-false"):
            return [""]
        if first.get("field") != "destination_number" or times.asked(first.attributes):
            return [""]
        return numbers(self.switch.text(expression(first)), _MOST_NUMBERS) or [""]

    def extensions(self, context: str) -> list[Element]:
        """The extensions of a context; those of files that do not name one are taken for any."""
        there = self.switch.contexts.get(context)
        return there if there is not None else self.switch.contexts.get("", [])

    def _hunt(self, call: Call, after: str | None, at: Span, name: str) -> str | None:
        if "‹" in call.number or "$" in call.number or not call.number:
            why = "Which number this is, nobody can know before the call."
            return self._somewhere(f"transfer {call.number}", at, why)
        if not self.extensions(call.context):
            why = f"The dialplan “{call.context}” is not in these files."
            return self._somewhere(f"transfer {call.number} {call.context}", at, why)
        try:
            return self._ways(call, after, {}, [0], (at, name))
        except TooMany:
            why = "What happens here depends on more conditions than can be followed."
            return self._somewhere(f"transfer {call.number} {call.context}", at, why)

    def _somewhere(self, what: str, at: Span, why: str) -> str:
        id = self.switch.draft.id("steps", f"\0{what} {at}", what)
        if id not in self.switch.draft.tree["steps"]:
            self.switch.somewhere(id, at, what, why)
        return id

    def _ways(
        self,
        call: Call,
        after: str | None,
        answers: dict[str, bool],
        ways: list[int],
        place: tuple[Span, str],
    ) -> str | None:
        """Where the call comes to; a question for what it depends on, with a way for each answer."""
        ways[0] += 1
        if ways[0] > _MOST_WAYS or len(answers) > _MOST_ASKED:
            raise TooMany
        hunt = Hunt(self, call, answers)
        try:
            met = hunt.through()
        except Asked as asked:
            yes = self._ways(call, after, {**answers, asked.key: True}, ways, place)
            no = self._ways(call, after, {**answers, asked.key: False}, ways, place)
            if yes == no:
                self.switch.unnoticed(asked.key, asked.at, "Callers come to the same either way.")
                return yes
            return self._question(asked, yes, no)
        if not met:
            why = f"Nothing in the dialplan “{call.context}” of these files takes this number."
            return self._somewhere(f"{call.number} {call.context}", place[0], why)
        return self.switch.apps.follow(tuple(hunt.acts), hunt.call, after)

    def _question(self, asked: Asked, yes: str | None, no: str | None) -> str:
        switch, draft = self.switch, self.switch.draft
        yes = yes or switch.end(asked.name, asked.at)
        no = no or switch.end(asked.name, asked.at)
        id = draft.id("steps", f"\0{asked.key} {asked.at} {yes} {no}", f"{asked.name} {_short(asked)}")
        week = times.hours(dict(asked.clock)) if asked.clock else None
        if week is not None:
            hours = draft.id("hours", f"{asked.name} {week}", asked.name)
            draft.put("hours", hours, week, asked.at)
            draft.step(id, "hours", asked.at, hours=hours, open=yes, closed=no)
            switch.understood(asked.at)
        elif asked.clock:
            why = "Such days have no counterpart in opening hours; both answers are followed."
            words = f"Is it {times.words(dict(asked.clock))}?"
            switch.question(id, asked.at, f"{asked.name}: {asked.key}", words, {"yes": yes, "no": no}, why)
        else:
            switch.forks[id] = (asked.key, asked.at)
            why = "Nobody can know this before the call."
            switch.question(
                id, asked.at, f"{asked.name}: {asked.key}", f"{asked.key}?", {"yes": yes, "no": no}, why
            )
        return id


def _short(asked: Asked) -> str:
    if asked.clock:
        return "open" if times.hours(dict(asked.clock)) else asked.key
    return re.sub(r"\W+", " ", asked.key.partition(" ")[0])
