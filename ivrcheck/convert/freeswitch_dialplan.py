"""Hunting in a FreeSWITCH dialplan: which actions a number comes to, and what that depends on.

As the switch does it: all conditions are looked at first, in the order of the file, and only then the actions
that were found are carried out. What nobody can know before the call is asked; the hunt is made once for each
answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivrcheck.convert import freeswitch_times as times
from ivrcheck.convert.draft import Treated
from ivrcheck.convert.freeswitch_numbers import expression
from ivrcheck.convert.patterns import match, numbers
from ivrcheck.convert.xmltree import Element
from ivrcheck.source import Span

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Call, Switch

_VARIABLE = re.compile(r"(?<!\$)\$\{([^{}]*)\}")
_GROUP = re.compile(r"\$(\d)")
_MOST_WAYS = 200
"""Ways through one hunt; past that nobody could read what became of it."""
_MOST_ASKED = 40
_MOST_NUMBERS = 100


@dataclass(frozen=True, slots=True)
class Act:
    """One application that the switch carries out."""

    app: str
    data: str
    at: Span
    name: str
    """What the extension or the key is called that it belongs to."""


@dataclass(slots=True)
class Asked(Exception):
    """Something the hunt depends on."""

    key: str
    at: Span
    name: str
    clock: tuple[tuple[str, str], ...] = ()
    """What the clock is asked for; empty where something else decides."""


class TooMany(Exception):
    """There are more ways through a hunt than anybody could read."""


class Dialplan:
    """The contexts of a switch."""

    def __init__(self, switch: Switch) -> None:
        self.switch = switch
        self.looked_at: set[int] = set()
        self.found: dict[tuple[Call, str | None], str | None] = {}
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
        """The extensions of a context that a number may come to, in order, without those for other numbers."""
        if context not in self.sorted:
            some: dict[str, list[int]] = {}
            for place, one in enumerate(self.extensions(context)):
                for only in self._only_for(one):
                    some.setdefault(only, []).append(place)
            self.sorted[context] = some
        there, some = self.extensions(context), self.sorted[context]
        return [there[place] for place in sorted([*some.get("", ()), *some.get(number, ())])]

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


@dataclass(slots=True)
class Hunt:
    """One way through a context, with answers to what nobody can know before the call."""

    plan: Dialplan
    call: Call
    answers: dict[str, bool]
    acts: list[Act] = field(default_factory=list)

    def through(self) -> bool:
        """Gather the actions; says whether any extension took the call. Raises ``Asked``."""
        met = False
        extensions = self.plan.candidates(self.call.context, self.call.number)
        named = [place for place, one in enumerate(extensions) if one.get("name") == self.call.number]
        for one in extensions[named[0] if named else 0 :]:
            before = len(self.acts)
            taken = self._conditions(one, one.get("name") or self.call.number)
            if taken or len(self.acts) > before:
                self.plan.looked_at.add(id(one))
                met = met or len(self.acts) > before
            if taken and one.get("continue").lower() not in ("true", "yes", "on", "1"):
                return met or taken
        return met

    def _conditions(self, holder: Element, name: str) -> bool:
        """Whether the last condition that was looked at is met, or has actions for when it is not."""
        proceed = False
        for one in holder.all("condition"):
            met, found = self._met(one, name)
            proceed = met
            if met:
                self._add(one, "action", name, found)
                if one.all("condition"):
                    nested = self._conditions(one, name)
                    proceed = nested or one.get("require-nested").lower() in ("false", "no", "off", "0")
            else:
                proceed = self._add(one, "anti-action", name, None)
            ends = one.get("break").lower() or "on-false"
            if (
                ends == "always"
                or (ends == "on-true" and met)
                or (ends == "on-false" and not (met and proceed))
            ):
                break
        return proceed

    def _met(self, one: Element, name: str) -> tuple[bool, re.Match[str] | None]:
        """Whether a condition is met, and what its pattern found."""
        clock = times.asked(one.attributes)
        if clock and not self._answer(Asked(times.words(clock), one.at, name, tuple(clock.items()))):
            return False, None
        rules = one.all("regex")
        if one.get("regex") and rules:
            return self._rules(one, rules, name)
        if not one.get("field"):
            return True, None
        return self._field(one, name)

    def _rules(self, one: Element, rules: list[Element], name: str) -> tuple[bool, re.Match[str] | None]:
        kind = one.get("regex").lower()
        if kind not in ("all", "any"):
            return self._answer(Asked(f"regex {kind}", one.at, name)), None
        found = None
        for rule in rules:
            met, here = self._field(rule, name)
            found = here or found
            if met is (kind == "any"):
                return met, found
        return kind == "all", found

    def _field(self, one: Element, name: str) -> tuple[bool, re.Match[str] | None]:
        """Whether the value of a field is like a pattern."""
        asked, pattern = one.get("field"), self.expand(expression(one))
        value = self._value(asked)
        made = match(pattern, value) if value is not None and "‹" not in pattern else False
        if made is False:
            words = self.plan.switch.text(asked).strip("${}")
            return self._answer(Asked(f"{words} is like {pattern}", one.at, name)), None
        if asked != "destination_number":
            self.plan.switch.understood(one.at)
        return (True, made) if isinstance(made, re.Match) else (False, None)

    def _answer(self, asked: Asked) -> bool:
        if asked.key not in self.answers:
            raise asked
        return self.answers[asked.key]

    def _value(self, name: str) -> str | None:
        """What a field holds; None where nobody can know it."""
        if name == "destination_number":
            return self.call.number
        if name == "context":
            return self.call.context
        if "$" not in name:
            return None
        value = self.expand(name)
        return None if "‹" in value else value

    def _add(self, one: Element, tag: str, name: str, found: re.Match[str] | None) -> bool:
        """Gather the actions of a condition; says whether there are any."""
        actions = one.all(tag)
        for action in actions:
            app = action.get("application").lower()
            data = action.words.strip() or action.get("data")
            if found is not None:
                data = _GROUP.sub(lambda group: _group(found, int(group[1])), data)
            act = Act(app, self.plan.switch.text(data), action.at, name)
            if action.get("inline").lower() == "true":
                self.call = self.plan.switch.apps.setting(act, self.call)
            else:
                self.acts.append(act)
        return bool(actions)

    def expand(self, text: str) -> str:
        """A text with the variables that are known put in, and the others in angle quotes."""
        return expand(self.plan.switch, self.call, text)


def _group(found: re.Match[str], number: int) -> str:
    return (found[number] or "") if number <= (found.re.groups or 0) else ""


def expand(switch: Switch, call: Call, text: str) -> str:
    """A text with the variables of a call put in; those nobody can know stand in angle quotes."""
    known = dict(call.known)

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name == "destination_number":
            return call.number
        if name == "context":
            return call.context
        if name in known:
            there = known[name]
            return f"‹{name}›" if there is None else there
        return "" if name in switch.set_here or name == "ivr_menu_status" else f"‹{name}›"

    return _VARIABLE.sub(value, switch.text(text))
