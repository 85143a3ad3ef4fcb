"""Reports in every format: about the clinic, and about menus that try to get out of them."""

from __future__ import annotations

from pathlib import Path

from ivrcheck.analysis.facts import Facts
from ivrcheck.check import Options, check_paths
from ivrcheck.cli.reports import suffix
from ivrcheck.report.formats import FORMATS, render
from ivrcheck.report.material import Material
from tests.menus.examples import START, at_the_top

CLINIC = "menus/clinic-trapped.yaml"
WRITTEN = [name for name in FORMATS if name != "text"]
"""The formats with an output of their own here; that of ``text`` lies beside the tests of the menus."""


def material(*paths: Path) -> Material:
    """What is found in some files, with all that any format shows of it."""
    facts: dict[str, Facts] = {}
    report = check_paths(paths, options=Options(START, timed=True, keep=facts))
    return Material(report, None, facts)


def clinic(name: str) -> str:
    """The report about the clinic in a format, as from the top of the repository."""
    with at_the_top():
        return render(name, material(Path(CLINIC)))


def golden(name: str) -> Path:
    """Where that report is kept."""
    return Path(__file__).parent / f"clinic-trapped{suffix(name)}"
