"""``ivrcheck rules``: what is checked."""

from __future__ import annotations

import click

from ivrcheck.cli.console import paint, say


@click.command("rules", short_help="List everything that is looked for.")
def command() -> None:
    """List every rule with its code, its level and what it finds.

    A rule of a profile, named in brackets, runs only where that profile is named.

    Example: ivrcheck rules
    """
    from ivrcheck.rules.registry import all_rules

    rules = all_rules()
    width = max(len(rule.name) for rule in rules)
    lines = []
    for rule in rules:
        level = rule.severity.word
        what = f"({rule.profile}) {rule.summary}" if rule.profile else rule.summary
        lines.append(f"{rule.code}  {rule.name:<{width}}  {paint(f'{level:<7}', level)}  {what}")
    say("\n".join(lines) + "\n")
