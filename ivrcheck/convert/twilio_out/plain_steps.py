"""Steps in which nobody is asked anything and no phone rings, as widgets."""

from __future__ import annotations

from ivrcheck.callgraph.move import Deed
from ivrcheck.convert.twilio_out.flow import HOST, Flow, key, plain
from ivrcheck.convert.twilio_out.ringing import asked_of_clock
from ivrcheck.menu.kinds import Hangup, Hours, Language, Lookup, Play, Retry


def play(flow: Flow, step: str, language: str, body: Play) -> None:
    """Something is heard."""
    if body.barge_in:
        flow.lost(step, "Twilio Studio says an announcement to its end; no key skips it.")
    then = flow.to(flow.ways[step].place(Deed.PLAY), language)
    flow.say(flow.name(step, language), flow.heard(step, language, body.prompt), then)


def hangup(flow: Flow, step: str, language: str, body: Hangup) -> None:
    """The call ends, perhaps after some words; without any, by a way that leads nowhere."""
    if flow.head(step, language):
        flow.say(flow.name(step, language), flow.heard(step, language, body.prompt), None)


def hours(flow: Flow, step: str, language: str, body: Hours) -> None:
    """The clock decides, as of the moment the call came in."""
    ways = flow.ways[step]
    flow.hours.setdefault(body.hours, 0)
    asked = asked_of_clock("hours", key(body.hours))
    matches = []
    if opened := ways.place(Deed.OPEN):
        matches.append(("equal_to", "open", "open", flow.to(opened, language)))
    if holiday := ways.move(Deed.HOLIDAY):
        flow.hours[body.hours] |= holiday.periods
        matches.append(("equal_to", "holiday", "holiday", flow.to(ways.place(Deed.HOLIDAY), language)))
    closed = ways.place(Deed.CLOSED) or opened
    flow.split(flow.name(step, language), asked, matches, flow.to(closed, language))


def language(flow: Flow, step: str, language: str, body: Language) -> None:
    """What follows is said in another language."""
    to = flow.to(flow.ways[step].place(Deed.SWITCH, body.set), body.set)
    flow.put(flow.name(step, language), {"language": body.set}, to)


def retry(flow: Flow, step: str, language: str, body: Retry) -> None:
    """Counts the rounds of this call; each language has its own, as in the call graph."""
    name, ways = flow.name(step, language), flow.ways[step]
    more = [
        ("less_than", str(body.times + 1), "again", flow.to(ways.place(Deed.AGAIN), language)),
    ]
    onward = flow.to(ways.place(Deed.ONWARD), language)
    flow.split(f"{name}_Rounds", f"{{{{flow.variables.{name}}}}}", more, onward)
    flow.put(name, {name: f"{{{{flow.variables.{name} | plus: 1}}}}"}, f"{name}_Rounds")


def lookup(flow: Flow, step: str, language: str, body: Lookup) -> None:
    """A Function answers; what it does not answer, or in other words, is an error."""
    flow.looks_up = True
    name, ways = flow.name(step, language), flow.ways[step]
    error = flow.to(ways.place(Deed.ERROR), language)
    flow.add(
        name, "run-function", {"success": f"{name}_Answer", "fail": error}, url=f"{HOST}/lookup",
        parameters=[{"key": "step", "value": step}],
    )  # fmt: skip
    matches = [
        ("equal_to", plain(answer), answer, flow.to(ways.place(Deed.LOOKUP, answer), language))
        for answer in body.answers
    ]
    flow.split(f"{name}_Answer", f"{{{{widgets.{name}.parsed.answer}}}}", matches, error)
