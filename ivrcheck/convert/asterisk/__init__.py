"""Reads the dialplan of Asterisk: ``extensions.conf``, written by hand or by FreePBX.

A dialplan is a program, so it is followed as the switch follows it, line by line, from every number people
dial. Whatever callers notice becomes a step. Variables are kept as long as a later line looks at them; where
a condition rests on something that does not stand in the files, both ways are followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ivrcheck.convert.asterisk.clock import zone_of_all
from ivrcheck.convert.asterisk.conf import included, read_configuration
from ivrcheck.convert.asterisk.emit import emit
from ivrcheck.convert.asterisk.entries import entries
from ivrcheck.convert.asterisk.explore import Explorer
from ivrcheck.convert.asterisk.naming import source as place_name
from ivrcheck.convert.asterisk.plan import Line, Plan
from ivrcheck.convert.asterisk.state import State
from ivrcheck.convert.draft import Draft, Note, Treated
from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.menu.todo import TODO

__all__ = ["included", "read"]


def read(sources: Sequence[Source]) -> Draft:
    """The menu of a dialplan. Raises ``Unreadable`` where there is none."""
    plan = Plan(read_configuration(sources))
    if not plan.lines:
        raise Unreadable("it has no extensions.")
    draft = Draft("Asterisk", TODO)
    explorer = Explorer(plan, draft)
    begun = _begin(explorer)
    explorer.run()
    for state in explorer.names:
        explorer.names[state] = explorer.memo.get(explorer.trimmed(state))
    named = [number for number in explorer.names.values() if number is not None]
    ids = emit(explorer, [number for _, number, _ in begun], named)
    _enter(explorer, begun, ids)
    _languages(draft)
    zone_of_all(explorer)
    draft.notes += sorted(_notes(explorer), key=lambda note: (note.at.file, note.at.line))
    draft.understood = sum(note is None for note in explorer.marks.values())
    return draft


def _begin(explorer: Explorer) -> list[tuple[str, int, Line]]:
    """The numbers people dial, the steps their calls come to first, and the lines of those."""
    begun = []
    for number, context, exten in entries(explorer.plan):
        line = explorer.plan.find(context, exten, 1)
        if line is None:
            continue
        state = State(context, exten, 1)
        first = explorer.follow(state)
        if first is None:
            first = explorer.node(line, state, "ends")
        begun.append((number, first, line))
    return begun


def _enter(explorer: Explorer, begun: list[tuple[str, int, Line]], ids: dict[int, str]) -> None:
    """Let the numbers people dial lead to steps, and let jumps be known by the names of their targets."""
    draft = explorer.draft
    for number, first, line in begun:
        draft.put("entry", number, ids[first], line.at)
        draft.ids.setdefault(("steps", f"{line.context},{line.exten},1"), ids[first])
    for state, found in explorer.names.items():
        if found is not None and (id := ids.get(found)):
            draft.ids.setdefault(("steps", place_name(state)), id)
            if state.exten == "s":
                draft.ids.setdefault(("steps", state.context), id)


def _languages(draft: Draft) -> None:
    """The languages callers can come to hear; which one they hear first does not stand in a dialplan."""
    found = [step["set"] for step in draft.tree["steps"].values() if step["kind"] == "language"]
    if found:
        later = {name: draft.tree.pop(name) for name in ("people", "teams", "hours", "entry", "steps")}
        draft.tree |= {"languages": list(dict.fromkeys(["en", *found])), **later}
        draft.comments["languages",] = "the first one is guessed: it does not stand in the dialplan"


def _notes(explorer: Explorer) -> Iterator[Note]:
    """What is not in the menu as it is: lines, files that are missing, and contexts nobody comes to."""
    plan = explorer.plan
    yield from (note for note in explorer.marks.values() if note)
    for one in plan.missing:
        why = "This file is not here. Put it into the same folder, and import again."
        if one.name == "#exec":
            why = "A program would write what stands here; it is not run."
        yield Note(f"{one.name} {one.value}"[:120], one.at, why, Treated.GUESSED)
    for what, place, why in plan.odd:
        yield Note(what, place, why, Treated.LEFT_OUT)
    yield from _not_reached(explorer)


def _not_reached(explorer: Explorer) -> Iterator[Note]:
    """Contexts, and extensions of others, that no call comes to."""
    plan = explorer.plan
    reached = {plan.lines[number].context for number in explorer.marks}
    for context in plan.contexts.values():
        if context.name not in reached and context.extens:
            why = "No call from outside comes here, as far as these files say."
            yield Note(f"[{context.name}]", context.at, why, Treated.LEFT_OUT)
            continue
        for exten, lines in context.extens.items():
            left = [line for _, line in sorted(lines.items()) if line.number not in explorer.marks]
            if left:
                why = "The caller is gone by then." if exten == "h" else "No call comes to these lines."
                yield Note(f"{context.name}: {exten}", left[0].at, why, Treated.LEFT_OUT)
