"""The short ways at the ends of a department, by the number of steps they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.benchmarks.builder import Builder, Desk
from tests.benchmarks.emit import Value

Arm: TypeAlias = Callable[[Builder, Desk], str]


def ring(tree: Builder, desk: Desk, no_answer: str = "") -> str:
    """The team's phones ring, then the mailbox."""
    fields: dict[str, Value] = {"who": desk.team.id, "for": tree.rng.choice(("20s", "25s"))}
    if tree.rng.random() < 0.2:
        fields["strategy"] = "in_turn"
    return tree.start("ring", tree.new_id("ring"), **fields, no_answer=no_answer or desk.mailbox).id


def queue(tree: Builder, desk: Desk, timeout: str = "") -> str:
    """The caller holds for the team, with a way out."""
    step = tree.start("queue", tree.new_id("hold"), team=desk.team.id, prompt=tree.say("HOLDS", desk.subject))
    step.fields.update(max_wait=tree.rng.choice(("5m", "8m", "10m")), keys={"1": desk.mailbox})
    step.fields.update(timeout=timeout or desk.mailbox, closed=desk.mailbox)
    step.fields["announce"] = {"position": "true", "every": "60s"}
    if tree.rng.random() < 0.2:
        step.fields.update(capacity="12", full=desk.mailbox)
    return step.id


def transfer(tree: Builder, desk: Desk) -> str:
    """A colleague in another building, who answers in person."""
    number = f"+1 845 555 01{tree.rng.randint(40, 99)}"
    fields: dict[str, Value] = {"number": f'"{number}"', "reaches": "person", "hours": desk.team.hours}
    fields |= {"for": "30s", "no_answer": desk.mailbox}
    return tree.start("transfer", tree.new_id("outside"), **fields).id


def directory(tree: Builder, desk: Desk) -> str:
    """Dial by name."""
    step = tree.start("directory", tree.new_id("names"), prompt=tree.say("DIRECTORY_PROMPTS", desk.subject))
    step.fields.update(who=[desk.team.id], operator="operator", no_input="operator", no_match="operator")
    step.fields["no_answer"] = desk.mailbox
    return step.id


def answer(tree: Builder, desk: Desk) -> str:
    """An announcement that tells callers what they need; without a goodbye, a phone rings instead."""
    if not tree.goodbye:
        return ring(tree, desk)
    prompt = tree.say("ANSWERS", desk.subject)
    return tree.start("play", tree.new_id("about"), prompt=prompt, resolves="any", then=tree.goodbye).id


def callback(tree: Builder, desk: Desk) -> str:
    """The caller may book a call."""
    step = tree.start("callback", tree.new_id("book"), prompt=tree.say("BOOKINGS", desk.subject))
    step.fields.update(tree.promise(desk.team.id), declined=desk.mailbox, no_input=desk.mailbox)
    return step.id


def notice_ring(tree: Builder, desk: Desk) -> str:
    """A word before the phones ring."""
    step = tree.start("play", tree.new_id("notice"), prompt=tree.say("NOTICES", desk.subject))
    step.fields["then"] = ring(tree, desk) if tree.rng.random() < 0.6 else queue(tree, desk)
    return step.id


def ring_again(tree: Builder, desk: Desk) -> str:
    """The phones ring up to three times."""
    first = tree.start("ring", tree.new_id("ring"), who=desk.team.id, **{"for": "20s"})
    again: dict[str, Value] = {"times": tree.rng.choice(("1", "2")), "again": first.id, "then": desk.mailbox}
    first.fields["no_answer"] = tree.start("retry", tree.new_id("again"), **again).id
    return first.id


def colleague_first(tree: Builder, desk: Desk) -> str:
    """One person's phone, then the team's."""
    who = tree.rng.choice(desk.team.members)
    step = tree.start("ring", tree.new_id("direct"), who=who, **{"for": "15s"})
    step.fields["no_answer"] = ring(tree, desk)
    return step.id


def queue_callback(tree: Builder, desk: Desk) -> str:
    """Hold, and when that takes too long, book a call."""
    later = callback(tree, desk)
    return queue(tree, desk, later)


def typed(tree: Builder, desk: Desk) -> str:
    """A number is typed before the phones ring; those who cannot are connected all the same."""
    step = tree.start("collect", tree.new_id("number"), prompt=tree.say("COLLECTS", desk.subject))
    step.fields.update(digits="6", asks_for=f"{desk.subject} number {len(tree.steps)}", wait="8s")
    target = ring(tree, desk)
    step.fields.update(then=target, no_input=target, no_match=target)
    return step.id


def looked_up(tree: Builder, desk: Desk) -> str:
    """Data decides between the team's phones and its mailbox."""
    step = tree.start("lookup", tree.new_id("check"), question=tree.say("QUESTIONS", desk.subject))
    target = ring(tree, desk)
    step.fields.update(answers={"known": target, "unknown": desk.mailbox}, error=target)
    return step.id


def noticed(tree: Builder, desk: Desk) -> str:
    """A word, then a way of two steps."""
    step = tree.start("play", tree.new_id("notice"), prompt=tree.say("NOTICES", desk.subject))
    step.fields["then"] = tree.rng.choice((ring_again, colleague_first))(tree, desk)
    return step.id


FRONT: dict[int, list[Arm]] = {
    1: [ring, ring, queue],
    2: [ring_again, colleague_first, notice_ring, queue_callback],
    3: [noticed],
}
"""Ways that ring the team without asking the caller for anything."""
ARMS: dict[int, list[Arm]] = {
    1: [ring, ring, ring, queue, queue, answer, transfer, callback, directory],
    2: [*FRONT[2], notice_ring, typed, typed, looked_up],
}
"""All ways."""
