"""The splits of a Twilio Studio flow: their branches, what callers who type meet, and splits on a counter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivrcheck.source import Span

if TYPE_CHECKING:
    from ivrcheck.convert.twilio import Flow

_KEYS = re.compile(r"[0-9*#]+")
_PLUS_ONE = re.compile(r"^\{\{\s*(?:flow\.variables\.)?([\w-]+)\s*\|\s*plus:\s*1\s*\}\}$")
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Branch:
    """One way out of a split: its condition (empty for all else), and the widget it leads to."""

    condition: str
    value: str
    label: str
    to: str | None
    at: Span

    @property
    def otherwise(self) -> bool:
        return not self.condition

    @property
    def words(self) -> str:
        """The condition as it could be read out."""
        return f"{self.condition.replace('_', ' ')} {self.value}".strip() or "anything else"


@dataclass(frozen=True, slots=True)
class Counter:
    """A widget that counts its arrivals: the first ``times`` go ``again``, the later ones ``then``."""

    times: int
    again: str | None
    then: str | None


def branches(flow: Flow, name: str | None, about: str | None) -> list[Branch] | None:
    """The ways out of a split; None where it is none, or not about the variable ``about``."""
    state = flow.states.get(name or "")
    if name is None or state is None or state.get("type") != "split-based-on":
        return None
    if about is not None and _variable(flow.properties(state).get("input")) != about:
        return None
    found = []
    for number, one in flow.transitions(state):
        to = one["next"] if isinstance(one.get("next"), str) else None
        at = flow.flow.at("states", flow.places[name], "transitions", number, "event")
        if one.get("event") == "match":
            found += [_branch(condition, to, at) for condition in _conditions(one)]
        else:
            found.append(Branch("", "", "", to, at))
    return found


def _conditions(transition: dict[str, Any]) -> list[dict[str, Any]]:
    found = transition.get("conditions")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _branch(condition: dict[str, Any], to: str | None, at: Span) -> Branch:
    kind, value = str(condition.get("type") or "match"), str(condition.get("value") or "")
    label = condition.get("friendly_name")
    label = label.strip() if isinstance(label, str) else ""
    automatic = label.lower().startswith(("if value ", value.lower() + " ")) or label == value
    return Branch(kind, value, "" if automatic else label, to, at)


def _variable(value: Any) -> str:
    """The variable that a piece of Liquid names."""
    return value.strip().removeprefix("{{").removesuffix("}}").strip() if isinstance(value, str) else ""


def key_words(branch: Branch) -> list[str] | None:
    """The keys that meet a condition; None where it is about more than single keys."""
    values = branch.value.split(",") if branch.condition == "matches_any_of" else [branch.value]
    if branch.condition not in ("equal_to", "matches_any_of"):
        return None
    keys = [value.strip() for value in values]
    return keys if keys and all(_KEYS.fullmatch(key) for key in keys) else None


def unanswered(flow: Flow, name: str, after: str | None) -> str | None:
    """Where a call goes on that nobody answered: through a split on how the call went, where there is one."""
    found = branches(flow, after, f"widgets.{name}.DialCallStatus")
    if found is None:
        return after
    flow.draft.understood += 1
    flow.taken_in.add(after or "")
    for one in found:
        if "no-answer" in [value.strip() for value in one.value.split(",")]:
            return one.to
    return next((one.to for one in found if one.otherwise), None)


def counter(flow: Flow, name: str) -> Counter | None:
    """What a widget that adds one to a variable and the split on that variable amount to."""
    state = flow.states[name]
    if state.get("type") != "set-variables":
        return None
    variable = _counted(flow.properties(state).get("variables"))
    split = branches(flow, flow.next(state, "next"), f"flow.variables.{variable}") if variable else None
    return _counter(split) if split else None


def tried(flow: Flow, name: str, counting: str | None) -> Counter | None:
    """The tries of a widget that gathers keys: it counts itself, and whoever comes to it begins anew.

    That is so where the counter leads back to the widget, and everything else that leads there has set the
    counter to 0 just before.
    """
    state = flow.states.get(counting or "")
    if counting is None or state is None:
        return None
    found, variable = counter(flow, counting), _counted(flow.properties(state).get("variables"))
    split = flow.next(state, "next")
    if found is None or found.again != name:
        return None
    others = [one for one in flow.leads_to.get(name, ()) if one != split]
    if not others or not all(_begins_anew(flow, one, variable, name) for one in others):
        return None
    flow.taken_in |= {counting, split or ""}
    return found


def _begins_anew(flow: Flow, other: str, variable: str, name: str) -> bool:
    """Whether a widget that leads to one has set a counter to 0, or is the end of another counter of it."""
    state = flow.states[other]
    set_ = flow.properties(state).get("variables")
    for one in set_ if isinstance(set_, list) else ():
        if isinstance(one, dict) and one.get("key") == variable and one.get("value") == "0":
            return True
    before = flow.leads_to.get(other, ())
    counters = [counter(flow, one) for one in before]
    return bool(counters) and all(one is not None and one.again == name for one in counters)


def _counted(variables: Any) -> str:
    """The one variable that a widget adds one to."""
    named = [one for one in variables if isinstance(one, dict)] if isinstance(variables, list) else []
    for one in named:
        match = _PLUS_ONE.match(str(one.get("value")))
        if match and match[1] == one.get("key"):
            return match[1]
    return ""


def _counter(split: Sequence[Branch]) -> Counter | None:
    """A split with one condition on a number."""
    conditions = [one for one in split if not one.otherwise]
    other = next((one.to for one in split if one.otherwise), None)
    if len(conditions) != 1 or not conditions[0].value.isascii() or not conditions[0].value.isdigit():
        return None
    one, most = conditions[0], min(int(conditions[0].value[:6]), _MOST)
    if one.condition == "equal_to" and most > 0:
        return Counter(most - 1, other, one.to)
    if one.condition == "greater_than":
        return Counter(most, other, one.to)
    return Counter(max(most - 1, 0), one.to, other) if one.condition == "less_than" else None
