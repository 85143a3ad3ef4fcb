"""The results of call tests as JUnit XML, which most build servers read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ivrcheck.report.calltests import failure_lines, file_problems
from ivrcheck.report.junit import allowed
from ivrcheck.simulate.calltest import Ran, Result

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def junit(ran: Sequence[Ran]) -> str:
    """The results as JUnit XML: a suite for each file, a case for each call."""
    from xml.etree import ElementTree

    root = ElementTree.Element("testsuites")
    for one in ran:
        cases = [_case(one, result) for result in one.results] or [_whole(one)]
        counts = {word: sum(case.find(word) is not None for case in cases) for word in ("failure", "error")}
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=allowed(one.file),
            tests=str(len(cases)),
            failures=str(counts["failure"]),
            errors=str(counts["error"]),
        )
        suite.extend(cases)
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(ran: Ran, result: Result) -> Element:
    """One call. There is no time in it: a call that is played takes none."""
    case = _element(ran, result.name)
    if not result.passed:
        lines = list(failure_lines(ran, result))
        first = result.problems[0].message if result.problems else lines[1].strip()
        _why(case, "failure" if result.call else "error", first, lines)
    return case


def _whole(ran: Ran) -> Element:
    """A file whose calls could not be made."""
    case = _element(ran, "the file")
    lines = [*ran.unchecked, *file_problems(ran)]
    first = ran.problems[0].message if ran.problems else lines[0]
    _why(case, "error", first, lines)
    return case


def _element(ran: Ran, name: str) -> Element:
    from xml.etree.ElementTree import Element

    return Element("testcase", classname=allowed(ran.file), name=allowed(name))


def _why(case: Element, word: str, first: str, lines: Sequence[str]) -> None:
    """Say in one sentence, and then in full, why a case has failed."""
    from xml.etree.ElementTree import SubElement

    SubElement(case, word, message=allowed(first)).text = allowed("\n".join(lines))
