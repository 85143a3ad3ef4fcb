"""What each rule that tells a call says about it, to be held against that call made again.

A claim looks at the call as the replayer made it, at the finding's sentences, and at the menu; never at the
search that found the call. Where a rule says that something cannot be had, the moves from there on are
gone through one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import broken_promises
from ivrcheck.analysis.ringing import rings_for
from ivrcheck.callgraph.move import Deed, Move, Outcome, Party
from ivrcheck.callgraph.replay import Underway
from ivrcheck.finding import Finding, Severity, Trace
from ivrcheck.menu.kinds import Collect, Menu
from ivrcheck.rules.missing_translation import is_heard
from tests.analysis.made_again import ahead, circle, is_at, last_is, passes

Claim = Callable[[Facts, Finding, Underway, Trace], bool]

_HOLDS = {Deed.HOLD, Deed.TIMEOUT, Deed.FOREVER, Deed.MESSAGE}
_SILENT = {Deed.SILENCE, *_HOLDS}
_WRONG = {Deed.WRONG, Deed.DECLINE, *_SILENT}
_ZERO = {Deed.WRONG, Deed.DECLINE, Deed.TYPE, *_HOLDS}
_LOST = {"cut_off", "endless", "unowned_message"}


def lost(finding: Finding, call: Underway, trace: Trace) -> bool:
    """Whether a call comes by the step and ends without anybody having served the caller."""
    return passes(finding, call) and trace.end in _LOST


def _lost_by(deeds: set[Deed], key: str = "") -> Claim:
    """IVR104 to IVR106: a habit leads to a bad end, from the beginning or from the step that is named."""

    def claim(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
        named = re.match(r"A caller who gets to “(.*?)” ", finding.message)
        steps = [call.graph.step_of(move.source) for move in call.moves]
        starts = [n for n, step in enumerate(steps) if step == named[1]] if named else [0]
        habit = any(by_habit(call.moves[start:], deeds, key) for start in starts)
        return lost(finding, call, trace) and habit

    return claim


def by_habit(moves: Sequence[Move], deeds: set[Deed], key: str = "") -> bool:
    """Whether the caller does nothing but what a habit allows, and presses no key but one."""
    own = [move for move in moves if move.party is Party.CALLER]
    return all(move.deed in deeds or (move.deed is Deed.KEY and move.detail == key) for move in own)


def nobody_ahead(call: Underway) -> bool:
    return Outcome.PERSON not in ahead(call)


def is_closed(facts: Facts, call: Underway) -> bool:
    """Whether nobody is at work when the call arrives."""
    return not facts.working >> call.period & 1


def _nothing_to_be_had(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR107: in closed hours; lost or just arrived where there is nothing, else told and let go."""
    if finding.severity is Severity.WARNING:
        fine = trace.end in ("resolved", "")
    else:
        fine = trace.end in _LOST or not trace.turns
    return fine and is_closed(facts, call) and call.number in finding.message


