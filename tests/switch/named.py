"""Calls worth a name: one for each thing that an export, the simulator or a switch could get wrong.

Each says itself what has to come of it. The simulator is held to it, and so is the switch.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System
from tests.analysis.test_agrees_with_player import facts_of
from tests.switch.calls import Asked, Planned, made
from tests.switch.menus import Menu, written

_TOP = """\
ivrcheck: 1
name: Named
country: US
timezone: America/New_York
languages: [en, es]
people:
  ann: {name: Ann Bell, extension: 201, hours: office, away: [2027-03-08/2027-03-12], cover: bob}
  bob: {name: Bob Coe, phone: "+1 845 555 0111", hours: office}
  cat: {name: Cat Dee, extension: 203, hours: nights}
teams:
  desk: {members: [ann, bob]}
  night: {members: [cat]}
hours:
  office: {mon-fri: 09:00-17:00, holidays: US, open: {2026-12-31: 10:00-12:00}}
  nights: {mon-sun: 22:00-06:00, holidays: none}
"""
_MENUS = {
    "keys": """\
entry: {"+1 845 555 0100": main, "+1 845 555 0101": slow, "+1 845 555 0102": long, "+1 845 555 0103": second}
steps:
  main:
    kind: menu
    prompt: Press a key.
    keys: {1: one, 2: second, 123: three, "#": pound, "*": star}
    no_input: silent
    no_match: {to: wrong, prompt: That is no key., replaces: yes}
  second: {kind: menu, prompt: Press 5., keys: {5: one, 0: main, 9: end}, no_input: silent, no_match: wrong}
  slow: {kind: menu, prompt: Listen first., keys: {1: one}, barge_in: no, tries: 1, no_input: silent}
  long: {kind: play, prompt: A long story., then: second, barge_in: yes}
  one: {kind: hangup}
  three: {kind: hangup}
  pound: {kind: hangup}
  star: {kind: hangup, prompt: {es: Adiós.}}
  silent: {kind: hangup}
  wrong: {kind: hangup}
  end: {kind: hangup}
""",
    "phones": """\
entry: {"+1 845 555 0100": ring, "+1 845 555 0101": asked, "+1 845 555 0102": in_turn, "+1 845 555 0103": list, "+1 845 555 0104": own_line, "+1 845 555 0105": away_line, "+1 845 555 0106": nightly}
steps:
  ring: {kind: ring, who: desk, no_answer: nobody, busy: engaged}
  asked: {kind: ring, who: desk, confirm: yes, no_answer: nobody, busy: engaged}
  in_turn: {kind: ring, who: desk, strategy: in_turn, no_answer: nobody, busy: engaged}
  nightly: {kind: ring, who: night, no_answer: nobody}
  list:
    kind: directory
    prompt: Spell the name.
    who: [ann, cat]
    operator: ring
    no_answer: nobody
    no_input: silent
    no_match: wrong
  own_line: {kind: language, set: es, then: own_number}
  own_number: {kind: transfer, number: "845 555 0103"}
  away_line: {kind: transfer, number: "+1 845 555 0190", hours: office, no_answer: nobody}
  nobody: {kind: hangup}
  engaged: {kind: hangup}
  silent: {kind: hangup}
  wrong: {kind: hangup}
""",
    "clock": """\
entry: {"+1 845 555 0100": day, "+1 845 555 0101": late}
steps:
  day: {kind: hours, hours: office, open: opened, closed: shut, holiday: off}
  late: {kind: hours, hours: nights, open: opened, closed: shut}
  opened: {kind: hangup}
  shut: {kind: hangup}
  off: {kind: hangup}
""",
    "waiting": """\
entry: {"+1 845 555 0100": queue, "+1 845 555 0101": mailbox, "+1 845 555 0102": codes, "+1 845 555 0103": endless, "+1 845 555 0104": spanish}
steps:
  queue:
    kind: queue
    team: desk
    prompt: Please hold.
    keys: {1: out}
    capacity: 2
    full: crowded
    max_wait: 5m
    timeout: later
    closed: shut
    confirm: yes
  endless: {kind: queue, team: night, keys: {"*": out}}
  mailbox: {kind: voicemail, prompt: Leave a message., owner: desk, keys: {0: out}, capacity: 3, full: crowded, then: thanks}
  codes: {kind: voicemail, prompt: Leave a message., owner: desk, keys: {12: out}}
  spanish: {kind: language, set: es, then: silent_box}
  silent_box: {kind: voicemail, prompt: {en: Leave a message.}, owner: desk, keys: {0: out}}
  thanks: {kind: play, prompt: Thank you., then: out}
  out: {kind: hangup}
  crowded: {kind: hangup}
  later: {kind: hangup}
  shut: {kind: hangup}
