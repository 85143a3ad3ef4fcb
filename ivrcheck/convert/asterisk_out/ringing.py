"""Phones: who is rung in a call, how each phone is reached, and what a ring, a queue and a transfer do."""

from __future__ import annotations

from ivrcheck.callgraph.keypad import PAUSE
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.seconds import USUAL_WAIT
from ivrcheck.convert.asterisk_out.desk import Desk
from ivrcheck.convert.asterisk_out.dialplan import Context, Extension
from ivrcheck.convert.asterisk_out.names import dialled, telephone, variable
from ivrcheck.convert.asterisk_out.sounds import tongue
from ivrcheck.convert.ways import Ways
from ivrcheck.menu.kinds import Queue, Ring, Transfer
from ivrcheck.menu.model import Person

_ASKS = "You have a call. To take it, press 1."
"""What whoever picks up hears where a step says ``confirm``."""
_NOBODY = '$["${IVR_DUTY}" = ""]'


def ring_step(desk: Desk, ways: Ways, context: Context, body: Ring) -> None:
    """Phones ring; nobody picks up, or it is engaged."""
    start = context.exten("s")
    if body.prompt:
        desk.hear(start, desk.said(ways, ("", body.prompt)), "Playback")
    unanswered = desk.to(ways.place(Deed.NO_ANSWER) or ways.place(Deed.OFF_DUTY))
    busy = ways.place(Deed.BUSY)
    in_turn = body.strategy == "in_turn"
    ring(desk, start, body.who, body.for_, unanswered, desk.to(busy) if busy else "", in_turn, body.confirm)


def ring(
    desk: Desk,
    exten: Extension,
    who: str,
    seconds: int,
    unanswered: str,
    busy: str = "",
    in_turn: bool = False,
    confirm: bool = False,
) -> None:
    """Ring those who are on duty. An answered call does not come back from ``Dial``."""
    exten.add(who_is_there(desk, who))
    exten.add(f"GotoIf({_NOBODY}?nobody)")
    phones = "IVR_ASKED" if confirm else "IVR_PHONES"
    if confirm:
        confirmed(desk)
    if in_turn:
        _one_by_one(desk, exten, phones, seconds, busy)
    else:
        exten.add(f"Dial(${{{phones}}},{desk.seconds(seconds)})")
        if busy:
            exten.add(f'GotoIf($["${{DIALSTATUS}}" = "BUSY"]?{busy})')
    exten.add(f"Goto({unanswered})")
    exten.add("Ringing()", "nobody", "nobody is on duty: it rings, and nobody picks up")
    exten.add(f"Wait({desk.seconds(seconds)})")
    exten.add(f"Goto({unanswered})")


def _one_by_one(desk: Desk, exten: Extension, phones: str, seconds: int, busy: str) -> None:
    """One phone after the other, each for its share of the time."""
    share = f"$[{desk.seconds(seconds)} / ${{FIELDQTY({phones},&)}}]"
    exten.add(f"Set(IVR_SHARE={share})").add("Set(IVR_BUSY=1)")
    exten.add(f"Dial(${{CUT({phones},&,1)}},${{IVR_SHARE}})", "next")
    exten.add('ExecIf($["${DIALSTATUS}" != "BUSY"]?Set(IVR_BUSY=0))')
    exten.add(f"Set({phones}=${{CUT({phones},&,2-)}})")
    exten.add(f'GotoIf($["${{{phones}}}" != ""]?next)')
    if busy:
        exten.add(f"GotoIf($[${{IVR_BUSY}}]?{busy})")


def who_is_there(desk: Desk, who: str) -> str:
    """Find out who is on duty, as of the moment the call came in: see ``office``."""
    desk.rung[who] = None
    return f"Gosub({desk.names.own('who')},{who},1)"


def queue(desk: Desk, ways: Ways, context: Context, body: Queue) -> None:
    """Callers hold; the queue has the name of the step's context, in which its keys lead on."""
    start = context.exten("s").add(who_is_there(desk, body.team))
    if closed := ways.place(Deed.OFF_DUTY):
        start.add(f"GotoIf({_NOBODY}?{desk.to(closed)})")
    full = desk.to(ways.place(Deed.FULL)) if body.capacity else ""
    if full:
        waiting = f"${{QUEUE_WAITING_COUNT({context.name})}}"
        start.add(f"GotoIf($[{waiting} >= {body.capacity}]?{full})")
    listen(desk, ways, context, body)
    wait = "" if body.max_wait is None else f",,,,{desk.whole(body.max_wait)}"
    start.add(f"Queue({context.name}{wait})", "hold")
    if full:
        start.add(f'GotoIf($["${{QUEUESTATUS}}" = "FULL"]?{full})')
    start.add(f"Goto({desk.to(ways.place(Deed.TIMEOUT))})")
    desk.queues.append(ways.step)
    if body.confirm:
        confirmed(desk)


