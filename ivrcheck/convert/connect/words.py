"""Words for what a flow says: prompts, names of steps, questions and answers."""

from __future__ import annotations

import html
import re
from typing import Any

from ivrcheck.convert.connect.flows import Action, Branch, entries, text
from ivrcheck.convert.connect.meaning import DATA
from ivrcheck.menu.todo import TODO

_DATA = re.compile(r"\$\.[A-Za-z_](?:[\w\-]|\[[^\]\s]*\]|\.(?=\w))*|\{\{[^{}]*\}\}|\$\{[^{}]*\}")
"""What is looked up when the call comes, or filled in when the flow is installed."""
_TAG = re.compile(r"<[^<>]*>")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_LONGEST = 60
"""Characters of a name or an answer that is made of a text of the flow."""
_TESTS = {
    "NumberGreaterThan": "more than {}",
    "NumberGreaterOrEqualTo": "{} or more",
    "NumberLessThan": "less than {}",
    "NumberLessOrEqualTo": "{} or less",
    "TextStartsWith": "begins with {}",
    "TextContains": "contains {}",
    "TextEndsWith": "ends with {}",
}
_METRICS = {
    "NumberOfAgentsOnline": "How many people of the team are online?",
    "NumberOfAgentsAvailable": "How many people of the team are free?",
    "NumberOfAgentsStaffed": "How many people of the team are at work?",
    "NumberOfContactsInQueue": "How many callers hold already?",
    "NumberOfContactsScheduled": "How many callbacks are waiting?",
    "OldestContactInQueueAgeSeconds": "How many seconds has the first caller held?",
    "EstimatedWaitTime": "How long is the wait expected to be?",
    "PositionInQueue": "Which place in the line has the caller?",
    "StaffingAvailable": "Is anybody of the team free?",
    "StaffingStaffed": "Is anybody of the team at work?",
    "StaffingOnline": "Is anybody of the team online?",
}


SAYS = "What does the caller say?"
"""The question that a caller's own words answer."""
STORED = "$.StoredCustomerInput"
"""What the caller typed last."""
SILENCE = "Timeout"
"""What stands for it where the caller typed nothing."""
_NAMED = {
    "CheckHoursOfOperation": ("open", "HoursOfOperationId"),
    "UpdateContactTargetQueue": ("queue", "QueueId"),
    "TransferToFlow": ("go to", "ContactFlowId"),
    "InvokeFlowModule": ("module", "FlowModuleId"),
    "TransferParticipantToThirdParty": ("call", "ThirdPartyPhoneNumber"),
    "CheckMetricData": ("how many", "MetricType"),
}
_CALLED = {
    "DisconnectParticipant": "hang up",
    "EndFlowExecution": "end of flow",
    "EndFlowModuleExecution": "end of module",
    "Loop": "try again",
    "TransferContactToQueue": "hold",
    "DequeueContactAndTransferToQueue": "hold elsewhere",
    "MessageParticipantIteratively": "hold",
    "TransferContactToAgent": "ring",
    "CreateCallbackContact": "call back",
    "UpdateContactCallbackNumber": "number to call back",
    "DistributeByPercentage": "which share",
}


def is_data(value: str) -> bool:
    """Whether a value is looked up when the call comes, or filled in later."""
    return bool(_DATA.search(value))


def plain(value: str) -> str:
    """A text with ‹…› for what is looked up."""
    marked = _DATA.sub(lambda match: f"‹{match[0].strip('${}').removeprefix('.').strip()}›", value)
    return " ".join(marked.split())


