"""Applications that ring somebody: phones, groups, queues, mailboxes, numbers outside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ivrcheck.convert.asterisk import freepbx
from ivrcheck.convert.asterisk.express import is_known
from ivrcheck.convert.asterisk.graph import Node, Ref
from ivrcheck.convert.asterisk.naming import called
from ivrcheck.convert.asterisk.state import State, argument, arguments
from ivrcheck.convert.draft import Treated
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

_NUMBER = re.compile(r"\+?[0-9*#]{2,20}")
_SHORT = 6
"""Digits of the longest extension; a longer number is one outside."""
_LONGEST = 100
_FOR_EVER = "1h"
"""How long a phone rings where nothing ends it; the longest a caller might wait."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One of those that are rung."""

    name: str
    """What the dialplan calls it, without passwords."""
    person: bool = False
    number: str = ""


def phone_of(target: str) -> Phone:
    """What a device of the dialplan is: a person's phone, a number outside, or not known."""
    tech, _, rest = target.strip().partition("/")
    rest = rest.partition("/n")[0] if tech.lower() == "local" else rest
    host = re.sub(r"[^/@]*:[^/@]*@", "@", rest)
    shown = f"{tech}/{host}"[:_LONGEST]
    if not is_known(target) or not rest:
        return Phone(shown.replace("\ue000", "…"))
    user, at, _ = rest.rpartition("@") if "@" in rest else (rest, "", "")
    head, slash, tail = host.partition("/")
    if slash:
        number = tail.partition("@")[0].partition("/")[0]
        return Phone(shown, number=number if _NUMBER.fullmatch(number) else "")
    if at:
        short = tech.lower() == "local" and len(user) <= _SHORT
        if _NUMBER.fullmatch(user):
            return Phone(user, True) if short else Phone(shown, number=user)
        return Phone(user if tech.lower() == "local" and "/" not in user else shown)
    if _NUMBER.fullmatch(head) and len(head) > _SHORT:
        return Phone(shown, number=head)
    return Phone(head[:_LONGEST], True)


def _person(explorer: Explorer, phone: Phone, node: Node) -> str:
    if phone.number:
        id = explorer.draft.id("people", phone.number, f"number {phone.number}")
        body = {"name": f"Number {phone.number}", "phone": phone.number}
        explorer.draft.put("people", id, body, node.line.at)
        return id
    if phone.name.isdigit():
        return explorer.draft.extension(phone.name, node.line.at)
    id = explorer.draft.id("people", phone.name, phone.name)
    explorer.draft.put("people", id, {"name": phone.name, "extension": phone.name}, node.line.at)
    return id


def _who(explorer: Explorer, phones: list[Phone], node: Node, label: str) -> str:
    """The person or the team that is rung."""
    if not phones or not all(phone.person or phone.number for phone in phones):
        named = " and ".join(phone.name for phone in phones) or node.line.text
        return explorer.draft.team(named, node.line.at, label or named)
    ids = list(dict.fromkeys(_person(explorer, phone, node) for phone in phones))
    if len(ids) == 1:
        return ids[0]
    source = "&".join(phone.name for phone in phones)
    team = explorer.draft.id("teams", source, label or " and ".join(phone.name for phone in phones[:3]))
    explorer.draft.put("teams", team, {"members": ids}, node.line.at)
    return team


def _seconds(text: str) -> str | None:
    whole = text.strip().partition(".")[0].partition("^")[0]
    return f"{int(whole[:6])}s" if whole.isdigit() and int(whole[:6]) else None


def dial(explorer: Explorer, node: Node) -> None:
    """One or more phones ring."""
    explorer.understood(node.line)
    given = arguments(explorer.value(node.line.args, node.state))
    if node.line.app == "retrydial":
        given = given[3:]
    options = argument(given, 2)
    phones = [phone_of(one) for one in argument(given, 0).split("&") if one.strip()]
    _rings(explorer, node, phones, _seconds(argument(given, 1)), "M(confirm" in options)


