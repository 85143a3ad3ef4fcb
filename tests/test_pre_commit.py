"""The hook for pre-commit, in a repository that uses it as the docs say, with real commits."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.cli.test_baseline import check
from tests.docs.page import ROOT, blocks
from tests.menu.small import SMALL, saved

TIMEOUT = 300
PACKAGE = ("ivrcheck", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
TRAPPED = SMALL.replace("    owner: desk\n", "")
_OURS = ("GIT_", "PYTHONPATH")
_NAMES = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
WORKFLOW = "on: [push]\njobs: {}\n"


class Repository:
    """A repository of an office, and what its commits say."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        own = {"PATH": path, "PRE_COMMIT_HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull}
        self.env = kept | dict.fromkeys(_NAMES, "x@x.example") | own
        folder.mkdir()
        self.run("git", "init", "--quiet")

    def run(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(
            words,
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    def commit(self, **files: str | None) -> tuple[int, str]:
        """Change files (their names with ``__`` for the dot) and commit; None removes one."""
        for name, text in files.items():
            path = self.folder / name.replace("__", ".")
            saved(self.folder, text, path.name) if text is not None else path.unlink()
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--message", "x")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    """A repository with the hook, which is taken from another one that holds this project as it stands."""
    top = tmp_path_factory.mktemp("hook")
    needs_the_registry(top)
    ours = Repository(top / "ours", top / "home")
    for name in PACKAGE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, ours.folder / name)
    shutil.rmtree(ours.folder / "ivrcheck" / "__pycache__", ignore_errors=True)
    assert ours.commit()[0] == 0
    made = Repository(top / "office", top / "home")
    _, revision = ours.run("git", "rev-parse", "HEAD")
    saved(made.folder, settings(ours.folder, revision.strip()), ".pre-commit-config.yaml")
    status, said = made.run("pre-commit", "install", "--install-hooks")
    assert status == 0, said
    yield made


def needs_the_registry(folder: Path) -> None:
    """pre-commit installs the project with what it needs: without a registry of packages there is no test."""
    asked = ("--quiet", "--no-deps", "--no-cache-dir", "--dest", str(folder / "asked"), "click")
    words = [sys.executable, "-m", "pip", "download", *asked]
    done = subprocess.run(words, capture_output=True, timeout=TIMEOUT, check=False)
    if done.returncode and not os.environ.get("CI"):
        pytest.skip("no registry of packages can be reached, so pre-commit cannot install the hook")
    assert done.returncode == 0, done.stderr.decode()


def settings(repo: Path, revision: str) -> str:
    """What the page says to write, with this project in the place of the address there."""
    page = (ROOT / "docs" / "in-five-minutes.md").read_text(encoding="utf-8")
    (shown,) = (block.body for block in blocks(page) if "pre-commit" in block.words)
    tree = yaml.safe_load(shown)
    (one,) = tree["repos"]
    one["repo"], one["rev"] = repo.as_posix(), revision
    text: str = yaml.safe_dump(tree)
    return text


@pytest.mark.long
def test_a_year_of_commits(office: Repository) -> None:
    """One test, because each commit stands on the one before it, and the hook is installed once."""
    status, said = office.commit(clinic__yaml=TRAPPED, ci__yaml=WORKFLOW)
    assert status == 1 and "clinic.yaml:" in said and "IVR301 voicemail-without-owner" in said
    assert "ci.yaml" not in said
    status, said = office.commit(clinic__yaml=SMALL)
    assert status == 0 and "Passed" in said
    status, said = office.commit(ci__yaml=WORKFLOW + "# changed\n")  # a YAML file that is no menu
    assert status == 0 and "Passed" in said
    status, said = office.commit(notes__md="Call the printer.\n")
    assert status == 0 and "no files to check" in said
    head, _, mailbox = SMALL.partition("  messages:\n")
    boxes = f"steps:\n  messages:\n{mailbox}"
    assert office.commit(clinic__yaml=f"include: [boxes.yaml]\n{head}", boxes__yaml=boxes)[0] == 0
    status, said = office.commit(boxes__yaml=boxes.replace("    owner: desk\n", ""))
    assert status == 1 and "boxes.yaml:2:" in said  # the menu itself has not been touched
    assert office.commit(boxes__yaml=None, clinic__yaml=SMALL)[0] == 0
    what_is_known_does_not_stop_a_commit(office)


def what_is_known_does_not_stop_a_commit(office: Repository) -> None:
    folder = office.folder
    saved(folder, 'start = 2026-11-23\nbaseline = "ivrcheck-baseline.json"\n', "ivrcheck.toml")
    saved(folder, SMALL.replace("managed_by: dana\n", ""), "clinic.yaml")
    done = check(folder, ".", "--write-baseline", "ivrcheck-baseline.json")
    assert done.returncode == 0
    assert office.commit()[0] == 0
    status, said = office.commit(clinic__yaml=TRAPPED.replace("managed_by: dana\n", ""))
    assert status == 1 and "IVR301" in said and "IVR601 no-menu-manager\n" not in said