""",
    "asking": """\
entry: {"+1 845 555 0100": number, "+1 845 555 0101": pin, "+1 845 555 0102": back, "+1 845 555 0103": switch, "+1 845 555 0104": round}
steps:
  number: {kind: collect, prompt: Your number., digits: 3-5, then: right, no_input: silent, no_match: wrong}
  pin:
    kind: collect
    prompt: Your PIN.
    digits: 4
    finish: "*"
    secret: yes
    tries: 2
    then: right
    no_input: {to: silent, tries: 1}
    no_match: {to: wrong, prompt: Again.}
  back: {kind: callback, prompt: "To be called back, press 1.", owner: desk, declined: no_thanks, no_input: silent}
  switch:
    kind: lookup
    question: Is it snowing?
    answers: {"yes; really": right, "no": wrong}
    error: silent
  round: {kind: retry, times: 2, again: story, then: right}
  story: {kind: play, prompt: {es: Un cuento.}, then: round}
  right: {kind: hangup}
  wrong: {kind: hangup}
  silent: {kind: hangup}
  no_thanks: {kind: hangup}
""",
}
_DAY = "2026-11-24 10:00"


class Named(NamedTuple):
    """A call and what must come of it. ``acts``: word by word; ``+`` between keys of one time."""

    name: str
    menu: str
    number: str
    acts: str
    comes: str
    """The steps, and behind a colon how it ends."""
    at: str = _DAY
    office: str = ""


NAMED = (
    Named("a key that begins another is taken after a pause", "keys", "0100", "1", "main one: hung up"),
    Named("a code of several keys", "keys", "0100", "123", "main three: hung up"),
    Named("part of a code and a pause is one wrong try", "keys", "0100", "12 12 12", "main wrong: hung up"),
    Named("keys without a pause are one wrong try", "keys", "0100", "4567 0 1", "main one: hung up"),
    Named("silent and wrong tries are counted apart", "keys", "0100", "wait 4 wait 4 #", "main pound: hung up"),
    Named("the third silent try moves on", "keys", "0100", "wait 4 wait 4 wait", "main silent: hung up"),
    Named("the third wrong try moves on", "keys", "0100", "wait 4 wait 4 4", "main wrong: hung up"),
    Named("tries are counted anew", "keys", "0100", "4 4 2 7 7 0 4 4 *", "main second main star: hung up"),
    Named("what is typed ahead is lost", "keys", "0100", "25 9", "main second end: hung up"),
    Named("a menu that cannot be interrupted", "keys", "0101", "1", "slow one: hung up"),
    Named("silence in one try", "keys", "0101", "", "slow silent: hung up"),
    Named("a story, then keys", "keys", "0102", "5", "long second one: hung up"),
    Named("hanging up", "keys", "0100", "hangup", "main: caller hung up"),
    Named("somebody answers", "phones", "0100", "", "ring: answered", office="ring=yes"),
    Named("nobody answers", "phones", "0100", "", "ring nobody: hung up", office="ring=no"),
    Named("engaged", "phones", "0100", "", "ring engaged: hung up", office="ring=busy"),
    Named("nobody on duty rings out", "phones", "0100", "", "ring nobody: hung up", "2026-11-24 17:00"),
    Named("whoever picks up presses 1", "phones", "0101", "", "asked: answered", office="asked=yes"),
    Named("a mailbox cannot press 1", "phones", "0101", "", "asked nobody: hung up", office="asked=mailbox"),
    Named("engaged behind a confirmation", "phones", "0101", "", "asked engaged: hung up", office="asked=busy"),
    Named("one after the other", "phones", "0102", "", "in_turn: answered", office="in_turn=yes"),
    Named("one after the other, engaged", "phones", "0102", "", "in_turn engaged: hung up", office="in_turn=busy"),
    Named("one after the other, nobody", "phones", "0102", "", "in_turn nobody: hung up", office="in_turn=no"),
    Named("the cover stands in", "phones", "0103", "201", "list: answered", "2027-03-09 10:00", "list=yes"),
    Named("a name on the keypad", "phones", "0103", "235", "list: answered", office="list=yes"),
    Named("who is dialled is off duty", "phones", "0103", "203", "list nobody: hung up", office="list=yes"),
    Named("the operator", "phones", "0103", "0", "list ring: answered", office="ring=yes"),
    Named("an own number is a new beginning", "phones", "0104", "0", "own_line own_number list ring: answered", office="ring=yes"),
    Named("a line that is closed", "phones", "0105", "", "away_line nobody: hung up", "2026-11-26 10:00", "away_line=yes"),
    Named("a line that is open", "phones", "0105", "", "away_line: answered", office="away_line=yes"),
    Named("after midnight", "phones", "0106", "", "nightly: answered", "2026-11-29 05:59", "nightly=yes"),
    Named("the last minute", "clock", "0100", "", "day opened: hung up", "2026-11-24 16:59"),
    Named("closing time", "clock", "0100", "", "day shut: hung up", "2026-11-24 17:00"),
    Named("a public holiday", "clock", "0100", "", "day off: hung up", "2026-11-26 10:00"),
    Named("a holiday falls on a Monday", "clock", "0100", "", "day off: hung up", "2027-07-05 10:00"),
    Named("a day with hours of its own", "clock", "0100", "", "day opened: hung up", "2026-12-31 11:59"),
    Named("and after them", "clock", "0100", "", "day shut: hung up", "2026-12-31 12:00"),
    Named("the night before", "clock", "0101", "", "late opened: hung up", "2026-11-24 03:00"),
    Named("six in the morning", "clock", "0101", "", "late shut: hung up", "2026-11-24 06:00"),
    Named("an hour that comes twice", "clock", "0101", "", "late opened: hung up", "2027-11-07 01:30"),
    Named("a queue that answers", "waiting", "0100", "", "queue: answered", office="queue=yes"),
    Named("held to the end", "waiting", "0100", "wait", "queue later: hung up", office="queue=no"),
    Named("a mailbox answers for the queue", "waiting", "0100", "wait", "queue later: hung up", office="queue=mailbox"),
    Named("a key out of the queue", "waiting", "0100", "5+1", "queue out: hung up", office="queue=no"),
    Named("a full queue", "waiting", "0100", "", "queue crowded: hung up", office="queue=full"),
    Named("a queue without anybody", "waiting", "0100", "", "queue shut: hung up", "2026-11-28 10:00"),
    Named("holding for ever", "waiting", "0103", "", "endless: endless"),
    Named("a key out of holding for ever", "waiting", "0103", "*", "endless out: hung up"),
    Named("a message", "waiting", "0101", "wait", "mailbox: message"),
    Named("a key out of a mailbox", "waiting", "0101", "4+0", "mailbox out: hung up"),
    Named("a full mailbox", "waiting", "0101", "", "mailbox crowded: hung up", office="mailbox=full"),
    Named("keys that are no code do nothing in a mailbox", "waiting", "0102", "4+12", "codes out: hung up"),
    Named("a key where nothing is said", "waiting", "0104", "0", "spanish silent_box out: hung up"),
    Named("a number and its end", "asking", "0100", "123#", "number right: hung up"),
    Named("a number and a pause", "asking", "0100", "1234", "number right: hung up"),
    Named("the longest number", "asking", "0100", "12345", "number right: hung up"),
    Named("too short a number", "asking", "0100", "12# 1 #", "number wrong: hung up"),
    Named("a star in a number", "asking", "0100", "12*45 123#", "number right: hung up"),
    Named("no number", "asking", "0100", "", "number silent: hung up"),
    Named("another key ends it", "asking", "0101", "12* 1234", "pin right: hung up"),
    Named("tries of its own for silence", "asking", "0101", "12# wait", "pin silent: hung up"),
    Named("a call back", "asking", "0102", "1", "back: booked"),
    Named("no call back", "asking", "0102", "#", "back no_thanks: hung up"),
    Named("nothing about a call back", "asking", "0102", "", "back silent: hung up"),
    Named("an answer with signs in it", "asking", "0103", "", "switch right: hung up", office="switch=yes; really"),
    Named("no answer to a lookup", "asking", "0103", "", "switch silent: hung up", office="switch=error"),
    Named("a round counted", "asking", "0104", "", "round story round story round right: hung up"),
)  # fmt: skip


def named_menus() -> dict[str, Menu]:
    """The menus of the named calls, by name."""
    return {
        name: written(f"n_{name}", name, Phone([System(facts_of(_TOP + text))]))
        for name, text in _MENUS.items()
    }


def named_call(menus: dict[str, Menu], place: int) -> Planned:
    """One of the named calls, as the simulator makes it."""
    named = NAMED[place]
    menu = menus[named.menu]
    office = dict([named.office.split("=", 1)]) if named.office else {}
    acts = [acted(word) for word in named.acts.split()]
    zone = menu.phone.system.calendar.zone
    moment = datetime.fromisoformat(named.at).replace(tzinfo=zone)
    return made(menu.phone, f"n{place}", menu.name, f"+1 845 555 {named.number}", moment, office, acts)


def acted(word: str) -> Asked:
    """What a caller does when asked once, as it is written down."""
    *noise, keys = word.split("+")
    return Asked(tuple(noise), "" if keys == "wait" else keys)
