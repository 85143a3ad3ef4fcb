"""Nobody can be asked for above the people who answer: a team has no supervisor, or one who is never there.

Why it matters

The law lets callers ask for a supervisor, who is to take the call within three minutes or to call back on the
same working day. Without a name in the file nobody knows whom to pass the call to.

Bad

    teams: {agents: {members: [ana, ben], hours: office}}

Good

    teams: {agents: {members: [ana, ben], hours: office, supervisor: eva}}

How to mend it

Add “supervisor:” to the team, somebody with a phone who is on duty while the team is.

Source

Ley 10/2025 of 26 December 2025 on customer service (Spain), art. 8.3 (a supervisor within three minutes, or a
call back on the same working day). In force since 2025-12-28. Companies in its scope (basic services such as
water, energy, transport, post and telephone; others from 250 employees, 50 million euros of turnover or 43
million of balance on) have until 2026-12-28 to adapt. It binds nobody else. Summaries of the law were read on
2026-11-21 in stored copies (notariosyregistradores.com, uria.com, legaltoday.com), not its text in the
official gazette. That the supervisor must be on duty at some time together with the team is this project's
own reasoning; how long the call takes to be passed on cannot be seen in a menu.
"""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Label, Severity
from ivrcheck.rules.hit import Hit

CODE = "IVR744"
LEVEL = Severity.WARNING
DEPTH = 6
PROFILE = "spain"


def find(facts: Facts) -> Iterator[Hit]:
    """The teams callers are put through to that have nobody above them."""
    for team, step in _answering(facts).items():
        supervisor = facts.menu.teams[team].supervisor
        if supervisor is None:
            what, help = "has no supervisor", f"Add “supervisor:” to the team “{team}”."
        elif not facts.calendar.duty(supervisor) & facts.calendar.duty(team):
            name = facts.menu.name_of(supervisor)
            what = f"has a supervisor, {name}, who can never be put on the phone while it works"
            help = f"Give {name} a phone and hours that go with those of the team, or name somebody else."
        else:
            continue
        yield Hit(
            facts.at("teams", team, key=True),
            f"The team “{team}” would not meet Spain's Ley 10/2025 where it applies: it {what}.",
            help,
            labels=(Label(facts.at("steps", step, key=True), "callers come to the team here"),),
            cause=f"{team}:supervisor",
            step=step,
        )


def _answering(facts: Facts) -> dict[str, str]:
    """The teams that answer, each with the first step that puts callers through to it."""
    found: dict[str, str] = {}
    for step, body in facts.menu.steps.items():
        team = body.team if body.kind == "queue" else body.who if body.kind == "ring" else ""
        if (
            team in facts.menu.teams
            and team not in found
            and facts.arrives(step)
            and facts.calendar.duty(team)
        ):
            found[team] = step
    return found
