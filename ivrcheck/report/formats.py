"""The formats of a report, in one table; each is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ivrcheck.report.material import Material


class Format(NamedTuple):
    """A way to tell a report. Its module has a function ``render`` from ``Material`` to a text."""

    module: str
    timed: bool | None = False
    """Whether it shows how long callers wait for a person; None: where only one menu is checked."""
    facts: bool = False
    """Whether it shows more of a menu than what was found in it."""


FORMATS = {
    "text": Format("plain", timed=None),
    "json": Format("json", timed=True),
    "sarif": Format("sarif"),
    "junit": Format("junit"),
    "github": Format("github"),
    "gitlab": Format("gitlab"),
    "markdown": Format("markdown"),
    "html": Format("html", timed=True, facts=True),
}


def is_timed(names: Iterable[str]) -> bool | None:
    """Whether some of these formats show how long callers wait; None: where only one menu is checked."""
    wishes = {FORMATS[name].timed for name in names}
    return True if True in wishes else None if None in wishes else False


def render(name: str, material: Material) -> str:
    """A report in one of the formats, ending with a line break."""
    text: str = import_module(f"ivrcheck.report.{FORMATS[name].module}").render(material)
    return text
