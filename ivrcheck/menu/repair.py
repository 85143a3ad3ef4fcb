"""Takes the faulty parts out of a tree, so that what is left can be checked in the same run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ivrcheck.menu.include import SECTIONS
from ivrcheck.menu.near import nearest
from ivrcheck.menu.references import LEFT_OUT
from ivrcheck.source import Route

_FILL: dict[str, Any] = {
    "ivrcheck": "1", "name": "?", "prompt": "?", "question": "?", "number": "00", "digits": "1", "times": "1",
    "members": LEFT_OUT, "keys": {"0": LEFT_OUT}, "answers": {"?": LEFT_OUT},
    **dict.fromkeys(("to", "then", "open", "closed", "hours", "who", "team", "owner", "again"), LEFT_OUT),
}  # fmt: skip

Part = tuple[str, str]
"""A section and the id of something in it; an empty id means the whole section."""


class Repair:
    """Cuts or fills what pydantic complains about, round by round; what was lost whole is in ``broken``."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.tree = tree
        self.broken: set[Part] = set()
        self.gone: set[Route] = set()

    def round(self, faults: Iterable[tuple[str, Route]], gently: bool) -> None:
        """Mend each fault (its pydantic type and route) at its own place, or take out what it is in."""
        self.gone.clear()
        for kind, route in faults:
            if any(route[:length] in self.gone for length in range(1, len(route) + 1)):
                continue
            if not gently or not self._mend(kind, route):
                self._lose(route)

    def _mend(self, kind: str, route: Route) -> bool:
        """Fill a missing field, or cut a faulty one; False where the whole thing must go."""
        if kind == "missing":
            owner = self._reach(route[:-1])
            fill = _FILL.get(route[-1])
            if isinstance(owner, dict) and fill is not None:
                owner[route[-1]] = fill
                return True
            route = route[:-1]
        while route and (cut := self._cut(route)) is None:
            route = route[:-1]
        return bool(route) and bool(cut)

    def _cut(self, route: Route) -> bool | None:
        """Cut one field; None where there is none, False where it is too much to cut."""
        owner = self._reach(route[:-1])
        if not isinstance(owner, dict) or route[-1] not in owner:
            return None
        if len(route) < 3 and route[0] in SECTIONS:
            return False
        del owner[route[-1]]
        self.gone.add(route)
        if len(route) == 1:  # “Steps” or “person” may well be a section with a slip in its name
            self.broken.add((nearest(route[0], SECTIONS) or route[0], ""))
        return True

    def _reach(self, route: Route) -> Any:
        """What a route leads to through groups only: a list is cut whole, or its places would shift."""
        here: Any = self.tree
        for part in route:
            here = here.get(part) if isinstance(here, dict) else None
        return here

    def _lose(self, route: Route) -> None:
        section, id = (*route, "", "")[:2]
        items = self.tree.get(section)
        if section in SECTIONS and id and isinstance(items, dict):
            items.pop(id, None)
            self.gone.add((section, id))
            self.broken.add((section, id))
        else:
            self.tree.pop(section, None)
            self.gone.add((section,))
            self.broken.add((section, ""))
