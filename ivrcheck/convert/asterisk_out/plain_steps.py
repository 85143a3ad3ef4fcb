"""Steps in which nobody is asked anything and no phone rings, and the mailboxes."""

from __future__ import annotations

from ivrcheck.callgraph.move import Deed
from ivrcheck.convert.asterisk_out.asking import afterwards
from ivrcheck.convert.asterisk_out.desk import TYPING, Desk
from ivrcheck.convert.asterisk_out.dialplan import Context, plain
from ivrcheck.convert.asterisk_out.names import variable
from ivrcheck.convert.asterisk_out.ringing import listen
from ivrcheck.convert.asterisk_out.sounds import tongue
from ivrcheck.convert.ways import Ways
from ivrcheck.menu.kinds import Hangup, Hours, Language, Lookup, Play, Retry, Voicemail

MOST_MESSAGES = 9999
"""What Asterisk's mailboxes hold at most."""


def play(desk: Desk, ways: Ways, context: Context, body: Play) -> None:
    """Something is heard. A key that stops it is thrown away."""
    start, then = context.exten("s"), desk.to(ways.place(Deed.PLAY))
    desk.hear(start, desk.said(ways, ("", body.prompt)), "Background" if body.barge_in else "Playback")
    start.add(f"Goto({then})")
    if body.barge_in:
        context.exten("i").add(desk.quiet(TYPING)).add(f"Goto({then})")


def hangup(desk: Desk, ways: Ways, context: Context, body: Hangup) -> None:
    """The call ends."""
    start = context.exten("s")
    if body.prompt:
        desk.hear(start, desk.said(ways, ("", body.prompt)), "Playback")
    start.add("Hangup()")


def hours(desk: Desk, ways: Ways, context: Context, body: Hours) -> None:
    """The clock decides, as of the moment the call came in."""
    start = context.exten("s")
    desk.hours[body.hours] = None
    if opened := ways.place(Deed.OPEN):
        start.add(f"GotoIf($[${{{variable('OPEN', body.hours)}}}]?{desk.to(opened)})")
    if holiday := ways.move(Deed.HOLIDAY):
        desk.holidays[body.hours] = holiday.periods
        off = variable("HOLIDAY", body.hours)
        start.add(f"GotoIf($[${{{off}}}]?{desk.to(ways.place(Deed.HOLIDAY))})")
    if closed := ways.place(Deed.CLOSED):
        start.add(f"Goto({desk.to(closed)})")
    elif opened:
        start.add(f"Goto({desk.to(opened)})", note="never closed in the year this was written for")


def language(desk: Desk, ways: Ways, context: Context, body: Language) -> None:
    """Prompts change language."""
    place = ways.place(Deed.SWITCH, body.set)
    start = context.exten("s").add(f"Set(CHANNEL(language)={tongue(body.set)})")
    start.add(f"Goto({desk.to(place._replace(language='') if place else None)})")


def lookup(desk: Desk, ways: Ways, context: Context, body: Lookup) -> None:
    """Data decides, or a switch somebody sets: the answer stands in the switch's own database."""
    own = desk.context(
        desk.names.own("lookup"),
        "What the menu looks up, each as a subroutine that sets IVR_ANSWER. As it stands, the answer is what",
        f"somebody has set: database put {desk.names.base} STEP ANSWER. Put your own query in its place.",
    )
    answers = {answer: answer_word(number, answer) for number, answer in enumerate(body.answers, 1)}
    meant = "; ".join(f"{said} means {answer}" for answer, said in answers.items() if said != answer)
    own.exten(ways.step).add(
        f"Set(IVR_ANSWER=${{DB({desk.names.base}/{ways.step})}})",
        note=f"{body.question} {', '.join(answers.values())}{f' ({meant})' if meant else ''}",
    ).add("Return()")
    start = context.exten("s").add(f"Gosub({own.name},{ways.step},1)")
    for answer, said in answers.items():
        place = desk.to(ways.place(Deed.LOOKUP, answer))
        start.add(f'GotoIf($["${{IVR_ANSWER}}" = "{said}"]?{place})')
    start.add(f"Goto({desk.to(ways.place(Deed.ERROR))})")


def answer_word(number: int, answer: str) -> str:
    """An answer as it can be compared on the switch: itself, or its number where it has other signs in it."""
    safe = all(one.isalnum() or one in " ._-" for one in answer) and answer == answer.strip()
    return answer if safe and len(answer) <= 60 and answer == plain(answer) else f"answer-{number}"


def retry(desk: Desk, ways: Ways, context: Context, body: Retry) -> None:
    """Counts the rounds of this call; each language has its own, as in the call graph."""
    count = variable("ROUND", ways.step) + ("_${CHANNEL(language)}" if len(ways.languages) > 1 else "")
    start = context.exten("s").add(f"Set({count}=$[0${{{count}}} + 1])")
    start.add(f"GotoIf($[${{{count}}} <= {body.times}]?{desk.to(ways.place(Deed.AGAIN))})")
    start.add(f"Goto({desk.to(ways.place(Deed.ONWARD))})")


def voicemail(desk: Desk, ways: Ways, context: Context, body: Voicemail) -> None:
    """The greeting, during which the keys lead on, then the tone and the message."""
    start, box = context.exten("s"), f"{ways.step}@{desk.names.base}"
    if body.capacity:
        full = desk.to(ways.place(Deed.FULL))
        start.add(f"GotoIf($[${{VMCOUNT({box},INBOX)}} >= {body.capacity}]?{full})")
        if body.capacity > MOST_MESSAGES:
            desk.lost(ways.step, f"A mailbox of Asterisk holds {MOST_MESSAGES:,} messages at most.")
    listen(desk, ways, context, body)
    start.add(f"VoiceMail({box},s)", "hold")
    afterwards(desk, ways, start)
    desk.mailboxes.append(ways.step)
