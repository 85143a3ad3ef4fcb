"""After hours a clinician can only be reached by saying that it is an emergency.

Why it matters

A first-time mother with contractions, an old man with a new pain: they do not know whether it is an
emergency, and many decide that it is not. Those calls never reach anybody.

Bad

    prompt: >-
      If your life is in danger, dial 911. If this is an emergency, press 1. To leave a message, press 2.

Good

    prompt: >-
      If your life is in danger, dial 911. To speak with the doctor, press 1. To leave a message, press 2.

How to mend it

Offer the doctor on call to everybody who wants one: “To speak with the doctor on call, press 1.”

Source

D. Hildebrandt, J. Westfall, P. Smith, “After-hours telephone triage affects patient safety”, Journal of
Family Practice 52(3), 2003: of 91 practices 93 per cent made patients decide; 10 per cent of the calls were
never passed on, and doctors would have wanted about half of these at once. Read on 2026-11-21 in a stored
copy. A study: it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Search
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.solve import can_reach, goals
from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.menu.emergency import instruction_at, names_emergency
from ivrcheck.menu.kinds import AnyStep, Menu
from ivrcheck.menu.spoken import announced_keys
from ivrcheck.rules.after_hours import closed_hours
from ivrcheck.rules.hit import Hit

CODE = "IVR724"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "healthcare"


def find(facts: Facts) -> Iterator[Hit]:
    """The keys for emergencies without which nobody can be reached in closed hours."""
    spoken = {step for step, body in facts.menu.steps.items() if _speaks(facts, body)}
    nodes = (node for step in spoken for node in facts.graph.nodes_of(step) if node in facts.arrivals)
    declared = {move for node in nodes for move in facts.graph.out[node] if _declares(facts, move)}
    if not declared:
        return
    people = goals(facts.graph, [Outcome.PERSON, Outcome.HANDED_OVER])
    some = can_reach(facts.graph, people)
    without = can_reach(facts.graph, people, lambda move: move not in declared)
    seen = set()
    for number, node in facts.graph.entries.items():
        bits = closed_hours(facts) & some.get(node, 0) & ~without.get(node, 0)
        search = Search(facts.graph, facts.watch, [(number, node, bits)])
        path = (
            search.first((int(end), bits) for end in (Outcome.PERSON, Outcome.HANDED_OVER)) if bits else None
        )
        move = next((one for one in path.moves if one in declared), None) if path else None
        if move and (step := facts.graph.step_of(move.source)) not in seen:
            seen.add(step)
            yield Hit(
                facts.at("steps", step, "keys", move.detail),
                f"“{step}” lets callers reach a clinician only if they say that it is an emergency "
                f"({facts.when(bits)}): many do not know, and are not heard.",
                "Offer the clinician on call to everybody who wants one.",
                call=facts.tell(path),
                cause=f"{step}:declared",
                step=step,
            )


def _speaks(facts: Facts, step: AnyStep) -> bool:
    """Whether a menu has the word for an emergency anywhere."""
    if not isinstance(step, Menu):
        return False
    texts = [spoken.text or "" for spoken in step.prompt.everything()]
    texts += [option.label or "" for option in step.keys.values()]
    return any(names_emergency(text, language) for text in texts for language in facts.menu.languages)


def _declares(facts: Facts, move: Move) -> bool:
    """Whether pressing a key says that it is an emergency."""
    step = facts.graph.kind_of(move.source)
    if move.deed is not Deed.KEY or not isinstance(step, Menu):
        return False
    option, language = step.keys[move.detail], facts.graph.language_of(move.source)
    words = [option.label or "", *_purposes(facts.graph, step, move)]
    country = facts.menu.country
    return any(names_emergency(one, language) and instruction_at(one, country) is None for one in words)


def _purposes(graph: CallGraph, step: Menu, move: Move) -> Iterator[str]:
    """What the prompt says a key is for."""
    language = graph.language_of(move.source)
    for spoken in step.prompt.heard(language):
        for one in announced_keys(spoken.text or "", spoken.language or language):
            if one.key == move.detail:
                yield one.purpose
