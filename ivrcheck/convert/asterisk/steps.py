"""What callers notice in a dialplan, as steps: announcements, menus, questions, times and ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk import apps, clock, phones
from ivrcheck.convert.asterisk.choices import choices
from ivrcheck.convert.asterisk.express import UNKNOWN
from ivrcheck.convert.asterisk.graph import Node, Ref
from ivrcheck.convert.asterisk.menus import background, read
from ivrcheck.convert.asterisk.naming import called
from ivrcheck.convert.asterisk.sounds import SAID, short, sounds
from ivrcheck.convert.asterisk.state import argument, arguments, at_colon
from ivrcheck.convert.draft import Treated

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

Writes = Callable[["Explorer", Node], None]

_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_LONGEST = 300
_MOST = 20
"""Places that a jump to a place made up at run time is taken to lead to."""


def fill(explorer: Explorer, node: Node) -> None:
    """Write what a step does, and find out where it leads."""
    write = _KINDS.get(node.kind) or WRITERS[node.line.app]
    write(explorer, node)


# what is said


def playback(explorer: Explorer, node: Node) -> None:
    explorer.understood(node.line)
    heard = sounds(explorer, node.line, node.state)
    node.kind, node.heard, node.label = "play", heard, short(heard)
    node.body["then"] = explorer.ref(node.state.next())


def music(explorer: Explorer, node: Node) -> None:
    """Music for so many seconds, or for ever."""
    explorer.understood(node.line)
    seconds = argument(arguments(explorer.value(node.line.args, node.state)), 1).partition(".")[0]
    node.kind, node.label = "play", "music"
    node.heard = (f"music on hold\0{seconds}" if seconds.isdigit() else "music on hold",)
    node.body["then"] = explorer.ref(node.state.next()) if seconds.isdigit() else _own(explorer, node)


def _own(explorer: Explorer, node: Node) -> Ref:
    return Ref(explorer.keys[node.line.number, node.state])


def waiting(explorer: Explorer, node: Node) -> None:
    """A long time in which nothing happens, or a tone is heard."""
    explorer.understood(node.line)
    seconds = explorer.value(node.line.args, node.state).partition(".")[0][:6]
    before = explorer.plan.find(node.state.context, node.state.exten, node.state.priority - 1)
    tone = before is not None and before.app in ("playtones", "ringing")
    what = f"{before.args or 'ring'} tone" if tone and before else "silence"
    node.kind, node.label, node.heard = "play", f"wait {seconds} s", (f"{what}\0{seconds}",)
    node.body["then"] = explorer.ref(node.state.next())


def round_(explorer: Explorer, node: Node) -> None:
    """Lines that go round without anything a caller could do or hear."""
    why = "These lines go round for ever, and the caller hears nothing."
    explorer.note(node.line, node.line.text, why, Treated.GUESSED)
    node.kind, node.label, node.heard = "play", "nothing is heard", ("silence\x001",)
    node.body["then"] = _own(explorer, node)


def language(explorer: Explorer, node: Node) -> None:
    word = explorer.value(node.line.args.partition("=")[2], node.state).strip().lower().replace("_", "-")
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", word):
        explorer.note(node.line, node.line.text, "Which language this is, is not known.", Treated.GUESSED)
        node.kind, node.label, node.heard = "play", "language", ("silence\x000",)
    else:
        explorer.understood(node.line)
        node.kind, node.label, node.body["set"] = "language", f"language {word}", word
    node.body["then"] = explorer.ref(node.state.next())


def record(explorer: Explorer, node: Node) -> None:
    why = "The caller is recorded here; taken as something that is heard."
    explorer.note(node.line, node.line.text, why, Treated.GUESSED)
    node.kind, node.label, node.heard = "play", "recording", ("beep",)
    node.body["then"] = explorer.ref(node.state.next())


def authenticate(explorer: Explorer, node: Node) -> None:
    """A code to type. It is never shown: what stands in brackets may be the code itself."""
    explorer.understood(node.line)
    node.kind, node.label = "collect", "code"
    node.body |= {
        "prompt": {"audio": "agent-pass"}, "digits": "1-20", "asks_for": "a code", "secret": "yes",
        "then": explorer.ref(node.state.next()),
    }  # fmt: skip


# who decides


def question(explorer: Explorer, node: Node) -> None:
    """A condition on something that the files do not say."""
    line, state = node.line, node.state
    condition, _, ways = line.args.partition("?")
    node.kind, node.label = "lookup", f"{called(explorer.plan, node.state, node.line)} question"
    shown = _asked(condition.replace("${EXTEN}", state.exten))
    yes, no = _sides(explorer, node, at_colon(ways))
    node.body = {"question": shown, "answers": {"yes": yes, "no": no}, "error": no}
    explorer.understood(line)
    node.note = (line.text, "What it depends on is not in these files.", Treated.QUESTION)


def _sides(explorer: Explorer, node: Node, ways: tuple[str, str]) -> tuple[Ref | None, Ref | None]:
    line, state = node.line, node.state
    if line.app == "execif":
        return explorer.ref(replace(state, stage=1)), explorer.ref(state.next())
    if line.app == "while":
        return explorer.ref(state.next()), explorer.ref(apps.behind(explorer, state))
    first = apps.way(explorer, line, replace(state, stage=11), ways[0])
    second = apps.way(explorer, line, replace(state, stage=12), ways[1])
    return explorer.go(first), explorer.go(second)


def _asked(condition: str) -> str:
    """A condition in words, as far as that goes."""
    text = condition.strip()
    if match := re.search(r"DB\(DAYNIGHT/C(\d+)\)", text):
        return f"Is the night switch {match[1]} set to night?"
    text = text.removeprefix("$[").removesuffix("]").replace('"', "")
    for _ in range(3):
        text = _VARIABLE.sub(lambda match: f"‹{match[1]}›", text)
    return f"Is it so that {' '.join(text.split())}?"[:_LONGEST] if text.strip() else "Is it so?"


# ends, and places outside these files


def ends(explorer: Explorer, node: Node) -> None:
    explorer.understood(node.line)
    node.kind, node.label = "hangup", "hang up"
    if node.line.app in ("busy", "congestion"):
        node.label, node.heard = node.line.app, (f"{node.line.app} tone",)


def leaves(explorer: Explorer, node: Node) -> None:
    """An application that takes the call away from the menu."""
    node.label = node.line.app
    why = "What happens to callers there is not in these files."
    somewhere(explorer, node, node.line.text.partition("(")[0], why)


def missing(explorer: Explorer, node: Node) -> None:
    """A jump to a line that is not there."""
    target = ",".join(arguments(explorer.value(node.line.args, node.state)))
    context = target.split(",")[0] if target.count(",") > 1 else node.state.context
    there = context in explorer.plan.contexts
    if there and not explorer.plan.missing and not context.startswith("from-internal"):
        explorer.note(
            node.line,
            node.line.text,
            f"There is no {target} in these files; the call ends here.",
            Treated.GUESSED,
        )
        node.kind, node.label = "hangup", "hang up"
        return
    if phones.outside(explorer, node, target):
        return
    node.label = target
    somewhere(explorer, node, target, "This place is not in these files.")


def somewhere_here(explorer: Explorer, node: Node) -> None:
    """A jump to a place that is made up at run time: to any that fits."""
    found = choices(explorer, node)
    if not 0 < len(found) <= _MOST:
        node.label = "somewhere"
        somewhere(explorer, node, node.line.text, "Where this leads is only known at run time.")
        return
    node.kind, node.label = "lookup", f"{called(explorer.plan, node.state, node.line)} way"
    explorer.note(node.line, node.line.text, "Where this leads is only known at run time.", Treated.QUESTION)
    asked = f"Where does {_asked(node.line.args)[14:-1]} lead?"[:_LONGEST]
    node.body = {"question": asked, "answers": {name: explorer.ref(state) for name, state in found.items()}}


def too_many(explorer: Explorer, node: Node) -> None:
    node.label = "further on"
    somewhere(explorer, node, node.line.text, "There are too many ways to follow them all.")


def somewhere(explorer: Explorer, node: Node, what: str, why: str) -> None:
    explorer.note(node.line, what, why, Treated.UNKNOWN_END)
    node.kind = "somewhere"
    node.body = {"label": what[:_LONGEST].replace(UNKNOWN, "…") or node.label}


_KINDS: dict[str, Writes] = {
    "question": question, "language": language, "waiting": waiting, "round": round_, "missing": missing,
    "somewhere_here": somewhere_here, "too_many": too_many, "ends": ends, "exten_vm": phones.extension,
    "dial": phones.group, "dial_confirm": phones.group, "vm": phones.mailbox_of, "dial_one": phones.extension,
    "dialout_trunk": phones.trunk,
}  # fmt: skip
WRITERS: dict[str, Writes] = {
    "background": background, "waitexten": background, "read": read, "hangup": ends, "busy": ends,
    "congestion": ends, "hangupcause": ends, "musiconhold": music, "waitmusiconhold": music, "record": record,
    "authenticate": authenticate, "vmauthenticate": authenticate,
    "gotoiftime": clock.hours, "execiftime": clock.hours,
    "dial": phones.dial, "retrydial": phones.dial, "queue": phones.queue, "voicemail": phones.voicemail,
    "directory": phones.directory, "transfer": phones.transfer,
    **dict.fromkeys(SAID, playback),
    **dict.fromkeys((
        "meetme", "confbridge", "conference", "page", "park", "parkedcall", "disa", "voicemailmain", "echo",
        "milliwatt", "receivefax", "rxfax", "stasis", "chanspy", "extenspy", "pickup", "pickupchan",
        "followme", "externalivr", "bridge", "agentrequest", "agentlogin", "sendfax", "dictate",
    ), leaves),
}  # fmt: skip
