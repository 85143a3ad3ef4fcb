"""``ivrcheck completion``: teach a shell what the Tab key offers."""

from __future__ import annotations

import os
from pathlib import PurePath

import click

from ivrcheck.cli.console import say


@click.command("completion", short_help="Let the Tab key complete commands.")
@click.argument("shell", required=False, metavar="[bash|zsh|fish]")
def command(shell: str | None) -> None:
    """Print what a shell has to run so that the Tab key completes commands, options, rules and menu files.

    \b
    bash: put this line at the end of ~/.bashrc
        eval "$(ivrcheck completion bash)"
    zsh: put this line at the end of ~/.zshrc
        eval "$(ivrcheck completion zsh)"
    fish: run this once
        ivrcheck completion fish > ~/.config/fish/completions/ivrcheck.fish

    Example: ivrcheck completion bash
    """
    from ivrcheck.cli.completing import SHELLS, script

    known = ", ".join(SHELLS)
    name = shell or PurePath(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        if shell is None:
            raise click.UsageError(f"Say for which shell: {known}. Like: ivrcheck completion bash")
        raise click.UsageError(f"“{shell}” is not a shell that is known here. There are: {known}.")
    say(script(name))
