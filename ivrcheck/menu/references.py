"""Checks that every id a menu file names exists, and that no part is larger than the limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ivrcheck.config import PROFILES, Limits
from ivrcheck.finding import Finding, Instead, Label
from ivrcheck.menu import kinds
from ivrcheck.menu.known import STEP_KINDS
from ivrcheck.menu.model import ANY, PhoneSystem
from ivrcheck.menu.near import did_you_mean
from ivrcheck.menu.problem import problem
from ivrcheck.menu.scalars import clip
from ivrcheck.source import Pointer, Route

Home = Callable[[Route], str]
_KINDS = {
    "people": "a person",
    "teams": "a team",
    "steps": "a step",
    "hours": "opening hours",
    "topics": "a topic",
}
LEFT_OUT = "left-out-by-ivrcheck"
"""Stands in for the id that a faulty field should have held: it is never unknown."""

_ID = re.compile(r"[a-z][a-z0-9_-]*")


class _Everything(frozenset[str]):
    """Stands for a section that could not be read: whatever is named may be in it."""

    def __contains__(self, id: object) -> bool:
        return True


class References:
    """Follows every name in a file to what it names."""

    def __init__(
        self, menu: PhoneSystem, home: Home, limits: Limits, broken: Collection[tuple[str, str]] = ()
    ) -> None:
        """``broken``: what stands in the file but is faulty itself, as (section, id)."""
        self.menu = menu
        self.home = home
        self.limits = limits
        self.broken = broken
        self.people = self._known("people")
        self.teams = self._known("teams")
        self.hours = self._known("hours")
        self.topics = self._known("topics")
        self.steps = self._known("steps")
        either = isinstance(self.people, _Everything) or isinstance(self.teams, _Everything)
        self.who = _Everything() if either else {*self.people, *self.teams}
        self.hints: dict[tuple[str, str], str] = {}

    def _known(self, section: str) -> Collection[str]:
        if (section, "") in self.broken:
            return _Everything()
        there: Mapping[str, Any] = getattr(self.menu, section)
        broken = {id for place, id in self.broken if place == section}
        return {*there, *broken} if broken else there

    def problems(self) -> Iterator[Finding]:
        """A finding for each name that names nothing, and for each part that is too large."""
        yield from self._top()
        for id, person in self.menu.people.items():
            yield from self._one(("people", id, "hours"), person.hours, "opening hours", self.hours)
            yield from self._one(("people", id, "cover"), person.cover, "person or team", self.who)
        for id in self.menu.teams:
            yield from self._team(id)
        for number, entry in self.menu.entry.items():
            yield from self._one(("entry", number, "to"), entry.to, "step", self.steps)
            yield from self._topics(("entry", number, "topics"), entry.topics)
        for id, step in self.menu.steps.items():
            yield from self._step(("steps", id), step)

    def _top(self) -> Iterator[Finding]:
        menu = self.menu
        empty = {section for section, _ in self.broken}
        if not (menu.entry or "entry" in empty) or not (menu.steps or "steps" in empty):
            missing = "steps" if not menu.steps else "entry"
            say = "no steps: nothing happens to a call" if not menu.steps else "no entry: nobody can call it"
            help = "Add “steps:” with what happens to a call." if not menu.steps else (
                "Add “entry:” with the phone number and the id of the first step, "
                "like \"+1 845 555 0134\": welcome."
            )  # fmt: skip
            yield problem("IVR010", self._at((missing,)), f"This file has {say}.", help)
        yield from self._one(("managed_by",), menu.managed_by, "person or team", self.who)
        yield from self._one(("business_hours",), menu.business_hours, "opening hours", self.hours)
        for id in sorted(menu.people.keys() & menu.teams.keys()):
            message = f"“{id}” is the id of a person and of a team, so nobody can tell which is meant."
            person = Label(self._at(("people", id), key=True), "the person")
            at = self._at(("teams", id), key=True)
            yield problem("IVR002", at, message, "Give one of the two another id.", (person,))
        yield from self._profiles()
        yield from self._accept((), menu.accept)

    def _profiles(self) -> Iterator[Finding]:
        for position, name in enumerate(self.menu.profiles):
            if name not in PROFILES and name != LEFT_OUT:
                message = f"“{name}” is named here, but there is no profile with that name."
                help = did_you_mean(name, PROFILES) or f"The profiles are {', '.join(PROFILES)}."
                at, instead = self._at(("profiles", str(position))), _meant(name, PROFILES)
                yield problem("IVR005", at, message, help, instead=instead)

    def _team(self, id: str) -> Iterator[Finding]:
        team = self.menu.teams[id]
        for position, member in enumerate(team.members):
            yield from self._one(
                ("teams", id, "members", str(position)), member, "person", self.people, team.members
            )
        yield from self._one(("teams", id, "hours"), team.hours, "opening hours", self.hours)
        yield from self._one(("teams", id, "cover"), team.cover, "person or team", self.who)
        yield from self._one(("teams", id, "supervisor"), team.supervisor, "person or team", self.who)

    def _step(self, route: Route, step: kinds.AnyStep) -> Iterator[Finding]:
        steps = self.steps
        for keys, target in step.targets():
            if target not in steps and target != LEFT_OUT:
                yield self._unknown((*route, *keys), target, "step", steps)
        if look := _LOOK.get(type(step)):
            yield from look(self, route, step)
        if step.accept:
            yield from self._accept(route, step.accept)

    def _menu(self, route: Route, step: kinds.Menu) -> Iterator[Finding]:
        yield from self._options(route, step.keys)
        for position, who in enumerate(step.extensions):
            yield from self._one(
                (*route, "extensions", str(position)), who, "person or team", self.who, step.extensions
            )
        yield from self._prompt(route, step)

    def _options(self, route: Route, keys: Mapping[str, kinds.Option]) -> Iterator[Finding]:
        if len(keys) > self.limits.keys:
            message = f"“{route[1]}” has {len(keys):,} keys; at most {self.limits.keys:,} can be checked."
            yield problem(
                "IVR009", self._at((*route, "keys"), key=True), message, "No caller can choose among so many."
            )
        for key, option in keys.items():
            if option.topics:
                yield from self._topics((*route, "keys", key, "topics"), option.topics)

    def _prompt(self, route: Route, step: Any) -> Iterator[Finding]:
        for spoken in step.prompt.everything() if step.prompt else ():
            if len(spoken.text or "") > self.limits.prompt_characters:
                length = f"{len(spoken.text or ''):,}"
                message = f"The prompt of “{route[1]}” has {length} characters; nobody can listen to that."
                help = f"A prompt may have at most {self.limits.prompt_characters:,} characters."
                yield problem("IVR009", self._at((*route, "prompt"), key=True), message, help)

    def _play(self, route: Route, step: kinds.Play | kinds.Hangup) -> Iterator[Finding]:
        yield from self._topics((*route, "resolves"), step.resolves)
        yield from self._prompt(route, step)

    def _hours(self, route: Route, step: kinds.Hours) -> Iterator[Finding]:
        yield from self._one((*route, "hours"), step.hours, "opening hours", self.hours)

    def _ring(self, route: Route, step: kinds.Ring) -> Iterator[Finding]:
        yield from self._one((*route, "who"), step.who, "person or team", self.who)
        yield from self._prompt(route, step)

    def _queue(self, route: Route, step: kinds.Queue) -> Iterator[Finding]:
        yield from self._one((*route, "team"), step.team, "team", self.teams)
        yield from self._topics((*route, "topics"), step.topics)
        yield from self._options(route, step.keys or {})
        yield from self._prompt(route, step)

    def _transfer(self, route: Route, step: kinds.Transfer) -> Iterator[Finding]:
        yield from self._one((*route, "hours"), step.hours, "opening hours", self.hours)
        yield from self._one((*route, "owner"), step.owner, "person or team", self.who)

    def _mailbox(self, route: Route, step: kinds.Voicemail | kinds.Callback) -> Iterator[Finding]:
        yield from self._one((*route, "owner"), step.owner, "person or team", self.who)
        yield from self._one((*route, "backup"), step.backup, "person or team", self.who)
        if isinstance(step, kinds.Voicemail):
            yield from self._one((*route, "notify"), step.notify, "person or team", self.who)
            yield from self._options(route, step.keys or {})
        yield from self._prompt(route, step)

    def _directory(self, route: Route, step: kinds.Directory) -> Iterator[Finding]:
        for position, who in enumerate(step.who):
            yield from self._one((*route, "who", str(position)), who, "person or team", self.who, step.who)
        yield from self._prompt(route, step)

    def _language(self, route: Route, step: kinds.Language) -> Iterator[Finding]:
        if step.set not in self.menu.languages and ("languages", "") not in self.broken:
            spoken = ", ".join(self.menu.languages)
            message = f"“{clip(step.set)}” is not among the languages of this file ({clip(spoken, 200)})."
            near = did_you_mean(step.set, self.menu.languages)
            help = near or f"Add it at the top: languages: [{clip(spoken, 200)}, {clip(step.set)}]."
            instead = _meant(step.set, self.menu.languages)
            yield problem("IVR005", self._at((*route, "set")), message, help, instead=instead)

    def _topics(self, route: Route, topics: tuple[str, ...]) -> Iterator[Finding]:
        for position, topic in enumerate(topics):
            if topic != ANY:
                yield from self._one((*route, str(position)), topic, "topic", self.topics, topics)

    def _accept(self, route: Route, accept: tuple[kinds.Acceptance, ...]) -> Iterator[Finding]:
        for position, one in enumerate(accept):
            place = (*route, "accept", str(position))
            yield from self._one((*place, "by"), one.by, "person", self.people)
            yield from self._one((*place, "step"), one.step, "step", self.steps)

    def _one(
        self, route: Route, id: str | None, what: str, known: Collection[str], beside: Collection[str] = ()
    ) -> Iterator[Finding]:
        """``beside``: the ids that stand in the same list."""
        if id is not None and id not in known and id != LEFT_OUT:
            yield self._unknown(route, id, what, known, beside)

    def _unknown(
        self, route: Route, id: str, what: str, known: Collection[str], beside: Collection[str] = ()
    ) -> Finding:
        a = "" if what == "opening hours" else "a "
        is_are = "are" if what == "opening hours" else "is"
        message = f"“{id}” is named here, but no {what} with that id {is_are} in the file."
        help = self._hint(id, what, known) or f"Check the spelling, or add {a}{what} “{id}”."
        if what == "step" and id in STEP_KINDS:
            message = f"“{id}” is a kind of step, but the id of a step must be named here."
            help = f"Add a step of this kind, like my_{id}: {{kind: {id}, …}}, and write its id here."
        if other := self._other(id):
            message = f"“{id}” is {other}, but {a}{what} must be named here."
            help = f"Write the id of {a}{what}."
            if what == "step" and id in self.who:
                help = f"Add a step that rings them, {{kind: ring, who: {id}}}, and write its id here."
        instead = None if other else self._instead(id, what, known, beside)
        return problem("IVR005", self._at(route), message, help, instead=instead)

    def _instead(self, id: str, what: str, known: Collection[str], beside: Collection[str]) -> Instead | None:
        """The one id that was meant; not one that stands in the same list already."""
        if (id, what) not in self.hints:
            return None
        instead = _meant(id, known)
        return instead if instead and instead.right not in beside and _ID.fullmatch(instead.right) else None

    def _hint(self, id: str, what: str, known: Collection[str]) -> str:
        """The nearest known id, for the first unknown ones of a file."""
        if (id, what) not in self.hints:
            if len(self.hints) >= self.limits.suggestions:
                return ""
            self.hints[id, what] = did_you_mean(id, filter(_ID.fullmatch, known))
        return self.hints[id, what]

    def _other(self, id: str) -> str:
        """What an id is, where it is not what was asked for."""
        return next((what for section, what in _KINDS.items() if id in getattr(self.menu, section)), "")

    def _at(self, route: Route, key: bool = False) -> Pointer:
        return Pointer(self.home(route), route, key)


def _meant(written: str, known: Collection[str]) -> Instead | None:
    from ivrcheck.menu.instead import meant_word

    return meant_word(written, known)


_LOOK: dict[type, Callable[..., Iterator[Finding]]] = {
    kinds.Menu: References._menu,
    kinds.Play: References._play,
    kinds.Hangup: References._play,
    kinds.Hours: References._hours,
    kinds.Ring: References._ring,
    kinds.Queue: References._queue,
    kinds.Transfer: References._transfer,
    kinds.Voicemail: References._mailbox,
    kinds.Callback: References._mailbox,
    kinds.Collect: References._prompt,
    kinds.Directory: References._directory,
    kinds.Language: References._language,
}
