"""Phones, holding and mailboxes as widgets."""

from __future__ import annotations

from ivrcheck.callgraph.move import Deed
from ivrcheck.convert.twilio_out.flow import Flow, key
from ivrcheck.menu.kinds import Queue, Ring, Transfer, Voicemail
from ivrcheck.menu.numbers import dialled_abroad

CLOCK = "Clock"
"""The widget that asks the Function ``clock`` once, as a call comes in."""
NOBODY = "nobody"


def asked_of_clock(*keys: str) -> str:
    """What the clock said, as a variable of the flow."""
    return f"{{{{widgets.{CLOCK}.parsed.{'.'.join(keys)}}}}}"


def on_duty(flow: Flow, name: str, who: str, there: str | None, away: str | None) -> str:
    """Whether somebody who can be rung is on duty."""
    flow.rung[who] = None
    asked = asked_of_clock("ring", key(who))
    return flow.split(name, asked, [("equal_to", NOBODY, "nobody is on duty", away)], there)


def phones(flow: Flow, name: str, who: str, seconds: int, unanswered: str | None, busy: str | None) -> str:
    """Ring whoever is on duty, all at once; the first who picks up has the call."""
    flow.rung[who] = None
    to = asked_of_clock("ring", key(who))
    return dial(flow, name, "number-multi", to, seconds, unanswered, busy)


def dial(
    flow: Flow, name: str, noun: str, to: str, seconds: int, unanswered: str | None, busy: str | None
) -> str:
    """Connect the call to a number; one that was answered is over when it comes back."""
    after = f"{name}_Answered" if unanswered or busy else None
    flow.add(
        name, "connect-call-to", {"callCompleted": after, "hangup": None}, noun=noun, to=to,
        timeout=max(1, seconds), caller_id="{{contact.channel.address}}", record=False,
    )  # fmt: skip
    if after:
        ends: list[tuple[str, str, str, str | None]] = [
            ("matches_any_of", "completed,answered", "answered", None)
        ]
        if busy and busy != unanswered:
            ends.append(("equal_to", "busy", "busy", busy))
        flow.split(after, f"{{{{widgets.{name}.DialCallStatus}}}}", ends, unanswered)
    return name


def ring(flow: Flow, step: str, language: str, body: Ring) -> None:
    """The phones of a person or a team."""
    name, ways = flow.name(step, language), flow.ways[step]
    unanswered = flow.to(ways.place(Deed.NO_ANSWER) or ways.place(Deed.OFF_DUTY), language)
    busy = ways.place(Deed.BUSY)
    greeted = flow.greets(step, language)
    if ways.move(Deed.OFF_DUTY):
        there = f"{name}_{greeted}" if greeted else name
        on_duty(flow, f"{name}_Duty", body.who, there, unanswered)
    if greeted:
        flow.say(f"{name}_Greeting", flow.heard(step, language, body.prompt), name)
    engaged = flow.to(busy, language) if busy else unanswered
    phones(flow, name, body.who, body.for_, unanswered, engaged)
    if body.confirm:
        flow.lost(
            step, "Twilio Studio does not ask whoever picks up to press 1: a mailbox may take the call."
        )
    if body.strategy == "in_turn":
        flow.lost(step, "Twilio Studio rings all phones at once, not one after the other.")


def queue(flow: Flow, step: str, language: str, body: Queue) -> None:
    """Callers hold in a queue of Twilio's that is called as the step."""
    name, ways = flow.name(step, language), flow.ways[step]
    for is_said, reason in (
        (body.max_wait is not None, "does not take callers out of a queue after a time; they hold on"),
        (bool(body.keys), "takes no keys while a caller holds; they work during the prompt"),
        (body.capacity is not None, "does not say when a queue is full"),
        (body.announce is not None, "does not tell callers their place in the queue"),
        (body.confirm, "does not ask whoever picks up to press 1"),
    ):
        if is_said:
            flow.lost(step, f"Twilio Studio {reason}.")
    greeted = flow.greets(step, language)
    if ways.move(Deed.OFF_DUTY):
        there = f"{name}_{greeted}" if greeted else name
        away = flow.to(ways.place(Deed.OFF_DUTY), language)
        on_duty(flow, f"{name}_Duty", body.team, there, away)
    if greeted:
        greeting(flow, step, language, name)
    events = dict.fromkeys(("callComplete", "failedToEnqueue", "callFailure"))
    flow.add(name, "enqueue-call", events, queue_name=f"ivrcheck-{step}")


def greeting(flow: Flow, step: str, language: str, then: str) -> None:
    """What is said before holding, or before the tone: the step's keys lead on, others do nothing."""
    from ivrcheck.convert.twilio_out.asking import gather

    name, ways = f"{flow.name(step, language)}_Greeting", flow.ways[step]
    heard = flow.heard(step, language, getattr(flow.menu.steps[step], "prompt", None))
    if not ways.keys:
        flow.say(name, heard, then)
        return
    gather(flow, name, heard, 1, {"keypress": f"{name}_Keys", "speech": f"{name}_Keys", "timeout": then},
           max(map(len, ways.keys)))  # fmt: skip
    if len(heard) > 1:
        flow.lost(step, "Where keys are taken, Twilio speaks one language only; the first is heard.")
    leads = [("equal_to", key, key, flow.to(ways.place(Deed.KEY, key), language)) for key in ways.keys]
    flow.split(f"{name}_Keys", f"{{{{widgets.{name}.Digits}}}}", leads, then)


def transfer(flow: Flow, step: str, language: str, body: Transfer) -> None:
    """Another number. One of the menu's own is its first step at once."""
    name, ways = flow.name(step, language), flow.ways[step]
    if ways.move(Deed.CLOSED) and body.hours:
        flow.hours.setdefault(body.hours, 0)
        shut = flow.to(ways.place(Deed.CLOSED), language)
        asked = asked_of_clock("hours", key(body.hours))
        flow.split(f"{name}_Hours", asked, [("equal_to", "open", "open", name)], shut)
    if link := next((ways.place(*way) for way in ways.moves if way[0] is Deed.LINK), None):
        flow.put(name, {"number": "own"}, flow.to(link, language))
        return
    number = dialled_abroad(body.number, flow.menu.country)
    if not number:
        flow.lost(step, "Twilio dials telephone numbers in full; this is none, or an extension of an office.")
    unanswered = flow.to(ways.place(Deed.NO_ANSWER), language)
    dial(flow, name, "number", number or "CHANGE-ME", body.for_, unanswered, unanswered)


def voicemail(flow: Flow, step: str, language: str, body: Voicemail) -> None:
    """A message is recorded; it stands among the recordings of the account."""
    name = flow.name(step, language)
    if body.capacity is not None:
        flow.lost(step, "Twilio counts no messages: a mailbox there is never full.")
    then = flow.graph.afterwards(step)
    after = flow.head(then, language) if then else None
    heard = flow.heard(step, language, body.prompt)
    said = heard[0] if heard else {}
    if flow.greets(step, language):
        greeting(flow, step, language, name)
        said = {}
    events = {"recordingComplete": after, "noAudio": after, "hangup": None}
    flow.add(
        name, "record-voicemail", events, play_beep="true", timeout=5, finish_on_key="#", max_length=3600,
        trim="trim-silence", transcribe=False, **said,
    )  # fmt: skip
