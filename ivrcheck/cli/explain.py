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
    from ivrcheck.menu.near import did_you_mean
    from ivrcheck.rules.registry import all_rules, rule_named

    found = rule_named(rule)
    if found is None:
        known = [one.name for one in all_rules()]  # a code that does not exist has no near one
        hint = did_you_mean(rule.lower(), known) or "“ivrcheck rules” lists them all."
        raise click.UsageError(f"There is no rule “{rule}”. {hint}")
    title = paint(f"{found.code} {found.name}", "bold")
    profile = f", profile {found.profile}" if found.profile else ""
    say(f"{title} ({paint(found.severity.word, found.severity.word)}{profile})\n\n{found.text}\n")
