"""``check --fix`` and ``check --diff``: files are mended in place, as a whole or not at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import PROGRAM, environment, run
from tests.menu.small import SMALL, saved

START = ("--start", "2026-11-23")
WRONG = SMALL.replace("who: desk", "who: dsek").replace("managed_by: dana", "managed_by: dnaa")


def fixed(*paths: Path, more: tuple[str, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """A run of ``check --fix``."""
    done = run("check", "--fix", *paths, *START, *more)
    assert b"Traceback" not in done.stderr
    return done


def test_a_file_is_mended_and_told(tmp_path: Path) -> None:
    path = saved(tmp_path, WRONG)
    path.chmod(0o640)
    done = fixed(path)
    assert (done.returncode, path.read_text("utf-8"), path.stat().st_mode & 0o777) == (0, SMALL, 0o640)
    (line,) = done.stderr.decode("utf-8").splitlines()
    assert line == f"Mended {path}: line 6, “dana” instead of “dnaa”; line 26, “desk” instead of “dsek”."
    assert b"nothing to mend" in done.stdout
    again = fixed(path)
    assert (again.returncode, again.stderr, [*tmp_path.iterdir()]) == (0, b"", [path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_bytes_stay_as_they_are(tmp_path: Path, encoding: str, end: str, last: bool) -> None:
    text = WRONG.replace("Small office", "Übergroßes Büro 😀  # so heißt es").replace("\n", end)
    text = text if last else text.removesuffix(end)
    path = saved(tmp_path, text.encode(encoding))
    assert fixed(path).returncode == 0
    assert path.read_bytes() == text.replace("dsek", "desk").replace("dnaa", "dana").encode(encoding)


def test_the_status_is_about_what_is_left(tmp_path: Path) -> None:
    path = saved(tmp_path, SMALL.replace("who: desk", "who: dsek").replace("managed_by: dana\n", ""))
    done = fixed(path)
    assert done.returncode == 1
    assert b"IVR601" in done.stdout and b"IVR005" not in done.stdout


def test_a_report_for_programs_is_not_disturbed(tmp_path: Path) -> None:
    import json

    done = fixed(saved(tmp_path, WRONG), more=("--format", "json"))
    assert json.loads(done.stdout)["findings"] == []


@pytest.mark.parametrize("what", ["file", "folder"])
def test_read_only(tmp_path: Path, what: str) -> None:
    path = saved(tmp_path / "inner", WRONG)
    locked = path if what == "file" else path.parent
    locked.chmod(0o444 if what == "file" else 0o555)
    done = fixed(path)
    locked.chmod(0o755)
    assert (done.returncode, path.read_text("utf-8")) == (2, WRONG)
    assert b"is not mended: the file or its folder is read-only." in done.stderr
    assert b"IVR005" in done.stdout  # what is printed is true of the file as it is


def test_one_that_cannot_be_written_does_not_stop_the_others(tmp_path: Path) -> None:
    one, other = saved(tmp_path, WRONG, "a.yaml"), saved(tmp_path, WRONG, "b.yaml")
    one.chmod(0o444)
    assert fixed(tmp_path).returncode == 2
    assert (one.read_text("utf-8"), other.read_text("utf-8")) == (WRONG, SMALL)


CHANGED = """
import sys
from pathlib import Path
import ivrcheck.editor.fix as room
from ivrcheck.cli.main import main
real = room.fix
def meanwhile(*args, **others):
    done = real(*args, **others)
    path = Path({path!r})
    path.write_text(path.read_text("utf-8") + "# written meanwhile\\n", "utf-8")
    return done
room.fix = meanwhile
sys.argv = ["ivrcheck", "check", "--fix", {path!r}, "--start", "2026-11-23"]
main()
"""


def test_a_file_that_somebody_changes_meanwhile(tmp_path: Path) -> None:
    path = saved(tmp_path, WRONG)
    done = run(program=[sys.executable, "-c", CHANGED.format(path=str(path))])
    assert (done.returncode, path.read_text("utf-8")) == (2, WRONG + "# written meanwhile\n")
    assert b"it was changed while it was checked. Run this again." in done.stderr


def test_two_at_once(tmp_path: Path) -> None:
    """Whoever comes second says so; the file is mended once and whole."""
    path = saved(tmp_path, WRONG)
    command = [*PROGRAM, "check", "--fix", str(path), *START]
    both = [
        subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [one.communicate(timeout=60)[1] for one in both]
    assert path.read_text("utf-8") == SMALL
    assert [*tmp_path.iterdir()] == [path]
    assert any(words.startswith(b"Mended ") for words in said)
    # 1: whoever read it before the other mended it still says what it saw
    assert {one.returncode for one in both} <= {0, 1, 2}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path = saved(tmp_path, WRONG)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert fixed(link).returncode == 0
    assert link.is_symlink() and path.read_text("utf-8") == SMALL


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    path = saved(tmp_path, WRONG)
    done = run("check", "--diff", path, *START)
    assert (done.returncode, done.stderr, path.read_text("utf-8")) == (1, b"", WRONG)
    if shutil.which("patch"):
        subprocess.run(["patch", "-p0", str(path)], input=done.stdout, check=True, capture_output=True)
        assert path.read_text("utf-8") == SMALL
    else:
        assert b"\n-  ring_desk: {kind: ring, who: dsek, no_answer: messages}\n" in done.stdout


def test_without_a_difference_it_is_an_ordinary_check(tmp_path: Path) -> None:
    path = saved(tmp_path, SMALL.replace("managed_by: dana\n", ""))
    plain, diff = run("check", path, *START), run("check", "--diff", path, *START)
    assert (diff.returncode, diff.stdout) == (plain.returncode, plain.stdout) and plain.returncode == 1


def test_the_end_of_a_file_without_a_line_break(tmp_path: Path) -> None:
    text = WRONG.replace(
        "owner: desk\n    callback_within: 1 business day\n", "callback_within: 4h\n    owner: dsek"
    )
    done = run("check", "--diff", saved(tmp_path, text), *START)
    assert b"\\ No newline at end of file\n" in done.stdout


def test_a_difference_and_a_report() -> None:
    done = run("check", "menus/clinic.yaml", "--diff", "--report", "html=x.html")
    assert done.returncode == 2 and b"leave out --report." in done.stderr
