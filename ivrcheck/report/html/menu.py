"""The part of the page that is about one menu."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Accepted, Finding
from ivrcheck.report.html.callers import callers_section
from ivrcheck.report.html.checked import checked, signature
from ivrcheck.report.html.diagram import diagram
from ivrcheck.report.html.findings import accepted_table, findings_section, held_table
from ivrcheck.report.html.markup import Html, tag, words
from ivrcheck.report.html.owners import owners
from ivrcheck.report.html.plan import plan_section
from ivrcheck.report.html.seconds import seconds
from ivrcheck.report.html.week import week_section
from ivrcheck.report.material import Material
from ivrcheck.report.text import coverage_sentence
from ivrcheck.simulate.phone import Phone
from ivrcheck.simulate.system import System


def menu_page(file: str, id: str, material: Material) -> Html:
    """Everything about one menu; ``id`` begins all names in it that links lead to."""
    report = material.report
    found = [one for one in report.findings if one.of_menu == file]
    accepted = [one for one in report.suppressed if one.finding.of_menu == file]
    parts = [*_parts(file, id, found, accepted, material)]
    return tag("article", *_title(file, id, material), *parts, id=id, aria_labelledby=f"{id}-title")


def _title(file: str, id: str, material: Material) -> Iterator[Html]:
    """The name of the menu; where there are several, with what is most important about it."""
    coverage = next((one for one in material.report.coverage if one.file == file), None)
    if coverage is None or len(material.report.files) == 1:
        yield tag("h2", words(file), id=f"{id}-title", class_="file")
        return
    yield tag("h2", words(coverage.name), id=f"{id}-title")
    yield tag("p", words(file), class_="file")
    yield tag("p", coverage_sentence(coverage), class_="summary")


def _parts(
    file: str, id: str, found: list[Finding], accepted: list[Accepted], material: Material
) -> Iterator[Html]:
    facts = material.facts.get(file)
    drawn = False
    if facts:
        yield week_section(facts, id)
        drawing, drawn = diagram(facts, found, id)
        yield drawing
    yield findings_section(found, id, facts if drawn else None)
    if accepted:
        yield accepted_table(accepted, id)
    if held := [one for one in material.report.held if one.finding.of_menu == file]:
        yield held_table(held, id)
    if facts:
        yield from _about(facts, file, id, material)


def _about(facts: Facts, file: str, id: str, material: Material) -> Iterator[Html]:
    timing = next((one for one in material.report.timings if one.file == file), None)
    if timing:
        yield seconds(timing, id)
    if facts.graph.entries:
        phone = Phone([System(facts)])
        yield callers_section(phone, id)
        yield plan_section(phone, id)
    yield owners(facts, id)
    yield checked(facts, material.report.examined[file], id)
    yield signature(id)
