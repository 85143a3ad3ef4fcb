"""``ivrcheck rules``: what is checked."""

from __future__ import annotations

import click

from ivrcheck.cli.console import paint, say


@click.command("rules")
def command() -> None:
    """List every rule with its code, its level and what it finds.

    Example: ivrcheck rules
    """
    from ivrcheck.rules.registry import all_rules

    rules = all_rules()
    width = max(len(rule.name) for rule in rules)
    lines = []
    for rule in rules:
        level = rule.severity.word
        lines.append(f"{rule.code}  {rule.name:<{width}}  {paint(f'{level:<7}', level)}  {rule.summary}")
    say("\n".join(lines) + "\n")
