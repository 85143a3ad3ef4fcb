"""After hours callers hear in one language what to do in an emergency, and in another one they do not.

Why it matters

Whoever chose Spanish did so for a reason. The one sentence that must be understood is this one.

Bad

    night:
      kind: voicemail
      prompt:
        en: In an emergency, hang up and dial 911. Or leave a message. We call back within 30 minutes.
        es: Deje un mensaje. Le devolveremos la llamada en 30 minutos.

Good

    en: In an emergency, hang up and dial 911. Or leave a message. We call back within 30 minutes.
    es: En caso de emergencia, marque el 911. O deje un mensaje. Le devolveremos la llamada en 30 minutos.

How to mend it

Say the instruction in each language the file offers, or in all of them in the first greeting.

Source

HRSA Health Center Program Compliance Manual, chapter 7 (coverage after hours includes patients with limited
English). It binds health centers under that program; last revised 2023-04-14 as far as is known. Read on
2026-11-21 in a stored copy. That it holds for this sentence above all is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.after_hours import asked_untold, closed_hours, still_untold
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import language_names

CODE = "IVR725"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "healthcare"


def find(facts: Facts) -> Iterator[Hit]:
    """The steps at which callers have been told in the first language, but not in others."""
    main, *others = facts.menu.languages
    bare = {facts.graph.step_of(node) for node in asked_untold(facts, main)} if others else set()
    found: dict[str, list[tuple[str, int, int]]] = {}
    for language in others:
        for node, bits in asked_untold(facts, language).items():
            if (step := facts.graph.step_of(node)) not in bare:
                found.setdefault(step, []).append((language, node, bits))
    for step, missing in found.items():
        yield _hit(facts, step, missing)


def _hit(facts: Facts, step: str, missing: list[tuple[str, int, int]]) -> Hit:
    languages = list(dict.fromkeys(language for language, _, _ in missing))
    language, node, bits = missing[0]
    entries = ((number, start, closed_hours(facts)) for number, start in facts.graph.entries.items())
    search = Search(facts.graph, facts.watch, entries, still_untold(facts, language))
    return Hit(
        facts.at("steps", step, key=True),
        f"“{step}” would not meet after-hours standards: at that point nothing has told callers in "
        f"{language_names(languages)} what to dial in an emergency ({facts.when(bits)}).",
        "Say it in each language the file offers.",
        call=facts.tell(
            search.path(node, bits),
            f"In {language_names([language])} nothing has been said about emergencies.",
        ),
        cause=f"{step}:emergency",
        step=step,
    )
