"""Places calls to one original dialplan and watches them in the switch's log."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from time import monotonic, sleep

from ivrcheck.convert.asterisk.pattern import numbers
from tests.switch.original_calls import Asking
from tests.switch.originals import FOLDER, STUBS, ZONE, Original, files_of, on_the_switch
from tests.switch.server import Switch

MODULES = ("app_macro", "app_while", "app_record", "app_playtones", "app_directory", "app_authenticate",
           "func_dialplan", "func_devstate", "func_cdr", "app_verbose", "func_math")  # fmt: skip
_CHANNEL = r"Local/(?P<call>c\d+)@h-caller-(?P<channel>[0-9a-f]+);1"
_RUN = re.compile(
    r"Executing \[(?P<exten>[^@]+)@(?P<context>[^:]+):(?P<line>\d+)\] (?P<app>\w+)"
    rf'\("{_CHANNEL}", "(?P<data>.*)"\)'
)
_PLAYS = re.compile(rf"<{_CHANNEL}> Playing '")
_JOINED = re.compile(r"Channel Local/(c\d+)@h-caller-[0-9a-f]+;1 joined")
_GONE = re.compile(
    r"(?:Spawn extension .* on|Auto fallthrough, channel) '(?:Local/)(c\d+)@h-caller-[0-9a-f]+;[12]'"
)
_SOON = 0.15
_QUIET = 12.0
"""Seconds without an end after which a call that was said to be endless is believed to be."""
_LOST = 30.0


@dataclass
class Watched:
    """What has been seen of a call."""

    plan: Asking
    way: list[str] = field(default_factory=list)
    end: str = ""
    channel: str = ""
    acts: int = 0
    asked: int = 0
    last: float = 0.0
    """When the caller was last asked, or came to a line."""
    begun: float = 0.0
    reading: bool = False
    open: bool = False
    """Whether the sounds of a menu have begun, and no time to press a key yet."""
    held: str = ""
    """Keys for the time after the sounds."""
    leaves: bool = False
    twice: bool = False


def difference(seen: Watched) -> str:
    """What was otherwise on the switch; empty where nothing was."""
    plan, way = seen.plan, tuple(seen.way)
    if plan.end == seen.end == "endless":
        short = min(len(way), len(plan.way))
        same = way[:short] == plan.way[:short] and seen.acts == len(plan.acts)
    else:
        same = (seen.end, way, seen.asked) == (plan.end, plan.way, plan.asked)
    if same:
        return ""
    office = ", ".join(f"{step}={said}" for step, said in plan.office.items())
    return (
        f"{plan.id} {plan.file} {plan.number} at {plan.moment:%Y-%m-%d %H:%M}, "
        f"“{' '.join(plan.acts)}”, {office}\n"
        f"  simulator: {plan.end} after {' '.join(plan.way)}, asked {plan.asked} times\n"
        f"  switch:    {seen.end} after {' '.join(seen.way)}, asked {seen.asked} times"
    )


def settings(one: Original, calls: Sequence[Asking]) -> dict[str, str]:
    """Everything the switch reads for some calls to a dialplan."""
    first, *more = files_of(one.name)
    texts = {name: on_the_switch(one.case, (FOLDER / name).read_text("utf-8")) for name in (first, *more)}
    way_in = "".join(line for call in calls for line in _way_in(one, call))
    around = STUBS.read_text("utf-8")
    queues = sorted({str(body.team).removeprefix("queue_") for body in one.phone.menu.steps.values()
                     if body.kind == "queue"})  # fmt: skip
    boxes = ("100", "200", "201", "202", "203", "204", "210", "alice")
    return {
        "extensions.conf": f"{texts[first]}\n{around}[h-enter]\n{way_in}",
        **{name: texts[name] for name in more},
        **one.case.beside,
        "queues.conf": "[general]\n" + "".join(
            f"[{call.id}-{queue}]\nstrategy=ringall\njoinempty=yes\nautofill=yes\ntimeout=5\nretry=1\n"
            f"member => Local/queue@h-office/n\n" for call in calls for queue in queues),
        "voicemail.conf": "[general]\nformat=wav\nmaxsecs=20\n" + "".join(
            f"[{call.id}]\n" + "".join(f"{box} => 1,Box\n" for box in boxes) for call in calls),
    }  # fmt: skip


def _way_in(one: Original, call: Asking) -> Iterator[str]:
    context, exten = one.entries[call.number]
    yield f"exten => {call.id},1,Set(__IVRCALL={call.id})\n"
    yield f" same => n,Set(TESTTIME()={call.moment:%Y/%m/%d %H:%M:%S} {ZONE})\n"
    yield " same => n,Set(TIMEOUT(response)=2)\n same => n,Set(TIMEOUT(digit)=0.6)\n"
    for step, said in call.office.items():
        if told := one.case.answers.get(step):
            yield f" same => n,Set({told[said]})\n"
        elif line := one.line_of(step):
            exten_ = numbers(line.exten)[0][0] if line.exten.startswith("_") else line.exten
            for name in one.plan.contexts:
                if one.plan.find(name, exten_, line.priority) == line:
                    yield f" same => n,Set(__AT_{name}_{exten_}_{line.priority}={said})\n"
    yield f" same => n,Goto({context},{exten},1)\n"


class Room:
    """All calls of one dialplan, many at a time."""

    def __init__(self, switch: Switch, one: Original, most: int) -> None:
        self.switch, self.one, self.most = switch, one, most
        self.seen: dict[str, Watched] = {}
        steps = one.phone.menu.steps
        self._kinds: dict[str, set[str]] = {}
        """By line, the kinds of the steps that are made of it."""
        self._keyed: set[str] = set()
        """Lines of mailboxes with keys."""
        for step, body in steps.items():
            if line := one.line_of(step):
                name = f"{line.context},{line.exten},{line.priority}"
                self._kinds.setdefault(name, set()).add(body.kind)
                if getattr(body, "keys", None):
                    self._keyed.add(name)
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._active: set[str] = set()
        self._since: dict[str, float] = {}
        """When an endless call had come as far as planned."""

    def place(self, calls: Sequence[Asking]) -> list[Watched]:
        """Place all calls, and wait until the last of them has ended."""
        waiting = list(reversed(calls))
        self.seen = {call.id: Watched(call) for call in calls}
        while waiting or self._active:
            while waiting and len(self._active) < self.most:
                call = waiting.pop()
                self._active.add(call.id)
                self.seen[call.id].begun = self.seen[call.id].last = monotonic()
                self.switch.tell(f"channel originate Local/{call.id}@h-caller/n extension {call.id}@h-enter")
            for line in self.switch.said():
                self._hear(line)
            self._do_what_is_due()
            sleep(0.01)
        return list(self.seen.values())

    def _hear(self, line: str) -> None:
        if match := _RUN.search(line):
            seen = self.seen.get(match["call"])
            if seen and not seen.end:
                seen.last, seen.channel = monotonic(), match["channel"]
                if not self._left(seen):
                    self._ran(
                        seen,
                        match["context"],
                        match["exten"],
                        int(match["line"]),
                        match["app"],
                        match["data"],
                    )
        elif match := _PLAYS.search(line):
            seen = self.seen.get(match["call"])
            if seen and seen.reading and not seen.end:
                self._asks(seen, now=True)
        elif match := _JOINED.search(line):
            self._ended(match[1], "answered")
        elif match := _GONE.search(line):
            seen = self.seen.get(match[1])
            if seen and not seen.end and not self._left(seen):
                self._ended(match[1], "hung up")

    def _ran(self, seen: Watched, context: str, exten: str, priority: int, app: str, data: str) -> None:
        found = self.one.plan.find(context, exten, priority)
        name = f"{found.context},{found.exten},{found.priority}" if found else ""
        kinds = self._kinds.get(name, set())
        seen.reading = app == "Read" and bool(kinds)
        if kinds and seen.way[-1:] != [name]:
            seen.way.append(name)
        if (app == "BackGround" or data.startswith("1?Background(")) and "menu" in kinds:
            seen.open = True
            self._asks(seen, now=(int(seen.plan.id[1:]) + seen.asked) % 2 == 0)
        elif app == "WaitExten":
            if seen.held:
                keys, seen.held = seen.held, ""
                self._after(_SOON, lambda: self._press(seen, keys))
            seen.open = False
        elif app == "VoiceMail":
            seen.leaves = True
            act = self._next(seen) if seen.way[-1:] and seen.way[-1] in self._keyed else ""
            if act == "hangup":
                self._after(_SOON, lambda: self._ended(seen.plan.id, "caller hung up"))
            elif act and act != "wait":
                self._after(_SOON, lambda: self._press(seen, act))
            else:
                for number in range(1, 16):  # through all that is said, then to end the message
                    self._after(0.8 * number, lambda: self._press(seen, "#") if seen.leaves else None)

    def _next(self, seen: Watched) -> str:
        if seen.acts == len(seen.plan.acts):
            return ""
        seen.acts += 1
        return seen.plan.acts[seen.acts - 1]

    def _asks(self, seen: Watched, now: bool) -> None:
        """The caller is asked, and does what is planned for this time."""
        seen.asked += 1
        act, seen.held = self._next(seen), ""
        if act == "hangup":
            self._after(_SOON, lambda: self._ended(seen.plan.id, "caller hung up"))
        elif act and act != "wait" and now:
            self._after(_SOON, lambda: self._press(seen, act))
        elif act and act != "wait":
            seen.held = act

    def _press(self, seen: Watched, keys: str) -> None:
        if not seen.end:
            channel = f"Local/{seen.plan.id}@h-caller-{seen.channel};2"
            self.switch.tell(
                f"channel originate Local/p@h-press/n application SendDTMF {keys},60,100,{channel}"
            )

    def _left(self, seen: Watched) -> bool:
        """Whether a message is there after the mailbox: then that is how the call ends."""
        if not seen.leaves:
            return False
        seen.leaves = False
        there = any((self.switch.root / "spool" / "voicemail" / seen.plan.id).glob("*/INBOX/*.wav"))
        if there:
            self._ended(seen.plan.id, "message")
        return there

    def _ended(self, call: str, end: str) -> None:
        seen = self.seen.get(call)
        if seen is None or seen.end:
            return
        seen.end = end
        channel = f"Local/{call}@h-caller-{seen.channel};2"
        self._after(0.0, lambda: self.switch.tell(f"channel request hangup {channel}"))
        self._active.discard(call)

    def _after(self, seconds: float, what: Callable[[], None]) -> None:
        heappush(self._later, (monotonic() + seconds, next(self._number), what))

    def _do_what_is_due(self) -> None:
        now = monotonic()
        while self._later and self._later[0][0] <= now:
            heappop(self._later)[2]()
        for call in list(self._active):
            seen = self.seen[call]
            endless = seen.plan.end == "endless" and seen.acts == len(seen.plan.acts)
            if endless and len(seen.way) >= len(seen.plan.way):
                self._believe(seen, now)
            if now - seen.last > _LOST or now - seen.begun > 2 * _LOST:
                self._ended(call, "nothing happened any more")

    def _believe(self, seen: Watched, now: float) -> None:
        if now - self._since.setdefault(seen.plan.id, now) > _QUIET:
            self._ended(seen.plan.id, "endless")
