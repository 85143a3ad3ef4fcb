"""Takes out of a draft what no menu file can hold: a length of time that is none, a key that does not exist.

Each reader takes what it finds. What a menu cannot hold is noted here, for all of them, in the words that the
menu file has for it; what is left loads.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from ivrcheck.config import DEFAULT
from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.finding import Finding
from ivrcheck.menu.files import Loaded
from ivrcheck.menu.load import load_tree
from ivrcheck.menu.todo import TODO
from ivrcheck.source import Pointer, Route, Span

_ROUNDS = 8
"""Taking one thing out can leave something else without what it needs, but not often in a row."""


def settle(draft: Draft, at: Span) -> bool:
    """Make a draft one that loads; says whether it does. ``at``: where to point where nothing is known."""
    seen: set[Route] = set()
    for _ in range(_ROUNDS):
        if not draft.tree["entry"]:
            _begin(draft, at)
        problems = _problems(draft)
        if not problems:
            return True
        for problem in problems:
            _mend(draft, problem, at, seen)
    return not _problems(draft)


def _problems(draft: Draft) -> list[Finding]:
    loaded = Loaded("", places={})
    load_tree(loaded, deepcopy(draft.tree), DEFAULT.limits)
    return loaded.problems


def _begin(draft: Draft, at: Span) -> None:
    """A menu has to begin somewhere."""
    if not draft.tree["steps"]:
        draft.step(draft.own("nothing happens"), "hangup", at)
    draft.put("entry", TODO, next(iter(draft.tree["steps"])), at)


def _mend(draft: Draft, problem: Finding, at: Span, seen: set[Route]) -> None:
    route = problem.at.route if isinstance(problem.at, Pointer) else ()
    section, *_ = route or ("",)
    if section == "steps" and len(route) > 1:
        _mend_step(draft, route, problem, at, seen)
        return
    taken = route if route not in seen else route[:2]
    seen.add(route)
    _take_out(draft.tree, taken or ("entry",))
    draft.note(_words(route), _place(draft, route, at), problem.message, Treated.ASKED_FOR)


def _mend_step(draft: Draft, route: Route, problem: Finding, at: Span, seen: set[Route]) -> None:
    """Take one field out of a step; if the step cannot do without it, the call leaves there for somewhere."""
    id, place = route[1], _place(draft, route, at)
    if len(route) > 2 and route not in seen and _take_out(draft.tree, route):
        seen.add(route)
        draft.note(_words(route), place, problem.message, Treated.GUESSED)
        return
    kind = draft.tree["steps"].get(id)
    what = f"{id} ({kind.get('kind')})" if isinstance(kind, dict) else id
    draft.tree["steps"].pop(id, None)
    if route not in seen or len(route) == 2:
        draft.somewhere(id, place, what, problem.message)
    else:
        draft.somewhere(id, place, what, "Nothing is left of this step that a menu could hold.")


def _take_out(tree: Any, route: Route) -> bool:
    """Take a value out of a tree; says whether it was there."""
    for key in route[:-1]:
        tree = tree.get(key) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or route[-1] not in tree:
        return False
    del tree[route[-1]]
    if len(route) == 1:
        tree[route[0]] = {} if route[0] in ("people", "teams", "hours", "entry", "steps") else TODO
    return True


def _place(draft: Draft, route: Route, at: Span) -> Span:
    for length in range(len(route), 0, -1):
        if found := draft.places.get(route[:length]):
            return found
    return at


def _words(route: Route) -> str:
    return " ".join(route[1:] if len(route) > 1 else route) or "the file"
