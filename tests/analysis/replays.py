"""Makes every call again that a finding tells: ``python -m tests.analysis.replays [--seeds N]``.

Prints a Markdown table: how many findings of each rule tell a call, and that each such call can be made, ends
as it says, and shows what the finding claims. Status 1 where one does not, or where a call is missing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ivrcheck.analysis.facts import Facts
from ivrcheck.callgraph.move import Deed
from ivrcheck.callgraph.replay import CannotHappen, replay
from ivrcheck.finding import Finding
from tests.analysis.claims import CLAIMS
from tests.analysis.systems import examples, findings_of, random_systems, rules

NOT_OF_A_CALL = {
    ("IVR403", "says “closed”"): "people who are there while the menu says closed: the call shows nothing",
    ("IVR505", "no telephone"): "people without a telephone are a fault of the file, whoever calls",
    ("IVR505", "never on duty"): "and so are people who never work",
    ("IVR505", "ever on duty"): "and so are teams",
    ("IVR505", "no members"): "and so are empty ones",
    ("IVR505", "has a telephone"): "and so are those whom nobody can ring",
    ("IVR506", "Nobody can call"): "nobody can make a call to a number that is none",
    ("IVR506", "cannot be rung"): "a number of somebody's own, which a call only comes to with luck",
    ("IVR112", "nobody ever answers them"): "of a language that calls begin in: nobody has to choose it",
    ("IVR742", "callers about"): "what callers about something do not find is no single call",
}
"""Findings of rules that tell calls which have none, by code and words, each with the reason."""

ONLY_WHEN = {
    "IVR109": (Deed.NO_ANSWER, Deed.OFF_DUTY, Deed.CLOSED, Deed.TIMEOUT),
    "IVR301": (Deed.MESSAGE, Deed.ANSWER),
    "IVR409": (Deed.HOLD,),
    "IVR501": (Deed.FOREVER,),
    "IVR502": (Deed.TIMEOUT,),
    "IVR503": (Deed.FULL,),
    "IVR508": (Deed.ANSWER,),
    "IVR511": (Deed.ANSWER,),
    "IVR512": (Deed.NO_ANSWER,),
}
"""What a rule looks at in the file, whether or not it can happen while calls come there."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One finding and what came of its call. ``problem`` is empty where all is well."""

    code: str
    problem: str
    shown: bool
    """Whether it had a call."""


def replayed(systems: Iterable[Facts]) -> Iterator[Replayed]:
    """Every finding of the rules that tell calls, and whether its call shows it."""
    for number, facts in enumerate(systems):
        for finding in findings_of(facts):
            if finding.call or finding.code in CLAIMS or finding.is_internal:
                problem = _problem(facts, finding)
                where = f"{facts.loaded.file} ({number}), {finding.code}, {finding.message}: {problem}"
                yield Replayed(finding.code, where if problem else "", finding.call is not None)


def _problem(facts: Facts, finding: Finding) -> str:
    if finding.call is None:
        return "" if may_lack_a_call(facts, finding) else "there is no call"
    if finding.code not in CLAIMS:
        return "nobody has written down what this call should show"
    trace = finding.call.trace
    try:
        call = replay(facts.graph, trace)
    except CannotHappen as error:
        return f"its call cannot be made: {error}"
    return "" if CLAIMS[finding.code](facts, finding, call, trace) else f"its call does not show it: {trace}"


def may_lack_a_call(facts: Facts, finding: Finding) -> bool:
    """Whether there is a reason for a finding of a rule that tells calls to have none."""
    if any(finding.code == code and words in finding.message for code, words in NOT_OF_A_CALL):
        return True
    nodes = facts.graph.stages.get(finding.step, ())
    if nodes and not any(facts.arrivals.get(node) for node in nodes):
        return True  # no call comes there: it is heard after the outcome, or only if a queue closes meanwhile
    deeds = ONLY_WHEN.get(finding.code, ())
    moves = (move for node in nodes for move in facts.graph.out[node] if move.deed in deeds)
    if deeds and not any(facts.arrivals.get(move.source, 0) & move.periods for move in moves):
        return True
    # the search does not always find the way through all the rounds of a retry step
    return bool(facts.graph.retries) and facts.loaded.file.startswith("random")


def main(words: list[str] | None = None) -> int:
    """Print the table; status 1 when a call is missing or does not show what its finding says."""
    parser = argparse.ArgumentParser(prog="python -m tests.analysis.replays", description="Calls made again.")
    parser.add_argument("--seeds", type=int, default=40, metavar="N", help="how many seeds of random menus")
    options = parser.parse_args(words)
    sources = {
        "the example menus": examples(),
        "the rules' examples": rules(),
        "random menus and groups": random_systems(range(options.seeds)),
    }
    lines, problems = table(sources)
    print("\n".join(lines + [f"- {problem}" for problem in problems]))
    return int(bool(problems))


HEADER = ("findings of", "with a call", "rules", "calls that show it", "without a call")


def table(sources: Mapping[str, Iterable[Facts]]) -> tuple[list[str], list[str]]:
    """The lines of the table, and a line for each call that is missing or shows something else."""
    lines = [f"| {' | '.join(HEADER)} |", "|---|---:|---:|---:|---:|"]
    problems = []
    for name, systems in sources.items():
        results = list(replayed(systems))
        problems += [one.problem for one in results if one.problem]
        lines.append(_row(name, results))
    return lines, problems


def _row(name: str, results: list[Replayed]) -> str:
    codes = Counter(one.code for one in results if one.shown)
    shown = sum(one.shown and not one.problem for one in results)
    without = sum(not one.shown for one in results)
    return f"| {name} | {codes.total():,} | {len(codes)} | {shown:,} | {without:,} |"


if __name__ == "__main__":
    raise SystemExit(main())
