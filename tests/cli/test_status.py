"""Exit statuses: 0 clean, 1 findings, 2 could not check; and never anything else, nor a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ivrcheck.cli.main import COMMANDS
from tests.cli.run import PROGRAM, ROOT, TIMEOUT, environment, run
from tests.menu.small import SMALL, saved

START = ("--start", "2026-11-23")
WARNING = SMALL.replace("managed_by: dana\n", "")
ERROR = SMALL.replace("who: desk", "who: dsk")


def quiet(done: subprocess.CompletedProcess[bytes]) -> subprocess.CompletedProcess[bytes]:
    """The same; it must not hold a traceback."""
    assert b"Traceback" not in done.stderr + done.stdout
    return done


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (SMALL, (), 0),
        (WARNING, (), 1),
        (WARNING, ("--fail-on", "error"), 0),
        (WARNING, ("--fail-on", "advice"), 1),
        (WARNING, ("--ignore", "IVR601"), 0),
        (WARNING, ("--select", "IVR101,ivr102"), 0),
        (ERROR, (), 1),
        (ERROR, ("--fail-on", "error"), 1),
        ("a: [", (), 2),
        ("", (), 1),
    ],
)
def test_what_a_check_comes_to(text: str, words: tuple[str, ...], status: int, tmp_path: Path) -> None:
    done = quiet(run("check", saved(tmp_path, text), *START, *words))
    assert done.returncode == status, done
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check",), "ivrcheck: Name a menu file or a folder, like: ivrcheck check menus/clinic.yaml"),
        (("check", "a.yaml", "--max-seconds", "1m"), "“1m” is not a number of seconds; write it like 90."),
        (("check", "a.yaml", "--max-seconds", "0"), "“0” is not a number of seconds; write it like 90."),
        (("check", "--nope", "x"), "ivrcheck: No such option"),
        (("check", "x", "--fail-on", "never"), "ivrcheck: Invalid value for '--fail-on'"),
        (
            ("check", "x", "--start", "tomorrow"),
            "ivrcheck: Invalid value for '--start': “tomorrow” is not a date",
        ),
        (("check", "x", "--start", "0001-01-01"), "is too far away"),
        (
            ("check", "x", "--select", "zero-lops-back"),
            "There is no rule “zero-lops-back”. Did you mean “zero-loops-back”?",
        ),
        (("check", "x", "--ignore", "IVR998x"), "ivrcheck: There is no rule “IVR998x”."),
        (("chek",), "ivrcheck: There is no command “chek”. Did you mean “check”?"),
        (("qqq",), "ivrcheck: There is no command “qqq”. The commands are init, check, "),
        (("--nope",), "ivrcheck: No such option"),
        (("explain", "qqqq"), "ivrcheck: There is no rule “qqqq”. “ivrcheck rules” lists them all."),
        (("explain", "\x1b[31m\u202e"), "ivrcheck: There is no rule “<U+001B>[31m<U+202E>”."),
        (("explain",), "ivrcheck: Name a rule, like: ivrcheck explain IVR201"),
        (("explain", "308"), "There is no rule “308”. Did you mean “IVR308”?"),
        (("explain", "gethuman"), "There is no rule “gethuman”. That is a profile; its rules are IVR701, "),
        (("check", "\udc80.yaml"), ""),
    ],
)
def test_what_cannot_be_done_is_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    done = quiet(run(*words))
    assert done.returncode == 2
    printed = done.stderr.decode("utf-8")
    assert sentence in printed
    assert len(printed.splitlines()) <= 1


def test_without_a_command_the_help_is_shown() -> None:
    done = quiet(run())
    assert done.returncode == 2
    assert b"Example: ivrcheck check" in done.stderr


def test_a_missing_file(tmp_path: Path) -> None:
    done = quiet(run("check", saved(tmp_path, SMALL), tmp_path / "no.yaml", *START))
    assert done.returncode == 2
    assert b"there is no such file." in done.stdout


@pytest.mark.parametrize(
    "words", [("check", "menus/clinic-trapped.yaml"), ("rules",), ("--help",), ("check", "--help")]
)
@pytest.mark.skipif(sys.platform == "win32", reason="the shell is another one there")
def test_a_reader_that_goes_away(words: tuple[str, ...]) -> None:
    """The status is that of the check, whoever reads; and nothing is complained about."""
    child = subprocess.Popen(
        [*PROGRAM, *words], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert child.stdout and child.stderr
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait(TIMEOUT) == (1 if words[-1].endswith("yaml") else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [("check", "menus/clinic.yaml"), ("--help",)])
def test_an_output_that_is_full(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *words], cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"ivrcheck: The output could not be written (no space left on device).\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the shell is another one there")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_an_output_that_is_closed(closed: str) -> None:
    command = f"exec '{sys.executable}' -m ivrcheck check menus/clinic-trapped.yaml {closed}"
    done = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environment(), capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


STOPPED = """
import os, signal, sys
import ivrcheck.{module}
from ivrcheck.cli.main import main
def stop(*args, **others):
    signal.raise_signal(signal.SIGINT)
