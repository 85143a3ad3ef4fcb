"""The GitHub action: what it runs is run here, in a throw-away repository."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs.page import blocks
from tests.gate.repository import ROOT, Repository

BASE = "github.event.pull_request.base.sha"


@pytest.fixture
def office(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.write("menus/clinic.yaml", (ROOT / "menus" / "clinic.yaml").read_text("utf-8"))
    made.write("ivrcheck.toml", "start = 2026-11-23\n")
    made.commit("The menu as it is")
    made.git("checkout", "--quiet", "-b", "change")
    return made


def test_nothing_changed(office: Repository) -> None:
    ran = office.action({BASE: "main"})
    assert ran.status == 0, ran.said
    assert "Nothing is different for callers than in main (1 menu)." in ran.comment


def test_a_push_is_only_checked(office: Repository) -> None:
    ran = office.action()
    assert ran.status == 0 and "What changes for callers" not in ran.comment


def test_a_change_for_the_worse(office: Repository) -> None:
    office.change("menus/clinic.yaml", "      0: desk\n", "      0: main\n")
    office.commit("0 repeats the menu")
    ran = office.action({BASE: "main"})
    assert ran.status == 1
    assert "::error file=menus/clinic.yaml,line=61" in ran.said
    assert "got worse for callers" in ran.comment and "zero-loops-back" in ran.comment
    assert office.action({BASE: "main"}, fail_on="never", fail_on_changes="never").status == 0
    assert office.action({BASE: "main"}, fail_on="never").status == 1
    assert office.action({BASE: "main"}, fail_on_changes="never").status == 1


def test_old_sins_block_nothing_with_a_baseline(office: Repository) -> None:
    office.change("menus/clinic.yaml", "      0: desk\n", "      0: main\n")
    assert office.run("ivrcheck", "check", "menus", "--write-baseline", "known.json").status == 0
    office.commit("What was always so")
    office.git("branch", "--force", "main")
    office.change("menus/clinic.yaml", "For referrals, press 3.", "For a referral, press 3.")
    office.commit("Other words")
    ran = office.action({BASE: "main"}, baseline="known.json")
    assert ran.status == 0, ran.said


def test_a_shallow_checkout_is_told_the_way_out(office: Repository) -> None:
    base = office.git("rev-parse", "HEAD").strip()
    office.change("menus/clinic.yaml", "      0: desk\n", "      0: main\n")
    office.commit("0 repeats the menu")
    whole = office.folder.rename(office.folder.with_name("whole"))
    office.git_at(office.temp, "clone", "--quiet", "--depth", "1", whole.as_uri(), str(office.folder))
    ran = office.action({BASE: base})
    assert ran.status == 2
    assert "fetch-depth: 0" in ran.said
    assert "::error file=menus/clinic.yaml,line=61" in ran.said  # what can be found is found all the same


def test_inputs_are_never_commands(office: Repository) -> None:
    ran = office.action(
        {BASE: "$(touch pwned)"}, paths="menus;touch$IFS pwned `touch pwned`", start="; touch pwned"
    )
    assert ran.status == 2
    assert not (office.folder / "pwned").exists()


def test_is_an_action() -> None:
    """Its shape is what GitHub asks of a composite action."""
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert {"name", "description", "inputs", "outputs", "runs"} <= action.keys()
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert ("run" in step) != ("uses" in step)
        assert "run" not in step or step["shell"] == "bash"
        assert "${{" not in step.get("run", ""), "an expression in a command is how inputs become commands"
    for one in action["inputs"].values():
        assert one["description"].endswith(".") or (one["description"].endswith("”.") and "default" in one)


def test_the_workflow_in_the_docs(office: Repository) -> None:
    """Each job of it runs, with the inputs it gives; and it gives none that there are not."""
    page = (ROOT / "docs" / "in-five-minutes.md").read_text("utf-8")
    (shown,) = (block.body for block in blocks(page) if "action" in block.words)
    jobs: Any = yaml.safe_load(shown)["jobs"]
    events = {"review": {BASE: "main"}, "night": {}}
    for name, job in jobs.items():
        (step,) = (step for step in job["steps"] if "ivrcheck@" in step.get("uses", ""))
        inputs = {key.replace("-", "_"): value for key, value in step["with"].items()}
        inputs = {key: "2027-03-01" if "today" in value else value for key, value in inputs.items()}
        ran = office.action(events[name], **inputs)
        assert ran.status == 0 and "menus/clinic.yaml" in ran.said, ran.said
    action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert all(f"| `{name}` |" in page for name in action["inputs"])
