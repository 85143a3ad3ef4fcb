"""A diff as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.report.diff.summary import judgement, menu_title, shown, summary, year_words
from ivrcheck.report.diff.words import Item, call_parts, sections
from ivrcheck.report.material import try_it
from ivrcheck.report.text import Paint, plain, visible

_MOST = 20
"""So many things of one sort are told; JSON has them all."""
_MOST_CALLS = 5
"""For so many of them the calls are told, if they are worse."""


def render(diff: Diff, status: int = 0, paint: Paint = plain) -> str:
    """The whole diff, ending with one sentence."""
    lines: list[str] = []
    for menu in shown(diff.menus):
        lines += [*_menu(menu, paint), ""]
    for sentence in diff.unchecked:
        lines.append(paint("could not compare", "error") + f"  {visible(sentence)}")
    lines += [""] * bool(diff.unchecked)
    lines += [visible(year_words(diff))] * bool(diff.start and diff.menus)
    lines.append(paint(visible(summary(diff)), "bold"))
    return "\n".join(lines) + "\n"


def _menu(menu: MenuDiff, paint: Paint) -> Iterator[str]:
    style = "error" if menu.worse or not menu.compared else "advice"
    yield f"{paint(visible(menu_title(menu)), 'bold')}: {paint(judgement(menu), style)}"
    for section in sections(menu):
        yield paint(f"  {section.title}", "bold")
        for place, item in enumerate(section.items[:_MOST]):
            yield from _item(item, paint, item.worse and place < _MOST_CALLS)
        if (more := len(section.items) - _MOST) > 0:
            yield f"    … and {more} more; --format json has them all."


def _item(item: Item, paint: Paint, told: bool) -> Iterator[str]:
    sign = paint("worse:", "error") + " " if item.worse else ""
    yield f"    - {sign}{visible(item.text)}"
    yield from (f"      {visible(line)}" for line in (*item.lines, *item.help))
    for title, lines, call in call_parts(item) if told else ():
        yield paint(f"      {title}", "dim")
        yield from (f"        - {visible(line)}" for line in lines)
        if call and (command := try_it(call)):
            yield f"        {paint('Try it:', 'bold')} {command}"
