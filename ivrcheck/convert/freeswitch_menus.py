"""FreeSWITCH's menus. A menu that is entered from another one goes back there when callers give up.

As the switch does it: a menu below another hands the call back to that one after its last failure, which then
plays again; the one at the top hands it back to the dialplan. So a menu below two others is two menus.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivrcheck.convert import freeswitch_known as known
from ivrcheck.convert.draft import Treated
from ivrcheck.convert.freeswitch_hunt import Act
from ivrcheck.convert.patterns import match, numbers
from ivrcheck.convert.xmltree import Element
from ivrcheck.menu.near import nearest
from ivrcheck.menu.todo import TODO

if TYPE_CHECKING:
    from ivrcheck.convert.freeswitch import Call, Switch

_KEYS = re.compile(r"[0-9*#]+")
_MOST_NUMBERS = 50
"""Numbers of one pattern that are written out as keys."""
_MOST_COPIES = 1_000
_DEEPEST = 12
_SETTINGS = (
    "name", "greet-long", "greet-short", "invalid-sound", "exit-sound", "timeout", "inter-digit-timeout",
    "max-failures", "max-timeouts", "digit-len", "exec-on-max-failures", "exec-on-max-timeouts", "pin",
)  # fmt: skip
_ACTIONS = ("menu-exec-app", "menu-sub", "menu-play-sound", "menu-top", "menu-back", "menu-exit")
Ends = tuple[str | None, str | None, str | None]
"""What follows a menu: after a success, after wrong keys, after silence; None: the call ends."""


@dataclass(frozen=True, slots=True)
class Place:
    """One menu as it is entered: from which menus, and what follows those."""

    name: str
    id: str
    above: tuple[Place, ...]
    ends: Ends
    call: Call | None

    @property
    def top(self) -> Place:
        return self.above[0] if self.above else self


class Menus:
    """The menus of a switch, each as often as it is entered from elsewhere."""

    def __init__(self, switch: Switch) -> None:
        self.switch = switch
        self.entered: dict[str, str] = {}
        """By name, the step of each menu that calls come to."""
        self.places: dict[tuple[str, tuple[str, ...], Ends], str] = {}

    def subs(self, name: str) -> list[Element]:
        """The entries of a menu that lead to another menu."""
        entries = self.switch.menus[name].all("entry")
        found = [one for one in entries if one.get("action") == "menu-sub"]
        return [one for one in found if self.switch.text(one.get("param")) != name]

    def enter(self, name: str, ends: Ends, call: Call | None, above: tuple[Place, ...] = ()) -> str:
        """The step of a menu that is entered at one place."""
        key = (name, tuple(one.id for one in above), ends)
        if key in self.places:
            return self.places[key]
        if len(self.places) >= _MOST_COPIES and name in self.entered:
            return self.entered[name]
        draft = self.switch.draft
        first = name not in self.entered
        id = draft.id("steps", name, name) if first else draft.own(name)
        self.places[key] = id
        self.entered.setdefault(name, id)
        place = Place(name, id, above, self._with_exit(name, ends) if not above else ends, call)
        self.switch.todo.append(lambda: self._make(place))
        return id

    def _with_exit(self, name: str, ends: Ends) -> Ends:
        """What follows a menu at the top, after its last words."""
        sound = self.switch.text(self.switch.menus[name].get("exit-sound"))
        if not sound:
            return ends
        made: dict[str | None, str] = {}
        at = self.switch.menus[name].at
        for end in ends:
            if end not in made:
                made[end] = self.switch.draft.own(f"{name} exit")
                kind = {"kind": "play", "then": end} if end else {"kind": "hangup"}
                self.switch.draft.step(made[end], at=at, prompt=known.prompt(sound), **kind)
        return made[ends[0]], made[ends[1]], made[ends[2]]

    def _make(self, place: Place) -> None:
        switch, menu = self.switch, self.switch.menus[place.name]
        keys = self._keys(place, menu)
        if not keys:
            why = "It has no key that leads anywhere."
            switch.note(f"menu {place.name}", menu.at, why, Treated.GUESSED)
            keys = {"#": place.ends[0] or switch.end(place.name, menu.at)}
        switch.understood(menu.at)
        long = known.prompt(self._sound(menu, "greet-long"))
        tries = known.whole(menu.get("max-failures"), 3)
        silent = known.whole(menu.get("max-timeouts"), tries)
        switch.draft.step(
            place.id, "menu", menu.at, prompt=long, keys=keys,
            wait=known.from_milliseconds(menu.get("timeout"), 10_000), tries=str(tries),
            no_input=self._given_up(place, menu, "timeout", silent),
            no_match=self._given_up(place, menu, "failure", tries),
        )  # fmt: skip
        self._settings(place, menu)

    def _sound(self, menu: Element, name: str) -> str:
        return self.switch.text(menu.get(name))

    def _given_up(self, place: Place, menu: Element, how: str, tries: int) -> Any:
        """Where silence or wrong keys lead, and what is heard before each new try."""
        short, sorry = self._sound(menu, "greet-short"), self._sound(menu, "invalid-sound")
        to = place.above[-1].id if place.above else place.ends[1 if how == "failure" else 2]
        program = menu.get(f"exec-on-max-{how}s")
        if program:
            to = self.run(place, menu, program, f"{place.name} {how}", to)
        made: dict[str, Any] = {}
        if to:
            made["to"] = to
        if str(tries) != str(known.whole(menu.get("max-failures"), 3)):
            made["tries"] = str(tries)
        again = short if short != self._sound(menu, "greet-long") else ""
        said = known.parts(known.prompt(sorry if how == "failure" else ""), known.prompt(again))
        if said != TODO and tries > 1:
            made["prompt"] = said
            if again:
                made["replaces"] = "yes"
        return to if list(made) == ["to"] else made or None

    def run(self, place: Place, element: Element, param: str, name: str, after: str | None) -> str | None:
        """What an application that a menu carries out comes to; the menu plays again after it."""
        from ivrcheck.convert.freeswitch import Call as Known

        app, _, data = self.switch.text(param).partition(" ")
        call = place.call or Known("", "default")
        return self.switch.apps.follow((Act(app.lower(), data.strip(), element.at, name),), call, after)

    def _settings(self, place: Place, menu: Element) -> None:
        """What a menu's other settings say."""
        if menu.get("pin"):
            why = "A number has to be typed before the menu; that is not followed."
            self.switch.note(f"menu {place.name}: pin", menu.at, why, Treated.GUESSED)
        others = [name for name, value in menu.attributes.items() if name not in _SETTINGS and value.strip()]
        if others and ("settings", menu.at) not in self.switch.noted:
            self.switch.noted.add(("settings", menu.at))
            why = "These settings say how it sounds, not where calls go."
            self.switch.draft.note(f"menu {place.name}: {', '.join(others)}", menu.at, why, Treated.LEFT_OUT)

    # keys

    def _keys(self, place: Place, menu: Element) -> dict[str, Any]:
        """The keys of a menu, those of a pattern written out."""
        keys: dict[str, Any] = {}
        for entry in menu.all("entry"):
            digits = self.switch.text(entry.get("digits"))
            if entry.get("action") not in _ACTIONS:
                why = "This action is not known; FreeSWITCH refuses the menu with it."
                what = f"{place.name}: {entry.get('action') or 'no action'}"
                self.switch.note(what, entry.at, why, Treated.GUESSED)
            elif digits.startswith("/"):
                self._pattern(place, entry, digits, keys)
            elif not _KEYS.fullmatch(digits):
                why = "No telephone has such keys."
                self.switch.note(f"{place.name}: {digits or 'no digits'}", entry.at, why, Treated.GUESSED)
            else:
                if digits in keys:
                    why = "The key stands twice; the last one is taken."
                    self.switch.note(f"{place.name}: {digits}", entry.at, why, Treated.GUESSED)
                keys[digits] = self._entry(place, entry, digits, self.switch.text(entry.get("param")))
                self.switch.draft.place(entry.at, "steps", place.id, "keys", digits)
        return keys

    def _pattern(self, place: Place, entry: Element, digits: str, keys: dict[str, Any]) -> None:
        """Numbers that can be dialled at a menu; a file that names none of them leaves them open."""
        pattern = digits.strip("/")
        named = numbers(pattern, _MOST_NUMBERS)
        if named is None:
            named = [one for one in self.switch.users if match(pattern, one)][:_MOST_NUMBERS]
        if not named:
            why = (
                "Which numbers callers may dial here, these files do not say; they are taken for wrong keys."
            )
            self.switch.note(f"{place.name}: {digits}", entry.at, why, Treated.GUESSED)
        param = self.switch.text(entry.get("param"))
        shared = self._outside(entry, param) if named else None
        for number in named:
            if number not in keys:
                found = match(pattern, number)
                groups = found.groups() if isinstance(found, re.Match) else ()
                to = shared or self._entry(place, entry, number, _filled(param, groups))
                keys[number] = {"to": to, "announced": "no"}
                self.switch.draft.place(entry.at, "steps", place.id, "keys", number)

    def _outside(self, entry: Element, param: str) -> str | None:
        """One step for all numbers of a pattern that leads to a dialplan which is not in the files."""
        words = param.split()
        if words[:1] != ["transfer"] or len(words) < 4 or self.switch.plan.extensions(words[3]):
            return None
        id = self.switch.draft.id("steps", f"\0{param} {entry.at}", param)
        why = f"The dialplan “{words[3]}” is not in these files."
        self.switch.somewhere(id, entry.at, param, why)
        return id

    def _entry(self, place: Place, entry: Element, digits: str, param: str) -> str:
        """Where a key leads."""
        make = {
            "menu-exec-app": self._app, "menu-sub": self._sub, "menu-play-sound": self._play,
            "menu-top": lambda *_: place.top.id,
            "menu-back": lambda *_: place.above[-1].id if place.above else place.ends[0],
            "menu-exit": lambda *_: place.top.ends[0],
        }.get(entry.get("action"))  # fmt: skip
        assert make is not None, "asked before"
        self.switch.understood(entry.at)
        return make(place, entry, digits, param) or self.switch.end(place.name, entry.at)

    def _app(self, place: Place, entry: Element, digits: str, param: str) -> str | None:
        app = param.partition(" ")[0].lower()
        near = "" if app in known.APPLICATIONS else nearest(app, known.APPLICATIONS) or ""
        near = near if near[:4] == app[:4] else ""
        if near or not re.fullmatch(r"[a-z_]\w*", app):
            hint = f" (did you mean “{near}”?)" if near else ""
            why = f"There is no application “{app}”{hint}; the menu ends there, and the dialplan goes on."
            self.switch.note(f"{place.name}: {digits}: {param}", entry.at, why, Treated.GUESSED)
            return place.top.ends[0]
        return self.run(place, entry, param, f"{place.name} {digits}", place.id)

    def _sub(self, place: Place, entry: Element, digits: str, param: str) -> str | None:
        if param == place.name:
            return place.id
        for one in place.above:
            if one.name == param:
                why = "A menu is entered again within itself; it is taken for the one that callers came from."
                self.switch.note(f"{place.name}: {digits}: {param}", entry.at, why, Treated.GUESSED)
                return one.id
        if param not in self.switch.menus or len(place.above) + 1 >= _DEEPEST:
            why = (
                "There is no menu of this name in these files; the menu ends there, and the dialplan goes on."
            )
            if param in self.switch.menus:
                why = "More than twelve menus within one another end the menu, and the dialplan goes on."
            self.switch.note(f"{place.name}: {digits}: {param}", entry.at, why, Treated.GUESSED)
            return place.top.ends[0]
        return self.enter(param, place.top.ends, place.call, (*place.above, place))

    def _play(self, place: Place, entry: Element, digits: str, param: str) -> str | None:
        id = self.switch.draft.own(f"{place.name} {digits} plays")
        self.switch.draft.step(id, "play", entry.at, prompt=known.prompt(param), then=place.id)
        return id


def _filled(param: str, groups: tuple[str | Any, ...]) -> str:
    """The words of an entry with what its pattern found."""
    return re.sub(
        r"\$(\d)",
        lambda found: (groups[int(found[1]) - 1] or "") if 0 < int(found[1]) <= len(groups) else "",
        param,
    )
