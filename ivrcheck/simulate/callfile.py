"""Call tests as their file describes them: ``clinic.calls.yaml``, beside ``clinic.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError

from ivrcheck.callgraph.move import Outcome
from ivrcheck.config import Limits
from ivrcheck.finding import Finding
from ivrcheck.menu import scalars
from ivrcheck.menu.fields import Day, Ids, Seconds, Text, Texts, model
from ivrcheck.menu.files import CALL_FILES, Loaded, read_text, read_tree
from ivrcheck.menu.invalid import findings_of
from ivrcheck.menu.known import Vocabulary, field_names
from ivrcheck.menu.load import nothing_there
from ivrcheck.menu.locate import locate
from ivrcheck.menu.near import did_you_mean
from ivrcheck.menu.problem import problem
from ivrcheck.source import Pointer, Route, whole_file

OTHERS = "others"
"""What stands for all steps of an office that are not named."""
_OUTCOMES = {outcome.word: outcome for outcome in Outcome}


def _read_outcome(value: Any) -> Any:
    word = scalars.need_text(value, "person").strip().lower().replace(" ", "_").replace("-", "_")
    if word not in _OUTCOMES:
        hint = did_you_mean(word, _OUTCOMES)
        way = f"write {hint.removeprefix('Did you mean ')[:-1]}" if hint else f"say {', '.join(_OUTCOMES)}"
        raise scalars.wrong(f"“{scalars.clip(value)}” is not a way a call can end; {way}")
    return word


def _at_least_one(expect: Expect) -> Expect:
    if expect == Expect():
        raise scalars.wrong("nothing is expected of this call; say how it ends, like outcome: person")
    return expect


def _joined(value: Any) -> Any:
    """Keys may be a list as well: what the caller does, one after the other."""
    words = isinstance(value, list) and all(isinstance(key, str) for key in value)
    return " ".join(value) if words else value


Office = Annotated[Mapping[Text, Text], BeforeValidator(scalars.as_map(OTHERS))]
"""What the office does, by step: ``never``, or ``{desk: no, others: always}``."""


@model
class Expect:
    """What must be true of a call. ``within`` in seconds."""

    outcome: Annotated[str, BeforeValidator(_read_outcome)] | None = None
    passes: Ids = ()
    hears: Texts = ()
    within: Seconds | None = None
    never: Ids = ()


@model
class CallTest:
    """One call that is to be made, and what is expected of it."""

    at: Text
    entry: Text | None = None
    keys: Annotated[Text, BeforeValidator(_joined)] | None = None
    office: Office = Field(default_factory=dict)
    caller: Text | None = None
    topic: Text | None = None
    language: Text | None = None
    expect: Annotated[Expect, AfterValidator(_at_least_one)]


@model
class CallFile:
    """A whole file of call tests. ``start``: the first day of the year that its calls are made in."""

    start: Day | None = None
    calls: Annotated[Mapping[Text, CallTest], Field(min_length=1)]


@dataclass(slots=True)
class ReadCalls:
    """A file of call tests that has been read. ``calls`` is None where ``problems`` say why."""

    file: str
    text: str
    calls: CallFile | None = None
    problems: list[Finding] = field(default_factory=list)
    lines: Mapping[str, int] = field(default_factory=dict)
    """By the name of each call, the line it begins on."""

    def at(self, *route: str, key: bool = False) -> Pointer:
        """A place in the file by its keys."""
        return Pointer(self.file, route, key)


_ADAPTER: TypeAdapter[CallFile] = TypeAdapter(CallFile)


def read_calls(path: Path, shown: str, limits: Limits) -> ReadCalls:
    """Read a file of call tests. Raises ``Unchecked`` where it cannot be read at all."""
    text = read_text(path, shown, limits)
    loaded = Loaded(shown, texts={shown: text})
    tree = read_tree(loaded, shown, text, limits)
    found = ReadCalls(shown, text)
    if not isinstance(tree, dict):
        found.problems = [one for one in loaded.problems if one.unread] or [_no_calls(shown)]
        return found
    if not (refused := _misplaced(shown, tree)):
        found.calls = _understood(loaded, tree)
    found.problems = [*loaded.problems, *refused]
    if found.problems:
        found.calls = None
    if found.calls:
        routes: Sequence[Route] = [("calls", name) for name in found.calls.calls]
        places = locate(shown, text, routes)
        found.lines = {route[-1]: places[route].key.line for route in routes if route in places}
    return found


def _understood(loaded: Loaded, tree: dict[str, Any]) -> CallFile | None:
    calls = None
    try:
        calls = _ADAPTER.validate_python(tree)
    except ValidationError as error:
        errors: list[Any] = error.errors(include_url=False)
        loaded.problems += findings_of(errors, tree, loaded.home, _WORDS)
    loaded.problems += nothing_there(loaded)
    return calls


def _no_calls(shown: str) -> Finding:
    message = "There are no call tests in this file."
    return problem("IVR010", whole_file(shown), message, "Begin it with the line calls: and name each call.")


def _misplaced(shown: str, tree: dict[str, Any]) -> list[Finding]:
    """The finding for a menu under the name of call tests."""
    if "calls" in tree or not {"ivrcheck", "steps", "entry"} & tree.keys():
        return []
    message = "This is a menu, but its file is named like one of call tests."
    return [problem("IVR010", whole_file(shown), message, "Give it a name that does not end in .calls.yaml.")]


def _known(route: Route, tree: Any) -> list[str]:
    """What may stand beside an unknown field."""
    if "expect" in route[2:]:
        return field_names(Expect)
    return field_names(CallTest if len(route) > 1 else CallFile)


_WORDS = Vocabulary(
    {"calls": "call"},
    _known,
    {
        "at": "Add “at:” with when the call arrives, like Tue 10:00.",
        "expect": "Add “expect:” and under it how the call ends, like outcome: person.",
        "calls": "Add “calls:” and under it a line with the name of each call.",
    },
)


def call_files_of(menu: Path) -> list[Path]:
    """The files of call tests beside a menu."""
    return [path for suffix in CALL_FILES if (path := menu.with_name(menu.stem + suffix)).is_file()]


def menu_of(calls: Path) -> Path:
    """The menu a file of call tests is about."""
    stem = next(calls.name[: -len(end)] for end in CALL_FILES if calls.name.lower().endswith(end))
    short = calls.with_name(f"{stem}.yml")
    return short if short.is_file() else calls.with_name(f"{stem}.yaml")
