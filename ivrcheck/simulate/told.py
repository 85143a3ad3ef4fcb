"""Sentences about what happens in a call and is not heard, beside what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivrcheck.callgraph.beats import rung
from ivrcheck.callgraph.move import Deed, Move

if TYPE_CHECKING:
    from ivrcheck.callgraph.graph import CallGraph

_UNTOLD = (Deed.PLAY, Deed.END, Deed.ON_DUTY, Deed.ROOM, Deed.AGAIN, Deed.ONWARD)
"""Moves of which what is heard says enough."""
_PLAIN = {
    Deed.OPEN: "It is open",
    Deed.CLOSED: "It is closed",
    Deed.HOLIDAY: "It is closed for a holiday",
    Deed.OFF_DUTY: "Nobody is on duty there at that moment",
    Deed.NO_ANSWER: "Nobody answers",
    Deed.BUSY: "The line is busy",
    Deed.TIMEOUT: "Nobody has answered",
    Deed.FULL: "There is no room",
    Deed.HANG_UP: "The caller hangs up",
}


def told(graph: CallGraph, move: Move) -> str:
    """What happens in a move, in a sentence; an empty text where there is nothing to tell."""
    if move.deed in _UNTOLD:
        return ""
    step = f" (“{graph.step_of(move.source)}”)."
    if move.deed in _PLAIN:
        return _PLAIN[move.deed] + step
    if move.deed is Deed.ANSWER:
        return _who(graph, move) + " answers" + step
    from ivrcheck.analysis.story import sentence

    return sentence(graph, move)


def _who(graph: CallGraph, move: Move) -> str:
    """Who answers: somebody of a team, a person, or a number."""
    body = graph.kind_of(move.source)
    who = move.detail or getattr(body, "who", "") or getattr(body, "team", "")
    if who in graph.menu.teams:
        return f"Somebody of {graph.menu.name_of(who)}"
    return rung(graph, move, body) or "Somebody"
