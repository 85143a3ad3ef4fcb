"""Where in a menu file the errors lie that pydantic finds in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ivrcheck.menu.known import STEP_KINDS
from ivrcheck.source import Route

UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
"""The types of errors about fields that do not exist."""

_VIRTUAL = {"week", "any", "by_language", "parts"}


def is_about_key(error: Mapping[str, Any]) -> bool:
    """Whether a key is faulty rather than the value behind it; a field may be called “[key]”, too."""
    return error["loc"][-1:] == ("[key]",) and error["type"] not in UNKNOWN


def file_route(error: Mapping[str, Any], tree: Any) -> Route:
    """pydantic's path without what only the models know: the kind of a step, the names of inner fields."""
    loc = error["loc"]
    parts = [str(part) for part in (loc[:-1] if is_about_key(error) else loc)]
    if len(parts) > 2 and parts[0] == "steps" and parts[2] in STEP_KINDS:
        del parts[2]
    route: list[str] = []
    here = tree
    for part in parts:
        if part in _VIRTUAL and not (isinstance(here, dict) and part in here):
            continue
        route.append(part)
        here = here.get(part) if isinstance(here, dict) else item(here, part)
    return tuple(route)


def item(box: Any, part: str) -> Any:
    """What stands at a place of a list, if it is one."""
    return box[int(part)] if isinstance(box, list) and part.isdigit() and int(part) < len(box) else None
