"""Phones on FreeSWITCH: who is rung in a call, and how."""

from __future__ import annotations

from ivrcheck.analysis.people import who_may_answer
from ivrcheck.convert.asterisk_out.names import dialled, telephone
from ivrcheck.convert.freeswitch_out.desk import Desk, variable
from ivrcheck.convert.freeswitch_out.xml import Extension

_ASKS = "You have a call. To take it, press 1."
"""What whoever picks up hears where a step says ``confirm``."""


def ring_phones(
    desk: Desk,
    exten: Extension,
    who: str,
    seconds: int,
    unanswered: str,
    busy: str = "",
    in_turn: bool = False,
    confirm: bool = False,
) -> None:
    """Ring those who are on duty. An answered call does not come back from ``bridge``."""
    desk.rung[who] = None
    people = [one for one in who_may_answer(desk.menu, who) if desk.graph.calendar.answered_by(one).get(who)]
    exten.act("set", "ivr_phones=", at_once=True)
    between = "|" if in_turn else ","
    share = f"[leg_timeout={max(1, seconds // max(1, len(people)))}]" if in_turn else ""
    for person in people:
        phones = [f"{share}{phone}" for phone in devices(desk, person)]
        exten.when(f"${{{variable('on', who, person)}}}", "^1$")
        exten.act("set", f"ivr_phones=${{ivr_phones}}{between}{between.join(phones)}", at_once=True)
    exten.when("${ivr_phones}", "^.+$")
    exten.act("set", f"call_timeout={seconds}").act("set", "continue_on_fail=true")
    exten.act("set", "hangup_after_bridge=true")
    exten.act("bridge", f"{_confirmed(desk) if confirm else ''}${{ivr_phones:1}}")
    if busy:
        exten.act("transfer", f"${{cond(${{originate_disposition}} == USER_BUSY ? {busy} : {unanswered})}}")
    else:
        exten.act("transfer", unanswered)
    exten.otherwise("playback", f"tone_stream://%(2000,4000,440,480);loops={max(1, seconds // 6)}")
    exten.otherwise("transfer", unanswered)


def _confirmed(desk: Desk) -> str:
    """Whoever picks up must press 1 to take the call."""
    language = desk.menu.languages[0]
    file = next((one.file for one in desk.sounds.list if one.text == _ASKS), "")
    file = file or desk.sounds.add(f"press-one~{language}", language, _ASKS)
    return f"{{group_confirm_key=1,group_confirm_file={file}.wav}}"


def devices(desk: Desk, person: str) -> list[str]:
    """The phones of a person, as FreeSWITCH usually knows them."""
    body, found = desk.menu.people[person], []
    if body.extension:
        if not telephone(body.extension):
            desk.lost("", f"The extension of {body.name} has signs in it that no user is named with.")
        else:
            found.append(f"user/{telephone(body.extension)}@${{domain_name}}")
    if body.phone:
        found.append(outside(dialled(body.phone)))
    return found


def outside(number: str) -> str:
    """A number outside the office, over the gateway that is called “trunk”."""
    return f"sofia/gateway/trunk/{number}"
