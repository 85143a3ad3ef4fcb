"""One random step of a random menu: its kind, its fields, and destinations drawn from all steps."""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

Step = dict[str, Any]

#: Kinds with their weights: what makes loops and traps is drawn more often than what ends a call.
KINDS = {
    "menu": 5, "play": 2, "hours": 2, "ring": 4, "queue": 3, "transfer": 2, "voicemail": 3, "callback": 2,
    "collect": 2, "lookup": 2, "retry": 3, "directory": 2, "language": 1, "hangup": 3,
}  # fmt: skip
KEYS = ("0", "1", "2", "3", "9", "12", "star", "pound", "*", "#")
SAME_KEY = {"star": "*", "pound": "#"}
PROMISES = ("4h", "1 business day", "4 working hours", "30m")
TRANSFER_NUMBERS = ("+1 845 555 0150", "+1 845 555 0151")


class Names(NamedTuple):
    """Every id of the menu being made."""

    steps: tuple[str, ...]
    people: tuple[str, ...]
    teams: tuple[str, ...]
    hours: tuple[str, ...]
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    care: float  # how often the menu names optional moves and owners; careless menus are mostly traps


def random_step(rng: Random, names: Names, retry_allowed: bool) -> Step:
    """A step of a random kind that is valid in the menu with these ids."""
    weights = {kind: weight for kind, weight in KINDS.items() if kind != "retry" or retry_allowed}
    kind = rng.choices(list(weights), list(weights.values()))[0]
    return {"kind": kind, **FIELDS[kind](rng, names)}


def _to(rng: Random, names: Names) -> str:
    return rng.choice(names.steps)


def _who(rng: Random, names: Names) -> str:
    return rng.choice(names.people + names.teams)


def _prompt(rng: Random, names: Names, words: str) -> Any:
    if len(names.languages) > 1 and rng.random() < 0.3:
        return dict.fromkeys(names.languages, words)
    return words


def _maybe_to(rng: Random, names: Names, *fields: str, chance: float | None = None) -> Step:
    """Each of these moves, or not: an absent one cuts the call off."""
    chance = names.care if chance is None else chance
    return {field: _to(rng, names) for field in fields if rng.random() < chance}


def _tries(rng: Random, names: Names) -> Step:
    """`no_input`, `no_match` and `tries`, each perhaps, the first two in either spelling."""
    step: Step = {"tries": rng.randint(1, 3)} if rng.random() < 0.3 else {}
    step |= _maybe_to(rng, names, "no_input", "no_match")
    for field in ("no_input", "no_match"):
        if field in step and rng.random() < 0.2:
            step[field] = {"to": step[field], "tries": rng.randint(1, 3), "prompt": "Please try again."}
    return step


def _resolves(rng: Random, names: Names) -> Step:
    if rng.random() > 0.4:
        return {}
    topic = rng.choice([*names.topics, "any"])
    return {"resolves": topic if topic == "any" else [topic]}


def _keys(rng: Random, names: Names, most: int) -> Step:
    """Up to `most` keys, none of them twice under two names."""
    drawn = rng.sample(KEYS, rng.randint(1, most))
    kept = {SAME_KEY.get(key, key): key for key in drawn}.values()
    return {key: _to(rng, names) for key in kept}


def _menu_keys(rng: Random, names: Names) -> Step:
    keys: Step = _keys(rng, names, 3)
    for key in keys:
        if rng.random() < 0.3:
            keys[key] = {"to": keys[key]} | _key_extras(rng, names)
    return keys


def _key_extras(rng: Random, names: Names) -> Step:
    if names.topics and rng.random() < 0.7:
        return {"topics": [rng.choice([*names.topics, "any"])]}
    return {"label": "This way"}


def _promise(rng: Random, names: Names) -> Step:
    step: Step = {"callback_within": rng.choice(PROMISES)} if rng.random() < 0.4 else {}
    return step | ({"backup": _who(rng, names)} if rng.random() < 0.2 else {})


def _room(rng: Random, names: Names) -> Step:
    """A limit; `full` may be missing, or stand there to no purpose."""
    step: Step = {"capacity": rng.randint(1, 9)} if rng.random() < 0.4 else {}
    return step | _maybe_to(rng, names, "full", chance=names.care if step else 0.1)


def _play(rng: Random, names: Names) -> Step:
    step = {"prompt": _prompt(rng, names, "Here is some news."), "then": _to(rng, names)}
    return step | _resolves(rng, names)


