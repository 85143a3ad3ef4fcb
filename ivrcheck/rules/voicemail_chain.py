"""By day, the way out of a mailbox leads to the next mailbox, and so on to no person.

A key that rings somebody first, and only then comes to a mailbox, is no chain. Nights are left out: at night
“press 2 for the accountant's mailbox” is a service.

Why it matters

Somebody who presses a key while a greeting plays wants to be spared the machine. If the key brings the next
greeting, and its key the next, they learn that the office does not want to be called.

Bad

    ana_messages:
      kind: voicemail
      prompt: This is Ana's mailbox. Leave a message, or press 0 for the office.
      owner: ana
      callback_within: 1 business day
      keys: {0: office_messages}

Good

    ana_messages:
      kind: voicemail
      prompt: This is Ana's mailbox. Leave a message, or press 0 for the office.
      owner: ana
      callback_within: 1 business day
      keys: {0: office}

How to mend it

Lead the key to somebody who answers. Their own mailbox may follow when they do not.

Source

This project's own reasoning.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping

from ivrcheck.analysis.daytime import by_day
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.walks import Stride, fewest
from ivrcheck.callgraph.move import Deed, Move, Outcome
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR311"
LEVEL = Severity.WARNING
DEPTH = 3

_RINGS = {"ring", "queue", "transfer", "directory"}


def find(facts: Facts) -> Iterator[Hit]:
    """Every mailbox with such a key that calls come to by day, once."""
    if not any(body.kind == "voicemail" and body.keys for body in facts.menu.steps.values()):
        return
    day = by_day(facts) & facts.attended
    mailboxes = _mailboxes_on(facts, day)
    for step, body in facts.menu.steps.items():
        if body.kind == "voicemail" and body.keys and (hit := _hit(facts, step, day, mailboxes)):
            yield hit


def _hit(facts: Facts, step: str, day: int, mailboxes: Mapping[int, tuple[str, ...]]) -> Hit | None:
    for node in facts.graph.stages[step]:
        bits = facts.arrivals.get(node, 0) & day
        if not bits or facts.person.get(node, 0) & bits:
            continue
        for move in facts.graph.out[node]:
            others = [one for one in mailboxes.get(move.target, ()) if one != step]
            if move.deed is Deed.KEY and others:
                return _say(facts, step, move, bits)
    return None


def _say(facts: Facts, step: str, key: Move, bits: int) -> Hit:
    path = _path(facts, step, key, bits)
    other = facts.graph.step_of(path.moves[-1].source) if path else ""
    labels = (Label(facts.at("steps", other, key=True), "the next mailbox"),) if other else ()
    return Hit(
        facts.at("steps", step, "keys", key.detail),
        f"Whoever presses {key.detail} to get out of the mailbox “{step}” comes to the next mailbox"
        f"{f' (“{other}”)' if other else ''}, and to no person ({facts.when(bits)}).",
        f"Lead {key.detail} of “{step}” to somebody who answers.",
        labels=labels,
        call=facts.tell(path),
        cause="chain:" + " ".join(sorted((step, other))),
        step=step,
    )


def _rings_nobody(facts: Facts, move: Move, bits: int) -> bool:
    """Whether a call goes on by a move at some time without anybody being rung."""
    if move.deed is Deed.DIAL or not move.periods & bits:
        return False
    return facts.graph.kind_of(move.source).kind not in _RINGS


def _mailboxes_on(facts: Facts, day: int) -> dict[int, tuple[str, ...]]:
    """For each node, the mailboxes some way on comes to before anybody is rung: two at most are enough."""
    found: dict[int, tuple[str, ...]] = {}
    queue = deque[int]()
    for move in (*facts.graph.into[Outcome.MESSAGE], *facts.graph.into[Outcome.UNOWNED_MESSAGE]):
        if facts.graph.kind_of(move.source).kind == "voicemail":
            found[move.source] = (facts.graph.step_of(move.source),)
            queue.append(move.source)
    while queue:
        node = queue.popleft()
        for move in facts.graph.into.get(node, ()):
            if not _rings_nobody(facts, move, day):
                continue
            old = found.get(move.source, ())
            new = tuple(dict.fromkeys((*old, *found[node])))[:2]
            if new != old:
                found[move.source] = new
                queue.append(move.source)
    return found


def _path(facts: Facts, step: str, key: Move, bits: int) -> Path | None:
    """The shortest call to the mailbox, out of it with the key, and into the next one."""
    path = facts.search.path(key.source, bits)
    if path is None:
        return None

    def onward(node: int) -> Iterator[Stride[int]]:
        for move in facts.graph.out.get(node, ()):
            same = move.target == Outcome.MESSAGE and facts.graph.step_of(node) == step
            if not same and _rings_nobody(facts, move, path.periods):
                yield move.target, facts.search.with_rounds(move, path.periods)

    ends = (Outcome.MESSAGE, Outcome.UNOWNED_MESSAGE)
    further = fewest(key.target, onward, lambda node: node in ends)
    if further is None:
        return None
    moves = (*path.moves, key, *further)
    periods = path.periods
    for move in further:
        periods &= move.periods
    return Path(path.number, moves, periods) if periods else None
