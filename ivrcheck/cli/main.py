"""The command ``ivrcheck``."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from importlib import import_module

import click

from ivrcheck import __version__
from ivrcheck.cli.console import let_go, prepare, say, say_error

COMMANDS = {
    "check": "check",
    "call": "call",
    "test": "test",
    "draw": "draw",
    "callers": "callers",
    "plan": "plan",
    "hours": "hours",
    "reach": "reach",
    "without": "without",
    "rules": "rules",
    "explain": "explain",
    "import": "import_",
    "export": "export",
}
"""The commands, and the module of each: only the one that is used is imported."""


class _Commands(click.Group):
    """Imports a command when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            if name.endswith((".yaml", ".yml")) or "/" in name:
                raise click.UsageError(f"Say what to do with it: ivrcheck check {name}")
            from ivrcheck.menu.near import did_you_mean

            hint = did_you_mean(name, COMMANDS) or f"The commands are {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command “{name}”. {hint}")
        command: click.Command = import_module(f"ivrcheck.cli.{COMMANDS[name]}").command
        return command


@click.group(
    cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="ivrcheck", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Find where callers are trapped in a phone menu, before anyone calls it.

    Settings may stand in an ivrcheck.toml beside the menu or above it.

    Example: ivrcheck check menus/clinic.yaml
    """
    if context.invoked_subcommand is None:
        say(context.get_help() + "\n", sys.stderr)
        context.exit(2)


def main() -> None:
    """Run the command line. Exit status: 0 clean, 1 findings, 2 could not check."""
    gc.disable()  # a command builds, prints and ends; looking for circles costs a twentieth of its time
    prepare()
    try:
        status = _run()
    except click.exceptions.Abort:
        status = _sorry("Stopped.")
    except click.MissingParameter as error:
        status = _sorry(_missing(error))
    except click.ClickException as error:
        status = _sorry(error.format_message())
    except OSError as error:
        let_go(sys.stdout)
        status = _sorry(f"The output could not be written ({(error.strerror or 'unknown reason').lower()}).")
    except Exception as error:
        status = _sorry(f"This is a fault in ivrcheck itself ({type(error).__name__}). Please report it.")
    sys.exit(status)


def _run() -> int:
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except SystemExit:  # click leaves like this when the reader of a help text has gone away
        status = 0
    return status if isinstance(status, int) else 0


def _missing(error: click.MissingParameter) -> str:
    """What is missing, with an example of the whole command."""
    example = error.ctx.command.help if error.ctx and error.ctx.command.help else ""
    _, _, example = example.rpartition("Example: ")
    what = error.param.human_readable_name.lower() if error.param else ""
    one = {"menu": "a menu", "paths": "a menu file or a folder", "rule": "a rule"}.get(what, f"“{what}”")
    return f"Name {one}{f', like: {example.strip()}' if example else ''}"


def _sorry(sentence: str) -> int:
    from ivrcheck.report.text import visible

    with suppress(OSError, KeyboardInterrupt):
        say_error(visible(sentence))
    return 2


if __name__ == "__main__":
    main()
