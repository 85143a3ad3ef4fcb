"""``ivrcheck explain``: one rule in full."""

from __future__ import annotations

import click

from ivrcheck.cli.console import paint, say


@click.command("explain", short_help="Explain one of the rules.")
@click.argument("rule")
def command(rule: str) -> None:
    """Explain a rule: what it finds, why it matters, how to mend it.

    Example: ivrcheck explain IVR201
    """
    from ivrcheck.cli.asking import no_rule
    from ivrcheck.rules.registry import rule_named

    found = rule_named(rule)
    if found is None:
        raise click.UsageError(f"There is no rule “{rule}”. {no_rule(rule)}")
    title = paint(f"{found.code} {found.name}", "bold")
    profile = f", profile {found.profile}" if found.profile else ""
    say(f"{title} ({paint(found.severity.word, found.severity.word)}{profile})\n\n{found.text}\n")
