"""What a check says to type makes the very call that a finding tells, with all that decides about it."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.callgraph.move import Deed
from ivrcheck.cli.call import command
from ivrcheck.finding import Again, Finding, Trace, Turn
from ivrcheck.hours.unknown import unknown_holidays
from ivrcheck.report.command import call_command, quoted
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.phone import Phone, load
from ivrcheck.simulate.script import play, read_keys
from ivrcheck.simulate.system import System
from tests.analysis import systems
from tests.cli.run import PROGRAM, ROOT, environment, run


def typed(again: Again) -> dict[str, Any]:
    """What the command line makes of the line that is printed."""
    program, name, *words = shlex.split(call_command(again))
    assert (program, name) == ("ivrcheck", "call")
    return command.make_context("call", words).params


def made(phone: Phone, given: dict[str, Any]) -> Call:
    """The call that the command makes."""
    office = {"*": "always", **dict(answer.split("=", 1) for answer in given["answer"])}
    return play(phone.call(given["at"], given["entry"], office), read_keys(given["keys"]))


def problem(phone: Phone, call: Call, trace: Trace) -> str:
    """In which way a call is not the one that is told; an empty text where it is.

    What happens in another phone system is told in two words only; and a call that goes round is over for the
    simulator after the first round.
    """
    graph, told = phone.system.graph, list(trace.turns)
    over = next((place for place, turn in enumerate(told) if turn.deed == Deed.LINK.value), len(told))
    moves = call.moves[: over + 1] if call.system is not phone.system else call.moves
    done = [Turn(graph.step_of(move.source), move.deed.value, move.detail) for move in moves]
    if over < len(told) and done[: over + 1] == told[: over + 1]:
        return ""
    assert call.outcome
    if call.outcome.word == "endless" and done == told[: len(done)] and {*told[len(done) :]} <= {*done}:
        return ""
    if done[: len(told)] != told:
        return f"it goes {done}, not {told}"
    return f"it ends {call.outcome.word}" if trace.end not in ("", call.outcome.word) else ""


@cache
def phone_of(files: tuple[str, ...], at: str) -> Phone:
    """The menu as the command reads it, at whatever day this runs."""
    return load(*files, at=at)


def of_files(all_facts: Iterator[Any]) -> Iterator[tuple[Finding, Again]]:
    for facts in all_facts:
        if any(unknown_holidays(facts.loaded, facts.calendar.start)):
            continue  # a check says only that, and no such menu can be called
        for finding in systems.findings_of(facts):
            if finding.call:
                assert finding.call.again, f"{facts.loaded.file}: no keys make {finding.call.trace}"
                yield finding, finding.call.again


def problems(told: Iterator[tuple[Finding, Again]]) -> tuple[int, list[str]]:
    count, found = 0, []
    for finding, again in told:
        given = typed(again)
        files = (str(given["menu"]), *map(str, given["others"]))
        assert finding.call
        phone = phone_of(files, given["at"][:10])
        wrong = problem(phone, made(phone, given), finding.call.trace)
        count += 1
        found += [f"{call_command(again)}: {wrong}"] if wrong else []
    return count, found


def test_every_call_of_the_example_menus_is_made_again() -> None:
    count, found = problems(of_files(systems.examples()))
    assert not found and count > 100


def test_every_call_of_the_rules_examples_is_made_again() -> None:
    count, found = problems(of_files(systems.rules()))
    assert not found and count > 1_000


@pytest.mark.parametrize("block", range(2))
def test_every_call_of_random_menus_is_made_again(block: int) -> None:
    found, count = [], 0
    for facts in systems.random_systems(range(block, 16, 2)):
        phone = Phone([System(facts)])
        for finding, again in of_files(iter([facts])):
            assert finding.call
            call = made(phone, typed(again))
            count += 1
            found += [wrong] if (wrong := problem(phone, call, finding.call.trace)) else []
    assert not found and count > 100


def test_a_call_that_goes_otherwise_is_noticed() -> None:
    finding, again = next(of_files(iter([next(systems.examples())])))
    assert finding.call
    phone = phone_of(again.files, again.at[:10])
    call = made(phone, typed(again) | {"keys": "hangup" if again.keys[:1] != ("hangup",) else "wait"})
    assert problem(phone, call, finding.call.trace)


def pasted(line: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What a shell does with a line that somebody copies."""
    words = [quoted(word) for word in PROGRAM]
    line = line.replace("ivrcheck", " ".join(words), 1)
    env = environment({"PYTHONPATH": str(ROOT)})
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=env, capture_output=True, timeout=60, check=False
    )


def lines_to_try(printed: bytes) -> Sequence[str]:
    lines = printed.decode("utf-8").splitlines()
    return [line.split("Try it: ", 1)[1] for line in lines if "Try it: " in line]


@pytest.mark.parametrize("name", ["clinic.yaml", "our clinic (new) #2.yaml", "-it's $HOME & more.yaml"])
@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_what_is_printed_can_be_pasted(name: str, tmp_path: Path) -> None:
    menu = (ROOT / "menus" / "clinic-trapped.yaml").read_text("utf-8")
    (tmp_path / name).write_text(menu, encoding="utf-8")
    printed = run("check", "--start", "2024-03-01", tmp_path / name).stdout
    lines = lines_to_try(printed)
    assert len(lines) > 3
    done = pasted(lines[0], tmp_path)
    assert done.returncode == 0 and b"March 2024" in done.stdout and not done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_a_call_that_goes_over_names_both_files() -> None:
    folder = ROOT / "tests" / "rules" / "front-door-loop"
    files = [folder / "bad-2.yaml", *sorted(folder.glob("other*.yaml"))]
    lines = lines_to_try(run("check", "--start", "2026-11-23", *files).stdout)
    line = next(line for line in lines if "other" in line.split(" --at ")[0])
    done = pasted(line, ROOT)
    assert done.returncode == 0 and b"other" in done.stdout
