"""A diff as one page of HTML that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck import __version__
from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.report.diff.summary import judgement, menu_title, shown, summary, year_words
from ivrcheck.report.diff.words import Item, Section, call_parts, sections
from ivrcheck.report.html import whole_page
from ivrcheck.report.html.markup import Html, joined, listed, sentence, tag, words
from ivrcheck.report.material import try_it


def render(diff: Diff, status: int = 0) -> str:
    """The whole page."""
    menus = shown(diff.menus)
    body = joined(
        tag("a", "To the changes", href="#m1", class_="skip") if menus else None,
        tag("header", *_header(diff)),
        tag("main", *(_menu(menu, f"m{number}") for number, menu in enumerate(menus, start=1))),
        tag("footer", tag("p", f"Made by ivrcheck {__version__}.")),
    )
    return whole_page("What changes for callers", body, "")


def _header(diff: Diff) -> Iterator[Html]:
    yield tag("h1", "What changes for callers")
    yield tag("p", sentence(summary(diff)), class_="summary")
    if diff.start and diff.menus:
        yield tag("p", year_words(diff))
    if diff.unchecked:
        yield tag("h2", "Could not be compared")
        yield listed("ul", *map(sentence, diff.unchecked), class_="unchecked")


def _menu(menu: MenuDiff, id: str) -> Html:
    return tag(
        "section",
        tag("h2", words(menu_title(menu)), id=id),
        tag("p", judgement(menu).capitalize() + ".", class_="lead"),
        *(_section(one, f"{id}-s{number}") for number, one in enumerate(sections(menu), start=1)),
    )


def _section(section: Section, id: str) -> Html:
    return tag("section", tag("h3", section.title, id=id), *map(_item, section.items))


def _item(item: Item) -> Html:
    sign = joined(tag("span", "Worse", class_="level error"), " ") if item.worse else None
    return tag(
        "section",
        tag("h4", sign, sentence(item.text)),
        *(tag("p", sentence(line)) for line in (*item.lines, *item.help)),
        *_calls(item),
        class_="finding error" if item.worse else "finding advice",
    )


def _calls(item: Item) -> Iterator[Html]:
    for title, lines, call in call_parts(item):
        yield tag("p", title, class_="lead")
        yield listed("ol", *map(sentence, lines), class_="call")
        if call and (command := try_it(call)):
            yield tag("p", tag("b", "Try it: "), tag("code", words(command)), class_="again")
