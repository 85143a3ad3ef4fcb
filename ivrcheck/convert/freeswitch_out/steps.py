"""What each kind of step becomes on FreeSWITCH."""

from __future__ import annotations

import re
from xml.etree.ElementTree import SubElement

from ivrcheck.callgraph.keypad import PAUSE, keypad
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.seconds import USUAL_RING, again, tries_of
from ivrcheck.convert.asterisk_out.names import dialled
from ivrcheck.convert.asterisk_out.plain_steps import answer_word
from ivrcheck.convert.freeswitch_out.desk import Desk, variable
from ivrcheck.convert.freeswitch_out.ringing import outside, ring_phones
from ivrcheck.convert.freeswitch_out.xml import Extension
from ivrcheck.menu import kinds

_YOURS = "What callers meet there is yours to set up, and not what was checked"


def play(desk: Desk, step: str, language: str, body: kinds.Play, here: Extension) -> None:
    """Something is heard; where a key may stop it, it is thrown away."""
    if sound := desk.said(step, language, body.prompt):
        here.act("set", f"playback_terminators={'any' if body.barge_in else 'none'}")
        here.act("playback", sound).act("set", "playback_terminators=none")
    here.act("transfer", desk.to(desk.ways[step].place(Deed.PLAY), language))


def hangup(desk: Desk, step: str, language: str, body: kinds.Hangup, here: Extension) -> None:
    """The call ends."""
    if sound := desk.said(step, language, body.prompt):
        here.act("playback", sound)
    here.act("hangup")


def menu(desk: Desk, step: str, language: str, body: kinds.Menu, here: Extension) -> None:
    """A menu; once it gives up, the dialplan goes on by whether the caller was silent or wrong."""
    codes, ways = keypad(desk.menu, body).codes, desk.ways[step]
    _losses(desk, step, body, {len(code) for code in codes}, "#" in "".join(codes))
    name = f"{desk.base}-{desk.name(step, language)}"
    desk.notes[name] = body.prompt.words(language)
    made = SubElement(
        desk.menus,
        "menu",
        {
            "name": name,
            "greet-long": desk.said(step, language, body.prompt),
            "timeout": str(body.wait * 1000),
            "inter-digit-timeout": str(int(PAUSE * 1000)),
            "max-failures": str(tries_of(body, False)),
            "max-timeouts": str(tries_of(body, True)),
            "digit-len": str(max(map(len, codes))),
        },
    )
    for code, (deed, detail) in codes.items():
        to = desk.to(ways.place(deed, detail), language)
        if deed is Deed.DIAL:
            to = desk.at(f"{desk.name(step, language)}~dial~{detail}")
        SubElement(made, "entry", action="menu-exec-app", digits=code, param=f"transfer {to}")
    here.act("ivr", name)
    silent, wrong = (desk.to(ways.place(deed), language) for deed in (Deed.SILENCE, Deed.WRONG))
    here.act("set", "ivr_gave_up=${ivr_menu_status}")
    here.act("transfer", desk.at(f"{desk.name(step, language)}~gave-up"))
    after = desk.extension(f"{desk.name(step, language)}~gave-up")
    after.when("${ivr_gave_up}", "^timeout$").act("transfer", silent).otherwise("transfer", wrong)
    for who in dict.fromkeys(detail for deed, detail in codes.values() if deed is Deed.DIAL):
        dial = desk.extension(f"{desk.name(step, language)}~dial~{who}")
        unanswered = ways.place(Deed.NO_ANSWER, who) or ways.place(Deed.OFF_DUTY, who)
        ring_phones(desk, dial, who, USUAL_RING, desk.to(unanswered, language))


def _losses(desk: Desk, step: str, body: kinds.Menu, lengths: set[int], pound: bool) -> None:
    for is_said, reason in (
        (len(lengths) > 1, "waits for more after each key where keys have different lengths, so that keys "
                           "which are pressed without a pause can be one wrong try together"),
        (pound, "can take # for the end of what is typed, and not for a key"),
        (any(option.says for option in body.keys.values()), "does not listen to words"),
        (not body.barge_in, "takes keys while a menu's prompt plays"),
        (any(again(body, silent)[0] for silent in (True, False)), "asks again in the same words"),
    ):  # fmt: skip
        if is_said:
            desk.lost(step, f"FreeSWITCH {reason}.")


def hours(desk: Desk, step: str, language: str, body: kinds.Hours, here: Extension) -> None:
    """The clock decides, as of the moment the call came in."""
    ways = desk.ways[step]
    desk.hours.setdefault(body.hours, 0)
    opened, closed = ways.place(Deed.OPEN), ways.place(Deed.CLOSED)
    if opened:
        here.when(f"${{{variable('open', body.hours)}}}", "^1$").act("transfer", desk.to(opened, language))
    if holiday := ways.move(Deed.HOLIDAY):
        desk.hours[body.hours] |= holiday.periods
        here.when(f"${{{variable('holiday', body.hours)}}}", "^1$")
        here.act("transfer", desk.to(ways.place(Deed.HOLIDAY), language))
    here.always().act("transfer", desk.to(closed or opened, language))


