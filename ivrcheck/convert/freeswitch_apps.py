"""What FreeSWITCH's applications do to a call, one after the other, as steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivrcheck.convert import freeswitch_known as known
from ivrcheck.convert.draft import Treated
from ivrcheck.convert.freeswitch_bridge import ring
from ivrcheck.convert.freeswitch_hunt import Act, expand
from ivrcheck.convert.freeswitch_queues import callcenter, fifo
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Call, Switch

_SETTERS = ("set", "export", "multiset", "unset")
_ENDLESS = ("endless_playback", "loop_playback")


@dataclass(slots=True)
class Here:
    """A place in a row of actions: what comes next is one further."""

    acts: tuple[Act, ...]
    number: int
    call: Call
    after: str | None
    """The step that follows when there are no more actions; None: the call ends."""

    @property
    def act(self) -> Act:
        return self.acts[self.number]


class Apps:
    """Follows actions, and makes a step of each that callers notice."""

    def __init__(self, switch: Switch) -> None:
        self.switch = switch
        self.rows: dict[tuple[Act, ...], int] = {}
        self.made: dict[tuple[int, int, Call | None, str | None], str] = {}
        self.labels: set[str] = set()

    def follow(self, acts: tuple[Act, ...], call: Call, after: str | None, start: int = 0) -> str | None:
        """The step of the first action that callers notice; ``after``, or None for the end, without one."""
        if not start:
            acts = tuple(one for one in acts if not self._passed(one))
        row = self.rows.setdefault(acts, len(self.rows))
        for number in range(start, len(acts)):
            here = Here(acts, number, call, after)
            if here.act.app in _SETTERS:
                call = self.setting(here.act, call)
            elif here.act.app in _ELSEWHERE:
                return _ELSEWHERE[here.act.app](self, here)
            else:
                return self._step(row, here)
        return after

    def next(self, here: Here) -> str | None:
        """What comes after an action."""
        return self.follow(here.acts, here.call, here.after, here.number + 1)

    def on(self, here: Here) -> str:
        """What comes after an action, for a step that has to lead somewhere."""
        return self.next(here) or self.switch.end(here.act.name, here.act.at)

    def setting(self, act: Act, call: Call) -> Call:
        """A call after an action that sets variables, as far as anything depends on them."""
        from ivrcheck.convert.freeswitch import set_by

        for name, value in set_by(act.app, act.data):
            if name in self.switch.minded:
                found = expand(self.switch, call, value)
                call = call.knowing(name, None if "‹" in found else found)
                self.switch.understood(act.at)
        return call

    def _passed(self, act: Act) -> bool:
        """Whether callers notice nothing of an action; that is remembered."""
        from ivrcheck.convert.freeswitch import set_by

        if act.app in _SETTERS:
            passed = not any(name in self.switch.minded for name, _ in set_by(act.app, act.data))
        else:
            passed = act.app in known.UNNOTICED
        if passed:
            self.switch.unnoticed(act.app, act.at)
        return passed

    def _step(self, row: int, here: Here) -> str:
        final = here.act.app in _FINAL
        key = (row, here.number, None if final else here.call, None if final else here.after)
        if key not in self.made:
            draft, act = self.switch.draft, here.act
            label = f"{act.name} {_PLAIN.get(act.app, act.app)}"
            # the first can be named by its extension and what it does; copies of it have no name of their own
            id = draft.own(label) if label in self.labels else draft.id("steps", label, label)
            self.labels.add(label)
            self.made[key] = id
            make = _APPS.get(act.app, Apps.unknown)
            self.switch.todo.append(lambda: make(self, id, here))
        return self.made[key]

    def data(self, here: Here) -> str:
        """The words of an action, with what is known put in."""
        return expand(self.switch, here.call, here.act.data).strip()

    # actions that lead to other actions

    def transfer(self, here: Here) -> str | None:
        self.switch.understood(here.act.at)
        words = [word for word in self.data(here).split() if not word.startswith("-")]
        kind = words[1].lower() if len(words) > 1 else "xml"
        if not words or kind not in ("xml", "‹dialplan›"):
            what, why = f"transfer {here.act.data}", "Such a destination is not part of the dialplan."
            return self.away(here, what, why)
        context = words[2] if len(words) > 2 else here.call.context
        call = type(here.call)(words[0], context, here.call.known)
        return self.switch.plan.hunt(call, None, here.act.at, here.act.name)

    def away(self, here: Here, what: str, why: str) -> str:
        """A step for what leads out of the files, one for each such action."""
        id = self.switch.draft.id("steps", f"\0{what} {here.act.at}", what)
        if id not in self.switch.draft.tree["steps"]:
            self.switch.somewhere(id, here.act.at, what, why)
        return id

    def execute(self, here: Here) -> str | None:
        """Another extension, and then what comes next here."""
        self.switch.understood(here.act.at)
        words = self.data(here).split()
        context = words[2] if len(words) > 2 else here.call.context
        call = type(here.call)(words[0] if words else "", context, here.call.known)
        return self.switch.plan.hunt(call, self.next(here), here.act.at, here.act.name)

    def ivr(self, here: Here) -> str | None:
        """A menu, and what the dialplan does after it."""
        name = self.data(here)
        at = here.act.at
        if name not in self.switch.menus:
            why = "There is no menu of this name in these files."
            return self.away(here, f"ivr {name}", why)
        self.switch.understood(at)
        ends = []
        for status in ("success", "failure", "timeout"):
            minded = "ivr_menu_status" in self.switch.minded
            call = here.call.knowing("ivr_menu_status", status) if minded else here.call
            ends.append(self.follow(here.acts, call, here.after, here.number + 1))
        return self.switch.ivrs.enter(name, (ends[0], ends[1], ends[2]), here.call)

    # actions that are a step

    def unknown(self, id: str, here: Here) -> None:
        act = here.act
        what = f"{act.app} {act.data}".strip()
        if act.app in known.PROGRAMS:
            why = "A program decides; it may keep the call or let it go on."
            kept = self.switch.draft.own(f"{act.name} {act.app} keeps the call")
            self.switch.draft.step(kept, "transfer", act.at, label=what, number=TODO, mode="blind")
            answers = {"the call goes on": self.on(here), "the program keeps the call": kept}
            self.switch.question(id, act.at, what, f"What does “{what}” do?", answers, why)
            return
        why = known.AWAY.get(act.app, "This application is not known.")
        self.switch.somewhere(id, act.at, what, why)

    def hangup(self, id: str, here: Here) -> None:
        self.switch.understood(here.act.at)
        self.switch.draft.step(id, "hangup", here.act.at)

    def play(self, id: str, here: Here) -> None:
        self.switch.understood(here.act.at)
        data = self.data(here)
        endless = (
            here.act.app in _ENDLESS or data.startswith(("local_stream:", "shout:")) or "loops=-1" in data
        )
        said: Any = known.prompt(f"{_SAID.get(here.act.app, '')}{_spoken(here.act.app, data)}")
        then = id if endless else self.next(here)
        if then is None:
            self.switch.draft.step(id, "hangup", here.act.at, prompt=said)
        else:
            self.switch.draft.step(id, "play", here.act.at, prompt=said, then=then)

    def bridge(self, id: str, here: Here) -> None:
        ring(self, id, here, self.data(here))

    def voicemail(self, id: str, here: Here) -> None:
        words = self.data(here).split()
        if here.act.app == "voicemail" and words[:1] == ["check"]:
            why = "People listen to their own messages there."
            self.switch.somewhere(id, here.act.at, f"voicemail {here.act.data}", why)
            return
        box = words[-1] if words else ""
        owner = self.switch.draft.extension(box, here.act.at) if box.isascii() and box.isdigit() else TODO
        self.switch.understood(here.act.at)
        self.switch.draft.step(
            id, "voicemail", here.act.at, prompt=TODO, owner=owner, callback_within=TODO, then=self.next(here)
        )

    def collect(self, id: str, here: Here) -> None:
        """Digits that the caller types; whatever they are, the dialplan goes on."""
        asked = known.asked_digits(here.act.app, self.data(here))
        call = here.call.knowing(asked.variable, None)
        then = self.on(Here(here.acts, here.number, call, here.after))
        self.switch.understood(here.act.at)
        self.switch.draft.step(
            id, "collect", here.act.at, prompt=known.prompt(asked.sound), then=then,
            digits=f"{asked.fewest}-{asked.most}", finish=asked.finish, wait=asked.wait,
            tries=asked.tries, no_input=then, no_match=then,
        )  # fmt: skip

    def lua(self, id: str, here: Here) -> None:
        """FusionPBX takes messages with a program of its own; what other programs do is unknown."""
        box = dict(here.call.known).get("voicemail_id") or ""
        if self.data(here).startswith("app.lua voicemail") and box:
            act = Act("lua", f"x x {box}", here.act.at, here.act.name)
            acts = (*here.acts[: here.number], act, *here.acts[here.number + 1 :])
            self.voicemail(id, Here(acts, here.number, here.call, here.after))
        else:
            self.unknown(id, here)

    def not_followed(self, here: Here) -> str | None:
        """What would happen to the call later."""
        why = "What happens to the call after some time is not followed."
        self.switch.note(f"{here.act.app} {here.act.data}", here.act.at, why, Treated.GUESSED)
        return self.next(here)


def _spoken(app: str, data: str) -> str:
    """The words that ``speak`` says, without the names of the voice."""
    return re.split(r"\|", data, maxsplit=2)[-1] if app == "speak" else data


_FINAL = ("hangup", "respond", *known.AWAY)
"""Applications after which nothing more of the dialplan is carried out."""
_SAID = {"speak": "say:", "phrase": "phrase:", "say": "digits:"}
_PLAIN = {"playback": "plays", "bridge": "ring", "callcenter": "queue", "fifo": "queue", "lua": "program"}
_ELSEWHERE: dict[str, Callable[[Apps, Here], str | None]] = {
    "transfer": Apps.transfer,
    "execute_extension": Apps.execute,
    "ivr": Apps.ivr,
    "sched_transfer": Apps.not_followed,
    "sched_hangup": Apps.not_followed,
}
_APPS: dict[str, Callable[[Apps, str, Here], None]] = {
    "hangup": Apps.hangup,
    "respond": Apps.hangup,
    "playback": Apps.play,
    "endless_playback": Apps.play,
    "loop_playback": Apps.play,
    "speak": Apps.play,
    "phrase": Apps.play,
    "say": Apps.play,
    "gentones": Apps.play,
    "bridge": Apps.bridge,
    "voicemail": Apps.voicemail,
    "callcenter": callcenter,
    "fifo": fifo,
    "play_and_get_digits": Apps.collect,
    "read": Apps.collect,
    "lua": Apps.lua,
}
