"""Reads the older export, ``modules`` with ``branches``, into the words of the newer language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ivrcheck.convert.connect.flows import Action, Branch, Flow, entries, group, text
from ivrcheck.convert.source import Tree
from ivrcheck.source import Route

_TYPES = {
    "PlayPrompt": "MessageParticipant",
    "LoopPrompts": "MessageParticipantIteratively",
    "StoreUserInput": "GetParticipantInput",
    "CheckAttribute": "Compare",
    "CheckStaffing": "CheckMetricData",
    "CheckQueueStatus": "CheckMetricData",
    "CheckCallProgress": "CheckOutboundCallStatus",
    "GetQueueMetrics": "GetMetricData",
    "Disconnect": "DisconnectParticipant",
    "InvokeExternalResource": "InvokeLambdaFunction",
    "InvokeModule": "InvokeFlowModule",
    "ReturnFromFlowModule": "EndFlowModuleExecution",
    "ResumeContact": "EndFlowExecution",
    "EndFlow": "EndFlowExecution",
    "Resume": "EndFlowExecution",
    "SetAttributes": "UpdateContactAttributes",
    "SetQueue": "UpdateContactTargetQueue",
    "SetContactFlow": "UpdateContactEventHooks",
    "SetEventHook": "UpdateContactEventHooks",
    "SetCallbackNumber": "UpdateContactCallbackNumber",
    "SetVoice": "UpdateContactTextToSpeechVoice",
    "SetLoggingBehavior": "UpdateFlowLoggingBehavior",
    "SetRecordingBehavior": "UpdateContactRecordingBehavior",
    "SetRoutingPriority": "UpdateContactRoutingBehavior",
    "SetRoutingProficiency": "UpdateContactRoutingCriteria",
    "StartMediaStreaming": "UpdateContactMediaStreamingBehavior",
    "StopMediaStreaming": "UpdateContactMediaStreamingBehavior",
    "HoldCustomerOrAgent": "UpdateParticipantHold",
}
_INPUTS = {"Digits": "GetParticipantInput", "Lex": "ConnectParticipantWithLexBot"}
_TRANSFERS = {
    "Flow": "TransferToFlow",
    "Queue": "TransferContactToQueue",
    "Callback": "CreateCallbackContact",
    "PhoneNumber": "TransferParticipantToThirdParty",
    "Agent": "TransferContactToAgent",
}
_PARAMETERS = {
    "Timeout": "InputTimeLimitSeconds",
    "AudioPrompt": "PromptId",
    "Queue": "QueueId",
    "Agent": "AgentId",
    "Hours": "HoursOfOperationId",
    "FunctionArn": "LambdaFunctionARN",
    "GlobalVoice": "TextToSpeechVoice",
    "PhoneNumber": "ThirdPartyPhoneNumber",
    "TimeLimit": "ThirdPartyConnectionTimeLimitSeconds",
    "InterruptSeconds": "InterruptFrequencySeconds",
    "FlowModuleId": "FlowModuleId",
    "ContactFlowModuleId": "FlowModuleId",
}
_SPACES = {"User Defined": "$.Attributes.", "External": "$.External.", "Flow": "$.FlowAttributes."}
_SYSTEM = {"Stored customer input": "$.StoredCustomerInput", "Channel": "$.Channel"}
_ANSWERS = {"True": "True", "False": "False", "Looping": "ContinueLooping", "Complete": "DoneLooping"}
_ERRORS = {
    "Error": "NoMatchingError",
    "NoMatch": "NoMatchingCondition",
    "AtCapacity": "QueueAtCapacity",
    "CallFailure": "CallFailed",
    "InvalidNumber": "InvalidPhoneNumber",
    "NonDialableNumber": "CallbackNumberNotDialable",
}
_TIMEOUTS = {
    "GetUserInput": "InputTimeLimitExceeded",
    "StoreUserInput": "InputTimeLimitExceeded",
    "Transfer": "ConnectionTimeLimitExceeded",
}
_RUNS_OUT = {"LoopPrompts": "MessagesInterrupted", "Wait": "WaitCompleted"}
_TESTS = {
    "Equals": "Equals",
    "GreaterThan": "NumberGreaterThan",
    "LessThan": "NumberLessThan",
    "GreaterThanOrEqualTo": "NumberGreaterOrEqualTo",
    "LessThanOrEqualTo": "NumberLessOrEqualTo",
    "StartsWith": "TextStartsWith",
    "Contains": "TextContains",
}


def about(value: Mapping[str, Any]) -> dict[str, Any]:
    """What a flow says of itself."""
    return {"type": value.get("type"), **group(value.get("metadata")), "start": value.get("start")}


def fill(flow: Flow, tree: Tree, value: dict[str, Any], route: Route) -> None:
    """Read the modules of a flow, each as an action."""
    for number, one in enumerate(value["modules"]):
        where = (*route, "modules", str(number))
        if not isinstance(one, dict):
            flow.odd.append(("modules", tree.at(*where), "What stands here is no block."))
            continue
        id = text(one.get("id")) or f"\0{number}"
        if id in flow.actions:
            flow.odd.append((id, tree.at(*where), "Another block has the same name; only the first counts."))
            continue
        flow.actions[id] = _action(tree, one, where, id)
    if not flow.start and flow.actions:
        flow.start = next(iter(flow.actions))


def _action(tree: Tree, one: dict[str, Any], where: Route, id: str) -> Action:
    kind, target = text(one.get("type")), text(one.get("target"))
    type = {"GetUserInput": _INPUTS, "Transfer": _TRANSFERS}.get(kind, {}).get(target) or _TYPES.get(
        kind, kind
    )
    following: Branch | None = None
    conditions: list[Branch] = []
    errors: dict[str, Branch] = {}
    for branch, sort in _branches(tree, one, where, kind):
        if sort == "Success":
            following = following or branch
        elif sort:
            errors.setdefault(sort, branch)
        else:
            conditions.append(branch)
    params, names = _parameters(one, kind, target)
    return Action(
        id, type, kind, params, names, following, conditions, errors, tree.at(*where), (tree, where)
    )  # fmt: skip


def _branches(tree: Tree, one: dict[str, Any], where: Route, kind: str) -> Iterator[tuple[Branch, str]]:
    """The ways on: each with “Success”, the kind of error, or nothing for an answer."""
    for number, branch in entries(one.get("branches")):
        to, word = text(branch.get("transition")), text(branch.get("condition"))
        at = tree.at(*where, "branches", number, "transition")
        if not to:
            continue
        if word == "Evaluate":
            test = text(branch.get("conditionType"))
            yield Branch(to, at, _TESTS.get(test, test), (text(branch.get("conditionValue")),)), ""
        elif word == "Success":
            yield Branch(to, at), word
        elif word == "Timeout" and kind in _TIMEOUTS:
            yield Branch(to, at), _TIMEOUTS[kind]
        elif word in _ERRORS:
            error = "InvalidCallbackNumber" if (word, kind) == ("InvalidNumber", "SetCallbackNumber") else ""
            yield Branch(to, at), error or _ERRORS[word]
        else:
            answer = _RUNS_OUT.get(kind, word) if word == "Timeout" else _ANSWERS.get(word, word)
            yield Branch(to, at, "Equals", (answer,)), ""


def _parameters(one: dict[str, Any], kind: str, target: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The parameters by their newer names, and how people call what they name."""
    given = [entry for _, entry in entries(one.get("parameters"))]
    params: dict[str, Any] = {}
    names: dict[str, str] = {}
    for entry in given:
        name = text(entry.get("name"))
        key = _PARAMETERS.get(name, name)
        params.setdefault(key, _value(entry))
        if shown := text(entry.get("resourceName")):
            names[key] = shown
    if recording := text(group(one.get("metadata")).get("promptName")):
        names.setdefault("PromptId", recording)
    _as_newer(params, names, kind, target, given)
    return params, names


