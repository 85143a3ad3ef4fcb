"""Reads any file that describes a phone menu: ours, or a phone system's own with what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ivrcheck.config import DEFAULT, Limits
from ivrcheck.convert.beside import Beside, Unmatched, lay_over, read_beside
from ivrcheck.convert.draft import Draft
from ivrcheck.convert.settled import settle
from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.convert.systems import SYSTEMS, System, included_by, is_ours, reader_of, system_of
from ivrcheck.finding import Unchecked
from ivrcheck.menu.files import BESIDE, Loaded, Read, is_call_file, read_text
from ivrcheck.menu.load import load_text, load_tree

_MOST_FILES = 200
"""Files of one phone system that ask for each other."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What was made of the files of a phone system."""

    system: System
    draft: Draft
    sources: Sequence[Source]
    beside: Beside
    unmatched: Sequence[Unmatched]


def open_menu(
    path: Path, shown: str | None = None, limits: Limits = DEFAULT.limits, read: Read = read_text
) -> Loaded:
    """Read a menu from a file of ours or of a phone system. Raises ``Unchecked`` where it cannot be read."""
    shown = shown if shown is not None else path.as_posix()
    text = read(path, shown, limits)
    if path.name.endswith(BESIDE):
        raise Unchecked(
            f"{shown}: this stands beside a phone system's own file; check that one.{_original(path)}"
        )
    if is_call_file(path):
        raise Unchecked(f"{shown}: this holds call tests, not a menu; “ivrcheck test {shown}” runs them.")
    system = system_of(text)
    if system is None:
        return load_text(text, shown, path, limits, read)
    beside = read_beside(path, shown, limits, read)
    more = [
        _source(path.parent / name, (Path(shown).parent / name).as_posix(), limits, read)
        for name in beside.include
    ]
    sources = _with_included(system, [Source(shown, text, path), *more], limits, read)
    return loaded_of(converted(system, sources, beside), limits)


def convert(paths: Sequence[Path], limits: Limits = DEFAULT.limits, read: Read = read_text) -> Converted:
    """Make one menu of files that a phone system wrote. Raises ``Unchecked``."""
    sources = [_source(path, path.as_posix(), limits, read) for path in paths]
    system = _one_system(sources)
    beside = read_beside(paths[0], paths[0].as_posix(), limits, read)
    named = {source.path.resolve() for source in sources}
    more = [path for name in beside.include if (path := paths[0].parent / name).resolve() not in named]
    sources += [_source(path, path.as_posix(), limits, read) for path in more]
    return converted(system, _with_included(system, sources, limits, read), beside)


def _one_system(sources: Sequence[Source]) -> System:
    """The phone system that all files come from."""
    found: list[System] = []
    for source in sources:
        system = system_of(source.text)
        if system is None:
            raise Unchecked(f"{source.file}: {_why_none(source)}")
        found.append(system)
        if system is not found[0]:
            both = f"{source.file} comes from {system.name} and {sources[0].file} from {found[0].name}"
            raise Unchecked(f"{both}; import them one after the other.")
    return found[0]


def _why_none(source: Source) -> str:
    """What a file is that no phone system wrote."""
    if is_ours(source.text):
        return "this is a menu file already; “ivrcheck check” takes it as it is."
    if source.path.name.endswith(BESIDE):
        return "this stands beside a phone system's own file; import that one."
    names = ", ".join(system.name for system in SYSTEMS)
    return f"no phone system that ivrcheck knows writes such a file. It knows {names}."


def converted(system: System, sources: Sequence[Source], beside: Beside) -> Converted:
    """What the reader of a system makes of its files, with what stands beside them laid over."""
    try:
        draft = reader_of(system)(sources)
    except Unreadable as error:
        where = f"{sources[0].file}{f':{error.line}' if error.line else ''}"
        raise Unchecked(f"{where}: this looks like a file of {system.name}, but: {error}") from None
    except RecursionError:
        raise Unchecked(f"{sources[0].file}: this file of {system.name} is nested too deep.") from None
    if not settle(draft, sources[0].line(1)):
        raise Unchecked(f"{sources[0].file}: no menu can be made of this file of {system.name}.")
    return Converted(system, draft, sources, beside, lay_over(draft, beside))


def loaded_of(made: Converted, limits: Limits = DEFAULT.limits) -> Loaded:
    """The menu of a converted phone system, checked as one that was read from a file of ours."""
    first = made.sources[0]
    loaded = Loaded(first.file, texts={source.file: source.text for source in made.sources})
    loaded.places = made.draft.places
    loaded.problems += made.beside.problems
    loaded.unmatched = [(one.name, one.section, one.at, one.hint) for one in made.unmatched]
    if made.beside.file:
        loaded.texts[made.beside.file] = made.beside.text
    load_tree(loaded, made.draft.tree, limits)
    return loaded


def _with_included(system: System, sources: list[Source], limits: Limits, read: Read) -> list[Source]:
    """The files with those that they ask for, as far as these lie beside them."""
    found = {source.path.resolve(): source for source in sources}
    todo = list(sources)
    while todo and len(found) < _MOST_FILES:
        source = todo.pop(0)
        for name in included_by(system, source):
            path = source.path.parent / name
            if name and path.resolve() not in found and path.is_file():
                more = _source(path, (Path(source.file).parent / name).as_posix(), limits, read)
                found[path.resolve()] = more
                todo.append(more)
    return list(found.values())


def _source(path: Path, shown: str, limits: Limits, read: Read) -> Source:
    return Source(shown, read(path, shown, limits), path)


def _original(path: Path) -> str:
    """How the original beside a file is called, where there is just one."""
    stem = path.name.removesuffix(BESIDE)
    found = [
        one.name for one in path.parent.iterdir() if one.name.split(".")[0] == stem and one.name != path.name
    ]
    return f" Did you mean “{found[0]}”?" if len(found) == 1 else ""
