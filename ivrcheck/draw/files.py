"""The forms in which a diagram can be written, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from ivrcheck.draw.engine import DOT, PURE, engine, find, lay_out
from ivrcheck.draw.picture import svg
from ivrcheck.draw.sketch import CannotDraw, Sketch

SUFFIXES = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
}
_LETTERS = (
    "Letters that are not Latin need the system's “dot” in {what}; install Graphviz, or write an .svg file."
)


def drawn(sketch: Sketch, form: str, program: str | None = None) -> bytes:
    """A diagram in one of the forms of ``SUFFIXES``; ``program``: the engine. Raises ``CannotDraw``."""
    return _MAKERS[form](sketch, program)


def _svg(sketch: Sketch, program: str | None) -> bytes:
    return svg(sketch, program=program).encode()


def _dot(sketch: Sketch, program: str | None) -> bytes:
    from ivrcheck.draw.dot import digraph

    text: str = digraph(sketch).source
    return text.encode()


def _mermaid(sketch: Sketch, program: str | None) -> bytes:
    from ivrcheck.draw.mermaid import mermaid

    return mermaid(sketch).encode()


def _png(sketch: Sketch, program: str | None) -> bytes:
    from ivrcheck.draw.dot import digraph, is_latin

    if not is_latin(sketch) and program != DOT:  # the fonts that graphviz-pure carries have only these
        if program == PURE or not find(DOT):
            raise CannotDraw(_LETTERS.format(what="a PNG picture"))
        program = DOT
    _, path = engine(program)
    return lay_out(digraph(sketch), path, "png")


def _pdf(sketch: Sketch, program: str | None) -> bytes:
    """From the system's dot, or by a library from the SVG."""
    from ivrcheck.draw.dot import digraph, is_latin

    if program != PURE and (path := find(DOT)):
        return lay_out(digraph(sketch), path, "pdf")
    if program == DOT:
        engine(DOT)  # says how to get it
    if not is_latin(sketch):
        raise CannotDraw(_LETTERS.format(what="a PDF file"))
    return pdf_of(svg(sketch, program=PURE))


def pdf_of(picture: str) -> bytes:
    """An SVG picture as PDF. Raises ``CannotDraw`` where the libraries for it are missing."""
    try:
        from reportlab.graphics.renderPDF import drawToString
        from svglib.svglib import svg2rlg
    except ImportError:
        sentence = "For PDF, install Graphviz, or: pip install ivrcheck[pdf]. An .svg file needs neither."
        raise CannotDraw(sentence) from None
    page: bytes = drawToString(svg2rlg(BytesIO(picture.encode())), invariant=1)
    return page


_MAKERS: dict[str, Callable[[Sketch, str | None], bytes]] = {
    "svg": _svg,
    "png": _png,
    "pdf": _pdf,
    "dot": _dot,
    "mermaid": _mermaid,
}
