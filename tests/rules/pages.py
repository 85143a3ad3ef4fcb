"""``python -m tests.rules.pages``: writes ``docs/rules`` from the rules' documentation and their examples."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ivrcheck.menu.files import BESIDE
from ivrcheck.rules.registry import Rule, all_rules
from tests.rules.cases import HEADINGS, HERE, blocks, checked, printed, sections, shown_in
from tests.rules.situations import SITUATIONS

DOCS = HERE.parent.parent / "docs" / "rules"
GROUPS = {
    "IVR0": "The file",
    "IVR1": "Trapped callers",
    "IVR2": "Keys and prompts",
    "IVR3": "Voicemail and callbacks",
    "IVR4": "Hours and calendar",
    "IVR5": "Queues and transfers",
    "IVR6": "Who answers for it",
    "IVR7": "Profiles",
}
LEVELS = {
    "error": "a caller is or will be stuck or lost",
    "warning": "likely harm",
    "advice": "better practice",
}
INDENT = " " * 4


def group(rule: Rule) -> str:
    """The heading a rule stands under."""
    return GROUPS.get(rule.code[:4], "Profiles")


def page(rule: Rule) -> str:
    """The page of one rule."""
    parts = sections(rule)
    intro = parts[""].partition("\n\n")[2].strip()
    up = f"[{group(rule)}](README.md#{group(rule).lower().replace(' ', '-')})"
    level = f"**{rule.severity.word}**" + (f" · profile `{rule.profile}`" if rule.profile else "")
    lines = [f"# {rule.code} {rule.name}", "", f"{level} · {up}", "", rule.summary]
    lines += ["", intro] if intro else []
    for heading in HEADINGS:
        lines += ["", f"## {heading}", "", *_section(rule, heading, parts.get(heading, ""))]
    return "\n".join(lines) + "\n"


def _section(rule: Rule, heading: str, text: str) -> Iterator[str]:
    """A section as Markdown: excerpts fenced, and for the bad one what ``ivrcheck`` says of it."""
    yield from _fenced(text)
    if heading in ("Bad", "Good"):
        excerpt = next(iter(blocks(text)), "")
        path = shown_in(excerpt, rule, heading.lower()) if excerpt else None
        if path:
            link = f"[{path.name}](../../{path.relative_to(HERE.parent.parent).as_posix()})"
            yield from _said(rule, path, link) if heading == "Bad" else ("", f"The whole file: {link}.")


def _said(rule: Rule, path: Path, link: str) -> Iterator[str]:
    """The findings of the rule's own example, as they are printed."""
    path = path.with_name(path.name.replace(BESIDE, ".yaml"))  # what is checked is the original
    yield from ("", f"What `ivrcheck check` says of the whole file, {link}:", "", "```text")
    report = checked(path)
    parts = printed(path).rstrip().split("\n\n")
    own = [part for part in parts[: len(report.findings)] if rule.code in part]
    yield from "\n\n".join(own or parts).splitlines()
    yield "```"


def _fenced(text: str) -> Iterator[str]:
    """A text whose indented lines become fenced blocks."""
    inside = False
    lines = text.splitlines()
    for number, line in enumerate(lines):
        indented = line.startswith(INDENT) or (
            inside and not line.strip() and any(one.startswith(INDENT) for one in _next_full(lines, number))
        )
        if indented != inside:
            yield "```yaml" if indented else "```"
            inside = indented
            if not indented and line.strip():
                yield ""
        yield line[4:] if inside else line
    if inside:
        yield "```"


def _next_full(lines: list[str], number: int) -> list[str]:
    return [line for line in lines[number:] if line.strip()][:1]


def index() -> str:
    """The list of all rules: by what one notices, and by group."""
    rules = {rule.name: rule for rule in all_rules()}
    lines = ["# The rules", "", f"{len(rules)} rules. Each has a code and a name, and both stay as they are."]
    lines += ["", *(f"- **{word}**: {meaning}." for word, meaning in LEVELS.items())]
    lines += ["", "A menu is *clean* when it draws no error and no warning.", "", "## By what you notice"]
    for situation, names in SITUATIONS.items():
        lines += ["", f"**{situation}**", "", *(_line(rules[name]) for name in names)]
    lines += ["", "## By group"]
    for heading in dict.fromkeys(map(group, all_rules())):
        lines += ["", f"### {heading}", "", "| code | name | level | what it finds |", "|---|---|---|---|"]
        lines += [_row(rule) for rule in all_rules() if group(rule) == heading]
    return "\n".join(lines) + "\n"


def _line(rule: Rule) -> str:
    return f"- [{rule.name}]({rule.name}.md): {rule.summary}"


def _row(rule: Rule) -> str:
    return f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.severity.word} | {rule.summary} |"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    return {"README.md": index()} | {f"{rule.name}.md": page(rule) for rule in all_rules()}


def main() -> int:
    wanted = pages()
    DOCS.mkdir(parents=True, exist_ok=True)
    for path in sorted(DOCS.glob("*.md")):
        if path.name not in wanted:
            path.unlink()
            sys.stdout.write(f"removed {path.name}\n")
    for name, text in wanted.items():
        path = DOCS / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
