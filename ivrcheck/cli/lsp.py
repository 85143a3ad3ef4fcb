"""``ivrcheck lsp``: the language server, for editors."""

from __future__ import annotations

import gc
import sys

import click

from ivrcheck.cli.console import say_error


@click.command("lsp", short_help="Help an editor with menus (a language server).")
@click.pass_context
def command(context: click.Context) -> None:
    """Help an editor with menus: findings while you type, explanations, completion.

    Editors start this themselves and speak with it over its input and output.

    Example: ivrcheck lsp
    """
    if sys.stdin is None or sys.stdin.isatty():  # nobody can type what an editor says
        raise click.UsageError("This is for an editor to start; docs/editors.md says how.")
    try:
        from ivrcheck.editor.server import make_server
    except ImportError:
        sentence = "For editors one more package is needed; install it with: pip install ivrcheck[editor]"
        raise click.UsageError(sentence) from None
    gc.enable()  # unlike other commands, this one runs all day
    server = make_server(say_error)
    output, sys.stdout = sys.stdout, sys.stderr  # nothing else may get between the answers
    try:
        server.start_io(sys.stdin.buffer, output.buffer)
    finally:
        server.end()
    context.exit(0 if server.was_asked_to_end else 1)