ivrcheck.{module}.{what} = stop
sys.argv = ["ivrcheck", "check", "menus", "--no-cache"]
main()
"""
FAILED = STOPPED.replace("signal.raise_signal(signal.SIGINT)", "raise RuntimeError('secret')")


@pytest.mark.parametrize(
    ("module", "what"), [("check", "check_paths"), ("convert.read", "open_menu"), ("rules.run", "run_rule")]
)
def test_ctrl_c(module: str, what: str) -> None:
    done = quiet(run(program=[sys.executable, "-c", STOPPED.format(module=module, what=what)]))
    assert done.returncode == 2
    assert done.stderr.strip() == b"ivrcheck: Stopped."


def test_a_fault_of_ours_is_one_sentence() -> None:
    done = quiet(run(program=[sys.executable, "-c", FAILED.format(module="check", what="check_paths")]))
    assert done.returncode == 2
    assert done.stderr == b"ivrcheck: This is a fault in ivrcheck itself (RuntimeError). Please report it.\n"


def test_a_fault_of_ours_in_one_rule() -> None:
    in_one_rule = FAILED.format(module="rules.run", what="_finding")
    done = quiet(run(program=[sys.executable, "-c", in_one_rule]))
    assert done.returncode == 2
    assert b"IVR999 internal-error" in done.stdout


@pytest.mark.parametrize(
    "encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-8", "ascii:strict", "utf-16"]
)
@pytest.mark.parametrize(
    "words",
    [
        ("check", "menus/clinic-trapped.yaml"),
        ("rules",),
        ("explain", "IVR102"),
        ("check", "--help"),
        ("explain", "ü“"),
    ],
)
def test_any_console_can_show_it(encoding: str, words: tuple[str, ...]) -> None:
    done = quiet(run(*words, env={"PYTHONIOENCODING": encoding}))
    printed = (done.stdout + done.stderr).decode(encoding.partition(":")[0])
    assert done.returncode == {"menus/clinic-trapped.yaml": 1, "ü“": 2}.get(words[-1], 0)
    assert printed.strip()
    assert ("“" in printed) <= (encoding in ("utf-8", "utf-16", "cp1252"))
    if words[0] == "check" and words[-1] != "--help":
        assert ('What to do: Add "managed_by:"' in printed) == (encoding not in ("utf-8", "utf-16", "cp1252"))


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (("--help",), b"Example: ivrcheck check"),
        (("check", "--help"), b"Example: ivrcheck check"),
        (("rules", "-h"), b"Example: ivrcheck rules"),
        (("explain", "--help"), b"Example: ivrcheck explain"),
    ],
)
def test_help_shows_an_example(words: tuple[str, ...], example: bytes) -> None:
    done = quiet(run(*words))
    assert done.returncode == 0
    assert example in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example_of_itself(name: str) -> None:
    done = quiet(run(name, "--help"))
    assert done.returncode == 0
    assert f"Example: ivrcheck {name}" in done.stdout.decode("utf-8")


def test_version() -> None:
    from ivrcheck import __version__

    done = quiet(run("--version"))
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"ivrcheck {__version__}")
