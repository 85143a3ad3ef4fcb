"""Puts a menu together for FreeSWITCH: its steps one by one, then what they asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.asterisk_out.names import dialled
from ivrcheck.convert.exported import RECORDINGS, Exported
from ivrcheck.convert.freeswitch_out import steps
from ivrcheck.convert.freeswitch_out.clock import clock
from ivrcheck.convert.freeswitch_out.desk import CLOCK, END, Desk
from ivrcheck.convert.freeswitch_out.xml import Extension, text
from ivrcheck.convert.ways import spinning
from ivrcheck.hours.words import date_words

MARK = "<!-- Written by ivrcheck"
_WRITERS: dict[str, Callable[[Desk, str, str, Any, Extension], None]] = {
    "play": steps.play,
    "menu": steps.menu,
    "hours": steps.hours,
    "ring": steps.ring,
    "queue": steps.yours,
    "transfer": steps.transfer,
    "voicemail": steps.voicemail,
    "callback": steps.yours,
    "collect": steps.yours,
    "lookup": steps.lookup,
    "retry": steps.retry,
    "directory": steps.yours,
    "language": steps.language,
    "hangup": steps.hangup,
}


def export(graph: CallGraph, stem: str, pace: Pace) -> Exported:
    """Write a menu as FreeSWITCH's menus, and the dialplan that goes on after each of them."""
    desk = Desk(graph, stem, pace)
    spin = spinning(graph)
    _entries(desk)
    for step, ways in desk.ways.items():
        for language in ways.languages:
            here = desk.extension(desk.name(step, language), ways.body.label or "")
            if step in spin:
                here.act("sleep", "1000")  # calls can go round here for ever: not at full speed
            _WRITERS[ways.body.kind](desk, step, language, ways.body, here)
    clock(desk)
    desk.extension(END, "Where the menu does not say how a call goes on, it ends.").act("hangup")
    last = graph.calendar.last - timedelta(days=1)
    head = f"Written by ivrcheck for {desk.menu.name}. It is written anew each time, so change nothing in it."
    until = f"Its dates are good until {date_words(last)} {last.year}."
    files = {
        "dialplan.xml": text(desk.dialplan, desk.notes, head, until),
        "ivr_menus.xml": text(desk.menus, desk.notes, head),
        "directory.xml": text(_directory(desk), {}, head),
        RECORDINGS: desk.sounds.text(),
    }
    return Exported(files, tuple(dict.fromkeys(desk.losses)), len(desk.sounds.list))


def _entries(desk: Desk) -> None:
    """An extension for each number, with its plus sign and without."""
    for number, entry in desk.menu.entry.items():
        digits = dialled(number).replace("+", "")
        if not digits.isdecimal():
            desk.lost("", f"The number {number} has other signs than digits, so no call can come in to it.")
            continue
        here = Extension(desk.context, f"+{digits}", rf"^\+?{digits}$")
        language = desk.menu.languages[0]
        here.act("answer").act("set", "domain_name=$${domain}").act("set", f"default_language={language}")
        here.act("set", f"ivr_first={desk.name(entry.to, language)}").act("transfer", desk.at(CLOCK))


def _directory(desk: Desk) -> Element:
    """The mailboxes, as users of the switch; nobody can open one until it is given a password."""
    root = Element("include")
    for step in dict.fromkeys(desk.mailboxes):
        user = SubElement(root, "user", id=steps.mailbox(desk, step))
        params = SubElement(user, "params")
        SubElement(params, "param", name="vm-password", value="CHANGE-ME")
    return root