def ring(desk: Desk, step: str, language: str, body: kinds.Ring, here: Extension) -> None:
    """Phones ring; nobody picks up, or it is engaged."""
    ways = desk.ways[step]
    if sound := desk.said(step, language, body.prompt):
        here.act("playback", sound)
    here.act("transfer", desk.at(f"{desk.name(step, language)}~phones"))
    unanswered = ways.place(Deed.NO_ANSWER) or ways.place(Deed.OFF_DUTY)
    busy = ways.place(Deed.BUSY)
    ring_phones(
        desk,
        desk.extension(f"{desk.name(step, language)}~phones"),
        body.who,
        body.for_,
        desk.to(unanswered, language),
        desk.to(busy, language) if busy else "",
        body.strategy == "in_turn",
        body.confirm,
    )


def transfer(desk: Desk, step: str, language: str, body: kinds.Transfer, here: Extension) -> None:
    """Another number is rung over the trunk. One of the menu's own numbers is its first step at once."""
    ways = desk.ways[step]
    if body.hours and (shut := ways.place(Deed.CLOSED)):
        desk.hours.setdefault(body.hours, 0)
        here.when(f"${{{variable('open', body.hours)}}}", "^0$").act("transfer", desk.to(shut, language))
    here.always()
    if link := next((ways.place(*way) for way in ways.moves if way[0] is Deed.LINK), None):
        here.act("transfer", desk.to(link, language))
        return
    if not (number := dialled(body.number)):
        desk.lost(step, "Its number has no digits, so FreeSWITCH can dial nothing.")
    here.act("set", f"call_timeout={body.for_}").act("set", "continue_on_fail=true")
    here.act("set", "hangup_after_bridge=true").act("bridge", outside(number))
    here.act("transfer", desk.to(ways.place(Deed.NO_ANSWER), language))


def voicemail(desk: Desk, step: str, language: str, body: kinds.Voicemail, here: Extension) -> None:
    """A mailbox of the menu's own; what is said before the tone is the step's prompt."""
    if body.keys:
        desk.lost(step, "FreeSWITCH takes no keys of a menu while a mailbox speaks; callers leave a message.")
    if body.capacity is not None:
        desk.lost(step, "FreeSWITCH counts no messages: a mailbox there is never full.")
    if sound := desk.said(step, language, body.prompt):
        here.act("playback", sound)
    here.act("set", "skip_greeting=true").act("set", "skip_instructions=true")
    desk.mailboxes.append(step)
    here.act("voicemail", f"default ${{domain_name}} {mailbox(desk, step)}")
    then = desk.graph.afterwards(step)
    here.act("transfer", desk.at(desk.name(then, language))) if then else here.act("hangup")


def mailbox(desk: Desk, step: str) -> str:
    """What a step's mailbox is called."""
    return f"{desk.base}-{step}"


def lookup(desk: Desk, step: str, language: str, body: kinds.Lookup, here: Extension) -> None:
    """Data decides, or a switch somebody sets: the answer stands in the switch's own database."""
    ways = desk.ways[step]
    asked = f"${{db(select/{desk.base}/{step})}}"
    for number, answer in enumerate(body.answers, 1):
        word = re.escape(answer_word(number, answer))
        here.when(asked, f"^{word}$").act("transfer", desk.to(ways.place(Deed.LOOKUP, answer), language))
    here.always().act("transfer", desk.to(ways.place(Deed.ERROR), language))


def retry(desk: Desk, step: str, language: str, body: kinds.Retry, here: Extension) -> None:
    """Counts the rounds of this call, by a letter for each; each language has its own."""
    ways, rounds = desk.ways[step], variable("round", step, language.lower())
    here.act("set", f"{rounds}=${{{rounds}}}x", at_once=True)
    here.when(f"${{{rounds}}}", f"^x{{1,{body.times}}}$")
    here.act("transfer", desk.to(ways.place(Deed.AGAIN), language))
    here.otherwise("transfer", desk.to(ways.place(Deed.ONWARD), language))


def language(desk: Desk, step: str, language: str, body: kinds.Language, here: Extension) -> None:
    """Prompts change language."""
    here.act("set", f"default_language={body.set}")
    here.act("transfer", desk.to(desk.ways[step].place(Deed.SWITCH, body.set), body.set))


def yours(desk: Desk, step: str, language: str, body: kinds.AnyStep, here: Extension) -> None:
    """A step that is not written for FreeSWITCH: the call goes to an extension of the office's own."""
    what = {"queue": "A queue", "collect": "Typing a number", "callback": "A call back",
            "directory": "A directory"}[body.kind]  # fmt: skip
    own = f"{desk.base}-{step}"
    reason = f"{what} is not written for FreeSWITCH; calls would go to your own extension {own}. {_YOURS}."
    desk.lost(step, reason)
    here.act("transfer", f"{own} XML default")
