"""What the kinds of actions of Amazon Connect mean to a caller, in tables."""

from __future__ import annotations

from collections.abc import Iterator

from ivrcheck.convert.connect.flows import Action, Branch, group

SETTINGS = {
    "CompleteOutboundCall": "It concerns calls that go out.",
    "CreatePersistentContactAssociation": "It concerns chats.",
    "CreateWisdomSession": "It helps those who answer.",
    "StartVoiceIdStream": "It listens to the caller's voice; the call goes on at once.",
    "ResumeContact": "It concerns tasks.",
    "SendNotification": "It tells somebody something; the call goes on at once.",
    "SetDTMFBufferBehavior": "Keys pressed early are kept or not; a menu is taken as hearing only its own.",
    "TagContact": "It marks the call.",
    "UnTagContact": "It marks the call.",
    "UpdateContactAttributes": "It keeps data with the call.",
    "UpdateContactData": "It keeps data with the call.",
    "UpdateContactEventHooks": "It names a flow that runs once somebody has answered, or after the call.",
    "UpdateContactMediaProcessing": "It handles sound or words on their way.",
    "UpdateContactMediaStreamingBehavior": "It copies the sound elsewhere.",
    "UpdateContactRecordingAndAnalyticsBehavior": "It records or analyses the call.",
    "UpdateContactRecordingBehavior": "It records or analyses the call.",
    "UpdateContactRoutingBehavior": "It changes a caller's place in the line.",
    "UpdateContactRoutingCriteria": "It changes who of a team answers first.",
    "UpdateContactTargetQueue": "",
    "UpdateContactTextToSpeechVoice": "It chooses the voice that speaks.",
    "UpdateFlowAttributes": "It keeps data with the call.",
    "UpdateFlowLoggingBehavior": "It logs what the flow does.",
    "UpdateParticipantHold": "It puts somebody on hold or takes them off.",
    "UpdatePreviousContactParticipantState": "It puts somebody on hold or takes them off.",
    "UpdateRoutingCriteria": "It changes who of a team answers first.",
}
"""Actions that a call passes at once, each with what it does; callers notice nothing of them there."""

DATA = frozenset(
    (
        "AssociateContactToCustomerProfile",
        "CreateCase",
        "CreateCustomerProfile",
        "CreateTask",
        "EvaluateDataTableValues",
        "GetCalculatedAttributesForCustomerProfile",
        "GetCase",
        "GetCustomerProfile",
        "GetCustomerProfileObject",
        "GetMetricData",
        "InvokeLambdaFunction",
        "ListDataTableValues",
        "LoadContactContent",
        "StartOutboundChatContact",
        "StartOutboundEmailContact",
        "UpdateCase",
        "UpdateContactCallbackNumber",
        "UpdateCustomerProfile",
        "WriteDataTableValues",
    )
)
"""Actions that ask or tell other programs something, and may fail."""

DECIDES = frozenset(
    (
        "AuthenticateParticipant",
        "CheckMetricData",
        "CheckOutboundCallStatus",
        "CheckVoiceId",
        "Compare",
        "DistributeByPercentage",
        "ShowView",
        "Wait",
    )
)
"""Actions after which something other than caller and clock decides."""

HOLD_FLOWS = frozenset(("customerqueue",))
AFTER_ANSWER = frozenset(
    (
        "customerwhisper",
        "agentwhisper",
        "outboundwhisper",
        "agenthold",
        "customerhold",
        "workitem",
        "campaign",
    )
)
"""Kinds of flows that run once somebody has answered, or for no call that comes in."""

_FOLLOWED = {
    "GetParticipantInput": ("InputTimeLimitExceeded", "NoMatchingCondition", "InvalidPhoneNumber"),
    "ConnectParticipantWithLexBot": ("InputTimeLimitExceeded", "NoMatchingCondition", "NoMatchingError"),
    "TransferContactToQueue": ("QueueAtCapacity",),
    "DequeueContactAndTransferToQueue": ("QueueAtCapacity",),
    "MessageParticipant": (),
    "MessageParticipantIteratively": (),
    "CheckHoursOfOperation": (),
    "CreateCallbackContact": (),
    "TransferToFlow": (),
    "Loop": (),
}
"""Which errors are followed. The others come only when Amazon Connect fails, or its set-up is broken."""
_NO_NEXT = frozenset(
    (
        "TransferContactToQueue",
        "DequeueContactAndTransferToQueue",
        "TransferParticipantToThirdParty",
        "TransferToFlow",
        "TransferContactToAgent",
        "DisconnectParticipant",
        "EndFlowExecution",
        "EndFlowModuleExecution",
    )
)
"""Actions after which the flow goes on only when they fail, or once somebody has answered and hung up."""


def sets_hold(action: Action) -> bool:
    """Whether an action sets what is heard while holding."""
    hooks = group(action.params.get("EventHooks"))
    return action.type == "UpdateContactEventHooks" and "CustomerQueue" in hooks


def is_stored(action: Action) -> bool:
    """Whether what the caller types is kept, rather than decides at once."""
    return action.type == "GetParticipantInput" and action.text("StoreInput").lower() == "true"


def comes_back(action: Action) -> bool:
    """Whether a call that leaves for another number may come back."""
    return action.text("ContinueFlowExecution").lower() != "false"


def followed_errors(action: Action) -> dict[str, Branch]:
    """The errors that callers may well meet."""
    kind = action.type
    if kind in SETTINGS:
        return {}
    if kind == "TransferParticipantToThirdParty":
        return dict(action.errors) if comes_back(action) else {}
    words = _FOLLOWED.get(kind)
    if words is None or is_stored(action):
        return dict(action.errors)
    found = {word: branch for word, branch in action.errors.items() if word in words}
    if kind == "GetParticipantInput" and len(found) < 2 and "NoMatchingError" in action.errors:
        found["NoMatchingError"] = action.errors["NoMatchingError"]
    return found


def ways(action: Action) -> Iterator[Branch]:
    """All ways on that are followed."""
    if action.next and action.type not in _NO_NEXT and not _never_next(action):
        yield action.next
    yield from action.conditions
    yield from followed_errors(action).values()


def _never_next(action: Action) -> bool:
    """Whether its conditions leave nothing for what would come next."""
    kind = action.type
    if kind == "GetParticipantInput" and not is_stored(action):
        return len(followed_errors(action)) > 1 or "NoMatchingError" in action.errors
    if kind in ("CheckHoursOfOperation", "Loop"):
        return len(action.conditions) > 1
    if kind == "MessageParticipantIteratively":
        return True
    return bool(action.conditions) and "NoMatchingCondition" in action.errors


def all_ways(action: Action) -> Iterator[Branch]:
    """Every way on that the original has."""
    if action.next:
        yield action.next
    yield from action.conditions
    yield from action.errors.values()
