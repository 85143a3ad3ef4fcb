"""The command ``ivrcheck``."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from ivrcheck import __version__
from ivrcheck.cli.console import say_error

COMMANDS = {
    "check": "check",
    "hours": "hours",
    "reach": "reach",
    "without": "without",
    "rules": "rules",
    "explain": "explain",
}
"""The commands, and the module of each: only the one that is used is imported."""


class _Commands(click.Group):
    """Imports a command when it is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ivrcheck.cli.{COMMANDS[name]}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ivrcheck", message="%(prog)s %(version)s")
def cli() -> None:
    """Find where callers are trapped in a phone menu, before anyone calls it.

    Example: ivrcheck check menus/clinic.yaml
    """


def main() -> None:
    """Run the command line. Exit status: 0 clean, 1 findings, 2 could not check."""
    gc.disable()  # a command builds, prints and ends; looking for circles costs a tenth of its time
    try:
        status = cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.exceptions.Abort:
        say_error("Stopped.")
        status = 2
    except click.ClickException as error:
        say_error(error.format_message())
        status = 2
    except BrokenPipeError:
        sys.stderr.close()
        status = 2
    except Exception as error:
        say_error(f"This is a fault in ivrcheck itself ({type(error).__name__}). Please report it.")
        status = 2
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