def _missing_key(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR204: there, in the language in which it is said, the key is none of the moves."""
    found = re.match(r".* tells callers to (?:press|dial|enter) (\S+) \(“(.*?)…?”\), but ", finding.message)
    assert found, finding.message
    key, words = found.groups()
    body, language = call.graph.kind_of(call.node), call.graph.language_of(call.node)
    prompts = [getattr(body, "prompt", None)]
    prompts += [getattr(getattr(body, field, None), "prompt", None) for field in ("no_input", "no_match")]
    said = any(words in " ".join(prompt.words(language).split()) for prompt in prompts if prompt)
    taken = {move.detail for move in call.possible() if move.deed is Deed.KEY}
    return is_at(finding, call) and said and key not in taken


def _zero_goes_round(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR201: from the menu on only 0 is pressed, and that goes round in menus without end."""
    first = next(place for place, move in enumerate(call.moves) if _presses(call, move, finding.step, "0"))
    own = [move for move in call.moves[first:] if move.party is Party.CALLER]
    round_ = {call.graph.kind_of(move.source).kind for move in circle(call, trace)}
    return all(move.deed in (Deed.KEY, Deed.WRONG) for move in own) and bool(round_) and "ring" not in round_


def _presses(call: Underway, move: Move, step: str, key: str) -> bool:
    return move.deed is Deed.KEY and move.detail == key and call.graph.step_of(move.source) == step


def _zero_not_a_person(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR203: 0 is pressed in the menu, and the call ends, but not with a person."""
    pressed = any(_presses(call, move, finding.step, "0") for move in call.moves)
    wanted = {"message", "callback"} if finding.severity is Severity.ADVICE else {*_LOST, "gave_up"}
    return pressed and trace.end in wanted


def _asked_again(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR218, IVR706: the same has been typed before, and the call is at the question again."""
    typed = {call.graph.step_of(move.source) for move in call.moves if move.deed is Deed.TYPE}
    asked = {_asks(facts, step) for step in typed}
    return is_at(finding, call) and (_asks(facts, finding.step) in asked or finding.step in typed)


def _asks(facts: Facts, step: str) -> str:
    body = facts.menu.steps[step]
    return " ".join((body.asks_for or "").lower().split()) if isinstance(body, Collect) else ""


def _only_typing(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR219: the call ends with a person, the number was typed, and without typing there is nobody."""
    typed = any(m.deed is Deed.TYPE and call.graph.step_of(m.source) == finding.step for m in call.moves)
    without = ahead(call, Deed.TYPE, anew=True)
    return typed and trace.end == "person" and Outcome.PERSON not in without


def _nothing_heard(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR220: at the step, where one of the prompts says nothing in the language of the call."""
    body, language = call.graph.kind_of(call.node), call.graph.language_of(call.node)
    prompts = [getattr(body, "prompt", None)]
    prompts += [getattr(getattr(body, field, None), "prompt", None) for field in ("no_input", "no_match")]
    return is_at(finding, call) and any(one and not is_heard(one, language) for one in prompts)


def _breaks(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR303: a message is left or a call back booked there, at the moment whose promise breaks."""
    left = broken_promises(facts)[finding.step].left
    taken = last_is(finding, call, Deed.MESSAGE, Deed.BOOK, Deed.ANSWER)
    return taken and trace.end in ("message", "callback") and datetime.fromisoformat(trace.moment) == left


def _menus_before(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR210: so many menus are gone through before the person."""
    kinds = (call.graph.kind_of(move.source) for move in call.moves if move.party is Party.CALLER)
    count = sum(isinstance(step, Menu) for step in kinds)
    said = re.search(r"through (\d+) menus", finding.message)
    return passes(finding, call) and trace.end == "person" and said is not None and count >= int(said[1])


def _rings_long(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR510: from the first phone on it rings longer than allowed, and the caller has no choice."""
    first = next(n for n, move in enumerate(call.moves) if call.graph.step_of(move.source) == finding.step)
    rung = [
        [rings_for(call.graph, move) for move in call.moves[start:]]
        for start in range(first, len(call.moves))
        if all(move.party is not Party.CALLER for move in call.moves[start:])
    ]
    return any(sum(one) > facts.config.thresholds.max_ringing for one in rung)


def _next_mailbox(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR311: out of the one mailbox with a key, and a message left in another."""
    keys = [m for m in call.moves if m.deed is Deed.KEY and call.graph.step_of(m.source) == finding.step]
    other = call.graph.step_of(call.moves[-1].source) != finding.step
    return bool(keys) and other and trace.end in ("message", "unowned_message")


def _said_open(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR403: the step says open, and nobody there can answer, or nobody without a further choice."""
    alone = finding.message
    return last_is(finding, call, Deed.OPEN) and "says “open” while nobody" in alone


def _language(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR112: somebody answers in a language they do not speak; or from its choice on nobody does."""
    return trace.end == "person" or (last_is(finding, call, Deed.SWITCH) and nobody_ahead(call))


def _linked(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR110: the transfer dials a number of a menu that is checked."""
    put = [move for move in call.moves if move.deed is Deed.LINK]
    return any(call.graph.step_of(move.source) == finding.step for move in put)


def _no_message(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR703: neither a message nor a call back; where it still goes on, none lies ahead."""
    wanted = {Outcome.PERSON, Outcome.MESSAGE, Outcome.CALLBACK}
    return passes(finding, call) and not wanted & ahead(call)


def _not_urgent(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR722: no person, and no outside line."""
    return passes(finding, call) and not {Outcome.PERSON, Outcome.HANDED_OVER} & ahead(call, anew=True)


def _nobody_there(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    """IVR505: at the phone, where nobody answers at the time of the call."""
    body = facts.menu.steps[finding.step]
    who = {move.deed for move in call.graph.out[call.node] if move.periods >> call.period & 1}
    return is_at(finding, call) and body.kind in ("ring", "queue") and Deed.ON_DUTY not in who


def _ends_by_itself(*ends: str) -> Claim:
    """The step is passed, and the call ends like this."""
    return lambda facts, finding, call, trace: passes(finding, call) and trace.end in ends


def _happens(*deeds: Deed, end: str | None = None) -> Claim:
    """The last thing that happens, at the step; and how the call has ended then."""
    return lambda facts, finding, call, trace: (
        last_is(finding, call, *deeds) and (end is None or trace.end == end)
    )


def _at_step(facts: Facts, finding: Finding, call: Underway, trace: Trace) -> bool:
    return is_at(finding, call)


CLAIMS: dict[str, Claim] = {
    "IVR101": lambda facts, finding, call, trace: (
        passes(finding, call) and not trace.end and nobody_ahead(call)
    ),
    "IVR102": lambda facts, finding, call, trace: passes(finding, call) and trace.end in {*_LOST, "gave_up"},
    "IVR103": lambda facts, finding, call, trace: (
        passes(finding, call) and bool(circle(call, trace)) and ahead(call) <= {Outcome.GAVE_UP}
    ),
    "IVR104": _lost_by(_SILENT),
    "IVR105": _lost_by(_WRONG),
    "IVR106": _lost_by(_ZERO, "0"),
    "IVR107": _nothing_to_be_had,
    "IVR108": _ends_by_itself("person"),
    "IVR109": _happens(Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.CLOSED, Deed.TIMEOUT, end="cut_off"),
    "IVR110": _linked,
    "IVR112": _language,
    "IVR201": _zero_goes_round,
    "IVR203": _zero_not_a_person,
    "IVR204": _missing_key,
    "IVR206": lambda facts, finding, call, trace: (
        passes(finding, call) and trace.end not in ("person", "handed_over")
    ),
    "IVR210": _menus_before,
    "IVR218": _asked_again,
    "IVR219": _only_typing,
    "IVR220": _nothing_heard,
    "IVR222": _ends_by_itself("person"),
    "IVR223": lambda facts, finding, call, trace: last_is(finding, call, Deed.KEY),
    "IVR301": _happens(Deed.MESSAGE, Deed.ANSWER, end="unowned_message"),
    "IVR303": _breaks,
    "IVR304": _happens(Deed.MESSAGE, Deed.BOOK),
    "IVR309": _happens(Deed.FULL, end="cut_off"),
    "IVR310": _happens(Deed.MESSAGE, Deed.ANSWER, end="message"),
    "IVR311": _next_mailbox,
    "IVR403": _said_open,
    "IVR404": lambda facts, finding, call, trace: (
        is_closed(facts, call) and call.number in finding.message and trace.end in {*_LOST, "gave_up", ""}
    ),
    "IVR409": _happens(Deed.HOLD),
    "IVR501": _happens(Deed.FOREVER, end="endless"),
    "IVR502": _happens(Deed.TIMEOUT),
    "IVR503": _happens(Deed.FULL, end="cut_off"),
    "IVR505": _nobody_there,
    "IVR506": _at_step,
    "IVR507": _at_step,
    "IVR508": _happens(Deed.ANSWER, end="handed_over"),
    "IVR510": _rings_long,
    "IVR511": _happens(Deed.ANSWER, end="person"),
    "IVR512": _happens(Deed.NO_ANSWER),
    "IVR701": lambda facts, finding, call, trace: passes(finding, call) and trace.end != "person",
    "IVR702": _ends_by_itself("cut_off"),
    "IVR703": _no_message,
    "IVR704": _at_step,
    "IVR705": _at_step,
    "IVR706": _asked_again,
    "IVR721": _at_step,
    "IVR722": _not_urgent,
    "IVR723": _at_step,
    "IVR724": _ends_by_itself("person", "handed_over"),
    "IVR725": _at_step,
    "IVR741": _at_step,
    "IVR742": lambda facts, finding, call, trace: (
        passes(finding, call) and Outcome.PERSON not in ahead(call, anew=True)
    ),
    "IVR743": _ends_by_itself("cut_off", "resolved"),
    "IVR745": _at_step,
}
"""By the code of each rule that tells calls: what must be true of such a call."""
