"""Accepted findings: those somebody has looked at and decided to live with, until a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from ivrcheck.finding import Accepted, Finding, Severity, joined
from ivrcheck.hours.words import date_words
from ivrcheck.menu.kinds import Acceptance
from ivrcheck.menu.load import Loaded
from ivrcheck.menu.near import did_you_mean
from ivrcheck.rules.registry import all_rules, rule_named
from ivrcheck.source import Route

_Accepted = list[tuple[Route, str, Acceptance]]
_Index = dict[tuple[str, str], tuple[Route, Acceptance]]


def apply_acceptances(
    findings: list[Finding], loaded: Loaded, start: date, ran: Collection[str]
) -> tuple[list[Finding], list[Accepted], int]:
    """The findings that are left, with what is wrong with the acceptances; those that were accepted; and
    how many acceptances were used."""
    accepted = list(_all(loaded))
    if not accepted:
        return findings, [], 0
    used: set[Route] = set()
    out: list[tuple[Finding, Acceptance]] = []
    index = _index(accepted, start)
    kept = [one for finding in findings if (one := _without(finding, index, used, out))]
    kept += _about(accepted, loaded, start, used, ran)
    assert loaded.menu is not None
    name_of = loaded.menu.name_of
    return kept, [Accepted(one, why.reason, name_of(why.by), why.until) for one, why in out], len(used)


def _all(loaded: Loaded) -> Iterator[tuple[Route, str, Acceptance]]:
    """Every acceptance with its place and the step it is for (empty: any)."""
    assert loaded.menu is not None
    for number, one in enumerate(loaded.menu.accept):
        yield ("accept", str(number)), one.step or "", one
    for step, body in loaded.menu.steps.items():
        for number, one in enumerate(body.accept):
            yield ("steps", step, "accept", str(number)), step, one


def _index(accepted: _Accepted, start: date) -> _Index:
    """The first acceptance that still counts for a rule (by its code) and a step, with its place."""
    index: _Index = {}
    for route, step, one in accepted:
        rule = rule_named(one.rule)
        if rule and start <= one.until:
            index.setdefault((rule.code, step), (route, one))
    return index


def _without(
    finding: Finding, accepted: _Index, used: set[Route], out: list[tuple[Finding, Acceptance]]
) -> Finding | None:
    """The finding with its accepted parts taken out; None when nothing of it is left."""
    left = []
    for part in finding.parts:
        found = accepted.get((part.code, "")) or accepted.get((part.code, part.step))
        if found:
            used.add(found[0])
            out.append((part, found[1]))
        else:
            left.append(part)
    if len(left) == 1 + len(finding.folded):
        return finding
    return joined(left) if left else None


def _about(
    accepted: _Accepted, loaded: Loaded, start: date, used: set[Route], ran: Collection[str]
) -> Iterator[Finding]:
    for route, _, one in accepted:
        rule = rule_named(one.rule)
        if start > one.until and "IVR605" in ran:
            assert loaded.menu is not None
            day = f"{date_words(one.until)} {one.until.year}"
            who = loaded.menu.name_of(one.by)
            message = f"{who} accepted “{one.rule}” only until {day}, and that day has passed."
            help = "Mend what was accepted, or look at it again and set a new day."
            at = loaded.at(*route, "until")
            yield Finding("IVR605", "acceptance-expired", Severity.ERROR, at, message, help)
        elif route not in used and "IVR606" in ran and (rule is None or rule.code in ran):
            message = f"“{one.rule}” is accepted, but there is no such fault here."
            help = "Remove the acceptance."
            if rule is None:
                message = f"“{one.rule}” is accepted, but there is no rule with that name."
                help = did_you_mean(one.rule, [known.name for known in all_rules()]) or help
            at = loaded.at(*route, "rule")
            yield Finding("IVR606", "acceptance-unused", Severity.WARNING, at, message, help)
