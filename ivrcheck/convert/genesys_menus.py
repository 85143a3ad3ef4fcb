"""Architect's menus: what each key does, and what happens when callers press nothing or another key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ivrcheck.convert.draft import Treated
from ivrcheck.convert.genesys_values import key, literal, named, prompt, seconds, shown, target, whole
from ivrcheck.source import Route

if TYPE_CHECKING:
    from ivrcheck.convert.genesys import Flow

_REPEATS = 3
_WAIT = "10s"
"""How long a menu waits that does not say, nor its flow."""
_NO_TOPIC = ("menuRepeat", "repeatMenu", "menuPrevious", "menuDisconnect")
"""Choices that nobody calls about: what they are called is no topic."""
Choice = tuple[str, dict[str, Any], Route]
"""The kind of a choice, what it says, and where it stands."""


class Menus:
    """The menus of a flow, one below the other."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.above: dict[Route, tuple[Route, dict[str, Any]]] = {}
        self.everywhere: list[tuple[Choice, Route]] = []
        """Choices that every menu of the flow takes, each with the menu it stands in."""
        self.made: set[Route] = set()
        self.led: dict[tuple[Route, str], str | None] = {}

    def gather(self) -> None:
        """Find the menus inside menus, and the choices that count everywhere."""
        left = [(route, body) for route, body in self.flow.tops if route[-1] == "menu"]
        while left:
            route, body = left.pop()
            for choice in self.choices(route, body):
                kind, inner, place = choice
                if kind == "menuSubMenu":
                    sub = inner.get("menu") if isinstance(inner.get("menu"), dict) else inner
                    self.flow.know(place, {**inner, **(sub or {})}, "menu")
                    self.above[place] = (route, body)
                    left.append((place, {**inner, **(sub or {})}))
                if inner.get("globalDtmf") == "true":
                    self.everywhere.append((choice, route))

    def choices(self, route: Route, body: dict[str, Any]) -> Iterator[Choice]:
        """The choices of a menu."""
        found = body.get("choices")
        for number, one in enumerate(found if isinstance(found, list) else ()):
            for kind, inner in one.items() if isinstance(one, dict) else ():
                if isinstance(inner, dict):
                    yield kind, inner, (*route, "choices", str(number), kind)

    def step(self, route: Route, body: dict[str, Any]) -> str:
        """The step of a menu."""
        draft, name = self.flow.draft, named(body, "menu")
        id = draft.id("steps", self._source(route, body), name)
        if route not in self.made:
            self.made.add(route)
            self.flow.office.todo.append(lambda: self._make(id, route, body))
        return id

    def _source(self, route: Route, body: dict[str, Any]) -> str:
        """What the phone system itself calls a menu, for the file beside."""
        known = shown(body.get("refId")) or named(body, "menu")
        alone = self.flow is self.flow.office.flows[0] if self.flow.office.flows else True
        first = self.flow.places.get(f"menu {body.get('refId') or body.get('name')}")
        return known if alone and first and first[0] == route else f"{self.flow.name}\0{'.'.join(route)}"

    def _make(self, id: str, route: Route, body: dict[str, Any]) -> None:
        flow, at = self.flow, self.flow.at(*route)
        keys = dict(self._keys(id, route, body))
        if not keys:
            flow.office.note(named(body, "menu"), at, "It has no key that leads anywhere.", Treated.GUESSED)
            keys = {"#": flow.end(named(body, "menu"), at)}
        flow.office.understood(at)
        tries = self._setting(body, "repeatCount", whole)
        wait = self._setting(body, "menuSelectionTimeout", seconds)
        given_up = self._default(id, route, body) or flow.after_error()
        flow.draft.step(
            id, "menu", at, prompt=prompt(body.get("audio")), keys=keys, wait=wait or _WAIT,
            tries=str(max(1, tries if tries is not None else _REPEATS)), no_input=given_up, no_match=given_up,
        )  # fmt: skip
        self._extensions(route, body)

    def _setting(self, body: dict[str, Any], name: str, read: Callable[[Any], Any]) -> Any:
        """A setting of a menu, else of its flow."""
        own = body.get("settingsMenu")
        found = read(own.get(name)) if isinstance(own, dict) else None
        return found if found is not None else read(self.flow.setting("settingsMenu", name))

    def _extensions(self, route: Route, body: dict[str, Any]) -> None:
        own = body.get("settingsMenu")
        heard = literal(own.get("listenForExtensionDialing")) if isinstance(own, dict) else ""
        heard = heard or literal(self.flow.setting("settingsMenu", "listenForExtensionDialing"))
        if heard == "true":
            what, at = (
                f"{named(body, 'menu')}: listenForExtensionDialing",
                self.flow.at(*route, "settingsMenu"),
            )
            why = "Callers may dial the extension of a colleague; whose there are the flow does not say."
            self.flow.draft.note(what, at, why, Treated.ASKED_FOR)

    def _default(self, id: str, route: Route, body: dict[str, Any]) -> str | None:
        """Where the choice leads that counts when callers choose nothing."""
        reference = body.get("defaultChildMenuRef")
        if not isinstance(reference, str) or not reference:
            return None
        _, name = target(reference)
        for choice in self.choices(route, body):
            if name and name in (choice[1].get("refId"), choice[1].get("name")):
                return self._leads(id, choice, route, body)
        at = self.flow.at(*route, "defaultChildMenuRef")
        self.flow.office.note(
            shown(reference), at, "No choice of the menu is called so.", Treated.UNKNOWN_END
        )
        return None

    # choices

    def _keys(self, id: str, route: Route, body: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """The keys of a menu, those that count in every menu included."""
        taken: set[str] = set()
        own = [(choice, route, body) for choice in self.choices(route, body)]
        others = [(one, where, self.inside(where)) for one, where in self.everywhere if where != route]
        for choice, where, holder in [*own, *others]:
            kind, inner, place = choice
            at = self.flow.at(*place)
            sign = key(inner.get("dtmf"))
            if sign is None:
                if where == route:
                    why = "No key leads there; only what callers say does, and a program understands that."
                    self.flow.office.note(f"{named(inner, kind)} ({kind})", at, why, Treated.GUESSED)
            elif sign not in taken:
                taken.add(sign)
                to = self._leads(id, choice, where, holder) or self.flow.end(named(inner, kind), at)
                self.flow.draft.place(at, "steps", id, "keys", sign)
                yield sign, self._option(to, inner, kind)
            elif where == route:
                self.flow.office.note(
                    f"{named(inner, kind)} ({kind})", at, "Its key is taken.", Treated.GUESSED
                )

    def inside(self, route: Route) -> dict[str, Any]:
        """What stands at a place of the flow."""
        value: Any = self.flow.body
        for name in route:
            value = value[int(name)] if isinstance(value, list) else value[name]
        return value if isinstance(value, dict) else {}

    def _option(self, to: str, inner: dict[str, Any], kind: str) -> Any:
        says = list(self._says(inner))
        label = "" if kind in _NO_TOPIC else shown(inner.get("name"))
        made = {"to": to, **({"label": label} if label else {}), **({"says": says} if says else {})}
        return made if len(made) > 1 else to

    def _says(self, inner: dict[str, Any]) -> Iterator[str]:
        """The words that do the same as a key, in the language of the flow."""
        found = inner.get("speechRecTerms")
        if literal(self.flow.setting("settingsSpeechRec", "asrEnabledOnFlow")) != "true":
            return
        language = self.flow.body.get("defaultLanguage")
        there = found.get(language) if isinstance(found, dict) and isinstance(language, str) else None
        terms = there.get("terms") if isinstance(there, dict) else None
        yield from (shown(one) for one in (terms if isinstance(terms, list) else ()) if shown(one))

    def _leads(self, id: str, choice: Choice, route: Route, body: dict[str, Any]) -> str | None:
        """Where a choice of a menu leads, the same for all that come to it; None where the call ends."""
        key = (choice[2], id)
        if choice[0] not in ("menuRepeat", "repeatMenu"):
            key = (choice[2], "")
        if key not in self.led:
            self.led[key] = self._lead(id, choice, route, body)
        return self.led[key]

    def _lead(self, id: str, choice: Choice, route: Route, body: dict[str, Any]) -> str | None:
        kind, inner, place = choice
        flow, at = self.flow, self.flow.at(*place)
        if kind == "menuTask":
            task = inner.get("task")
            flow.office.understood(at)
            inside = task if isinstance(task, dict) else {}
            return flow.actions.row(
                (*place, "task", "actions"), inside.get("actions"), None, named(inner, kind)
            )
        if kind == "menuSubMenu":
            flow.office.understood(at)
            sub = inner.get("menu") if isinstance(inner.get("menu"), dict) else inner
            return self.step(place, {**inner, **(sub or {})})
        if kind in ("menuRepeat", "repeatMenu"):
            flow.office.understood(at)
            return id
        if kind == "menuPrevious":
            flow.office.understood(at)
            return self.step(*self.above[route]) if route in self.above else self.step(route, body)
        if kind in ("menuJumpToTask", "menuJumpToMenu"):
            flow.office.understood(at)
            return flow.refer(inner.get("targetTaskRef") or inner.get("targetMenuRef"), at)
        if kind == "menuDisconnect":
            flow.office.understood(at)
            return flow.end(named(inner, kind), at)
        return flow.actions.alone(place, kind.removeprefix("menu"), inner)
