"""What keys mean at a node of a call, and what can be pressed there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ivrcheck.callgraph.beats import Beat, Beats, Sound
from ivrcheck.callgraph.keypad import PAUSE, Read
from ivrcheck.callgraph.move import Deed
from ivrcheck.menu.kinds import Callback, Collect, Language, Menu

if TYPE_CHECKING:
    from ivrcheck.simulate.system import System

Meaning = Read
_TYPE = (Deed.TYPE, "")


def meaning(system: System, node: int, keys: str) -> Meaning:
    """What some keys, pressed without a pause, mean at one of the caller's nodes."""
    body = system.graph.kind_of(node)
    if isinstance(body, Callback):
        return Read((Deed.BOOK, "") if keys[0] == "1" else (Deed.DECLINE, ""), 1, False)
    if isinstance(body, Collect):
        return _digits(body, keys)
    return system.keypad(node).read(keys)


def _digits(body: Collect, keys: str) -> Meaning:
    """A typed number: taken when it is as long as can be, at its last key, or after a pause."""
    fewest, most = body.digits.fewest, body.digits.most
    for place, key in enumerate(keys):
        if key == body.finish:
            return Read(_TYPE if fewest <= place else None, place + 1, False)
        if not key.isdecimal():
            return Read(None, len(keys), True)
        if place + 1 == most:
            return Read(_TYPE, most, False)
    return Read(_TYPE if len(keys) >= fewest else None, len(keys), True)


def key_beats(system: System, node: int, keys: str, paused: bool) -> tuple[Beats, float]:
    """The beats of pressing some keys at a node."""
    seconds = len(keys) * system.score.pace.key
    beats = [Beat(Sound.PRESSES, seconds, shown(system, node, keys))]
    if paused:
        beats.append(Beat(Sound.WAITS, PAUSE))
    return tuple(beats), sum(beat.seconds for beat in beats)


def shown(system: System, node: int, keys: str) -> str:
    """Some keys as they may be kept: a secret number is not."""
    body = system.graph.kind_of(node)
    return "•" * len(keys) if isinstance(body, Collect) and body.secret else keys


def language_key(system: System, node: int, language: str) -> str | None:
    """The key by which a caller chooses their language at a node, if it is offered and not heard already."""
    body, steps = system.graph.kind_of(node), system.graph.menu.steps
    if language == system.graph.language_of(node) or not isinstance(body, Menu):
        return None
    choices = ((key, steps[option.to]) for key, option in body.keys.items())
    return next((key for key, to in choices if isinstance(to, Language) and to.set == language), None)


def offered(system: System, node: int) -> Mapping[str, str]:
    """By what can be pressed at a node, what it leads to, in words."""
    body, menu = system.graph.kind_of(node), system.graph.menu
    if isinstance(body, Callback):
        return {"1": "yes, call me back", "other keys": "no"}
    names: dict[str, str] = {}
    for code, (deed, detail) in system.keypad(node).codes.items():
        if deed is Deed.DIAL:
            names[code] = menu.name_of(detail)
        else:
            option = (getattr(body, "keys", None) or {}).get(code)
            names[code] = option.label if option and option.label else _step_words(system, node, code)
    return names


def _step_words(system: System, node: int, key: str) -> str:
    """What the step behind a key is called."""
    body = system.graph.kind_of(node)
    option = (getattr(body, "keys", None) or {}).get(key)
    to = option.to if option else getattr(body, "operator", "")
    return system.graph.menu.steps[to].label or str(to).replace("_", " ")