def listen(desk: Desk, ways: Ways, context: Context, body: object) -> None:
    """Say what is said before holding, or before the tone: the step's keys lead on, others do nothing."""
    start, said = context.exten("s"), desk.said(ways, ("", getattr(body, "prompt", None)))
    keys = ways.keys
    if any(len(key) > 1 for key in keys):
        start.add(f"Set(TIMEOUT(digit)={desk.seconds(PAUSE)})")
        for key in ("i", *sorted({key[0] for key in keys} - {*keys})):  # what only begins a code, or is none
            context.exten(key).add("Goto(s,ask)")
    if keys:
        desk.hear(start, said, "Background", "ask", "m")
    else:
        desk.hear(start, said, "Playback", "ask")
    if keys and not all(said.values()):  # where nothing is said, there is a time for the keys all the same
        wait = f"WaitExten({desk.seconds(USUAL_WAIT)})"
        start.add(f'ExecIf($["${{IVR_SAY}}" = ""]?{wait})' if any(said.values()) else wait)
    desk.keys(context, ways)


def transfer(desk: Desk, ways: Ways, context: Context, body: Transfer) -> None:
    """Another number is rung, from this switch. One of the menu's own numbers is its first step at once."""
    start = context.exten("s")
    number = dialled(body.number)
    if body.hours and ways.place(Deed.CLOSED):
        desk.hours[body.hours] = None
        shut = f"$[${{{variable('OPEN', body.hours)}}} = 0]"
        start.add(f"GotoIf({shut}?{desk.to(ways.place(Deed.CLOSED))})")
    linked = next((desk.to(ways.place(*way)) for way in ways.moves if way[0] is Deed.LINK), "")
    if linked:
        start.add(f"Goto({linked})")
        return
    if not number:
        desk.lost(ways.step, "Its number has no digits, so Asterisk can dial nothing.")
    _find_phone(desk, start, desk.names.setting("LINE", ways.step), outside(desk, number))
    start.add(f"Dial(${{IVR_PHONE}},{desk.seconds(body.for_)})")
    start.add(f"Goto({desk.to(ways.place(Deed.NO_ANSWER))})")


def outside(desk: Desk, number: str) -> str:
    """A number outside the office, over the trunk."""
    return f"PJSIP/{number}@${{IVR_TRUNK}}"


def _find_phone(desk: Desk, exten: Extension, setting: str, usual: str) -> Extension:
    """Set ``IVR_PHONE`` to what an administrator has set, else to the usual."""
    exten.add(f"Set(IVR_PHONE=${{{setting}}})")
    return exten.add(f'ExecIf($["${{IVR_PHONE}}" = ""]?Set(IVR_PHONE={usual}))')


def phone(desk: Desk, who: str) -> str:
    """A subroutine that sets ``IVR_PHONE`` to how somebody is reached."""
    context = desk.context(
        desk.names.own("phone"),
        "How each phone is reached. To change one, set its variable among the globals of your own file.",
    )
    if who not in context.extensions:
        exten = context.exten(who)
        usual = "&".join(devices(desk, desk.menu.people[who]))
        _find_phone(desk, exten, desk.names.setting("PHONE", who), usual).add("Return()")
    return f"Gosub({context.name},{who},1)"


def devices(desk: Desk, person: Person) -> list[str]:
    """The phones of a person, as Asterisk usually knows them."""
    found = []
    if person.extension:
        if not telephone(person.extension):
            name = person.name
            desk.lost("", f"The extension of {name} has signs in it that no device is named with.")
        else:
            found.append(f"PJSIP/{telephone(person.extension)}")
    if person.phone:
        found.append(outside(desk, dialled(person.phone)))
    return found


def confirmed(desk: Desk) -> str:
    """The context in which somebody's phone rings, and whoever picks up must press 1 to take the call."""
    if not desk.press_one:
        language = desk.menu.languages[0]
        desk.press_one = desk.sounds.add(f"press-one-{tongue(language)}", language, _ASKS)
        context = desk.context(
            desk.names.own("press1"), "Whoever picks up presses 1 to take the call. A mailbox cannot."
        )
        start = context.exten("s").add(f"Read(IVR_KEY,{desk.press_one},1,,2,{desk.seconds(5)})")
        start.add('ExecIf($["${IVR_KEY}" != "1"]?Set(GOSUB_RESULT=CONTINUE))').add("Return()")
    return desk.names.own("confirm")
