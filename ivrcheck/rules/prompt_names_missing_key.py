"""The prompt offers a key that does nothing there.

Emergency numbers, telephone numbers and the keys a recording takes by itself are no such offers, and neither
are keys of several digits where people can be dialled. In a mailbox only 0, and keys for a person, count.

Why it matters

The caller does what they are told and hears that they made a mistake, or nothing at all. They cannot know
that the option was taken out of the menu last spring and the recording stayed.

Bad

    prompt: For a table, press 1. For the kitchen, press 2. To speak with someone, press 0.
    keys: {1: counter, 0: counter}

Good

    prompt: For a table, press 1. For the kitchen, press 2. To speak with someone, press 0.
    keys: {1: counter, 2: kitchen, 0: counter}

How to mend it

Add the key to the menu, or take it out of the prompt. Record the prompt anew in each language.

Source

This project's own reasoning: what a menu says and what it does have to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, Said, Version, all_offers, options_of
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Directory, Menu, Queue, Voicemail
from ivrcheck.menu.scalars import clip
from ivrcheck.menu.spoken import Announced, offers_person, option_start
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.no_route_to_person import cause_at

CODE = "IVR204"
LEVEL = Severity.ERROR
DEPTH = 1

_NEAR = 20
"""So many letters before an option may belong to its sentence, such as “for the”."""


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each step, with all the keys it offers in vain."""
    for offers in all_offers(facts):
        if missing := missing_keys(facts, offers):
            yield _hit(facts, offers, missing)


Missing = dict[str, tuple[Version, Said, Announced]]


def missing_keys(facts: Facts, offers: Offers) -> Missing:
    """The keys that are announced and not taken, each with where it is said first."""
    known: dict[str, Missing] = facts.once("missing keys", dict)
    if offers.step not in known:
        known[offers.step] = _missing_keys(offers)
    return known[offers.step]


def _missing_keys(offers: Offers) -> Missing:
    taken, found = options_of(offers.body), dict[str, tuple[Version, Said, Announced]]()
    for version in offers.heard:
        if all(key in taken for key in version.may_keys):
            continue
        for said, one in version.keys:
            if one.key not in taken and _is_offer(offers, said, one):
                found.setdefault(one.key, (version, said, one))
    return found


def _is_offer(offers: Offers, said: Said, one: Announced) -> bool:
    """Whether it is sure that this key should do something here."""
    body = offers.body
    if len(one.key) > 1:
        several = any(len(key) == len(one.key) for key in options_of(body))
        return several and not (isinstance(body, Menu) and body.extensions)
    if isinstance(body, Voicemail):
        return one.key == "0" or any(offers_person(one.purpose, language) for language in said.languages)
    return one.key == "0" if isinstance(body, Directory) else True


def cause_of_keys(facts: Facts, offers: Offers) -> str:
    """What is behind words and keys that differ: a queue without a way out, a 0 that is gone, the prompt."""
    body = offers.body
    if isinstance(body, Queue) and body.max_wait is None and not body.keys:
        return f"{offers.step}:max_wait"
    if list(missing_keys(facts, offers)) == ["0"]:
        return cause_at(facts, offers.step) or f"{offers.step}:keys.0"
    return f"{offers.step}:prompt.keys"


def _hit(facts: Facts, offers: Offers, missing: dict[str, tuple[Version, Said, Announced]]) -> Hit:
    step, (key, (version, said, one)) = offers.step, next(iter(missing.items()))
    words = said.text[_start(said.text, one) : _end(said.text, one)]
    also = list(missing)[1:]
    more = f", and neither does {' or '.join(also)}" if also else ""
    return Hit(
        facts.at("steps", step, "prompt", key=True),
        f"“{step}” tells callers to press {key} (“{clip(words)}”), but {key} does nothing there{more}.",
        f"Add {' and '.join(missing)} to “{step}”, or take what is said about it out of the prompt.",
        call=facts.tell(_path(facts, step, version.language), _told(step, said, words, key)),
        cause=cause_of_keys(facts, offers),
        step=step,
    )


def _start(text: str, one: Announced) -> int:
    """Where the sentence of an option begins, if that is near, so that it can be quoted as it is heard."""
    option = option_start(text, one)
    sentence = max(text.rfind(mark, 0, option) + 1 for mark in ".!?;\n")
    sentence += len(text[sentence:option]) - len(text[sentence:option].lstrip())
    return sentence if option - sentence <= _NEAR else option


def _end(text: str, one: Announced) -> int:
    """Where the phrase of a key ends, with the purpose that follows it."""
    place = text.find(one.purpose, one.end) if one.key_first and one.purpose else -1
    return place + len(one.purpose) if place >= 0 else one.end


def _told(step: str, said: Said, words: str, key: str) -> str:
    return f"“{step}” says “{clip(words, 70)}”. The caller presses {key}, and nothing answers to it."


def _path(facts: Facts, step: str, language: str) -> Path | None:
    """The shortest call to the step, in the language of the text if there is one."""
    nodes = [(node, facts.everything) for node in facts.graph.nodes_of(step)]
    same = [pair for pair in nodes if language in ("", facts.graph.language_of(pair[0]))]
    return facts.search.first(same or nodes)