def _value(entry: Mapping[str, Any]) -> str:
    space, value = text(entry.get("namespace")), text(entry.get("value"))
    return _dynamic(space, value) if space and value else value


def _dynamic(space: str, value: str) -> str:
    """Data that is looked up by name, as the newer language writes it."""
    if space == "System":
        return _SYSTEM.get(value) or f"$.{value.title().replace(' ', '')}"
    return f"{_SPACES.get(space, f'$.{space}.')}{'_'.join(value.split())}"


def _as_newer(
    params: dict[str, Any], names: dict[str, str], kind: str, target: str, given: list[dict[str, Any]]
) -> None:
    """What the newer language says in another shape."""
    if params.get("TextToSpeechType") == "ssml" and kind != "LoopPrompts":
        params["SSML"] = params.pop("Text", "")
    if kind == "StoreUserInput":
        _stored(params)
    elif kind == "CheckAttribute":
        params["ComparisonValue"] = _dynamic(text(params.get("Namespace")), text(params.get("Attribute")))
    elif kind == "CheckStaffing":
        params["MetricType"] = f"Staffing{text(params.get('Status'))}"
    elif kind in ("SetContactFlow", "SetEventHook"):
        hook = text(params.get("Type"))
        params["EventHooks"] = {hook: params.get("ContactFlowId", "")}
        names[f"EventHooks.{hook}"] = names.pop("ContactFlowId", "")
    elif kind == "LoopPrompts":
        params["Messages"] = list(_messages(given))
    elif kind == "Transfer" and target == "PhoneNumber":
        params["ContinueFlowExecution"] = "False" if params.get("BlindTransfer") == "True" else "True"


def _stored(params: dict[str, Any]) -> None:
    """What a caller types, and how it is held to be right."""
    params["StoreInput"] = "True"
    params["InputValidation"] = {"CustomValidation": {"MaximumLength": params.get("MaxDigits", "")}}
    if "Phone" in text(params.get("CustomerInputType")):
        params["InputValidation"] = {"PhoneNumberValidation": {}}
    if end := text(params.get("TerminatorDigits")):
        params["DTMFConfiguration"] = {"InputTerminationSequence": end}
    if params.get("EncryptEntry") == "True":
        params["InputEncryption"] = {"Key": ""}


def _messages(given: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    for entry in given:
        name = text(entry.get("name"))
        if name == "Text":
            yield {"SSML" if text(entry.get("key")) == "ssml" else "Text": _value(entry)}
        elif name == "AudioPrompt":
            yield {"PromptId": text(entry.get("resourceName")) or _value(entry)}
