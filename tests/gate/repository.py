"""A throw-away repository with menus in it, and the GitHub action as a runner would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
_GIT = ("-c", "user.name=Dana", "-c", "user.email=dana@example.org", "-c", "init.defaultBranch=main")
_PROGRAM = '#!/bin/sh\nexec "{python}" -m ivrcheck "$@"\n'


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command went."""

    status: int
    said: str
    comment: str = ""


class Repository:
    """A git repository in an empty folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "office"
        self.bin = folder / "bin"
        self.temp = folder / "temp"
        for one in (self.folder, self.bin, self.temp):
            one.mkdir()
        program = self.bin / "ivrcheck"
        program.write_text(_PROGRAM.format(python=sys.executable), "utf-8")
        program.chmod(0o755)
        self.git("init", "--quiet")

    def environment(self, more: Mapping[str, str]) -> dict[str, str]:
        path = os.pathsep.join([str(self.bin), os.environ.get("PATH", "")])
        own = {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100"}
        return {**os.environ, **own, "IVRCHECK_CACHE_DIR": str(self.temp / "cache"), **more}

    def run(self, *words: str, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Ran:
        """Run a command in the repository, or in another folder."""
        done = subprocess.run(
            words, cwd=cwd or self.folder, env=self.environment(env or {}), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"))

    def git(self, *words: str) -> str:
        return self.git_at(self.folder, *words)

    def git_at(self, folder: Path, *words: str) -> str:
        """Run git in a folder; it must succeed."""
        done = self.run("git", *_GIT, *words, cwd=folder)
        assert done.status == 0, done.said
        return done.said

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def text(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        text = self.text(name)
        assert text.count(old) == 1, f"{name}: {old!r} stands {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    # the action

    def action(self, event: Mapping[str, str] | None = None, **inputs: str) -> Ran:
        """Run the composite action's commands as a runner does: inputs and contexts become environment.

        ``event``: values of contexts, such as ``github.event.pull_request.base.sha``. Steps that use other
        actions are left out; installing is left out too, since the program is there already.
        """
        action: Any = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        summary, output = self.temp / "summary.md", self.temp / "output"
        contexts = {"github.action_path": str(ROOT), **(event or {})}
        values = {name: _filled(one.get("default", ""), contexts) for name, one in action["inputs"].items()}
        assert inputs.keys() <= {name.replace("-", "_") for name in values}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        contexts |= {f"inputs.{name}": value for name, value in values.items()}
        for path in (summary, output):
            path.write_text("", "utf-8")
        ran = Ran(0, "")
        for step in action["runs"]["steps"]:
            if "run" not in step or step.get("name") == "Install ivrcheck":
                continue
            env = {name: _filled(value, contexts) for name, value in step.get("env", {}).items()}
            env |= {
                "GITHUB_STEP_SUMMARY": str(summary),
                "GITHUB_OUTPUT": str(output),
                "RUNNER_TEMP": str(self.temp),
            }
            ran = self.run(
                "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"], env=env
            )
        outputs = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        comment = Path(outputs["comment"]).read_text("utf-8") if "comment" in outputs else ""
        assert comment == summary.read_text("utf-8")
        return Ran(ran.status, ran.said, comment)


def _filled(value: object, contexts: Mapping[str, str]) -> str:
    """A value with GitHub's expressions replaced; an unknown context is empty, as on GitHub."""
    text = str(value)
    while "${{" in text:
        before, _, rest = text.partition("${{")
        name, _, after = rest.partition("}}")
        text = before + contexts.get(name.strip(), "") + after
    return text