def _rings(
    explorer: Explorer, node: Node, phones: list[Phone], seconds: str | None, confirm: bool, label: str = ""
) -> None:
    ways = {
        status: explorer.ref(node.state.next().set(DIALSTATUS=status))
        for status in ("NOANSWER", "BUSY", "CHANUNAVAIL")
    }
    if len(phones) == 1 and phones[0].number:
        node.kind, node.label = "transfer", f"call {phones[0].number}"
        node.body = {"number": phones[0].number, "for": seconds or _FOR_EVER, "no_answer": ways["NOANSWER"]}
    elif len(phones) == 1 and not phones[0].person and "/" in phones[0].name and is_known(node.line.args):
        node.kind, node.label = "transfer", f"call {phones[0].name}"
        node.body = {"number": TODO, "for": seconds or _FOR_EVER, "no_answer": ways["NOANSWER"]}
        node.body["label"] = phones[0].name.replace("\ue000", "…")
    else:
        node.kind, node.label = "ring", f"ring {label or _label(explorer, node)}"
        node.body = {"who": _who(explorer, phones, node, label), "for": seconds or _FOR_EVER}
        if confirm:
            node.body["confirm"] = "yes"
        node.body |= {"no_answer": ways["NOANSWER"], "busy": ways["BUSY"], "_gone": ways["CHANUNAVAIL"]}
    if not seconds:
        node.comments["for",] = "no time is given: it rings for as long as the caller waits"


def _label(explorer: Explorer, node: Node) -> str:
    return called(explorer.plan, node.state, node.line)


# FreePBX's own


def extension(explorer: Explorer, node: Node) -> None:
    """A phone, and its mailbox when nobody answers: ``exten-vm,MAILBOX,EXTENSION``."""
    if node.state.stage == 5:
        return mailbox(explorer, node, freepbx.given(node.line.args, 0), node.state.next())
    explorer.understood(node.line)
    args = node.line.args
    box, number = freepbx.given(args, 0), freepbx.given(args, 1)
    seconds = freepbx.ring_seconds(explorer)
    node.kind, node.label = "ring", f"ring {number}"
    after = node.state.next().set(DIALSTATUS="NOANSWER")
    if box not in ("novm", ""):
        after = replace(node.state, stage=5)
    node.body = {"who": _person(explorer, Phone(number or "somebody", True), node)}
    node.body |= {"for": f"{int(seconds[:6])}s"} if seconds else {}
    node.body["no_answer"] = explorer.ref(after)
    return None


def group(explorer: Explorer, node: Node) -> None:
    """Phones that ring together or in turn: ``dial,SECONDS,OPTIONS,200-201-5551234#``."""
    explorer.understood(node.line)
    seconds, options, listed = (freepbx.given(node.line.args, number) for number in range(3))
    confirm = node.kind == "dial_confirm" or "M(confirm" in options
    phones = [
        Phone(one.rstrip("#"), True) if not one.endswith("#") else Phone(one, number=one.rstrip("#"))
        for one in freepbx.members(listed)
    ]
    _rings(explorer, node, phones, _seconds(seconds), confirm, _label(explorer, node))
    method = dict(node.state.variables).get("RingGroupMethod", "ringall")
    if node.kind == "ring" and not method.startswith("ringall") and is_known(method):
        node.body["strategy"] = "in_turn"


def mailbox_of(explorer: Explorer, node: Node) -> None:
    """FreePBX's own way to a mailbox: ``vm,MAILBOX,BUSY``."""
    options = {"BUSY": "b", "NOMESSAGE": "s"}.get(freepbx.given(node.line.args, 1), "u")
    mailbox(explorer, node, freepbx.given(node.line.args, 0), node.state.next(), options)


def trunk(explorer: Explorer, node: Node) -> None:
    number = freepbx.given(node.line.args, 1)
    explorer.understood(node.line)
    _rings(explorer, node, [Phone(number, number=number if _NUMBER.fullmatch(number) else "")], None, False)


