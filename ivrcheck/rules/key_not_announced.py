"""A key leads somewhere, and no prompt ever mentions it.

It is enough if one of the file's languages does, or the announcement right before the menu. Nothing is said
where a prompt is a recording without its text, or where nothing it says could be understood. A digit that
stands in the prompt for whatever reason counts as mentioned.

Why it matters

An option nobody is told of is an option nobody has. Those who guess it are the ones the menu was not made
for; those it was made for wait, or press 0.

Bad

    prompt: For opening times, press 1. To speak with someone, press 0.
    keys: {1: times, 2: repairs, 0: counter}

Good

    prompt: For opening times, press 1. For a repair, press 2. To speak with someone, press 0.
    keys: {1: times, 2: repairs, 0: counter}

How to mend it

Say it in the prompt. If the key is only for those who know of it, such as colleagues, write “announced: no”
beside its “to:”.

Source

This project's own reasoning: what a menu says and what it does have to be the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.offers import Offers, Version, all_offers, options_of, versions_of
from ivrcheck.callgraph.move import Deed
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import join_words
from ivrcheck.menu.kinds import Directory
from ivrcheck.menu.spoken import LANGUAGES, may_name
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.prompt_names_missing_key import cause_of_keys, missing_keys

CODE = "IVR205"
LEVEL = Severity.WARNING
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each step, with all the keys nobody is told of."""
    for offers in all_offers(facts):
        said = (*offers.heard, *offers.unheard)
        if isinstance(offers.body, Directory) or any(version.unknown for version in said):
            continue
        may = {key for version in said for key in version.may_keys}
        if all(key in may or not option.announced for key, option in options_of(offers.body).items()):
            continue
        announced = {one.key for version in said for _, one in version.keys}
        if announced and (keys := _unannounced(facts, offers, announced)):
            yield _hit(facts, offers, keys)


def _unannounced(facts: Facts, offers: Offers, announced: set[str]) -> list[str]:
    """The keys that nothing mentions that callers hear here, or right before."""
    options = options_of(offers.body)
    left = [key for key, option in options.items() if option.announced and key not in announced]
    if not left:
        return []
    before = list(_before(facts, offers.step))
    if any(version.unknown for version in before):
        return []
    texts = [said.text for version in (*offers.heard, *offers.unheard, *before) for said in version.said]
    return [key for key in left if not any(_mentions(text, key) for text in texts)]


def _mentions(text: str, key: str) -> bool:
    """Whether a text may speak of a key in any language: better silent than wrong."""
    return any(may_name(text, language, key) for language in LANGUAGES)


def _before(facts: Facts, step: str) -> Iterator[Version]:
    """What the announcements say that lead straight here."""
    sources = {move.source for node in facts.graph.nodes_of(step) for move in facts.graph.into[node]}
    for source in sources:
        body = facts.graph.kind_of(source)
        if body.kind == "play" and facts.graph.out[source][0].deed is Deed.PLAY:
            yield from versions_of(body.prompt, facts.menu.languages)


def _hit(facts: Facts, offers: Offers, keys: list[str]) -> Hit:
    step, options = offers.step, options_of(offers.body)
    named = join_words(keys)
    leads = f"key {named} of “{step}”, which leads to “{options[keys[0]].to}”"
    if len(keys) > 1:
        leads = f"the keys {named} of “{step}”"
    return Hit(
        facts.at("steps", step, "keys", keys[0], key=True),
        f"No caller is ever told of {leads}.",
        f"Say in the prompt what {named} {'is' if len(keys) == 1 else 'are'} for; "
        "if they are not meant to hear of it, write “announced: no” beside it.",
        labels=(Label(facts.at("steps", step, "prompt", key=True), "what callers hear"),),
        cause=cause_of_keys(facts, offers) if missing_keys(facts, offers) else f"{step}:prompt.keys",
        step=step,
    )
