"""``ivrcheck schema``: what may stand in a menu, for editors."""

from __future__ import annotations

import click

from ivrcheck.cli.console import say


@click.command("schema", short_help="Print a JSON Schema of menus, for editors.")
def command() -> None:
    """Print a JSON Schema of menu files and of the parts they include.

    An editor with YAML support explains fields with it and marks those that do not exist.

    Example: ivrcheck schema > menu.schema.json
    """
    from ivrcheck.editor.schema import schema_text

    say(schema_text())
