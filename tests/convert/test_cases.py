"""What all phone systems' files have in common: goldens, and the menu that is written of them."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest

from ivrcheck.check import Options, check_paths
from ivrcheck.convert.read import convert, loaded_of
from ivrcheck.convert.systems import SYSTEMS, system_of
from ivrcheck.convert.written import written
from ivrcheck.finding import Finding
from ivrcheck.menu.load import load_text
from ivrcheck.report.text import span_of
from tests.convert.cases import START, Case, cases, corpora, exports, made_of, texts_of

CASES = [pytest.param(case, id=str(case)) for case in cases()]
EXPORTS = [pytest.param(path, id=path.name) for path in exports()]


def headlines(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Findings without their places."""
    parts = [part for one in findings for part in (one, *one.folded)]
    return sorted((part.code, part.step, part.severity.word) for part in parts)


@pytest.mark.parametrize("case", CASES)
def test_gives_what_is_written_down(case: Case) -> None:
    for what, text in texts_of(case.path).items():
        assert text == case.golden(what).read_text("utf-8"), (
            "run python -m tests.convert.update, then read it"
        )


def test_every_system_has_originals_here() -> None:
    assert {made_of(case.path).system.name for case in cases()} == {system.name for system in SYSTEMS}


@pytest.mark.parametrize("case", CASES)
def test_the_menu_that_is_written_says_the_same(case: Case, tmp_path: Path) -> None:
    """Whether checked as it is or as the menu that is written of it, the same is found."""
    menu = tmp_path / "menu.yaml"
    menu.write_text(written(made_of(case.path).draft, "Imported."), "utf-8")
    with chdir(case.path.parent):
        original = check_paths([Path(case.path.name)], options=Options(START))
    again = check_paths([menu], options=Options(START))
    assert not original.unchecked and not again.unchecked
    beside = [one for one in original.findings if one.code != "IVR608"]
    assert headlines(beside) == headlines(again.findings)


@pytest.mark.parametrize("case", CASES)
def test_findings_point_into_the_original(case: Case) -> None:
    with chdir(case.path.parent):
        report = check_paths([Path(case.path.name)], options=Options(START))
        for finding in report.findings:
            at = span_of(finding)
            assert 1 <= at.line <= len(Path(at.file).read_text("utf-8").splitlines())


@pytest.mark.parametrize("path", EXPORTS)
def test_real_exports_become_menus(path: Path) -> None:
    """Each is read, loads as a menu, and gives the same twice."""
    assert system_of(path.read_text("utf-8", "surrogateescape")) is not None
    made = convert([path])
    text = written(made.draft, "Imported.")
    assert text == written(convert([path]).draft, "Imported.")
    loaded = loaded_of(made)
    assert loaded.menu is not None, [one.message for one in loaded.problems]
    again = load_text(text, "menu.yaml", Path("menu.yaml"))
    assert again.menu is not None, [one.message for one in again.problems]
    assert list(again.menu.steps) == list(loaded.menu.steps)


def test_real_exports_are_there() -> None:
    if corpora() is None:
        pytest.skip("the folder ../shared/corpora with real exports is absent (or set IVRCHECK_CORPORA)")
    assert len(exports()) > 30
