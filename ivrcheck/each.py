"""Goes through many menu files: some are known from earlier checks, the others are checked side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ivrcheck.cache.memory import Asked, Memory, Part, Reader, key_together, still_so
from ivrcheck.config import Limits
from ivrcheck.finding import Finding, Report, Unchecked
from ivrcheck.menu.files import Read, read_text
from ivrcheck.menu.numbers import Links, linked_groups

Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, how many there are, and which one comes now."""

Check = Callable[[Path], Part]
"""Checks one file."""

Group = Mapping[str, Links]
"""Files that transfers link, each with its transfers to the others."""

Together = Mapping[str, Report] | Finding
"""What files come to together, as far as that is not what they came to alone; or that it broke down."""

CheckTogether = Callable[[Group, Read], Together]
"""Checks linked files, read in a certain way."""

_PAYS, _PAYS_ANEW = 200_000, 1_500_000
"""From how many bytes to check on further processes are worth what it costs to start them: as copies of this
one, or each with a Python of its own. A hundred thousand bytes take about a twentieth of a second."""

_CHUNK = 64_000
"""About how many bytes are handed out together."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Each:
    """Goes through the files of one run, and remembers what it finds where there is a memory."""

    def __init__(
        self, read: Read, limits: Limits, memory: Memory | None, shape: Callable[[Path], str]
    ) -> None:
        """``shape``: what beside its text decides what is found in a file. Raises ``Unchecked``."""
        self.read = read
        self.limits = limits
        self.memory = memory
        self.shape = shape

    def alone(
        self, files: Sequence[Path], make: Callable[[], Check], jobs: int, progress: Progress | None
    ) -> dict[str, Part]:
        """What each file comes to by itself, in their order. ``make`` gives what checks one.

        A file whose process dies could not be checked, and that is what its part says.
        """
        asked = {path: self._ask(path) for path in files}
        parts = {path: one.part for path, one in asked.items()}
        left = [path for path, part in parts.items() if part is None]
        todo = dict.fromkeys(left)

        def tell() -> None:
            if progress and todo:
                progress(len(files) - len(todo), len(files), next(iter(todo)).as_posix())

        tell()
        for path, part in _checked(left, make, jobs if self.read is read_text else 1):
            parts[path] = part
            if self.memory:
                self.memory.keep(asked[path], part)
            del todo[path]
            tell()
        return {path.as_posix(): part for path, part in parts.items() if part}

    def together(self, parts: Mapping[str, Part], check: CheckTogether) -> Iterable[Report]:
        """What the files come to, those that transfers link looked at together."""
        reports = {file: part.report for file, part in parts.items()}
        for group in linked_groups([part.numbers for part in parts.values() if part.numbers]):
            found = self._together(group, parts, check)
            if isinstance(found, Finding):  # it broke down; what each came to alone still holds
                reports[found.of_menu].findings.append(found)
            else:
                reports |= found
        return reports.values()

    def _ask(self, path: Path) -> Asked:
        if self.memory is None:
            return Asked()
        try:
            return self.memory.ask(path, self.shape(path), self.limits, self.read)
        except Unchecked:  # said when it is checked
            return Asked()

    def _together(self, group: Group, parts: Mapping[str, Part], check: CheckTogether) -> Together:
        read = Reader(self.read)
        if self.memory is None or not all(
            still_so(parts[file].texts, Path(file), self.limits, read) for file in group
        ):
            return check(group, self.read)
        shapes = [(parts[file].texts, self.shape(Path(file))) for file in group]
        key = key_together(shapes, group.values())
        known = self.memory.ask_together(key, read.sources)
        if known is not None:
            return known
        found = check(group, read)
        if not isinstance(found, Finding):
            self.memory.keep_together(key, found)
        return found


def _checked(files: Sequence[Path], make: Callable[[], Check], jobs: int) -> Iterator[tuple[Path, Part]]:
    """Each file with what it comes to, as they are ready."""
    left = dict.fromkeys(files)
    if jobs > 1 and len(files) > 1:
        for path, part in _spread(files, make, jobs):
            del left[path]
            yield path, part or _broken_off(path)
    check = make() if left else None
    for path in left:
        assert check
        yield path, check(path)


def _spread(
    files: Sequence[Path], make: Callable[[], Check], jobs: int
) -> Iterator[tuple[Path, Part | None]]:
    """What further processes make of the files, if there is enough to do for them; None: one died of it."""
    sizes = [_size(path) for path in files]
    if sum(sizes) < _PAYS:
        return
    from ivrcheck.workers import IS_CHEAP, spread

    if sum(sizes) >= (_PAYS if IS_CHEAP else _PAYS_ANEW):
        for number, part in spread(make, files, list(_chunks(sizes)), jobs):
            yield files[number], part


def _chunks(sizes: Sequence[int]) -> Iterator[list[int]]:
    """The numbers of the files in bundles of about the same size, the largest files first."""
    chunk: list[int] = []
    room = _CHUNK
    for number in sorted(range(len(sizes)), key=lambda number: (-sizes[number], number)):
        chunk.append(number)
        room -= sizes[number]
        if room <= 0:
            yield chunk
            chunk, room = [], _CHUNK
    if chunk:
        yield chunk


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _broken_off(path: Path) -> Part:
    sentence = "the check of this file was broken off from outside; perhaps there was too little memory."
    return Part(Report(unchecked=[f"{path.as_posix()}: {sentence} Try it again with --jobs 1."]))
