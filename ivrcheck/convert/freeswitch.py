"""Reads FreeSWITCH: its menus (``<menu>``) and the dialplan around them (``<extension>``), from any files.

A menu that gives up hands the call back to the dialplan. Where the dialplan is not given, the call leaves for
somewhere unknown. What a call passes is worked out from each number that can be dialled.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.freeswitch_apps import Apps
from ivrcheck.convert.freeswitch_dialplan import Dialplan
from ivrcheck.convert.freeswitch_menus import Menus
from ivrcheck.convert.freeswitch_numbers import dialled
from ivrcheck.convert.freeswitch_simpler import simplify
from ivrcheck.convert.ordered import order_steps
from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.convert.xmltree import Element, read_xml
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Span

_GLOBAL = re.compile(r"\$\$\{([\w.-]+)\}")
_USED = re.compile(r"(?<!\$)\$\{([\w.-]+)\}")
_MINDED = {
    "continue_on_fail", "call_timeout", "originate_timeout", "leg_timeout", "fifo_orbit_exten", "voicemail_id"
}  # fmt: skip
"""Variables that change how a call goes on though no condition asks for them."""
_SETTERS = ("set", "export", "multiset", "unset")


@dataclass(frozen=True, slots=True)
class Call:
    """What is known of a call: the number it is for, its context, and variables that were set on its way."""

    number: str
    context: str
    known: tuple[tuple[str, str | None], ...] = ()
    """Sorted; None for one that was set to what nobody can know before the call."""

    def knowing(self, name: str, value: str | None) -> Call:
        """The same call with a variable that was set."""
        kept = [one for one in self.known if one[0] != name]
        return Call(self.number, self.context, tuple(sorted([*kept, (name, value)], key=lambda one: one[0])))


def read(sources: Sequence[Source]) -> Draft:
    """The menu of one file, or of several that belong to one switch."""
    switch = Switch([read_xml(source) for source in sources], sources[0])
    switch.read()
    return switch.draft


class Switch:
    """All that the files say, and the steps that have been made of it."""

    def __init__(self, roots: Sequence[Element], first: Source) -> None:
        self.draft = Draft("FreeSWITCH", Path(first.file).stem or TODO)
        self.roots = roots
        self.globals: dict[str, str] = {}
        self.menus: dict[str, Element] = {}
        self.contexts: dict[str, list[Element]] = {}
        self.queues: dict[str, Element] = {}
        self.users: list[str] = []
        self.todo: deque[Callable[[], None]] = deque()
        self.marks: dict[Span, bool] = {}
        """By the place of a construct, whether it is in the menu as it is."""
        self.noted: set[tuple[str, Span]] = set()
        self.forks: dict[str, tuple[str, Span]] = {}
        """Questions that stand for a condition of the dialplan, each with its words and place."""
        self.left_out: dict[Span, tuple[str, str]] = {}
        self._gather()
        self.minded = self._minded()
        self.set_here = {name for one in self._actions() for name, _ in settings(one)}
        """Variables that these files set themselves; those are empty before."""
        self.apps = Apps(self)
        self.plan = Dialplan(self)
        self.ivrs = Menus(self)

    # what stands in the files

    def _gather(self) -> None:
        for root in self.roots:
            for one in root.walk():
                self._take(one)
        for one in [inner for root in self.roots for inner in root.walk()]:
            if one.tag == "context":
                self.contexts.setdefault(self.text(one.get("name")), []).extend(one.all("extension"))
        inside = {id(one) for found in self.contexts.values() for one in found}
        loose = [one for one in self._elements("extension") if id(one) not in inside]
        if loose:  # a file of a folder that a context takes in
            self.contexts.setdefault("", []).extend(loose)
        if not self.menus and not any(self.contexts.values()):
            raise Unreadable("it has neither a <menu> nor an <extension>.")

    def _take(self, one: Element) -> None:
        if one.tag.upper() == "X-PRE-PROCESS":
            self._preprocess(one)
        elif one.tag == "menu" and (name := self.text(one.get("name"))):
            if name in self.menus:
                why = "There is another menu of this name before it; that one counts."
                self.note(f"menu {name}", one.at, why, Treated.GUESSED)
            self.menus.setdefault(name, one)
        elif one.tag == "menu" and one.all("entry"):
            self.note("menu", one.at, "It has no name, so nothing can lead to it.", Treated.LEFT_OUT)
        elif one.tag == "user" and one.get("id"):
            self.users.append(self.text(one.get("id")))
        elif one.tag == "queue" and one.get("name"):
            self.queues.setdefault(self.text(one.get("name")).partition("@")[0], one)

    def _preprocess(self, one: Element) -> None:
        command, data = one.get("cmd"), one.get("data")
        name, equals, value = data.partition("=")
        if command in ("set", "stun-set", "env-set") and equals:
            if command == "set":
                self.globals.setdefault(name.strip(), self.text(value))
            why = (
                "It is put in wherever its name stands." if command == "set" else "Only the switch knows it."
            )
            self.note(f"X-PRE-PROCESS {name}", one.at, why, Treated.LEFT_OUT)
        elif command in ("include", "exec"):
            why = "What it takes in is not in this file; give those files to the import too."
            self.note(f"X-PRE-PROCESS {command} {data}", one.at, why, Treated.GUESSED)
        else:
            self.note(f"X-PRE-PROCESS {command}", one.at, "Callers notice nothing of it.", Treated.LEFT_OUT)

    def _elements(self, tag: str) -> Iterator[Element]:
        return (one for root in self.roots for one in root.walk() if one.tag == tag)

    def _actions(self) -> Iterator[Element]:
        return (one for root in self.roots for one in root.walk() if one.tag in ("action", "anti-action"))

    def _minded(self) -> set[str]:
        """The variables that something in these files depends on."""
        found = set(_MINDED)
        for root in self.roots:
            for one in root.walk():
                for value in (*one.attributes.values(), one.words):
                    found.update(_USED.findall(value) if "${" in value else ())
        return found

    def text(self, value: str) -> str:
        """A text with the values of ``$${names}`` put in; those that are not known in angle quotes."""
        return _GLOBAL.sub(lambda found: self.globals.get(found[1], f"‹{found[1]}›"), value).strip()

    # what is told about it

    def understood(self, at: Span) -> None:
        """Count a construct that is in the menu as it is."""
        self.marks.setdefault(at, True)

    def note(self, what: str, at: Span, why: str, treated: Treated) -> None:
        """Note a construct once, however many calls pass it."""
        self.marks[at] = False
        if (what, at) not in self.noted:
            self.noted.add((what, at))
            self.draft.note(what, at, why, treated)

    def unnoticed(self, what: str, at: Span, why: str = "Callers notice nothing of it.") -> None:
        """Remember a construct that callers do not notice; if none of them does, it is noted."""
        self.left_out.setdefault(at, (what, why))

    def somewhere(self, id: str, at: Span, what: str, why: str) -> None:
        """A step for what leads out of the files."""
        notes = len(self.draft.notes)
        self.draft.somewhere(id, at, what, why)
        del self.draft.notes[notes:]
        self.note(what, at, why, Treated.UNKNOWN_END)

    def question(self, id: str, at: Span, what: str, asked: str, answers: dict[str, str], why: str) -> None:
        """A step for what neither caller nor clock decides."""
        self.draft.step(id, "lookup", at, question=asked, answers=answers)
        self.note(what, at, why, Treated.QUESTION)

    # what callers pass

    def read(self) -> None:
        """Every number that can be dialled, and every menu that none of them comes to."""
        for number, context, at in list(dialled(self)):
            first = self.plan.hunt(Call(number, context), None, at, number)
            self.draft.put("entry", number, first or self.end(number, at), at)
            self._work()
        while left := [name for name in self.menus if name not in self.ivrs.entered]:
            self._menu_alone(left)
        simplify(self)
        self._tell_unreached()
        for at, (what, why) in self.left_out.items():
            if at not in self.marks:
                self.note(what, at, why, Treated.LEFT_OUT)
        self.draft.understood += sum(self.marks.values())
        order_steps(self.draft)

    def _menu_alone(self, left: list[str]) -> None:
        """A menu that nothing in the files leads to begins a call of its own."""
        name = next((one for one in left if self._is_top(one, left)), left[0])
        element = self.menus[name]
        after = self.draft.own(f"after {name}")
        why = "After the menu the dialplan goes on, which is not in these files."
        self.somewhere(after, element.at, f"the dialplan after {name}", why)
        self.marks.pop(element.at, None)
        label = TODO if len(self.menus) == 1 else f"{TODO} {name}"
        self.draft.put("entry", label, self.ivrs.enter(name, (after, after, after), None), element.at)
        self._work()

    def _work(self) -> None:
        while self.todo:
            self.todo.popleft()()

    def _is_top(self, name: str, left: list[str]) -> bool:
        """Whether a menu is below none but those that it leads to itself."""
        reached, waiting = {name}, [name]
        while waiting:
            for one in self.ivrs.subs(waiting.pop()):
                sub = self.text(one.get("param"))
                if sub in self.menus and sub not in reached:
                    reached.add(sub)
                    waiting.append(sub)
        others = [one for one in left if one not in reached]
        return not any(self.text(sub.get("param")) == name for one in others for sub in self.ivrs.subs(one))

    def end(self, name: str, at: Span) -> str:
        """A step that ends the call, where a step has to lead somewhere and the switch hangs up."""
        id = self.draft.id("steps", f"\0end {name}", f"{name} ends")
        if id not in self.draft.tree["steps"]:
            self.draft.step(id, "hangup", at)
        return id

    def _tell_unreached(self) -> None:
        for context, found in self.contexts.items():
            for one in found:
                if id(one) not in self.plan.looked_at:
                    what = f"extension {one.get('name')}".strip()
                    why = (
                        f"No call that these files describe comes to it{f' in {context}' if context else ''}."
                    )
                    self.note(what, one.at, why, Treated.LEFT_OUT)


def settings(action: Element) -> list[tuple[str, str]]:
    """The variables that an action sets, with their values."""
    app = action.get("application").lower()
    return set_by(app, action.words.strip() or action.get("data")) if app in _SETTERS else []


def set_by(app: str, data: str) -> list[tuple[str, str]]:
    """What ``set`` and its kin make of their words."""
    if app == "unset":
        return [(data.strip(), "")] if data.strip() else []
    parts = data.split() if app == "multiset" else [data]
    pairs = [part.partition("=") for part in parts]
    named = [(name.strip().rpartition(":")[2].strip(), value.strip()) for name, _, value in pairs]
    return [(name, value) for name, value in named if name]
