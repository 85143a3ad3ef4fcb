"""A diff as Markdown, for a comment on a pull request: a short table, then the details, folded."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.compare.model import Diff, MenuDiff
from ivrcheck.report.diff.summary import judgement, menu_title, shown, summary, year_words
from ivrcheck.report.diff.words import Item, call_parts, sections
from ivrcheck.report.markdown import MOST, fitting, plain_words
from ivrcheck.report.material import try_it


def render(diff: Diff, status: int = 0) -> str:
    """The whole diff; what does not fit into a comment is counted."""
    lines = ["## What changes for callers", "", f"**{plain_words(summary(diff))}**"]
    lines += [f"\n- Could not compare: {plain_words(sentence)}" for sentence in diff.unchecked]
    menus = shown(diff.menus)
    rows = [row for menu in menus for row in _rows(menu)]
    if rows:
        lines += ["", "| | Menu | What changes |", "|---|---|---|"]
        lines += fitting(rows, MOST // 3, "changes")
    if diff.start and diff.menus:
        lines += ["", plain_words(year_words(diff))]
    blocks = ["\n".join(_details(menu, item)) for menu in menus for item in _told(menu)]
    lines += fitting(blocks, MOST - sum(map(len, lines)), "details")
    return "\n".join(lines) + "\n"


def _rows(menu: MenuDiff) -> Iterator[str]:
    """A row for each thing that is different, the worse first."""
    items = [item for section in sections(menu) for item in section.items]
    if not menu.compared:
        yield f"| ⚠️ | {plain_words(menu_title(menu))} | {judgement(menu)} |"
    for item in sorted(items, key=lambda one: not one.worse):
        sign = "🛑 worse" if item.worse else ""
        more = " ".join((item.text, *item.lines))
        yield f"| {sign} | {plain_words(menu.file)} | {plain_words(more)} |"


def _told(menu: MenuDiff) -> list[Item]:
    """The things of which there is more to say."""
    items = [item for one in sections(menu) for item in one.items if item.before or item.after or item.help]
    return sorted(items, key=lambda one: not one.worse)


def _details(menu: MenuDiff, item: Item) -> Iterator[str]:
    yield from ("", f"<details><summary>{plain_words(f'{menu.file}: {item.text}')}</summary>", "")
    yield from (f"{plain_words(line)}\n" for line in (*item.lines, *item.help))
    for title, lines, call in call_parts(item):
        yield from (plain_words(title), "")
        yield from (f"1. {plain_words(line)}" for line in lines)
        if call and (command := try_it(call)):
            yield from ("", f"Try it: <code>{plain_words(command)}</code>")
        yield ""
    yield "</details>"
