"""A ring, a bridged transfer or a directory call that leads nowhere when nobody answers."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR109"
LEVEL = Severity.ERROR
DEPTH = 0

_UNANSWERED = (Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.CLOSED)


def find(facts: Facts) -> Iterator[Hit]:
    """Every step that rings without saying what comes when nobody answers."""
    for step, body in facts.menu.steps.items():
        rings = body.kind in ("ring", "directory") or (body.kind == "transfer" and body.mode == "bridged")
        if rings and body.no_answer is None and facts.arrives(step):  # type: ignore[union-attr]
            yield _hit(facts, step)


def _hit(facts: Facts, step: str) -> Hit:
    return Hit(
        facts.at("steps", step, key=True),
        f"When nobody answers at “{step}”, the caller is cut off: nothing says where the call goes then.",
        f"Add “no_answer:” to “{step}”, leading to a mailbox with an owner or to somebody else.",
        call=facts.tell(_call(facts, step)),
        cause=f"{step}:no_answer",
        step=step,
    )


def _call(facts: Facts, step: str) -> Path | None:
    """The shortest call that nobody answers there."""
    found = []
    for node in facts.graph.stages[step]:
        for move in facts.graph.out[node]:
            if move.deed in _UNANSWERED and move.target == Outcome.CUT_OFF:
                found.append((node, move))
    found.sort(key=lambda pair: pair[1].deed is not Deed.NO_ANSWER)
    for node, move in found:
        if path := facts.search.path(node, move.periods):
            return _longer(path, move)
    return None


def _longer(path: Path, move: Move) -> Path:
    return Path(path.number, (*path.moves, move), path.periods & move.periods)
