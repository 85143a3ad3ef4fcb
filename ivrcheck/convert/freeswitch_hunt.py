"""One hunt through a FreeSWITCH dialplan: which actions a call gathers.

As the switch does it: all conditions are looked at first, in the order of the file, and only then the actions
that were found are carried out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ivrcheck.convert import freeswitch_times as times
from ivrcheck.convert.freeswitch_numbers import expression
from ivrcheck.convert.patterns import match
from ivrcheck.convert.xmltree import Element
from ivrcheck.source import Span

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Call, Switch
    from ivrcheck.convert.freeswitch_dialplan import Dialplan

_VARIABLE = re.compile(r"(?<!\$)\$\{([^{}]*)\}")
_GROUP = re.compile(r"\$(\d)")


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
            taken = self._conditions(one, self.plan.called(one, self.call.number))
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
