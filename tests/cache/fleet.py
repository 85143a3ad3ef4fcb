"""Many menus at once: clean, trapped, broken, linked, with includes and with settings of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.cache.folder import Folder
from ivrcheck.cache.memory import Memory
from ivrcheck.check import Options, check_paths
from ivrcheck.report.formats import FORMATS, is_timed, render
from ivrcheck.report.material import Material
from tests.menu.small import SMALL, saved
from tests.menus.examples import ROOT, START

EXAMPLES = (ROOT / "menus", ROOT / "tests" / "rules")
"""Every example there is: of whole menus, and of each rule, bad and good."""

OPTIONS = Options(START)
PEOPLE = "people:\n  dana: {name: Dana Ortiz, extension: 200}\n  rosa: {name: Rosa Lee, extension: 201}\n"
THERE = "+1 845 555 0160"
"""The number at which ``there.yaml`` is called, and which ``here.yaml`` dials."""


def fleet(folder: Path) -> Path:
    """A folder with a little of everything."""
    saved(folder, SMALL, "clean.yaml")
    saved(folder, SMALL.replace("managed_by: dana\n", ""), "warned.yaml")
    saved(folder, SMALL.replace("no_answer: messages", "no_answer: ring_desk"), "trapped.yaml")
    saved(folder, SMALL.replace("who: desk", "who: dsk"), "broken.yaml")
    saved(folder, SMALL + "  more: [\n", "unread.yaml")
    saved(folder, SMALL.replace(PEOPLE, "include: [parts/people.yaml]\n"), "including.yaml")
    saved(folder, PEOPLE, "parts/people.yaml")
    saved(folder, SMALL.replace(PEOPLE, "include: [parts/nobody.yaml]\n"), "missing.yaml")
    saved(folder, SMALL.replace("managed_by: dana\n", ""), "own/set.yaml")
    saved(folder, 'ignore = ["IVR601"]\nstart = 2027-02-01\n', "own/ivrcheck.toml")
    saved(folder, "max-keys = many\n", "wrong/ivrcheck.toml")
    saved(folder, SMALL, "wrong/set.yaml")
    passed_on = f'kind: transfer, number: "{THERE}", reaches: person, no_answer: messages'
    saved(folder, SMALL.replace("kind: ring, who: desk, no_answer: messages", passed_on), "here.yaml")
    saved(folder, SMALL.replace("+1 845 555 0134", THERE), "there.yaml")
    return folder


def memory(folder: Path) -> Memory:
    """What is remembered in a folder, as a new run finds it."""
    return Memory(Folder(folder))


def printed(
    paths: Sequence[Path],
    format: str = "json",
    remembered: Path | None = None,
    jobs: int = 1,
    options: Options = OPTIONS,
) -> str:
    """A report on files and folders, as the command line makes it."""
    facts: dict[str, Facts] | None = {} if FORMATS[format].facts else None
    options = replace(options, timed=is_timed([format]), keep=facts)
    kept = memory(remembered) if remembered else None
    report = check_paths(paths, options=options, jobs=jobs, memory=kept)
    assert kept is None or not kept.folder.trouble
    return render(format, Material(report, None, facts or {}))
