"""The files beside the dialplan: queues, mailboxes, and what stands at the head of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from ivrcheck.convert.asterisk_out.desk import Desk
from ivrcheck.convert.asterisk_out.dialplan import plain
from ivrcheck.convert.asterisk_out.names import telephone
from ivrcheck.convert.asterisk_out.plain_steps import MOST_MESSAGES
from ivrcheck.hours.words import date_words
from ivrcheck.menu.kinds import Queue, Voicemail

MARK = "; Written by ivrcheck"
"""How a file of ours begins."""
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_LOCKED = "CHANGE-ME"
"""A password that no telephone can type: a mailbox stays shut until somebody gives it one."""


def head(desk: Desk, *sentences: str) -> str:
    """The first lines of a file."""
    what = f"{MARK} for {plain(desk.menu.name, 60)}. It is written anew each time, so change nothing in it."
    return "".join(f"{line}\n" for line in (what, *(f"; {sentence}" for sentence in sentences)))


def until(desk: Desk) -> str:
    """The last day an export is good for."""
    last = desk.graph.calendar.last - timedelta(days=1)
    return f"{date_words(last)} {last.year}"


def queues(desk: Desk) -> str:
    """The queues; each has the name of its step."""
    parts = [head(desk, "Queues. Put this line into queues.conf: #include ivrcheck/queues.conf")]
    for step in desk.queues:
        body = desk.menu.steps[step]
        assert isinstance(body, Queue)
        parts.append("".join(f"{line}\n" for line in _queue(desk, step, body)))
    return "\n".join(parts)


def _queue(desk: Desk, step: str, body: Queue) -> Iterator[str]:
    name = desk.names.step(step)
    yield f"[{name}]"
    if body.keys:
        yield f"context={name}"
    yield "strategy=ringall"
    yield f"timeout={desk.whole(20)}"
    yield f"retry={desk.whole(5)}"
    yield from ("autofill=yes", "ringinuse=no", "joinempty=yes", "leavewhenempty=no")
    if body.capacity:
        yield f"maxlen={body.capacity}"
    if body.announce:
        yield f"announce-position={'yes' if body.announce.position else 'no'}"
        yield f"announce-holdtime={'yes' if body.announce.wait else 'no'}"
        yield f"announce-frequency={desk.whole(body.announce.every or 60)}"
    where = desk.names.own("confirm" if body.confirm else "member")
    for person in _members(desk, body.team):
        extension = telephone(desk.menu.people[person].extension or "")
        state = f",PJSIP/{extension}" if extension else ""
        yield f"member => Local/{person}@{where}/n,0,{_field(desk.menu.people[person].name)}{state}"


def _members(desk: Desk, team: str) -> Iterator[str]:
    """Who may answer for a team: whoever its context in the dialplan can add."""
    add = f"{desk.names.own('add')},"
    for _, application, _ in desk.contexts[desk.names.own("who")].extensions[team].lines:
        if add in application:
            yield application.partition(add)[2].partition(",")[0]


def mailboxes(desk: Desk) -> str:
    """The mailboxes; each has the name of its step."""
    lines = [
        head(
            desk,
            "Mailboxes. Put this line into voicemail.conf: #include ivrcheck/voicemail.conf",
            f"Nobody can open a mailbox as long as its password is {_LOCKED}.",
        ),
        f"\n[{desk.names.base}]\n",
    ]
    for step in desk.mailboxes:
        body = desk.menu.steps[step]
        assert isinstance(body, Voicemail)
        owner = _field(desk.menu.name_of(body.owner)) if body.owner else "nobody"
        room = min(body.capacity or MOST_MESSAGES, MOST_MESSAGES)
        lines.append(f"{step} => {_LOCKED},{owner},{_addresses(desk, body)},,maxmsg={room}\n")
    return "".join(lines)


def _addresses(desk: Desk, body: Voicemail) -> str:
    """Where a message is written to: its owner, and whoever is to be told at once."""
    found: dict[str, None] = {}
    for who in filter(None, (body.owner, body.notify)):
        people = desk.menu.teams[who].members if who in desk.menu.teams else (who,)
        for person in people:
            email = desk.menu.people[person].email or ""
            if _ADDRESS.fullmatch(email):
                found[email] = None
    return "|".join(found)


def _field(text: str) -> str:
    """A text as one field among others: without a comma or what else divides them."""
    return plain(re.sub(r"[,|=<>]", " ", text), 60)