def _menu(rng: Random, names: Names) -> Step:
    prompt = _prompt(rng, names, "Please make a choice.")
    step: Step = {"prompt": prompt, "keys": _menu_keys(rng, names), **_tries(rng, names)}
    if rng.random() < 0.15:
        step["extensions"] = [_who(rng, names)]
    if rng.random() < 0.2:
        step["barge_in"] = False
    return step


def _hours(rng: Random, names: Names) -> Step:
    step = {"hours": rng.choice(names.hours), "open": _to(rng, names), "closed": _to(rng, names)}
    return step | _maybe_to(rng, names, "holiday", chance=0.4)


def _ring(rng: Random, names: Names) -> Step:
    step: Step = {"who": _who(rng, names), **_maybe_to(rng, names, "no_answer")}
    step |= _maybe_to(rng, names, "busy", chance=0.2)
    return step | ({"for": "25s", "confirm": True} if rng.random() < 0.3 else {})


def _queue(rng: Random, names: Names) -> Step:
    step: Step = {"team": rng.choice(names.teams), "prompt": _prompt(rng, names, "Please hold.")}
    step |= {"max_wait": "10m"} if rng.random() < 0.5 else {}
    step |= {"keys": _keys(rng, names, 2)} if rng.random() < 0.4 else {}
    step |= _maybe_to(rng, names, "timeout", "closed") | _room(rng, names)
    if names.topics and rng.random() < 0.3:
        step["topics"] = [rng.choice(names.topics)]
    return step


def _transfer(rng: Random, names: Names) -> Step:
    step: Step = {"number": rng.choice(TRANSFER_NUMBERS), **_maybe_to(rng, names, "no_answer")}
    if rng.random() < 0.7:
        step["reaches"] = rng.choice(["person", "voicemail", "phone_menu", "unknown"])
    if rng.random() < 0.4:
        step["mode"] = rng.choice(["bridged", "blind"])
    if rng.random() < 0.4:
        step["hours"] = rng.choice(names.hours)
    return step | ({"owner": _who(rng, names)} if rng.random() < 0.4 else {})


def _voicemail(rng: Random, names: Names) -> Step:
    step: Step = {"prompt": _prompt(rng, names, "Please leave a message.")}
    step |= {"owner": _who(rng, names)} if rng.random() < names.care else {}
    step |= {"keys": _keys(rng, names, 2)} if rng.random() < 0.3 else {}
    return step | _promise(rng, names) | _room(rng, names) | _maybe_to(rng, names, "then", chance=0.3)


def _callback(rng: Random, names: Names) -> Step:
    prompt = _prompt(rng, names, "Press 1 and somebody calls you.")
    step: Step = {"prompt": prompt, "owner": _who(rng, names), **_promise(rng, names)}
    return step | _maybe_to(rng, names, "declined", "no_input")


def _collect(rng: Random, names: Names) -> Step:
    step: Step = {"prompt": _prompt(rng, names, "Please type your number."), "then": _to(rng, names)}
    step |= {"digits": rng.choice(["1", "4", "4-8"]), "asks_for": "account number"}
    return step | _tries(rng, names)


def _lookup(rng: Random, names: Names) -> Step:
    answers = rng.sample(["yes", "no", "maybe"], rng.randint(1, 3))
    step: Step = {"question": "Is the night switch on?"}
    step["answers"] = {answer: _to(rng, names) for answer in answers}
    return step | _maybe_to(rng, names, "error")


def _retry(rng: Random, names: Names) -> Step:
    return {"times": rng.randint(1, 3), "again": _to(rng, names), "then": _to(rng, names)}


def _directory(rng: Random, names: Names) -> Step:
    everyone = names.people + names.teams
    who = rng.sample(everyone, rng.randint(1, min(2, len(everyone))))
    step: Step = {"prompt": _prompt(rng, names, "Please spell the name."), "who": who}
    return step | _maybe_to(rng, names, "operator", "no_answer") | _tries(rng, names)


def _language(rng: Random, names: Names) -> Step:
    return {"set": rng.choice(names.languages), "then": _to(rng, names)}


def _hangup(rng: Random, names: Names) -> Step:
    step: Step = {"prompt": _prompt(rng, names, "Goodbye.")} if rng.random() < 0.5 else {}
    return step | _resolves(rng, names)


FIELDS = {
    "play": _play, "menu": _menu, "hours": _hours, "ring": _ring, "queue": _queue, "transfer": _transfer,
    "voicemail": _voicemail, "callback": _callback, "collect": _collect, "lookup": _lookup,
    "retry": _retry, "directory": _directory, "language": _language, "hangup": _hangup,
}  # fmt: skip
