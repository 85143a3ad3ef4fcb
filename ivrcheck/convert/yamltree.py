"""Reads YAML that a phone system wrote, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import yaml

from ivrcheck.config import DEFAULT
from ivrcheck.convert.source import Source, Tree, Unreadable
from ivrcheck.menu.locate import locate
from ivrcheck.menu.reader import Stop, TreeReader
from ivrcheck.source import Route


def read_yaml(source: Source, depth: int = DEFAULT.limits.depth) -> Tree:
    """The tree of a YAML text; every scalar is the text that is written. Raises ``Unreadable``.

    ``depth``: levels of nesting there may be.
    """
    reader = TreeReader(source.file, source.text, replace(DEFAULT.limits, depth=depth))
    try:
        value = reader.read()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable("it is not complete YAML.", mark.line + 1 if mark else 0) from None
    except Stop as stop:
        raise Unreadable(stop.finding.message) from None
    routes = list(_routes(value, ()))
    found = locate(source.file, source.text, routes)
    # an item of a list has no key: its beginning stands for it
    return Tree(source, value, {route: found[route].key for route in routes if route in found})


def _routes(value: Any, route: Route) -> Iterator[Route]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*route, str(key))
        yield from _routes(one, (*route, str(key)))