def short(value: str) -> str:
    """A text as a name: not too long, and never empty."""
    words = plain(value)
    return (words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…") or "nothing"


def called(reference: str) -> str:
    """What a reference is called where nobody gave its name: its last part."""
    return short(re.split(r"[/:]", reference)[-1] or reference)


def prompt(said: Any, names: Any = None, prefix: str = "") -> Any:
    """What a caller hears of ``Text``, ``SSML``, ``PromptId`` or ``Media``; TODO where nothing says it."""
    names = names or {}
    if words := spoken(said):
        return {"audio": words} if re.fullmatch("‹[^‹›]*›", words) else words
    recording = names.get(f"{prefix}PromptId") or called_prompt(said)
    return {"audio": recording} if recording else TODO


def spoken(said: Any) -> str:
    """The words of a text that is spoken."""
    for key in ("Text", "SSML"):
        words = text(said.get(key))
        if key == "SSML" or "<speak" in words:
            words = html.unescape(_TAG.sub(" ", words))
        if words := plain(words):
            return words
    return ""


def called_prompt(said: Any) -> str:
    media = said.get("Media")
    recording = text(said.get("PromptId")) or (text(media.get("Uri")) if isinstance(media, dict) else "")
    return "" if not recording else plain(recording) if is_data(recording) else called(recording)


def prompts(action: Action) -> Any:
    """What callers hear while they hold: one thing, or several in a row; None for silence only."""
    found = [
        prompt(one, action.names, f"Messages.{number}.")
        for number, one in entries(action.params.get("Messages"))
        if spoken(one) or called_prompt(one)
    ]
    parts = [one for one in found if one != TODO]
    if len(parts) < 2:
        return parts[0] if parts else None
    return [one if isinstance(one, dict) else {"text": one} for one in parts]


def name_of(action: Action) -> str:
    """What to call a step: by its own name if it has one, else by what it does."""
    own = "" if action.id.startswith("\0") or _UUID.fullmatch(action.id) else action.id
    return own or _made_up(action) or action.type or "step"


def _made_up(action: Action) -> str:
    kind = action.type
    if kind in ("MessageParticipant", "GetParticipantInput", "ConnectParticipantWithLexBot"):
        words = re.sub("[‹›'’]", "", spoken(action.params)).split()
        begin = {"GetParticipantInput": "ask", "ConnectParticipantWithLexBot": "listen"}.get(kind, "say")
        return " ".join([begin, *words[:4]]) if words else f"{begin} {called_prompt(action.params)}".strip()
    if kind == "Compare":
        return f"which {subject(action).rpartition('.')[2]}"
    if kind == "InvokeLambdaFunction":
        return reference(action, "LambdaFunctionARN") or "function"
    if kind in _NAMED:
        begin, key = _NAMED[kind]
        return f"{begin} {reference(action, key)}".strip()
    return _CALLED.get(kind) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()


def reference(action: Action, key: str) -> str:
    """What the thing that a parameter names is called by people."""
    value = action.text(key)
    return action.names.get(key) or (called(value) if value and not is_data(value) else plain(value))


def subject(action: Action) -> str:
    """What a comparison looks at."""
    return plain(action.text("ComparisonValue")).strip("‹›") or "something"


def question(action: Action) -> str:
    """What something other than the caller decides, as a question."""
    kind = action.type
    if kind == "Compare":
        typed = action.text("ComparisonValue") == STORED
        return "What has the caller typed?" if typed else f"What is “{subject(action)}”?"
    if kind == "CheckMetricData":
        metric = action.text("MetricType")
        return _METRICS.get(metric) or f"What is the figure “{short(metric)}” of the queue?"
    if kind == "InvokeLambdaFunction":
        return f"Does the function “{reference(action, 'LambdaFunctionARN') or 'without a name'}” answer?"
    name = short(_made_up(action))
    return f"Does “{name}” work?" if kind in DATA else f"How does “{name}” go on?"


def answer(branch: Branch, typed: bool = False) -> str:
    """The answer that a condition stands for; ``typed``: whether it is about what the caller typed."""
    value = short(", ".join(branch.operands))
    if typed and value == SILENCE:
        return "nothing"
    value = {"True": "yes", "False": "no"}.get(value, value)
    if branch.operator in ("Equals", ""):
        return value
    return _TESTS.get(branch.operator, f"{branch.operator} {{}}").replace("{}", value)
