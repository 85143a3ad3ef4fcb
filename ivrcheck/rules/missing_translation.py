"""Callers hear nothing in their language: the prompt is not there in it.

A prompt written as one text counts for every language. A prompt by language, or a list of parts, must
have the language in which callers come to the step.

Why it matters

A caller who chose Spanish hears silence, presses nothing because nothing was asked, and is gone. Nobody
in the office ever listens to that branch.

Bad

    prompt: {en: "For tickets, press 1. To speak with someone, press 0."}

Good

    prompt:
      en: For tickets, press 1. To speak with someone, press 0.
      es: Para entradas, oprima 1. Para hablar con alguien, oprima 0.

How to mend it

Add the prompt in that language, or take the language out of the choices until it is there.

Source

This project's own reasoning: what cannot be heard cannot be answered. Written on 2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.menu.kinds import Fallback
from ivrcheck.menu.prompt import Prompt
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import language_names

CODE = "IVR220"
LEVEL = Severity.ERROR
DEPTH = 0

_FALLBACKS = ("no_input", "no_match")


def find(facts: Facts) -> Iterator[Hit]:
    """One hit for each step, with the languages in which callers come to it and hear nothing."""
    lacking = {step: prompts for step in facts.menu.steps if (prompts := list(_prompts(facts, step)))}
    if not lacking:
        return
    silent: dict[tuple[str, str], dict[str, int]] = {}
    for node in facts.arrivals:
        for field, prompt in lacking.get(facts.graph.step_of(node), ()):
            language = facts.graph.language_of(node)
            if not is_heard(prompt, language):
                silent.setdefault((facts.graph.step_of(node), field), {}).setdefault(language, node)
    for (step, field), nodes in silent.items():
        yield _hit(facts, step, field, nodes)


def _prompts(facts: Facts, step: str) -> Iterator[tuple[str, Prompt]]:
    """The prompts of a step, each with its field, that are not spoken in every language of the file."""
    body = facts.menu.steps[step]
    own = [("prompt", getattr(body, "prompt", None))]
    more = [(field, getattr(getattr(body, field, None), "prompt", None)) for field in _FALLBACKS]
    for field, prompt in (*own, *more):
        if prompt and prompt.any and prompt.any.language is None:
            continue
        if prompt and not all(is_heard(prompt, language) for language in facts.menu.languages):
            yield field, prompt


def is_heard(prompt: Prompt, language: str) -> bool:
    """Whether a prompt says something in a language."""
    return any(part.language in (None, language) for part in prompt.heard(language))


def _hit(facts: Facts, step: str, field: str, nodes: dict[str, int]) -> Hit:
    languages = sorted(nodes)
    node = nodes[languages[0]]
    where = ("steps", step, field) if field == "prompt" else ("steps", step, field, "prompt")
    body = getattr(facts.menu.steps[step], field, None)
    names = language_names(languages)
    own = not isinstance(body, Fallback) or body.replaces  # else the step's own prompt is heard after it
    when = {"no_input": " after saying nothing", "no_match": " after a wrong key"}.get(field, "")
    return Hit(
        facts.at(*where, key=True),
        f"Callers who are spoken to in {names} come to “{step}” and hear nothing in their language{when}.",
        f"Add the prompt in {names}, or do not offer that language until it is there.",
        call=facts.tell(facts.search.path(node, facts.everything), f"“{step}”: nothing is heard."),
        cause=f"{step}:{field}.{languages[0]}",
        step=step,
        severity=Severity.ERROR if own else Severity.WARNING,
    )
