"""Diagrams of a menu, in every form there is: SVG, PNG, PDF, and as text for graphviz and Mermaid."""

from __future__ import annotations

from collections.abc import Iterable

from ivrcheck.analysis.facts import Facts
from ivrcheck.draw.engine import engine, lay_out
from ivrcheck.draw.outline import outline
from ivrcheck.draw.sketch import Sketch, View
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
    step, ``main.to.desk`` that of an arrow. ``program``: the engine; left out, the one there is. Raises
    ``CannotDraw`` where there is none, or where the menu is too large.
    """
    return svg(outline(facts, findings, view), prefix, program)


def svg(sketch: Sketch, prefix: str = "", program: str | None = None) -> str:
    """A sketch as SVG."""
    from ivrcheck.draw.dot import digraph
    from ivrcheck.draw.svg import finished

    _, path = engine(program)
    return finished(lay_out(digraph(sketch, prefix), path, "svg").decode(), sketch, prefix)
