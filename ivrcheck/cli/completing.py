"""What the Tab key offers in a shell: commands, options, rules, formats, profiles and menu files.

All of this runs while somebody waits for the next letter, so no rule is imported to know its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from typing import Any

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class

from ivrcheck.cli.main import COMPLETE

SHELLS = ("bash", "zsh", "fish")

_CODE = re.compile(r"^CODE = \"(IVR\d+)\"$", re.MULTILINE)


class Bash(BashComplete):
    """Completion in bash, which offers of all files only menus where a menu is wanted."""

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' word="${COMP_WORDS[COMP_CWORD]}" answer one
    COMPREPLY=()
    answer=$(
        env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \\
            %(complete_var)s=bash_complete "$1" 2>/dev/null
    )
    for one in $answer; do
        case "$one" in
            plain,*) COMPREPLY+=("${one#*,}") ;;
            menu,*)
                compopt -o filenames
                COMPREPLY+=($(compgen -d -- "$word") $(compgen -f -X '!*.y*ml' -- "$word"))
                ;;
        esac
    done
}
complete -o default -F %(complete_func)s %(prog_name)s
"""

    def source(self) -> str:
        return self.source_template % self.source_vars()

    def format_completion(self, item: CompletionItem[Any]) -> str:
        return f"menu,{item.value}" if item.menu else super().format_completion(item)


class _Menu(click.Path):
    """A menu file, or a folder in which there are some."""

    def shell_complete(
        self, context: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return [CompletionItem(incomplete, type="file", menu=True)]


class _Words(click.ParamType):  # type: ignore[type-arg]
    """One of some words, which are looked up only when they are needed."""

    name = "word"

    def __init__(self, words: Callable[[], Iterable[str]]) -> None:
        self.words = words

    def shell_complete(
        self, context: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        begun = incomplete.lower()
        return [CompletionItem(word) for word in self.words() if word.lower().startswith(begun)]


def register() -> None:
    """Let click use the completion of this module."""
    add_completion_class(Bash)


def completing(command: click.Command) -> click.Command:
    """A command that knows what its arguments may be; only for completion."""
    for param in command.params:
        if param.name in _KNOWN:
            param.type = _Words(_KNOWN[param.name])
        elif isinstance(param, click.Argument) and isinstance(param.type, click.Path):
            param.type = _Menu()
    return command


def script(shell: str) -> str:
    """What a shell has to run once so that the Tab key knows this program."""
    from click.shell_completion import get_completion_class

    register()
    kind = get_completion_class(shell)
    assert kind is not None
    return kind(click.Command("ivrcheck"), {}, "ivrcheck", COMPLETE).source()


def _rules() -> Iterator[str]:
    """The names of all rules, then their codes."""
    found = {}
    for file in resources.files("ivrcheck.rules").iterdir():
        if file.name.endswith(".py") and (code := _CODE.search(file.read_text("utf-8"))):
            found[code[1]] = file.name.removesuffix(".py").replace("_", "-")
    yield from sorted(found.values())
    yield from sorted(found)


def _reports() -> Iterator[str]:
    from ivrcheck.cli.reports import suffix
    from ivrcheck.report.formats import FORMATS

    return (f"{name}=report{suffix(name)}" for name in FORMATS)


def _profiles() -> Iterable[str]:
    from ivrcheck.config import PROFILES

    return PROFILES


_KNOWN: dict[str | None, Callable[[], Iterable[str]]] = {
    "select": _rules,
    "ignore": _rules,
    "rule": _rules,
    "profile": _profiles,
    "shell": lambda: SHELLS,
    "reports": _reports,
}
"""By the name of an argument or an option, what it may be."""
