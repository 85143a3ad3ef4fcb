"""Where calls from outside come into a dialplan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ivrcheck.convert.asterisk.live import targets
from ivrcheck.convert.asterisk.pattern import is_pattern, numbers
from ivrcheck.convert.asterisk.plan import Plan
from ivrcheck.convert.asterisk.state import arguments
from ivrcheck.menu.todo import TODO

_NUMBER = re.compile(r"\+?[0-9]{7,20}")
_INCOMING = re.compile(
    r"(?:^|[-_])(?:in|incoming|inbound|trunk|pstn|did|dids|public|entry|entrada|default)(?:$|[-_])",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"^(?:macro-|sub-|func-|hints?$|ivrcheck-[^.]*\.)|internal|outbound|outgoing|outrt|phones?$|users?$|local",
    re.IGNORECASE,
)
_HEARD = {"answer", "background", "playback", "queue", "voicemail", "read", "waitexten", "directory"}
_MOST = 500
"""Numbers that people dial; an office has fewer."""


def _begins(exten: str) -> bool:
    return exten == "s" or exten.removeprefix("+").isdigit() or is_pattern(exten)


Entry = tuple[str, str, str]
"""The number people dial (or ``TODO``), a context, and an extension in it."""


def entries(plan: Plan) -> list[Entry]:
    """The numbers people dial, with the extension each call comes to first."""
    found: dict[str, Entry] = {}
    for number, context, exten in [*_trunks(plan)] or [*_written(plan)]:
        found.setdefault(number, (number, context, exten))
    return list(found.values())[:_MOST]


def _trunks(plan: Plan) -> Iterator[Entry]:
    """FreePBX knows the numbers: its inbound routes are extensions."""
    names = [name for name in plan.contexts if name == "ext-did" or name.startswith("ext-did-0")]
    for name in names:
        for exten, line in plan.first_lines(name).items():
            if exten in ("i", "t", "h", "fax"):
                continue
            if _NUMBER.fullmatch(exten):
                yield exten, name, exten
            elif exten == "s":
                yield f"{TODO} any other", name, "s"
            elif is_pattern(exten) and not plan.has(name, "s") and (some := numbers(exten)[0]):
                yield f"{TODO} {exten}", line.context, some[0]


def _written(plan: Plan) -> Iterator[Entry]:
    """In a dialplan written by hand: contexts nothing else leads to, in which callers hear something."""
    led = _led_to(plan)
    roots = [
        name
        for name in plan.contexts
        if name not in led and not _INSIDE.search(name) and plan.first_lines(name)
    ]
    found = [name for name in roots if _speaks(plan, name)]
    for name in found or roots or [name for name in plan.contexts if plan.first_lines(name)][:1]:
        yield from _of(plan, name)


def _speaks(plan: Plan, name: str) -> bool:
    """Whether a context is one that callers come to: by its name, its beginning, or what is heard there."""
    own = plan.contexts[name].extens
    heard = any(
        line.app in _HEARD for exten, lines in own.items() if _begins(exten) for line in lines.values()
    )
    return "s" in own or bool(_INCOMING.search(name)) or heard


def _of(plan: Plan, name: str) -> Iterator[Entry]:
    """The entries of one context."""
    start = plan.has(name, "s")
    if start:
        yield f"{TODO} {name}", name, "s"
    for exten in plan.first_lines(name):
        if is_pattern(exten):
            some = numbers(exten)[0]
            if not start and some and some[0].isdigit():
                yield f"{TODO} {name} {exten}", name, some[0]
        elif _NUMBER.fullmatch(exten):
            yield exten, name, exten
        elif not start and exten.isdigit():
            yield f"{TODO} {name} {exten}", name, exten


def _led_to(plan: Plan) -> set[str]:
    """The contexts that some line of another one, or an include, leads to."""
    found: set[str] = set()
    for context in plan.contexts.values():
        found |= {one for one in context.includes if one != context.name}
    for line in plan.lines:
        for target in targets(line.app, line.args):
            parts = arguments(target)
            if len(parts) == 3 and parts[0] != line.context:
                found.add(parts[0])
        for other in re.findall(r"Local/[^@&,]+@([\w-]+)", line.args, re.IGNORECASE):
            if other != line.context:
                found.add(other)
    return found
