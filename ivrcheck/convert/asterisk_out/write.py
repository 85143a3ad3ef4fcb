"""Puts a menu together for Asterisk: its steps one by one, then what they asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.asterisk_out import asking, office, plain_steps, ringing
from ivrcheck.convert.asterisk_out.desk import Desk, Lasting
from ivrcheck.convert.asterisk_out.dialplan import Context
from ivrcheck.convert.asterisk_out.files import head, mailboxes, queues, until
from ivrcheck.convert.asterisk_out.names import dialled
from ivrcheck.convert.asterisk_out.sounds import tongue
from ivrcheck.convert.exported import RECORDINGS, Exported
from ivrcheck.convert.ways import Ways, spinning

_WRITERS: dict[str, Callable[[Desk, Ways, Context, Any], None]] = {
    "play": plain_steps.play,
    "menu": asking.menu,
    "hours": plain_steps.hours,
    "ring": ringing.ring_step,
    "queue": ringing.queue,
    "transfer": ringing.transfer,
    "voicemail": plain_steps.voicemail,
    "callback": asking.callback,
    "collect": asking.collect,
    "lookup": plain_steps.lookup,
    "retry": plain_steps.retry,
    "directory": asking.menu,
    "language": plain_steps.language,
    "hangup": plain_steps.hangup,
}


def _as_it_is(seconds: float) -> float:
    return seconds


def export(graph: CallGraph, stem: str, pace: Pace, lasting: Lasting = _as_it_is) -> Exported:
    """Write a menu as Asterisk's dialplan and what belongs to it.

    ``lasting``: how long on the switch some seconds of the menu are; the tests on a real one go faster.
    """
    desk = Desk(graph, stem, pace, lasting)
    spin = spinning(graph)
    entries = _entries(desk)
    for step in graph.steps:
        _step(desk, step, step in spin)
    office.people(desk)
    office.clock(desk)
    desk.contexts[entries.name] = entries
    files = {
        "extensions.conf": _dialplan(desk),
        "queues.conf": queues(desk),
        "voicemail.conf": mailboxes(desk),
        RECORDINGS: desk.sounds.text(),
    }
    return Exported(files, tuple(dict.fromkeys(desk.losses)), len(desk.sounds.list))


def _entries(desk: Desk) -> Context:
    """The context calls come in to, with an extension for each number."""
    context = Context(
        desk.names.base,
        ("Calls come in here. Let your trunk send them to this context, with the number that was dialled.",),
    )
    for number, entry in desk.menu.entry.items():
        extension = dialled(number)
        if not extension:
            desk.lost("", f"The number {number} has no digits, so no call can come in to it.")
            continue
        start = context.exten(extension).add("Answer()")
        start.add(f"Set(CHANNEL(language)={tongue(desk.menu.languages[0])})")
        start.add(f"Gosub({desk.names.own('clock')},s,1)")
        start.add(f"Goto({desk.names.step(entry.to)},s,1)", "in")
        if extension.startswith("+"):
            context.exten(extension[1:]).add(f"Goto({extension},1)", note="the same without its plus sign")
    return context


def _step(desk: Desk, step: str, spins: bool) -> None:
    """The context of a step."""
    ways = Ways(desk.graph, step)
    notes = [ways.body.label or "", ways.body.note or ""]
    prompt = getattr(ways.body, "prompt", None)
    notes += [prompt.words(ways.languages[0])] if prompt else []
    context = desk.context(desk.names.step(step), *notes)
    if spins:
        context.exten("s").add("Wait(1)", note="calls can go round here for ever: not at full speed")
    _WRITERS[ways.body.kind](desk, ways, context, ways.body)
    long = [key for key in ways.keys if len(key) > 1]
    if ways.body.kind == "queue" and long:
        reason = (
            f"While a caller holds, Asterisk takes single keys only; {', '.join(long)} works in the prompt."
        )
        desk.lost(step, reason)


def _dialplan(desk: Desk) -> str:
    """The dialplan: where calls come in, then the steps in the order of the file, then what they share."""
    first = [desk.contexts.pop(desk.names.base)]
    steps = [desk.contexts.pop(desk.names.step(step)) for step in desk.graph.steps]
    parts = [
        head(
            desk,
            "Put this line into extensions.conf: #include ivrcheck/extensions.conf",
            f"Dates are written down until {until(desk)}: write it anew before that. After it, the usual",
            "week goes on, and nobody knows of holidays, absences and turns any more.",
        )
    ]
    everything = (*first, *steps, *desk.contexts.values())
    return "\n".join([*parts, *(context.text() for context in everything)])
