"""Diagrams of a menu, in every form there is: SVG, PNG, PDF, and as text for graphviz and Mermaid."""

from __future__ import annotations

from collections.abc import Iterable

from ivrcheck.analysis.facts import Facts
from ivrcheck.draw.engine import engine, lay_out
from ivrcheck.draw.outline import outline, passed
from ivrcheck.draw.sketch import Arrow, Sketch, View
from ivrcheck.draw.view import way_of
from ivrcheck.finding import Finding


def picture(
    facts: Facts,
    findings: Iterable[Finding] = (),
    view: View | None = None,
    prefix: str = "",
    program: str | None = None,
) -> str:
    """A diagram of a menu with what was found in it, as SVG that can stand in a page.

    ``prefix`` stands before every id, where there are several pictures in one page: ``main`` is the id of a
    step, ``main.to.desk`` that of an arrow; ``ids_of`` says which of them a finding's call leads over.
    ``program``: the engine; left out, the one there is. Raises ``CannotDraw`` where there is none, or where
    the menu is too large.
    """
    return svg(outline(facts, findings, view), prefix, program)


def ids_of(facts: Facts, finding: Finding, prefix: str = "") -> list[str]:
    """The ids of the boxes and arrows of a picture that the call of a finding leads over, in its order."""
    if finding.call is None:
        return []
    found: list[str] = []
    for source, target in passed(facts.graph, way_of(facts, finding.call.trace)):
        found += [source, Arrow(source, target, ()).id, target]
    return [prefix + id for id in dict.fromkeys(found)]


def svg(sketch: Sketch, prefix: str = "", program: str | None = None) -> str:
    """A sketch as SVG."""
    from ivrcheck.draw.dot import digraph
    from ivrcheck.draw.svg import finished

    _, path = engine(program)
    return finished(lay_out(digraph(sketch, prefix), path, "svg").decode(), sketch, prefix)
