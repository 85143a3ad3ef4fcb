"""Genesys Cloud Architect: what its flows say, in small."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrcheck.convert.draft import Draft
from ivrcheck.convert.genesys import read
from ivrcheck.convert.genesys_values import prompt, seconds, without_placeholders
from ivrcheck.convert.read import convert
from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.convert.yamltree import read_yaml
from tests.convert.cases import cases, corpora
from tests.convert.test_hostile import menu_of

_ODD: list[Any] = [
    None, [], {}, "", "x", ["x"], {"lit": {"seconds": "-1"}}, {"actions": [[]]}, "‹‹x››", "digit_1", "a]b[",
    "/inboundCall/menus/menu[Main_10]", "/inboundCall/tasks/task[Hours_1]", {"tts": "\u2028"}, "9" * 30,
]  # fmt: skip
CALL = "{callTask: {name: C, targetTaskRef: './tasks/task[S]'}}"


def draft_of(*flows: str) -> Draft:
    return read([Source(f"{number}.yaml", text, Path(f"{number}.yaml")) for number, text in enumerate(flows)])


def flow(actions: str, name: str = "Flow", tasks: str = "") -> str:
    """A flow that starts with a task; its actions are in the short form of YAML."""
    return (
        f"inboundCall:\n  name: {name}\n  startUpRef: ./tasks/task[T]\n  tasks:\n"
        f"    - task: {{name: T, refId: T, actions: [{actions}]}}\n{tasks}"
    )


def test_outputs_that_are_not_there_lead_on() -> None:
    steps = draft_of(
        flow(
            "{decision: {name: D, condition: {exp: X}, "
            "outputs: {yes: {actions: [{disconnect: {name: A}}]}}}}, "
            "{playAudio: {name: P, audio: {tts: Hello}}}"
        )
    ).tree["steps"]
    assert steps["d"]["answers"] == {"yes": "a", "no": "p"}
    assert steps["p"] == {
        "kind": "hangup",
        "prompt": "Hello",
    }  # after the last action the call is disconnected


def test_a_decision_without_a_difference_is_not_asked() -> None:
    made = draft_of(flow("{decision: {name: D}}, {disconnect: {name: A}}"))
    assert list(made.tree["steps"]) == ["a"]
    assert [note.what for note in made.notes] == ["D (decision)"]


def test_a_task_that_is_called_goes_back_to_each_caller() -> None:
    steps = draft_of(
        flow(
            f"{CALL}, {{playAudio: {{name: P, audio: {{tts: Middle}}}}}}, {CALL}, "
            "{disconnect: {name: A}}",
            tasks="    - task: {name: S, refId: S, actions: [{playAudio: {name: Q, audio: {tts: Said}}}]}\n",
        )
    ).tree["steps"]
    said = [body for body in steps.values() if body.get("prompt") == "Said"]
    assert sorted(steps[body["then"]]["kind"] for body in said) == ["hangup", "play"]


def test_tasks_that_jump_in_a_circle() -> None:
    text = flow(
        "{jumpToTask: {name: J, targetTaskRef: './tasks/task[S]'}}",
        tasks="    - task: {name: S, refId: S, actions: "
        "[{jumpToTask: {name: K, targetTaskRef: './tasks/task[T]'}}]}\n",
    )
    assert [body["kind"] for body in draft_of(text).tree["steps"].values()] == ["hangup"]


def test_flows_that_lead_to_each_other() -> None:
    one = flow("{transferToFlow: {name: X, targetFlow: {name: Two}}}", "One")
    two = flow(
        "{playAudio: {name: P, audio: {tts: Second}}}, {transferToFlow: {name: Y, targetFlow: {name: One}}}",
        "Two",
    )
    steps = draft_of(one, two).tree["steps"]
    assert steps["p"] == {"kind": "play", "prompt": "Second", "then": "p"}


def test_a_global_choice_counts_in_every_menu() -> None:
    steps = draft_of(
        "inboundCall:\n  startUpRef: ./menus/menu[M]\n  menus:\n"
        "    - menu: {name: M, refId: M, choices: ["
        "{menuDisconnect: {name: End, dtmf: digit_9, globalDtmf: true}}, "
        "{menuJumpToMenu: {name: J, dtmf: digit_1, targetMenuRef: './menus/menu[N]'}}]}\n"
        "    - menu: {name: N, refId: N, choices: [{menuRepeat: {name: R, dtmf: digit_star}}]}\n"
    ).tree["steps"]
    assert steps["n"]["keys"] == {"*": "n", "9": "end_ends"}
    assert (steps["n"]["tries"], steps["n"]["wait"]) == ("3", "10s")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"tts": " Hello "}, "Hello"),
        ({"exp": 'ToAudioTTS("Say \\"yes\\".")'}, 'Say "yes".'),
        ({"exp": 'ToAudioTTS("You are ") + Flow.name'}, "You are ‹Flow.name›"),
        ({"exp": "PromptUser.Welcome"}, {"audio": "PromptUser.Welcome"}),
        ({"prompt": {"name": "Prompt.Hi"}}, {"audio": "Prompt.Hi"}),
        ({"exp": "Weird(1)"}, "‹Weird(1)›"),
        ({"noValue": "true"}, "TODO"),
        (None, "TODO"),
    ],
)
def test_prompts(value: Any, said: Any) -> None:
    assert prompt(value) == said


def test_lengths_of_time() -> None:
    assert seconds({"lit": {"minutes": "1", "seconds": "30"}}) == "90s"
    assert seconds({"noValue": "true"}) is None and seconds({"lit": {"seconds": "x"}}) is None


def test_placeholders_keep_their_place() -> None:
    text = "a: {{ x | y('z: #') }}\n{% if b %}\n{{ key }}: ${var.c}\n"
    made, lines = without_placeholders(text)
    assert len(made) == len(text) and lines == [(2, "{% if b %}")]
    tree = read_yaml(Source("a.yaml", made, Path("a.yaml")))
    assert len(tree.value) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("digitalBot:\n  name: x\n", "it is a bot for chats"),
        ("inQueueCall:\n  name: x\n", "hear while they hold in a queue"),
        ("inboundCall:\n", "nothing in its “inboundCall”"),
        ("inboundCall: [\n", "not complete YAML"),
    ],
)
def test_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        draft_of(text)


def test_a_module_beside_a_flow_is_noted() -> None:
    made = draft_of(flow("{disconnect: {name: A}}"), "commonModule:\n  name: x\n")
    assert [note.what for note in made.notes] == ["commonModule"]


def test_deep_and_long_flows(tmp_path: Path) -> None:
    deep, play = "{disconnect: {name: A}}", "{playAudio: {name: P, audio: {tts: x}}}"
    for _ in range(25):
        deep = f"{{decision: {{name: D, outputs: {{yes: {{actions: [{deep}]}}}}}}}}, {play}"
    long = ", ".join([play] * 5_000)
    for text, steps in ((flow(deep), 51), (flow(long), 5_000)):
        path = tmp_path / "flow.yaml"
        path.write_text(text, "utf-8")
        assert len(convert([path]).draft.tree["steps"]) == steps


def _originals() -> list[Path]:
    there = corpora()
    return [case.path for case in cases("genesys")] + (
        sorted((there / "genesys-archy").iterdir()) if there else []
    )


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name[-40:]) for path in _originals()])
@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_values_changed_at_random(path: Path, seed: int) -> None:
    """Values and whole branches are changed, doubled, moved and removed; the file stays YAML."""
    random = Random(seed)
    text, _ = without_placeholders(path.read_text("utf-8"))
    tree = read_yaml(Source(path.name, text, path), 200).value
    for _ in range(random.randint(1, 5)):
        holders = [one for one in _holders(tree) if one]
        if not holders:
            break
        holder = random.choice(holders)
        key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        deed = random.randrange(4)
        if deed == 0:
            del holder[key]
        elif deed == 1:
            holder[key] = deepcopy(random.choice(_ODD))
        elif deed == 2:
            holder[key] = deepcopy(random.choice(holders))
        elif isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
    made = json.dumps(tree, ensure_ascii=False)
    changed = f"inboundCall: {made[len(_START) :]}" if made.startswith(_START) else made
    changed = changed[:-1] if changed is not made else changed
    assert menu_of(changed, path.name) == menu_of(changed, path.name)


_START = '{"inboundCall": '


def _holders(value: Any) -> list[Any]:
    found, left = [], [value]
    while left:
        one = left.pop()
        if isinstance(one, dict | list):
            found.append(one)
            left += list(one.values() if isinstance(one, dict) else one)
    return found
