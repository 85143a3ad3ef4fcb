"""What stands around the exported dialplan: those who call, the office that is rung, and the way in.

An exported menu is left as it is. Its administrator says how phones are reached, and so does this, in the
same place: the global variables. The way in stands where an export reads the clock and the number dialled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ivrcheck.convert.asterisk_out.plain_steps import answer_word
from ivrcheck.convert.asterisk_out.sounds import tongue
from ivrcheck.menu.kinds import Lookup
from tests.switch.calls import Planned
from tests.switch.menus import Menu

_AROUND = """\
[h-caller]
exten => _[cfnw]X!,1,Answer()
 same => n,Wait(600)
[h-press]
exten => p,1,Answer()
 same => n,Wait(20)
[h-office]
exten => _[a-z]!,1,Set(WHERE=${MASTER_CHANNEL(CONTEXT)})
 same => n,Goto(h-${IF($["${AT_${WHERE}}" = ""]?no:${AT_${WHERE}})},s,1)
[h-yes]
exten => s,1,Answer()
 same => n,Wait(0.2)
 same => n,SendDTMF(1,60,100)
 same => n,Wait(1.5)
[h-mailbox]
exten => s,1,Answer()
 same => n,Wait(30)
[h-no]
exten => s,1,Wait(60)
[h-busy]
exten => s,1,Busy(5)
"""


def files_for(menus: Iterable[Menu], calls: Iterable[Planned]) -> dict[str, str]:
    """Everything the switch reads for some calls to some menus."""
    menus = list(menus)
    by_name = {menu.name: menu for menu in menus}
    queues = "".join(re.sub(r",PJSIP/\S+$", "", menu.files["queues.conf"], flags=re.M) for menu in menus)
    phones = "".join(line for menu in menus for line in _phones(menu))
    way_in = "".join(line for call in calls for line in _way_in(by_name[call.menu], call))
    return {
        "extensions.conf": f"[globals]\n{phones}{_AROUND}[h-enter]\n{way_in}"
        + "\n".join(menu.files["extensions.conf"] for menu in menus),
        "queues.conf": "[general]\n" + queues,
        "voicemail.conf": "[general]\nformat=wav\nmaxsecs=20\n"
        + "".join(menu.files["voicemail.conf"] for menu in menus),
    }


def _phones(menu: Menu) -> Iterator[str]:
    for person in menu.phone.menu.people:
        yield f"PHONE_{menu.name}_{person}=Local/{person}@h-office/n\n"
    for step, body in menu.phone.menu.steps.items():
        if body.kind == "transfer":
            yield f"LINE_{menu.name}_{step}=Local/{step}@h-office/n\n"


def _way_in(menu: Menu, call: Planned) -> Iterator[str]:
    """A call comes in at its moment: what the entry of the export does, with that moment for the clock."""
    zone = menu.phone.menu.timezone or "UTC"
    yield f"exten => {call.id},1,Set(CHANNEL(language)={tongue(menu.phone.menu.languages[0])})\n"
    yield f" same => n,Set(TESTTIME()={call.moment:%Y/%m/%d %H:%M:%S} {zone})\n"
    yield f" same => n,Set(IVR_NOW={call.moment:%Y%m%d%H%M})\n"
    yield f" same => n,Gosub({menu.base}.clock,s,hours)\n"
    for step, said in call.office.items():
        body = menu.phone.menu.steps[step]
        if isinstance(body, Lookup):
            words = {one: answer_word(number, one) for number, one in enumerate(body.answers, 1)}
            yield f" same => n,Set(DB({menu.base}/{step})={words.get(said, '')})\n"
        else:
            yield f" same => n,Set(__AT_{menu.base}-{step}={said})\n"
    number = re.sub(r"[^0-9+*#]", "", call.number)
    yield f" same => n,Goto({menu.base},{number},in)\n"
