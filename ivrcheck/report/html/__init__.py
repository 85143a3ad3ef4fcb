"""A report as one page of HTML that needs nothing else: to be read, signed and kept."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files

from ivrcheck import __version__
from ivrcheck.report.aside import aside_count
from ivrcheck.report.html.findings import gone_section
from ivrcheck.report.html.markup import Html, joined, listed, sentence, tag, words
from ivrcheck.report.html.menu import menu_page
from ivrcheck.report.material import Material
from ivrcheck.report.text import counts_words, coverage_sentence, last_sentence


def render(material: Material) -> str:
    """The whole page. Without JavaScript it says the same."""
    script = _part("script.js")
    report = material.report
    title = report.coverage[0].name if len(report.files) == 1 and report.coverage else "Phone menus"
    body = joined(
        tag("a", "To the findings", href="#m1", class_="skip"),
        tag("header", *_header(title, material)),
        tag("main", *_main(material)),
        tag("footer", tag("p", f"Made by ivrcheck {__version__}.")),
    )
    return whole_page(f"{title}: where callers get stuck", body, script)


def whole_page(title: str, body: Html, script: str) -> str:
    """A page with everything it needs."""
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">',
        '<meta name="color-scheme" content="light dark">',
        tag("title", title),
        f"<style>\n{_part('style.css')}</style>",
    ]
    page = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>"]
    run = f"\n<script>{script}</script>" if script else ""
    return "\n".join([*page, f"<body>\n{body}{run}", "</body>", "</html>", ""])


def _policy(script: str) -> str:
    """What a browser may do with the page: run this one script, and fetch nothing."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _header(title: str, material: Material) -> Iterator[Html]:
    report = material.report
    yield tag("h1", words(title))
    yield tag(
        "p", sentence(last_sentence(report)) if report.files else "Nothing was checked.", class_="summary"
    )
    if report.files:
        menus = f"{len(report.files)} menu{'s' if len(report.files) != 1 else ''} checked"
        yield tag("p", f"{menus}: {counts_words(report.findings)}{aside_count(report)}.")
    if report.unchecked:
        yield tag("h2", "Could not be checked")
        yield listed("ul", *map(sentence, report.unchecked), class_="unchecked")


def _main(material: Material) -> Iterator[Html]:
    report = material.report
    if len(report.files) > 1:
        yield tag("nav", tag("h2", "The menus"), listed("ul", *_contents(material)), aria_label="The menus")
    for number, file in enumerate(report.files, start=1):
        yield menu_page(file, f"m{number}", material)
    if report.gone:
        yield gone_section(report.gone)


def _contents(material: Material) -> Iterator[Html]:
    """A line for each menu, with a link to it."""
    said = {one.file: one for one in material.report.coverage}
    for number, file in enumerate(material.report.files, start=1):
        one = said.get(file)
        about = coverage_sentence(one) if one else "This menu could not be understood yet."
        yield joined(tag("a", words(one.name if one else file), href=f"#m{number}"), " ", sentence(about))
