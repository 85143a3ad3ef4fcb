"""Exports a menu, reads what was written as the phone system's own file, and compares what is found.

Beside the export goes what an administrator would write there: people, teams, hours and topics, who owns a
mailbox, and for each thing that only a program on the phone system knows, the step it stands for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ivrcheck.check import Options, check_paths
from ivrcheck.convert.exported import Exported
from ivrcheck.convert.read import convert
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.menu.load import load
from tests.convert.build import START
from tests.menu.mutations import dumped

SECTIONS = ("country", "timezone", "languages", "managed_by", "business_hours", "profiles",
            "people", "teams", "hours", "topics", "name")  # fmt: skip
KEPT = ("owner", "backup", "callback_within", "notify", "reaches", "topics", "label", "note", "resolves")
"""What a step says that the phone system does not hold."""
SAID = ("ring", "queue", "hours", "lookup", "callback")
"""The kinds of steps that are said in full beside the export."""
DIFFERENT = ("IVR607", "IVR608", "IVR611")
"""What is only found of an import."""


def tree_of(path: Path) -> dict[str, Any]:
    """A menu as plain maps and texts, included files and all."""
    import yaml

    tree: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for name in tree.pop("include", []):
        for section, body in tree_of(path.parent / name).items():
            tree[section] = {**tree.get(section, {}), **body}
    return tree


def found_in(path: Path) -> set[tuple[str, str]]:
    """What is found of a menu: codes and steps."""
    report = check_paths([path], options=Options(START))
    assert not report.unchecked, report.unchecked
    return {(one.code, one.step or "") for one in report.findings if one.code not in DIFFERENT}


class Twilio:
    """How steps of a menu are called in an export to Twilio Studio, once it is read again."""

    file = "flow.json"

    def __init__(self, folder: Path, made: Exported, path: Path) -> None:
        for name, text in made.files.items():
            (folder / name).write_text(text, "utf-8")
        self.original = folder / self.file
        self.ids = {name: id for (section, name), id in convert([self.original]).draft.ids.items()
                    if section == "steps"}  # fmt: skip
        self.menu = load(path, path.as_posix()).menu
        assert self.menu is not None
        self.calendar = build_calendar(self.menu, START)
        self.widgets = {one["name"]: one for one in json.loads(made.files[self.file])["states"]}

    def first(self, step: str) -> str | None:
        """The step that calls to one of ours come to first."""
        name = step.replace("-", "_")
        order = ("_Start", "_Duty", "_Hours", "_Greeting", "")
        first = next((name + end for end in order if name + end in self.widgets), None)
        while first is not None and first not in self.ids:  # a widget of which callers notice nothing
            first = next((one.get("next") for one in self.widgets[first]["transitions"]), None)
        return self.ids[first] if first else None

    def beside(self, tree: dict[str, Any]) -> dict[str, Any]:
        """What stands beside the export."""
        steps = dict(self._steps(tree["steps"]))
        entry = {number: self._option(one) for number, one in tree["entry"].items()}
        return {**{name: tree[name] for name in SECTIONS if name in tree}, "entry": entry, "steps": steps}

    def _option(self, one: Any) -> Any:
        body = dict(one) if isinstance(one, dict) else {"to": one}
        return {**body, "to": self.first(body["to"])}

    def _steps(self, steps: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for step, body in steps.items():
            name = step.replace("-", "_")
            kept = {key: body[key] for key in KEPT if key in body}
            if body["kind"] in SAID and name in self.ids:
                yield name, self._moved(body)
            elif body["kind"] == "menu" and name in self.ids:
                keys = {
                    key: {field: one[field] for field in ("topics", "announced") if field in one}
                    for key, one in body["keys"].items()
                    if isinstance(one, dict)
                }
                yield name, {**kept, "keys": {key: one for key, one in keys.items() if one}}
            elif name in self.ids and kept:
                yield name, kept
            if f"{name}_Duty" in self.ids:
                yield f"{name}_Duty", self._duty(step, body)
            if f"{name}_Hours" in self.ids:
                away = self.first(body["no_answer"])
                yield f"{name}_Hours", {"kind": "hours", "hours": body["hours"], "open": name, "closed": away}

    def _duty(self, step: str, body: dict[str, Any]) -> dict[str, Any]:
        """Whether somebody is on duty, as opening hours, which is what an administrator can say of it."""
        who = body.get("who") or body["team"]
        bits = self.calendar.duty(who)
        there = f"{step}_Greeting" if f"{step}_Greeting" in self.ids else step
        same = next((id for id, opened in self.calendar.open.items() if opened == bits), None)
        away = body.get("no_answer") or body.get("closed")
        if same is None or away is None:
            return {}
        return {"kind": "hours", "hours": same, "open": self.ids[there.replace("-", "_")],
                "closed": self.first(away)}  # fmt: skip

    def _moved(self, body: dict[str, Any]) -> dict[str, Any]:
        """A step whose ways on lead to the steps that were read."""
        made = {key: value for key, value in body.items() if key not in ("accept", "prompt")}
        for key in ("open", "closed", "holiday", "no_answer", "busy", "timeout", "full", "error", "declined",
                    "no_input", "then"):  # fmt: skip
            if isinstance(made.get(key), str):
                made[key] = self.first(made[key])
        if "answers" in made:
            made["answers"] = {answer: self.first(to) for answer, to in made["answers"].items()}
        if isinstance(made.get("keys"), dict):
            made["keys"] = {key: self._option(one) for key, one in made["keys"].items()}
        if body["kind"] in ("queue", "callback") and "prompt" in body:
            made["prompt"] = body["prompt"]
        return {key: value for key, value in made.items() if value is not None}


def both(
    path: Path, folder: Path, export: Callable[[Path], Exported]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """What is found in a menu and not in what is read again, and the other way round."""
    again = Twilio(folder, export(path), path)
    (folder / "flow.ivrcheck.yaml").write_text(dumped(again.beside(tree_of(path))), "utf-8")
    before, after = found_in(path), found_in(again.original)
    ours = {id: name.rpartition("_")[0] if name.rpartition("_")[2][:1].isupper() else name
            for name, id in again.ids.items()}  # fmt: skip
    names = {step.replace("-", "_"): step for step in again.menu.steps}  # type: ignore[union-attr]
    after = {(code, names.get(ours.get(step, step), step)) for code, step in after}
    return before - after, after - before
