"""Random calls to original dialplans, and what the simulator says of the menus that are made of them.

The way of a call is told by the lines of the dialplan that its steps are made of, since several steps can be
made of one line; and a line that comes again at once is told once, since a menu's tries are one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from ivrcheck.callgraph.move import Deed, Outcome
from ivrcheck.simulate.answers import choices_at
from ivrcheck.simulate.call import Call
from tests.judges.random_menus import moments
from tests.switch.originals import ZONE, Original

MOST_ACTS = 9
EDGES = (
    "2026-12-02T09:30", "2026-12-02T15:30", "2027-05-05T14:30", "2027-01-01T10:00", "2026-12-24T10:00",
    "2026-12-27T10:00", "2026-11-26T12:30", "2026-12-01T17:00", "2026-12-01T17:01", "2026-12-04T11:59",
    "2026-12-04T12:00", "2026-12-02T13:30", "2026-12-05T06:00", "2026-12-05T06:01", "2026-12-06T21:59",
    "2026-12-06T22:00", "2026-12-05T12:30", "2026-12-09T09:30",
)  # fmt: skip
"""Moments at which the times of these dialplans begin and end."""
ASKS = ("menu", "collect", "voicemail")
"""Kinds of steps at which a caller acts."""
_ENDS = {Deed.ANSWER: "answered", Deed.MESSAGE: "message", Deed.HANG_UP: "caller hung up"}


@dataclass(frozen=True, slots=True)
class Asking:
    """One call: what is done in it, and what the simulator says of it."""

    id: str
    file: str
    number: str
    moment: datetime
    office: Mapping[str, str]
    acts: tuple[str, ...]
    """Keys, ``wait`` or ``hangup``, each time the caller is asked; after that nothing any more."""
    steps: tuple[str, ...]
    way: tuple[str, ...]
    """The lines of its steps, each ``context,extension,priority``."""
    end: str
    asked: int
    """How often the caller is asked in a menu or for a number."""


def random_calls(originals: Sequence[Original], count: int, seed: int) -> Iterator[Asking]:
    """Random calls, the same number to each dialplan as far as they go."""
    rng = Random(seed)
    for number in range(count):
        one = originals[number % len(originals)]
        made = None
        while made is None or set(made.steps) & set(one.case.avoid):
            made = _random_call(rng, one, f"c{number}")
        yield made


def _random_call(rng: Random, one: Original, id: str) -> Asking:
    [moment] = moments(rng, 1)
    if rng.random() < 0.6:
        moment = datetime.fromisoformat(rng.choice(EDGES))
    office = _office(rng, one)
    number = rng.choice(list(one.entries))
    acts, most = list[str](), rng.randint(0, MOST_ACTS)
    stubborn = rng.choice("0123456789*#") if rng.random() < 0.2 else ""

    def act(call: Call) -> str:
        if len(acts) == most:
            return ""
        acts.append(stubborn if stubborn and call.kind == "menu" else _act(rng, call))
        return acts[-1]

    return _made(one, id, number, moment.replace(tzinfo=ZoneInfo(ZONE)), office, act, acts)


def again(one: Original, id: str, number: str, moment: datetime, office: Mapping[str, str],
          acts: Iterable[str]) -> Asking:  # fmt: skip
    """A call of which everything is said beforehand."""
    left, done = list(acts), list[str]()

    def act(call: Call) -> str:
        if not left:
            return ""
        done.append(left.pop(0))
        return done[-1]

    return _made(one, id, number, moment.replace(tzinfo=ZoneInfo(ZONE)), office, act, done)


def _made(
    one: Original,
    id: str,
    number: str,
    moment: datetime,
    office: Mapping[str, str],
    act: Callable[[Call], str],
    acts: Sequence[str],
) -> Asking:
    """A call in the simulator. ``act``: what the caller does next; ``acts``: all of it, in the end."""
    call = one.phone.call(moment, number, office)
    asked = 0
    while call.outcome is None:
        said = ""
        if call.is_callers_turn and call.kind in ASKS and (call.kind != "voicemail" or call.keys):
            asked += call.kind != "voicemail"
            said = act(call)
        if said == "hangup":
            call.hang_up()
        elif said and said != "wait":
            call.press(said)
        else:
            call.waited()
    graph = one.phone.system.graph
    nodes = [graph.entries[number], *(m.target for m in call.moves if graph.leads_on(m) and m.target >= 0)]
    steps = tuple(map(graph.step_of, nodes))
    end = "endless" if call.outcome is Outcome.ENDLESS else _ENDS.get(call.moves[-1].deed, "hung up")
    return Asking(id, one.name, number, moment, office, tuple(acts), steps, way_of(one, steps), end, asked)


def way_of(one: Original, steps: Iterable[str]) -> tuple[str, ...]:
    """The lines of some steps, each once where it comes again at once."""
    found: list[str] = []
    for step in steps:
        line = one.line_of(step)
        name = f"{line.context},{line.exten},{line.priority}" if line else ""
        if name and found[-1:] != [name]:
            found.append(name)
    return tuple(found)


def _office(rng: Random, one: Original) -> dict[str, str]:
    """What the office does: the same at all steps that are made of one line."""
    graph, said = one.phone.system.graph, dict[str, str]()
    by_line: dict[object, str] = {}
    for step in graph.steps:
        choices = choices_at(graph, step)
        if not choices or graph.menu.steps[step].kind in ("voicemail", "directory"):
            continue
        answers = one.case.answers.get(step)
        choices = [word for word in choices if word != "full" and (not answers or word in answers)]
        line = one.lines.get(step)
        word = by_line.setdefault(line, rng.choice(choices))
        said[step] = word if word in choices else choices[-1]
    return said


def _act(rng: Random, call: Call) -> str:
    """What a caller does when asked: nothing, something listed, or any one key."""
    draw = rng.random()
    if draw < 0.3:
        return "wait"
    if draw < 0.33:
        return "hangup"
    listed = [key for key in call.keys if key.isascii() and key[0] in "0123456789*#"]
    if call.kind == "voicemail":
        return rng.choice(listed)
    if call.kind == "collect":
        return "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 8))) + "#"
    return rng.choice([*listed, *listed, *listed, rng.choice("0123456789*#")])