def outside(explorer: Explorer, node: Node, target: str) -> bool:
    """A number that FreePBX dials from inside: ``from-internal,5551234,1``."""
    parts = target.split(",")
    if len(parts) != 3 or not parts[0].startswith("from-internal") or not _NUMBER.fullmatch(parts[1]):
        return False
    known = explorer.plan.find("ext-local", parts[1], 1)
    if known:
        node.kind, node.body["then"] = "play", explorer.ref(node.state.at("ext-local", parts[1], 1))
        node.heard, node.label = ("silence\x000",), f"extension {parts[1]}"
        explorer.understood(node.line)
        return True
    explorer.understood(node.line)
    node.kind, node.label = "transfer", f"call {parts[1]}"
    node.body = {"number": parts[1]}
    return True


# queues and mailboxes


def queue(explorer: Explorer, node: Node) -> None:
    explorer.understood(node.line)
    given = arguments(explorer.value(node.line.args, node.state))
    name = argument(given, 0).replace("\ue000", "") or "queue"
    seconds = _seconds(argument(given, 4))
    node.kind, node.label = "queue", f"queue {name}"
    node.body = {"team": explorer.draft.team(f"queue {name}", node.line.at, f"queue {name}")}
    if seconds:
        node.body["max_wait"] = seconds
        node.body["timeout"] = explorer.ref(node.state.next().set(QUEUESTATUS="TIMEOUT"))


def voicemail(explorer: Explorer, node: Node) -> None:
    given = arguments(explorer.value(node.line.args, node.state))
    boxes = [one.strip() for one in argument(given, 0).split("&")]
    options = argument(given, 1)
    first = boxes[0]
    if first[:1] in "us" and first[1:2].isdigit():
        first, options = first[1:], options + first[0]  # the form of old: VoiceMail(u200)
    mailbox(explorer, node, first, node.state.next().set(VMSTATUS="SUCCESS"), options)


def mailbox(explorer: Explorer, node: Node, box: str, after: State, options: str = "u") -> None:
    """A message can be left; the star goes to ``a``, where there is one."""
    explorer.understood(node.line)
    number, _, context = box.partition("@")
    shown = number.replace("\ue000", "").strip() or "somebody"
    greeting = "busy" if "b" in options else "unavail"
    sound = "beep" if "s" in options else f"voicemail/{context or 'default'}/{shown}/{greeting}"
    node.kind, node.label = "voicemail", f"mailbox {shown}"
    prompt: dict[str, Any] = {"audio": sound[:_LONGEST]}
    node.body = {"prompt": prompt, "_box": shown, "callback_within": TODO}
    keys: dict[str, Ref | None] = {}
    if explorer.plan.has(node.state.context, "a"):
        keys["*"] = explorer.ref(node.state.at(node.state.context, "a", 1))
    if keys:
        node.body["keys"] = keys
    if zero := explorer.plan.find(node.state.context, "o", 1):
        why = "0 in a mailbox leads here only where voicemail.conf says operator=yes; taken as no."
        explorer.note(zero, f"{zero.context}: o", why, Treated.GUESSED)
    node.body["then"] = explorer.ref(after)


def directory(explorer: Explorer, node: Node) -> None:
    """Somebody is dialled by name."""
    explorer.understood(node.line)
    given = arguments(explorer.value(node.line.args, node.state))
    name = argument(given, 0).partition("@")[0] or "default"
    node.kind, node.label = "directory", "directory"
    team = explorer.draft.team(f"directory {name}", node.line.at, f"directory {name}")
    node.body = {"prompt": {"audio": "dir-welcome"}, "who": [team]}
    state = node.state
    if explorer.plan.has(state.context, "o"):
        node.body["operator"] = explorer.ref(state.at(state.context, "o", 1))
    node.body["no_input"] = explorer.ref(state.next())
    node.body["no_match"] = explorer.ref(state.next())


def transfer(explorer: Explorer, node: Node) -> None:
    explorer.understood(node.line)
    target = explorer.value(node.line.args, node.state).partition(",")[0]
    phone = phone_of(target) if "/" in target else Phone(target, number=target)
    number = phone.number or phone.name
    node.kind, node.label = "transfer", f"call {number}"
    node.body = {"number": number if _NUMBER.fullmatch(number) else TODO, "mode": "blind"}
