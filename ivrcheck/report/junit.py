"""A report as JUnit XML: a suite for each menu, a test case for each rule that ran."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from ivrcheck.finding import Finding, Report
from ivrcheck.report.aside import accepted_words, gone_words
from ivrcheck.report.material import Material, told
from ivrcheck.report.text import span_of, visible
from ivrcheck.rules.registry import all_rules

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Case = tuple[str, Sequence[Finding], Sequence[str]]
"""The name of a test case, what fails it, and what is only said."""


def render(material: Material) -> str:
    """The whole report."""
    report = material.report
    suites = [line for file in report.files for line in _suite(file, material)]
    suites += _unchecked(report)
    suites += _gone(report)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<testsuites name="ivrcheck">',
            *suites,
            "</testsuites>",
            "",
        ]
    )


def _suite(file: str, material: Material) -> Iterator[str]:
    """A menu: one case for each rule that ran, and for each that reading the file applied."""
    cases = list(_cases(file, material))
    broken = sum(any(one.is_internal for one in failed) for _, failed, _ in cases)
    failed = sum(bool(failed) for _, failed, _ in cases) - broken
    counts = f'tests="{len(cases)}" failures="{failed}" errors="{broken}" skipped="0"'
    yield f"  <testsuite name={_attribute(file)} {counts}>"
    for case in cases:
        yield from _case(file, *case)
    yield "  </testsuite>"


def _cases(file: str, material: Material) -> Iterator[Case]:
    report = material.report
    found = [one for one in report.findings if one.of_menu == file]
    by_rule: dict[str, list[Finding]] = {}
    aside = _aside(file, report)
    for finding in found:
        for one in (finding, *finding.folded):
            by_rule.setdefault(one.code, []).append(one)
    examined = report.examined.get(file)
    codes = sorted({*(examined.rules if examined else ()), *by_rule})
    names = {rule.code: rule.name for rule in all_rules()} | {one.code: one.name for one in found}
    for code in codes:
        mine = by_rule.get(code, [])
        failed = [one for one in mine if one.is_internal or one.unread or material.fails(one)]
        said = [_told(one) for one in mine if one not in failed] + aside.get(code, [])
        yield f"{code} {names[code]}", failed, said


def _aside(file: str, report: Report) -> dict[str, list[str]]:
    """By rule, what is said of the findings of a menu that do not count."""
    found: dict[str, list[str]] = {}
    for one in report.suppressed:
        if one.finding.of_menu == file:
            words = f"Accepted: {accepted_words(one)}\n{_told(one.finding)}"
            found.setdefault(one.finding.code, []).append(words)
    for held in report.held:
        for part in held.finding.parts if held.finding.of_menu == file else ():
            found.setdefault(part.code, []).append(f"In the baseline {held.baseline}:\n{_told(part)}")
    return found


def _case(file: str, name: str, failed: Sequence[Finding], said: Sequence[str]) -> Iterator[str]:
    opening = f"    <testcase classname={_attribute(file)} name={_attribute(name)}"
    if not failed and not said:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    if failed:
        kind = "error" if any(one.is_internal for one in failed) else "failure"
        worst = max(failed, key=lambda one: one.severity)
        about = f"type={_attribute(worst.severity.word)} message={_attribute(worst.message)}"
        yield f"      <{kind} {about}>{_body(map(_told, failed))}</{kind}>"
    if said:
        yield f"      <system-out>{_body(said)}</system-out>"
    yield "    </testcase>"


def _body(texts: Iterable[str]) -> str:
    return _text("\n\n".join(texts))


def _told(finding: Finding) -> str:
    return f"{finding.at.file}:{span_of(finding).line}: {told(finding)}"


def _unchecked(report: Report) -> Iterator[str]:
    """A suite for what could not be checked at all."""
    if not report.unchecked:
        return
    count = len(report.unchecked)
    yield f'  <testsuite name="could not check" tests="{count}" failures="0" errors="{count}" skipped="0">'
    for sentence in report.unchecked:
        yield f'    <testcase classname="could not check" name={_attribute(sentence)}>'
        yield f"      <error message={_attribute(sentence)}/>"
        yield "    </testcase>"
    yield "  </testsuite>"


def _gone(report: Report) -> Iterator[str]:
    """A suite for what baselines hold and is no longer found: it fails nothing."""
    if not report.gone:
        return
    name = "in the baseline, and no longer found"
    yield f'  <testsuite name="{name}" tests="{len(report.gone)}" failures="0" errors="0" skipped="0">'
    for one in report.gone:
        yield f"    <testcase classname={_attribute(one.baseline)} name={_attribute(gone_words(one))}/>"
    yield "  </testsuite>"


def _attribute(text: str) -> str:
    """A text in quotation marks."""
    return quoteattr(allowed(visible(text)))


def _text(text: str) -> str:
    return escape("\n".join(allowed(visible(line)) for line in text.split("\n")))


def allowed(text: str) -> str:
    """A text without the signs that no XML may hold."""
    return _NO_XML.sub("\ufffd", text)
