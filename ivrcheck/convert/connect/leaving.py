"""Actions in which a caller holds, is put through, is called back, or the call ends."""

from __future__ import annotations

from typing import Any

from ivrcheck.convert.connect.meaning import comes_back
from ivrcheck.convert.connect.network import Node, Queue, Told
from ivrcheck.convert.connect.state import queue_of
from ivrcheck.convert.connect.steps import Steps
from ivrcheck.convert.connect.words import is_data, plain, prompts, reference, short
from ivrcheck.convert.draft import Treated
from ivrcheck.menu.todo import TODO


def queue(make: Steps, node: Node, id: str) -> None:
    """Into the queue that was set; where several may have been set, data decides which."""
    if node.part == 2:
        frame = make.network.frames[node.frame]
        _hold(make, node, id, frame.queue, None)
        return
    make.understood(node)
    sets = make.sets(node)
    if len(sets) == 1:
        _hold(make, node, id, sets[0].queue, sets[0])
        return
    answers: dict[str, str] = {}
    for one in sets:
        answer = _free(answers, one.queue.name if one.queue else "some other queue")
        answers[answer] = _one_of(make, node, one)
    why = "The queue is set before, in several ways; each of them is followed."
    make.question(node, id, "Which queue has been set?", answers, why, next(iter(answers.values())))


def _free(taken: dict[str, Any], answer: str) -> str:
    number, free = 1, short(answer)
    while free in taken:
        number += 1
        free = f"{short(answer)} ({number})"
    return free


def _one_of(make: Steps, node: Node, one: Told) -> str:
    """The step that one of several queues is held for in."""
    start = make.final(make.held_start(node, one))
    if start:
        return make.id(start)
    own = make.draft.own(f"hold {one.queue.name if one.queue else ''}")
    _hold(make, node, own, one.queue, one)
    return own


def _hold(make: Steps, node: Node, id: str, queue: Queue | None, one: Told | None, **fields: Any) -> None:
    """A queue step."""
    action = make.network.of(node)
    branch = action.errors.get("QueueAtCapacity") if node.part == 0 else None
    full = make.to(node, branch)
    if branch and full:
        make.draft.place(branch.at, "steps", id, "full")
    body = make.draft.step(
        id, "queue", action.at, team=make.team(node, queue), full=full,
        capacity=TODO if full else None, **fields,
    )  # fmt: skip
    if one and one.hold == -1 and "prompt" not in body:
        why = "What callers hear while they hold lies in the default queue flow; its file is not given."
        make.note(node, make.label(action), why, Treated.GUESSED)


def dequeue(make: Steps, node: Node, id: str) -> None:
    """From one queue into another."""
    make.understood(node)
    _hold(make, node, id, queue_of(make.network, node) or make.sets(node)[0].queue, None)


def loop_prompts(make: Steps, node: Node, id: str) -> None:
    """Holding, with something to hear; an interruption leads out of it and mostly back."""
    make.understood(node)
    action, frame = make.network.of(node), make.network.frames[node.frame]
    limit = make.seconds(action.text("InterruptFrequencySeconds"))
    out = next(iter(action.conditions), None) or (action.next if limit else None)
    timeout = make.to(node, out, "timeout") if out else None
    full = make.final(frame.full)
    make.draft.step(
        id, "queue", action.at, team=make.team(node, frame.queue), prompt=prompts(action),
        max_wait=limit or (TODO if out else None), timeout=timeout,
        full=make.id(full) if full else None, capacity=TODO if full else None,
    )  # fmt: skip


def agent(make: Steps, node: Node, id: str) -> None:
    """To a person who is named elsewhere; whoever is busy cannot be reached."""
    make.understood(node)
    sets = make.sets(node)
    team = make.team(node, sets[0].queue if len(sets) == 1 else None)
    make.draft.step(id, "ring", make.network.of(node).at, who=team)


def third_party(make: Steps, node: Node, id: str) -> None:
    """To another phone number."""
    action = make.network.of(node)
    number = action.text("ThirdPartyPhoneNumber")
    known, back_again = bool(number) and not is_data(number), comes_back(action)
    limit = make.seconds(action.text("ThirdPartyConnectionTimeLimitSeconds"))
    back = None
    if back_again:
        words = ("ConnectionTimeLimitExceeded", "CallFailed", "NoMatchingError")
        branches = [action.errors[word] for word in words if word in action.errors]
        back = make.to(node, branches[0], "no_answer") if branches else None
        if len({one.to for one in branches[:2]}) > 1:
            why = "A failed call leads elsewhere than one that nobody answers; only the second is followed."
            make.note(node, f"{make.label(action)}: CallFailed", why, Treated.GUESSED)
    if known:
        make.understood(node)
    else:
        what = plain(number) or "no number"
        make.note(
            node,
            make.label(action),
            f"The number is looked up when the call comes: {what}.",
            Treated.UNKNOWN_END,
        )
    make.draft.step(
        id, "transfer", action.at, label=None if known else f"number {plain(number)}".strip(),
        number=number if known else TODO, reaches="unknown",
        mode=None if back_again else "blind", for_=limit if back_again else None,
        no_answer=back,
    )  # fmt: skip


def elsewhere(make: Steps, node: Node, id: str) -> None:
    """To a flow whose file is not given."""
    action = make.network.of(node)
    name = reference(action, "ContactFlowId") or "a flow without a name"
    why = f"The file of the flow “{short(name)}” is not among these."
    make.draft.step(
        id, "transfer", action.at, label=short(name), number=TODO, reaches="unknown", mode="blind"
    )
    make.note(node, make.label(action), why, Treated.UNKNOWN_END)


def callback(make: Steps, node: Node, id: str, said: Any = TODO) -> None:
    """A callback is booked; nobody has to press anything more for it."""
    make.understood(node)
    action = make.network.of(node)
    own, sets = queue_of(make.network, node), make.sets(node)
    owner = own or (sets[0].queue if len(sets) == 1 else None)
    then = make.to(node, action.next)
    if action.next and then:
        make.draft.place(action.next.at, "steps", id, "then")
    booked = make.booked(action.at)
    make.draft.step(
        id, "callback", action.at, prompt=said, owner=make.team(node, owner) if owner else TODO,
        callback_within=TODO, declined=booked, no_input=booked, then=then,
    )  # fmt: skip
    make.draft.comments["steps", id, "no_input"] = "Amazon Connect books it without asking"


def hang_up(make: Steps, node: Node, id: str) -> None:
    """The call ends."""
    make.understood(node)
    make.draft.step(id, "hangup", make.network.of(node).at)
