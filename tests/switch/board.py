"""Places calls on the switch and watches them: each caller acts when asked, as planned.

What happens is read from the switch's own log, line by line: which step a call comes to, when it is asked,
and how it ends. Nothing in the exported dialplan helps with that.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from time import monotonic, sleep

from ivrcheck.menu.kinds import Menu as MenuStep
from ivrcheck.menu.kinds import Queue, Voicemail
from tests.switch.calls import Planned
from tests.switch.menus import LONGEST, Menu
from tests.switch.server import Switch

_RUN = re.compile(
    r"Executing \[(?P<exten>[^@]+)@(?P<context>[^:]+):(?P<line>\d+)\] (?P<app>\w+)"
    r'\("Local/(?P<call>[a-z]\d+)@h-caller-(?P<channel>[0-9a-f]+);1", "(?P<data>.*)"\)'
)
_JOINED = re.compile(r"Channel Local/([a-z]\d+)@h-caller-[0-9a-f]+;1 joined")
_FILLS = re.compile(r'Executing \[f\d+@h-caller:1\] Answer\("(Local/(f\d+)@h-caller-[0-9a-f]+;2)"')
_GONE = re.compile(
    r"(?:Spawn extension .* on|Auto fallthrough, channel) 'Local/([a-z]\d+)@h-caller-[0-9a-f]+;1'"
)
_LINE = re.compile(r"(?:exten => (?P<exten>[^,]+),1|same => n(?:\((?P<label>\w+)\))?),")
_WAITS = ("WaitExten", "Queue", "VoiceMail")
_SOON = 0.12
"""Seconds from the moment something begins until a caller presses a key."""
_FOR_EVER = 3 * LONGEST
"""How long a caller holds until it is believed that nobody will ever answer: longer than any wait here."""
_LOST = 60.0
"""Seconds without any news of a call until it is given up: that is a difference."""
_ASTRAY = 30
"""How many steps more than planned a call may pass until it is given up: that is a difference."""
_ROUNDS = 2
"""How many more times a call must go round to be believed to do so for ever."""


@dataclass
class Seen:
    """What has been seen of a call."""

    plan: Planned
    steps: list[str] = field(default_factory=list)
    end: str = ""
    channel: str = ""
    asked: int = 0
    """How often the caller has been asked."""
    pending: str = ""
    """Keys that are to be pressed as soon as the switch listens."""
    news: float = 0.0
    leaves: str = ""
    """The step at which the caller is leaving a message."""


class Board:
    """All calls of a run: one at a time to each menu, so that its queues and mailboxes are the call's own."""

    def __init__(self, switch: Switch, menus: Iterable[Menu], most: int = 60) -> None:
        self.switch = switch
        self.menus = {menu.name: menu for menu in menus}
        self.most = most
        self.seen: dict[str, Seen] = {}
        self._labels = {name: _labels(menu.files["extensions.conf"]) for name, menu in self.menus.items()}
        self._steps = {
            f"{menu.base}-{step}": step for menu in self.menus.values() for step in menu.phone.menu.steps
        }
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._number = count()
        self._free = set(self.menus)
        self._active: set[str] = set()
        self._fillers: dict[str, set[str]] = defaultdict(set)

    def place(self, calls: Iterable[Planned], told: Callable[[int], None] = lambda done: None) -> list[Seen]:
        """Place all calls, and wait until the last of them has ended."""
        waiting: dict[str, deque[Planned]] = defaultdict(deque)
        for call in calls:
            waiting[call.menu].append(call)
            self.seen[call.id] = Seen(call)
        while any(waiting.values()) or self._active:
            for menu in list(self._free):
                if waiting[menu] and len(self._active) < self.most:
                    self._start(waiting[menu].popleft())
            for line in self.switch.said():
                self._hear(line)
            self._do_what_is_due()
            told(len(self.seen) - sum(map(len, waiting.values())) - len(self._active))
            sleep(0.01)
        return list(self.seen.values())

    def _start(self, call: Planned) -> None:
        self._free.discard(call.menu)
        self._active.add(call.id)
        self.seen[call.id].news = monotonic()
        filling = self._fill(call)
        self._after(0.7 if filling else 0.0, lambda: self._dial(call))

    def _dial(self, call: Planned) -> None:
        self.switch.tell(f"channel originate Local/{call.id}@h-caller/n extension {call.id}@h-enter")

    def _fill(self, call: Planned) -> bool:
        """Fill the queues and mailboxes that are full in this call, and empty the others."""
        menu, filled = self.menus[call.menu], False
        for step, body in menu.phone.menu.steps.items():
            full = call.office.get(step) == "full" and isinstance(body, Queue | Voicemail)
            if body.kind == "voicemail":
                self._mailbox(menu, step, (body.capacity or 0) if full else 0)
            elif full and body.kind == "queue":
                filled = True
                for number in range(body.capacity or 0):
                    filler = f"f{ord(call.id[0])}{call.id[1:]}000{number}"
                    self._fillers[call.id].add(filler)
                    queue = f"{menu.base}-{step}"
                    self.switch.tell(f"channel originate Local/{filler}@h-caller/n application Queue {queue}")
        return filled

    def _mailbox(self, menu: Menu, step: str, messages: int) -> None:
        inbox = self._inbox(menu, step)
        inbox.mkdir(parents=True, exist_ok=True)
        for file in inbox.iterdir():
            file.unlink()
        for number in range(messages):
            (inbox / f"msg{number:04}.txt").write_text("[message]\n", encoding="ascii")

    def _inbox(self, menu: Menu, step: str) -> Path:
        return self.switch.root / "spool" / "voicemail" / menu.base / step / "INBOX"

    def _hear(self, line: str) -> None:
        if match := _RUN.search(line):
            if (seen := self.seen.get(match["call"])) and not seen.end:
                seen.news, seen.channel = monotonic(), match["channel"]
                if seen.leaves:
                    self._left(seen)
                else:
                    self._ran(seen, match.groupdict())
        elif match := _FILLS.search(line):
            self._filler(match[2], match[1])
        elif match := _JOINED.search(line):
            self._ended(match[1], "answered")
        elif match := _GONE.search(line):
            self._ended(match[1], "fell out of the dialplan")

    def _filler(self, filler: str, channel: str) -> None:
        """One who only fills a queue: known by its channel, to be hung up with the call it is for."""
        for fillers in self._fillers.values():
            if filler in fillers:
                fillers.discard(filler)
                fillers.add(channel)

    def _ran(self, seen: Seen, ran: Mapping[str, str]) -> None:
        """One line of the dialplan has been run for a call."""
        step = self._steps.get(ran["context"])
        if step and ran["exten"] == "s" and ran["line"] == "1":
            self._arrived(seen, step)
        if step and self._labels[seen.plan.menu].get((ran["context"], ran["exten"], "ask")) == int(
            ran["line"]
        ):
            self._asks(seen, step, ran["app"])
        elif seen.pending and (ran["app"] in _WAITS or ran["data"].startswith("1?WaitExten(")):
            self._press(seen, seen.pending)
        self._may_end(seen, step, ran)

    def _arrived(self, seen: Seen, step: str) -> None:
        seen.steps.append(step)
        plan = seen.plan
        length = len(plan.steps) - 1 - plan.circle
        if length > 0 and len(seen.steps) >= len(plan.steps) + _ROUNDS * length:
            self._ended(plan.id, "endless")
        elif len(seen.steps) > len(plan.steps) + _ASTRAY:
            self._ended(plan.id, "still under way")

    def _may_end(self, seen: Seen, step: str | None, ran: Mapping[str, str]) -> None:
        app, data = ran["app"], ran["data"]
        if app == "Hangup":
            self._ended(seen.plan.id, "hung up")
        elif app == "VoiceMail":
            seen.leaves = step or ""
            self._after(1.0, lambda: self._press(seen, "#"))
        elif app == "Set" and data.startswith(f"DB(ivrcheck-{seen.plan.menu}.calls/"):
            self._ended(seen.plan.id, "booked")
        elif app == "Queue" and data.count(",") < 4:
            arrived = len(seen.steps)
            self._after(_FOR_EVER, lambda: self._still_holds(seen, arrived))

    def _still_holds(self, seen: Seen, arrived: int) -> None:
        if len(seen.steps) == arrived:
            self._ended(seen.plan.id, "endless")

    def _left(self, seen: Seen) -> None:
        """A message counts when there is one in the mailbox."""
        inbox = self._inbox(self.menus[seen.plan.menu], seen.leaves)
        there = any(file.suffix == ".wav" for file in inbox.iterdir())
        self._ended(seen.plan.id, "message" if there else "no message in the mailbox")

    def _asks(self, seen: Seen, step: str, app: str) -> None:
        """The caller is asked, and does what is planned for this time."""
        seen.pending = ""
        seen.asked += 1
        if seen.asked > len(seen.plan.acts):
            return
        act, body = seen.plan.acts[seen.asked - 1], self.menus[seen.plan.menu].phone.menu.steps[step]
        at = _SOON
        for keys in act.noise if act.keys != "hangup" else ():
            self._after(at, lambda keys=keys: self._press(seen, keys))  # type: ignore[misc]
            at += _SOON + 0.16 * len(keys)
        if act.keys == "hangup":
            self._after(at, lambda: self._hang_up(seen))
        elif (
            act.keys
            and (app == "Playback" or app == "NoOp")
            and isinstance(body, MenuStep | Queue | Voicemail)
        ):
            seen.pending = act.keys
        elif act.keys:
            self._after(at, lambda: self._press(seen, act.keys))

    def _press(self, seen: Seen, keys: str) -> None:
        if seen.end:
            return
        seen.pending = ""
        channel = f"Local/{seen.plan.id}@h-caller-{seen.channel};2"
        self.switch.tell(f"channel originate Local/p@h-press/n application SendDTMF {keys},60,100,{channel}")

    def _hang_up(self, seen: Seen) -> None:
        self._ended(seen.plan.id, "caller hung up")

    def _ended(self, call: str, end: str) -> None:
        seen = self.seen.get(call)
        if seen is None or seen.end:
            return
        seen.end = end
        channel = f"Local/{call}@h-caller-{seen.channel};2"
        self._after(0.0, lambda: self.switch.tell(f"channel request hangup {channel}"))
        for filler in self._fillers.pop(call, ()):
            self._after(0.1, lambda name=filler: self.switch.tell(f"channel request hangup {name}"))  # type: ignore[misc]
        self._after(0.3, lambda: self._over(seen))

    def _over(self, seen: Seen) -> None:
        self._active.discard(seen.plan.id)
        self._free.add(seen.plan.menu)

    def _after(self, seconds: float, what: Callable[[], None]) -> None:
        heappush(self._later, (monotonic() + seconds, next(self._number), what))

    def _do_what_is_due(self) -> None:
        now = monotonic()
        while self._later and self._later[0][0] <= now:
            heappop(self._later)[2]()
        for call in list(self._active):
            if not self.seen[call].end and now - self.seen[call].news > _LOST:
                self._ended(call, "nothing happened any more")


def _labels(dialplan: str) -> dict[tuple[str, str, str], int]:
    """By context, extension and label, the number of the line that has it."""
    found: dict[tuple[str, str, str], int] = {}
    context = exten = ""
    line = 0
    for text in dialplan.splitlines():
        if text.startswith("["):
            context = text[1 : text.index("]")]
        elif match := _LINE.match(text.strip()):
            line = 1 if match["exten"] else line + 1
            exten = match["exten"] or exten
            if match["label"]:
                found[context, exten, match["label"]] = line
    return found
