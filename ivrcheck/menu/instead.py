"""What should stand in a place of a file, where there is exactly one right answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from ivrcheck.finding import Instead
from ivrcheck.menu.meant import meant_id
from ivrcheck.menu.near import slip


def meant_word(written: Any, known: Collection[str]) -> Instead | None:
    """The one known word that was meant by a misspelt one."""
    right = slip(written, known) if isinstance(written, str) else None
    return Instead(written, right) if right else None


def meant_value(sort: str, written: Any, beside: Collection[str] = ()) -> Instead | None:
    """A value in the form it must have, if it can mean only one that does not stand ``beside`` it yet."""
    from ivrcheck.menu.exact import right_form

    right = right_form(sort, written)
    return None if right is None or right in beside else Instead(str(written), right)


def meant_name(written: Any, called: Collection[str], ids: Collection[str]) -> Instead | None:
    """The id that is meant by a name (of the people so ``called``), or by an id in other letters."""
    if not isinstance(written, str):
        return None
    right = next(iter(called)) if len(called) == 1 else meant_id(written)
    return Instead(written, right) if right in ids else None


def spaced(field: str, name: str, rest: str) -> Instead | None:
    """A field with a space behind its colon."""
    return Instead(field, f"{name}: {rest.strip()}", is_yaml=True) if rest.strip() else None
