"""``ivrcheck check --fix`` and ``--diff``: mends what has one right answer, or shows how it would."""

from __future__ import annotations

import codecs
import difflib
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import say
from ivrcheck.cli.writing import write

if TYPE_CHECKING:
    from ivrcheck.check import Options, Progress
    from ivrcheck.editor.fix import Mended
    from ivrcheck.finding import Report

_TOLD = 12
"""So many mends of a file are told one by one."""

_WRITABLE = 0o222


def mend(
    paths: Sequence[Path], options: Options, progress: Progress | None, diff: bool
) -> tuple[Report, str, list[str]]:
    """Check and mend. Gives what is found now, what is to be shown of the mends (the lines that say what is
    new in each file, or the difference), and a sentence for each file that could be mended and is not."""
    from ivrcheck.editor.fix import fix

    fixed = fix(paths, options, progress)
    if diff:
        return fixed.report, "".join(map(_difference, fixed.files)), fixed.left_alone
    unwritten = {one.file: sentence for one in fixed.files if (sentence := _write(one))}
    told = "".join(f"{_told(one)}\n" for one in fixed.files if one.file not in unwritten)
    report = fixed.report
    if unwritten:  # what was checked is not what stands there now
        from ivrcheck.check import check_paths

        report = check_paths(paths, options=options, progress=progress)
    return report, told, [*fixed.left_alone, *unwritten.values()]


def print_mends(shown: str, diff: bool) -> None:
    """Print what is new to the error stream, beside the report; a difference in place of it, for programs
    as it is."""
    if diff and sys.stdout is not None and not sys.stdout.isatty():
        write("-", shown.encode("utf-8", "replace"))
        return
    from ivrcheck.report.text import visible

    text = "".join(f"{visible(line)}\n" for line in shown.split("\n")[:-1])
    say(text, sys.stdout if diff else sys.stderr)


def _write(mended: Mended) -> str:
    """Write one file; the sentence that says why not, where it cannot be written."""
    path = Path(mended.file)
    try:
        data = path.read_bytes()
        if not path.stat().st_mode & path.parent.stat().st_mode & _WRITABLE:
            return f"{mended.file} is not mended: the file or its folder is read-only."
        if _encoded(mended.before, data) != data:
            return f"{mended.file} is not mended: it was changed while it was checked. Run this again."
        write(str(path), _encoded(mended.after, data))
    except OSError as error:
        return f"{mended.file} is not mended: {(error.strerror or 'it cannot be read').lower()}."
    except click.UsageError as error:
        return error.format_message()
    return ""


def _encoded(text: str, like: bytes) -> bytes:
    """A text in the encoding of a file, with the byte order mark that it begins with."""
    for mark, encoding in _MARKS:
        if like.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode("utf-8")


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _told(mended: Mended) -> str:
    """What is new in a file, in one line."""
    new = [f"line {one.at.line}, {one.title.partition(' ')[2]}" for one in mended.made]
    more = f"; and {len(new) - _TOLD} more" if len(new) > _TOLD else ""
    return f"Mended {mended.file}: {'; '.join(new[:_TOLD])}{more}."


def _difference(mended: Mended) -> str:
    """A unified difference, as ``patch -p0`` takes it."""
    before, after = (re.findall("[^\n]*\n|[^\n]+", text) for text in (mended.before, mended.after))
    lines = difflib.unified_diff(before, after, mended.file, mended.file)
    ended = (one if one.endswith("\n") else f"{one}\n\\ No newline at end of file\n" for one in lines)
    return "".join(ended)
