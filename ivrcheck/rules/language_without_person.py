"""A language is offered in which callers can never speak with a person, although they can in another.

Where the file says which languages people speak (“languages:”), somebody who does not speak it is no person
in that language. Somebody without “languages:” may speak any.

Why it matters

“Para español, oprima 2” is a promise. Who takes it up and only ever gets a recording, or somebody who does
not understand them, would have been better off without it.

Bad

    spanish: {kind: language, set: es, then: messages}

Or somebody answers, and does not speak it:

    people:
      mara: {name: Mara Quill, role: Owner, extension: 10, email: mara@quarrylane.example, languages: [en]}
      finn: {name: Finn Abbot, role: Mechanic, extension: 11, languages: [en]}

Good

    spanish: {kind: language, set: es, then: open_now}

How to mend it

Lead callers in this language to the people who answer the others, or to those among them who speak it. If
nobody does, do not offer it.

Source

This project's own reasoning, from the story of the animal hospital in menus/vet-trapped.yaml. Written on
2026-11-21.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.people import who_may_answer
from ivrcheck.callgraph.move import SERVED, Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.words import language_names

CODE = "IVR112"
LEVEL = Severity.ERROR
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """Every language that is offered, if a person can be reached in some of them and not in it."""
    if len(facts.menu.languages) < 2:
        return
    answers = _answers(facts)
    speaking = {language for language, move in answers if _is_spoken(facts, language, move)}
    for language, way in _offered(facts).items():
        if speaking and language not in speaking:
            deaf = next((move for spoken, move in answers if spoken == language), None)
            yield _hit(facts, language, way, deaf)


def _answers(facts: Facts) -> list[tuple[str, Move]]:
    """Every way somebody answers, with the language the caller hears by then."""
    return [
        (facts.graph.language_of(move.source), move)
        for move in facts.graph.into[Outcome.PERSON]
        if facts.arrivals.get(move.source, 0) & move.periods
    ]


def _is_spoken(facts: Facts, language: str, move: Move) -> bool:
    """Whether somebody who may answer speaks the caller's language, as far as anybody has written down."""
    body = facts.graph.kind_of(move.source)
    who = move.detail or getattr(body, "who", None) or getattr(body, "team", None)
    if not isinstance(who, str):  # an outside line: nobody has written down what they speak
        return True
    people = (facts.menu.people[id] for id in who_may_answer(facts.menu, who))
    return any(not one.languages or _short(language) in map(_short, one.languages) for one in people)


def _short(language: str) -> str:
    """``es`` for ``es-MX``."""
    return language.partition("-")[0].lower()


def _offered(facts: Facts) -> dict[str, Move | None]:
    """The languages callers can choose, each with the move that does; the first one may need none."""
    found: dict[str, Move | None] = {}
    for move in (move for moves in facts.graph.out.values() for move in moves if move.deed is Deed.SWITCH):
        if facts.arrivals.get(move.source):
            found.setdefault(move.detail, move)
    first = facts.menu.languages[0]
    if first not in found and _ends_in(facts, first):
        found[first] = None
    return found


def _ends_in(facts: Facts, language: str) -> bool:
    """Whether callers are served in a language that no step sets."""
    return any(
        facts.graph.language_of(move.source) == language and facts.arrivals.get(move.source, 0)
        for outcome in SERVED
        for move in facts.graph.into[outcome]
    )


def _hit(facts: Facts, language: str, way: Move | None, deaf: Move | None) -> Hit:
    step = facts.graph.step_of(way.source) if way else ""
    name = language_names([language])
    why = f"nobody who answers them speaks {name}" if deaf else "nobody ever answers them"
    return Hit(
        facts.at("steps", step, "set") if way else facts.at("languages"),
        f"Callers who choose {name} never get to speak with anybody, though other callers do: {why}.",
        f"Lead them to people who speak {name}, or do not offer it.",
        call=facts.tell(*_call(facts, way, deaf)),
        cause=_cause(facts, way) or f"language:{language}",
        step=step,
    )


def _call(facts: Facts, way: Move | None, deaf: Move | None) -> tuple[Path | None, str]:
    """The shortest call to somebody who does not speak it, or else to where the language is chosen."""
    last = deaf or way
    if last is None:
        return None, ""
    periods = last.periods & facts.attended or last.periods
    path = facts.search.path(last.source, periods) or facts.search.path(last.source, last.periods)
    whole = path and Path(path.number, (*path.moves, last), path.periods & last.periods)
    if deaf:
        return (
            whole,
            "They do not speak that language, and neither does anybody else who could answer.",
        )
    return whole, "Whatever the caller does from here, nobody ever answers in this language."


def _cause(facts: Facts, way: Move | None) -> str:
    """A menu in that language from which nobody is reached is the same fault (IVR101)."""
    from ivrcheck.rules.no_route_to_person import cause_at

    node, seen = (way.target if way else -1), set[int]()
    while node >= 0 and node not in seen:
        seen.add(node)
        if facts.graph.kind_of(node).kind == "menu":
            return cause_at(facts, facts.graph.step_of(node))
        moves = facts.graph.out[node]
        node = moves[0].target if len(moves) == 1 else -1
    return ""
