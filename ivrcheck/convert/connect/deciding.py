"""Actions in which the clock, a count or another program decides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ivrcheck.convert.connect.flows import Action
from ivrcheck.convert.connect.meaning import DATA, SETTINGS, followed_errors, sets_hold
from ivrcheck.convert.connect.network import Node, Queue, is_known
from ivrcheck.convert.connect.steps import Steps
from ivrcheck.convert.connect.words import STORED, answer, question, reference, short, subject
from ivrcheck.convert.draft import Treated
from ivrcheck.menu.todo import TODO

_MOST_LOOPS = 1000
_ERRORS = {
    "NoMatchingCondition": "anything else",
    "InvalidCallbackNumber": "the number is wrong",
    "CallbackNumberNotDialable": "the number cannot be called",
    "InvalidPhoneNumber": "the number is wrong",
    "MultipleFound": "there are several",
    "NoneFound": "there is none",
    "InputTimeLimitExceeded": "nothing in time",
    "WaitCompleted": "the time is over",
}


def hours(make: Steps, node: Node, id: str) -> None:
    """The clock decides; when it is open lies outside the flows."""
    action = make.network.of(node)
    branches = {one.operands[0].lower(): one for one in action.conditions if one.operands}
    other = action.next
    opened, closed = branches.get("true", other), branches.get("false", other)
    queue: Queue | None = None
    if not reference(action, "HoursOfOperationId"):
        sets = make.sets(node)
        queue = sets[0].queue
        if len({one.queue for one in sets}) > 1 or queue is None:
            answers = {"yes": make.must(node, opened), "no": make.must(node, closed)}
            why = "It asks the hours of the queue, and these files do not say which queue that is."
            make.question(node, id, "Is the queue open?", answers, why, answers["no"])
            return
    make.understood(node)
    named = make.draft.tree["hours"]
    source, label = _hours_called(make, node, queue)
    name = make.draft.id("hours", source, label)
    if name not in named:
        make.draft.put("hours", name, TODO, action.at)
        if queue is None:
            make.draft.comments["hours", name] = f"“{label}” in Amazon Connect"
    make.draft.step(
        id, "hours", action.at, hours=name,
        open=make.must(node, opened, "open"), closed=make.must(node, closed, "closed"),
    )  # fmt: skip


def _hours_called(make: Steps, node: Node, queue: Queue | None) -> tuple[str, str]:
    """What names the hours, and what people call them."""
    action = make.network.of(node)
    if queue:
        return f"hours of {queue.reference}", f"hours of {queue.name}"
    name = reference(action, "HoursOfOperationId").strip("‹›")
    source = name if action.names.get("HoursOfOperationId") else action.text("HoursOfOperationId") or name
    make.draft.id("hours", source, name)
    for other in (action.text("HoursOfOperationId"), action.text("HoursOfOperationId").rpartition("/")[2]):
        if other:
            make.draft.alias("hours", source, other)
    return source, name


def loop(make: Steps, node: Node, id: str) -> None:
    """A count decides: so many times again, then onward."""
    action = make.network.of(node)
    branches = {one.operands[0]: one for one in action.conditions if one.operands}
    again, done = branches.get("ContinueLooping"), branches.get("DoneLooping") or action.next
    times = action.text("LoopCount")
    if again and times.isascii() and times.isdigit() and len(times) < 5 and int(times) <= _MOST_LOOPS:
        make.understood(node)
        make.draft.step(
            id, "retry", action.at, times=times,
            again=make.must(node, again, "again"), then=make.must(node, done, "then"),
        )  # fmt: skip
        return
    answers = {"yes": make.must(node, again), "no": make.must(node, done)}
    make.question(
        node, id, "Once more?", answers, "How often is looked up when the call comes.", answers["no"]
    )


def decide(make: Steps, node: Node, id: str) -> None:
    """Something else decides, or another program is asked: every answer is followed."""
    action = make.network.of(node)
    answers: dict[str, str] = {}
    typed = action.text("ComparisonValue") == STORED
    for one in action.conditions:
        answers.setdefault(answer(one, typed), make.must(node, one))
    errors = dict(followed_errors(action))
    error = make.to(node, errors.pop("NoMatchingError", None))
    for word, branch in errors.items():
        answers.setdefault(_ERRORS.get(word) or _spaced(word), make.must(node, branch))
    if action.next and "NoMatchingCondition" not in errors:
        last = "anything else" if action.conditions else "yes" if action.type in DATA else "it goes on"
        first = {last: make.must(node, action.next)}
        answers = {**answers, **first} if action.conditions else {**first, **answers}
    if not answers:
        answers = {"it goes on": make.must(node, action.next)}
    # where nothing is said of a failure, it goes the way of whatever else there is
    make.question(node, id, _asked(make, node), answers, _why(make, node), error or _last(answers))


def _last(answers: Mapping[str, str]) -> str:
    return answers.get("anything else") or list(answers.values())[-1]


def _asked(make: Steps, node: Node) -> str:
    action = make.network.of(node)
    if node.part == 1 or action.type == "InvokeFlowModule":
        return f"How does the module “{reference(action, 'FlowModuleId') or 'without a name'}” end?"
    if action.type == "UpdateContactCallbackNumber":
        return "Can the number be called back?"
    if action.type == "DistributeByPercentage":
        return "Which share of the calls is this one in?"
    return question(action)


_WHYS = {
    "DistributeByPercentage": "Chance decides.",
    "CheckMetricData": "It depends on how busy the team is.",
    "UpdateContactCallbackNumber": "It depends on the number.",
}


def _why(make: Steps, node: Node) -> str:
    action = make.network.of(node)
    kind = action.type
    if kind == "Compare":
        if action.text("ComparisonValue") == STORED:
            return "It depends on the number that was typed."
        return f"“{short(subject(action))}” is looked up when the call comes."
    if kind == "InvokeFlowModule":
        return "How it ends depends on data." if node.part else "The file of this module is not given."
    if kind in DATA:
        return _WHYS.get(kind) or "It may fail; that lies outside the flow."
    known = "It depends on something outside the flow."
    return _WHYS.get(kind) or (known if is_known(kind) else "This kind of action is not known.")


def _spaced(word: str) -> str:
    return short(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower())


def passed(make: Steps, node: Node) -> None:
    """Note an action that calls pass without noticing."""
    action = make.network.of(node)
    treated, why = _passed_because(make, action)
    if why:
        make.note(node, make.label(action), why, treated)
    else:
        make.understood(node)


def _passed_because(make: Steps, action: Action) -> tuple[Treated, str]:
    """Why an action is not in the menu, and how it was treated; nothing where it is."""
    kind, references = action.type, make.network.references
    if kind in SETTINGS and not _is_in_the_menu(make, action):
        return Treated.LEFT_OUT, SETTINGS[kind]
    if kind == "UpdateContactEventHooks" and not references.flow(action, "EventHooks", "CustomerQueue"):
        shown = action.names.get("EventHooks.CustomerQueue")
        name = shown or short(action.text("EventHooks", "CustomerQueue"))
        return Treated.GUESSED, f"What callers hear and can do while they hold is in “{name}”; {_NOT_GIVEN}"
    if kind == "InvokeFlowModule" and not references.flow(action, "FlowModuleId"):
        return Treated.GUESSED, f"The call is taken as coming back from this module; {_NOT_GIVEN}"
    if kind == "Wait":
        return Treated.GUESSED, "The pause is left out."
    if not is_known(kind):
        return Treated.GUESSED, "This kind of action is not known; the call is taken as going on."
    if kind in DATA:
        return Treated.LEFT_OUT, "Whether it works or fails, the call goes on the same way."
    return Treated.LEFT_OUT, ""


_NOT_GIVEN = "its file is not given."


def _is_in_the_menu(make: Steps, action: Action) -> bool:
    """Whether a setting is in the menu by what comes of it."""
    if action.type == "UpdateContactTextToSpeechVoice":
        return bool(make.network.languages)
    return action.type == "UpdateContactTargetQueue" or sets_hold(action)
