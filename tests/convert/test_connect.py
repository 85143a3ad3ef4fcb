"""Flows of Amazon Connect: found in whatever is around them, and read as one network."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrcheck.check import Options, check_paths
from ivrcheck.convert.beside import Beside
from ivrcheck.convert.connect.flows import group
from ivrcheck.convert.draft import Draft, Treated
from ivrcheck.convert.read import Converted, converted, loaded_of
from ivrcheck.convert.source import Source
from ivrcheck.convert.systems import System, system_of
from ivrcheck.convert.written import written
from ivrcheck.finding import Unchecked
from ivrcheck.menu.load import load_text
from tests.convert.cases import HERE, START, exports

FOLDER = HERE / "connect"
OWN = [path for path in sorted(FOLDER.iterdir()) if path.suffix == ".json" or path.name == "older"]
ALL = OWN + [path for path in exports() if path.parent.name.startswith("amazon-connect")]


PARTS = ("Type", "Parameters", "Transitions", "Identifier", "type", "branches", "target", "id")


def system() -> System:
    found = system_of(OWN[0].read_text("utf-8"))
    assert found is not None
    return found


def made(*flows: Any) -> Converted:
    """What is made of flows, each a file of its own."""
    texts = [flow if isinstance(flow, str) else json.dumps(flow, indent=1) for flow in flows]
    names = [f"{number}.json" for number, _ in enumerate(texts)]
    sources = [Source(name, text, Path(name)) for name, text in zip(names, texts, strict=True)]
    return converted(system(), sources, Beside())


def steps_of(*flows: Any) -> dict[str, Any]:
    steps: dict[str, Any] = made(*flows).draft.tree["steps"]
    return steps


def flow(*actions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "Version": "2019-10-30",
        "StartAction": actions[0]["Identifier"],
        "Actions": list(actions),
        "Metadata": more,
    }


def action(id: str, type: str, to: str = "", **params: Any) -> dict[str, Any]:
    conditions = [
        {"NextAction": following, "Condition": {"Operator": "Equals", "Operands": [value]}}
        for value, following in params.pop("when", {}).items()
    ]
    errors = [
        {"NextAction": following, "ErrorType": kind} for kind, following in params.pop("fails", {}).items()
    ]
    transitions = {"NextAction": to, "Conditions": conditions, "Errors": errors}
    return {"Identifier": id, "Type": type, "Parameters": params, "Transitions": transitions}


def say(id: str, to: str = "") -> dict[str, Any]:
    return action(id, "MessageParticipant", to, Text=f"This is {id}.")


def whys(draft: Draft, treated: Treated) -> list[str]:
    return [note.why for note in draft.notes if note.treated is treated]


END = action("end", "DisconnectParticipant")
HELLO = flow(say("hello", "end"), END, name="Hello")


@pytest.mark.parametrize(
    "wrapped",
    [
        HELLO,
        {"Content": HELLO},
        {"ContactFlow": {"Name": "Hello", "Content": json.dumps(HELLO)}},
        {"ContactFlow": {"Content": json.dumps(HELLO, ensure_ascii=True, indent=3)}},
        [{"Name": "Hello", "Content": json.dumps(HELLO)}],
    ],
)
def test_is_known_by_its_content_in_whatever_wrapping(wrapped: Any) -> None:
    text = json.dumps(wrapped)
    found = system_of(text)
    assert found is not None and found.name == "Amazon Connect"
    assert steps_of(text)["hello"]["then"] == "end"


def test_settings_of_other_programs_are_none_of_its_files() -> None:
    assert system_of(json.dumps({"release": {"branches": ["main", {"name": "beta"}]}})) is None
    assert system_of(json.dumps({"Version": "2012-10-17", "Statement": []})) is None


def test_places_inside_a_quoted_flow_are_places_of_the_file() -> None:
    inner = flow(say('grüß \U0001f600 "Gott"\n', "end"), END)
    text = json.dumps({"Name": "é\n", "Content": json.dumps(inner, ensure_ascii=False)}, indent=2)
    draft = made(text).draft
    at = draft.places["steps", draft.ids["steps", "end"]]
    line = text.splitlines()[at.line - 1]
    assert line[at.column - 1 :].startswith('{\\"Identifier\\": \\"end\\"')


@pytest.mark.parametrize("reference", ["arn:aws:connect:x:1:instance/2/contact-flow/f-9", "f-9", "Other"])
def test_flows_find_each_other(reference: str) -> None:
    main = flow(say("hello", "go"), action("go", "TransferToFlow", ContactFlowId=reference))
    arn = "arn:aws:connect:x:1:instance/2/contact-flow/f-9"
    other = {
        "ContactFlow": {"Arn": arn, "Id": "f-9", "Name": "Other", "Content": json.dumps(flow(say("there")))}
    }
    steps = steps_of(main, other)
    assert steps["hello"]["then"] == "there"
    assert steps_of(main)["hello"]["then"] == "go" and steps_of(main)["go"]["kind"] == "transfer"


def test_data_that_is_always_the_same_names_a_flow() -> None:
    keep = action("keep", "UpdateFlowAttributes", "go", FlowAttributes={"next": {"Value": "f/{{Other}}"}})
    go = action("go", "TransferToFlow", ContactFlowId="$.FlowAttributes.next")
    main = flow(say("hello", "keep"), keep, go)
    assert steps_of(main, flow(say("there"), name="Other"))["hello"]["then"] == "there"
    again = action("again", "UpdateFlowAttributes", "go", FlowAttributes={"next": {"Value": "f/elsewhere"}})
    assert steps_of(flow(*main["Actions"], again), flow(say("there"), name="Other"))["hello"]["then"] == "go"


MODULE = flow(say("inside", "return"), action("return", "EndFlowModuleExecution"), name="Part")


def test_a_module_comes_back_to_each_of_its_callers() -> None:
    calls = [action(f"call {n}", "InvokeFlowModule", f"after {n}", FlowModuleId="Part") for n in (1, 2)]
    asked = action("ask", "GetParticipantInput", when={"1": "call 1", "2": "call 2"}, Text="Press 1 or 2.")
    steps = steps_of(flow(asked, *calls, say("after 1"), say("after 2")), MODULE)
    ways = [steps[to]["then"] for to in steps["ask"]["keys"].values()]
    assert ways == ["after_1", "after_2"]


def test_a_module_with_several_ends_is_a_question() -> None:
    call = action("call", "InvokeFlowModule", when={"good": "a", "bad": "b"}, FlowModuleId="Part")
    steps = steps_of(flow(call, say("a"), say("b")), MODULE)
    assert steps[steps["inside"]["then"]]["answers"] == {"good": "a", "bad": "b"}


def test_modules_that_call_themselves_come_to_an_end() -> None:
    call = action("call", "InvokeFlowModule", "return", FlowModuleId="Part")
    inner = flow(say("inside", "call"), call, action("return", "EndFlowModuleExecution"), name="Part")
    draft = made(flow(action("begin", "InvokeFlowModule", "end", FlowModuleId="Part"), END), inner).draft
    assert len(draft.tree["steps"]) < 20


def queue(id: str, name: str, to: str) -> dict[str, Any]:
    return action(id, "UpdateContactTargetQueue", to, QueueId=name)


def test_calls_are_told_apart_by_the_queue_that_was_set() -> None:
    asked = action("ask", "GetParticipantInput", when={"1": "red", "2": "blue"}, Text="Press 1 or 2.")
    tail = (say("wait", "open"), action("open", "CheckHoursOfOperation", when={"True": "in", "False": "end"}))
    into = action("in", "TransferContactToQueue")
    steps = steps_of(
        flow(asked, queue("red", "q-red", "wait"), queue("blue", "q-blue", "wait"), *tail, into, END)
    )
    found = []
    for to in steps["ask"]["keys"].values():
        hours = steps[steps[to]["then"]]
        found.append((hours["hours"], steps[hours["open"]]["team"]))
    assert found == [("hours_of_q_red", "q_red"), ("hours_of_q_blue", "q_blue")]


def test_where_calls_cannot_be_told_apart_it_is_a_question() -> None:
    first = action("first", "Compare", ComparisonValue="$.External.x", when={"a": "red", "b": "blue"})
    asked = action("ask", "GetParticipantInput", when={"1": "in"}, Text="Press 1.")
    into = action("in", "TransferContactToQueue")
    steps = steps_of(flow(first, queue("red", "q-red", "ask"), queue("blue", "q-blue", "ask"), asked, into))
    answers = steps[steps["ask"]["keys"]["1"]]["answers"]
    assert sorted(steps[to]["team"] for to in answers.values()) == ["q_blue", "q_red"]


def test_what_is_heard_while_holding_is_part_of_the_queue() -> None:
    loop = action("loop", "MessageParticipantIteratively", when={"MessagesInterrupted": "ask"},
                  Messages=[{"Text": "Please wait."}], InterruptFrequencySeconds="40")  # fmt: skip
    ask = action("ask", "GetParticipantInput", "back", when={"1": "end"}, Text="To end it, press 1.")
    held = flow(loop, ask, action("back", "EndFlowExecution"), END, type="customerQueue", name="Hold")
    hook = action("hook", "UpdateContactEventHooks", "in", EventHooks={"CustomerQueue": "Hold"})
    into = action("in", "TransferContactToQueue", fails={"QueueAtCapacity": "end"})
    steps = steps_of(flow(queue("set", "q", "hook"), hook, into, END), held)
    assert steps["loop"] == {
        "kind": "queue", "team": "q", "prompt": "Please wait.", "max_wait": "40s", "timeout": "ask",
        "full": "end", "capacity": "TODO",
    }  # fmt: skip
    assert steps["ask"]["no_input"] == "loop"


def test_a_call_is_no_chat_and_nothing_is_lost_in_silence() -> None:
    test = action("which", "Compare", ComparisonValue="$.Channel", when={"CHAT": "chat", "VOICE": "hello"})
    draft = made(flow(test, say("chat"), say("hello", "end"), END)).draft
    assert "chat" not in draft.tree["steps"]
    assert whys(draft, Treated.LEFT_OUT) == ["Only chats and tasks come here, never a phone call."]


def test_a_question_that_changes_nothing_is_left_out() -> None:
    both = {"a": "keep", "b": "more", "c": "hello"}
    which = action("which", "Compare", ComparisonValue="$.External.x", when=both)
    keep = action("keep", "UpdateContactRoutingBehavior", "more", QueuePriority="1")
    more = action("more", "InvokeLambdaFunction", "hello", fails={"NoMatchingError": "hello"})
    heard = action("heard", "ConnectParticipantWithLexBot", "end", when={"Yes": "end"}, Text="Is it?")
    draft = made(flow(which, keep, more, say("hello", "heard"), heard, END)).draft
    assert draft.tree["entry"] == {"TODO": "hello"}
    assert [step["kind"] for step in draft.tree["steps"].values()] == ["play", "play", "lookup", "hangup"]
    assert "Whatever the answer is, the call goes on the same way." in whys(draft, Treated.LEFT_OUT)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in ALL])
def test_every_block_is_in_the_menu_or_in_the_report(path: Path) -> None:
    """No construct is counted twice as understood, and none is forgotten."""
    text = path.read_text("utf-8")
    blocks = text.count('"Identifier') + text.count('"branches')
    draft = converted(system(), [Source(path.name, text, path)], Beside()).draft
    noted = {(note.at, note.what) for note in draft.notes}
    assert blocks <= draft.understood + len(noted)
    assert draft.understood <= blocks


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in ALL])
def test_the_written_menu_finds_the_same(path: Path, tmp_path: Path) -> None:
    original = tmp_path / "flow"
    original.write_bytes(path.read_bytes())
    (tmp_path / "menu.yaml").write_text(written(made(path.read_text("utf-8")).draft, "x"), "utf-8")
    reports = [check_paths([tmp_path / name], options=Options(START)) for name in ("flow", "menu.yaml")]
    found = [
        sorted((part.code, part.step) for one in report.findings for part in (one, *one.folded))
        for report in reports
    ]
    assert found[0] == found[1] and not reports[0].unchecked


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in ALL])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_blocks_that_are_mixed_up_still_make_a_menu(path: Path, seed: int) -> None:
    """Parts of blocks are swapped between them: ways lead anywhere, and parameters belong to another type."""
    random = Random(seed)
    tree = json.loads(path.read_text("utf-8"))
    blocks = [one for name in ("Actions", "modules") for one in group(tree).get(name, ())]
    for _ in range(random.randint(1, 8)) if blocks and all(isinstance(one, dict) for one in blocks) else ():
        one, other = random.choice(blocks), random.choice(blocks)
        part = random.choice(
            ["Type", "Parameters", "Transitions", "Identifier", "type", "branches", "target", "id"]
        )
        one[part], other[part] = other.get(part), one.get(part)
    text = json.dumps(tree)
    try:
        draft = made(text).draft
    except Unchecked as error:
        assert str(error).endswith(".")
        return
    menu = written(draft, "x")
    assert menu == written(made(text).draft, "x")
    assert loaded_of(made(text)).menu is not None
    assert load_text(menu, "menu.yaml", Path("menu.yaml")).menu is not None


def test_a_long_flow_takes_time_in_proportion() -> None:
    """Ten thousand settings in a row, and a circle of as many, are passed without climbing."""
    many = [action(f"n{n}", "TagContact", f"n{n + 1}") for n in range(10_000)]
    assert steps_of(flow(*many, action("n10000", "DisconnectParticipant")))["n10000"]["kind"] == "hangup"
    steps = steps_of(flow(*many[:-1], action("n9999", "TagContact", "n0")))
    assert [step["kind"] for step in steps.values()] == ["lookup"]
