"""Holds what was seen of a call against what the simulator says of it."""

from __future__ import annotations

from tests.switch.board import Seen
from tests.switch.calls import Planned


def difference(seen: Seen) -> str:
    """What was otherwise on the switch; empty where nothing was."""
    plan = seen.plan
    steps = seen.steps
    if plan.end == "endless" and seen.end == "endless":
        return "" if steps == _rounds(plan, len(steps)) and len(steps) >= len(plan.steps) else _told(seen)
    same = (seen.end, tuple(steps), seen.asked) == (plan.end, plan.steps, plan.asked)
    return "" if same else _told(seen)


def _rounds(plan: Planned, length: int) -> list[str]:
    """The steps of a call that goes round, as many as asked for."""
    steps, round_ = list(plan.steps), plan.steps[plan.circle + 1 :]
    while len(steps) < length and round_:
        steps += round_
    return steps[:length]


def _told(seen: Seen) -> str:
    plan = seen.plan
    acts = " ".join("+".join((*act.noise, act.keys or "wait")) for act in plan.acts)
    office = ", ".join(f"{step}={said}" for step, said in plan.office.items())
    return (
        f"{plan.id} {plan.menu} {plan.number} at {plan.moment:%Y-%m-%d %H:%M}, pressing “{acts}”, {office}\n"
        f"  simulator: {plan.end} after {' '.join(plan.steps)}, asked {plan.asked} times\n"
        f"  switch:    {seen.end} after {' '.join(seen.steps)}, asked {seen.asked} times"
    )
