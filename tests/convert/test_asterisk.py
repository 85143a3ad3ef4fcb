"""Reading a dialplan: what the switch does with it, where that is easily got wrong."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.check import Options, check_paths
from ivrcheck.convert.asterisk import read
from ivrcheck.convert.asterisk.conf import read_configuration
from ivrcheck.convert.asterisk.express import UNKNOWN, evaluate, substitute
from ivrcheck.convert.asterisk.pattern import matches, numbers, order
from ivrcheck.convert.asterisk.plan import Plan
from ivrcheck.convert.asterisk.times import hours_of, read_times
from ivrcheck.convert.draft import Draft
from ivrcheck.convert.read import convert
from ivrcheck.convert.source import Source
from ivrcheck.convert.written import written

MAIN = Path("extensions.conf")


def draft_of(text: str) -> Draft:
    return read([Source(MAIN.name, text, MAIN)])


def steps_of(text: str) -> dict[str, Any]:
    steps: dict[str, Any] = draft_of(text).tree["steps"]
    return steps


def menu_of(lines: str) -> dict[str, Any]:
    """The first menu of a context that begins with a few lines."""
    steps = steps_of(f"[incoming]\n{lines}")
    return next(body for body in steps.values() if body["kind"] == "menu")


# lines


def test_comments_of_both_kinds() -> None:
    text = (
        "[a] ; Front\nexten => s,1,Playback(x\\;y) ; said\n;--\nexten => s,2,Hangup\n--;\n"
        "exten => s,3,NoOp(;-- in --;z)\n"
    )
    plan = Plan(read_configuration([Source(MAIN.name, text, MAIN)]))
    assert [(line.priority, line.args) for line in plan.lines] == [(1, "x;y"), (3, "z")]
    assert plan.contexts["a"].comment == "Front"


def test_places_are_right_behind_a_comment_in_the_middle() -> None:
    line = "exten => s,1,Playback(x) ;-- one --;"
    plan = Plan(read_configuration([Source(MAIN.name, f"[a]\n{line}\n", MAIN)]))
    assert (plan.lines[0].at.line, plan.lines[0].at.column) == (2, 1)


@pytest.mark.parametrize(
    ("written_as", "priority"),
    [("s,n,NoOp", 2), ("s,n+3,NoOp", 4), ("s,start+5,NoOp", 6), ("s,s+1,NoOp", 2), ("s,9,NoOp", 9)],
)
def test_priorities(written_as: str, priority: int) -> None:
    text = f"[a]\nexten => s,1(start),Answer\nexten => {written_as}\n"
    assert Plan(read_configuration([Source(MAIN.name, text, MAIN)])).lines[1].priority == priority


def test_a_first_line_cannot_be_the_next_one() -> None:
    """The switch leaves such a line out, so that there is no “t” here."""
    menu = menu_of(
        "exten => s,1,Background(a)\n same => n,WaitExten(5)\nexten => 1,1,Goto(s,1)\n"
        "exten => t,n,Goto(s,1)\n"
    )
    assert "no_input" not in menu


def test_templates_and_files_in_the_folder(tmp_path: Path) -> None:
    main = tmp_path / "extensions.conf"
    main.write_text('[base](!)\nexten => s,1,Answer\n#include "/etc/asterisk/more.conf"\n', "utf-8")
    (tmp_path / "more.conf").write_text("[in](base)\nexten => s,n,Playback(hello)\n", "utf-8")
    made = convert([main])
    assert [source.path.name for source in made.sources] == ["extensions.conf", "more.conf"]
    assert [body["prompt"] for body in made.draft.tree["steps"].values()] == [{"audio": "hello"}]
    report = check_paths([main], options=Options(date(2026, 11, 23)))
    assert not report.unchecked


# patterns


def test_patterns_as_the_switch_tries_them() -> None:
    assert sorted(["_X.", "_2XX", "_.", "_20X", "_2[0-3]X", "_2!"], key=order) == [
        "_20X", "_2[0-3]X", "_2XX", "_2!", "_X.", "_.",
    ]  # fmt: skip
    assert matches("_2XX", "204") and not matches("_2XX", "2045") and not matches("_2XX", "20")
    assert (
        matches("_N.", "21") and not matches("_N.", "2") and matches("_N!", "2") and not matches("_N!", "1")
    )
    assert matches("_[13-5a]Z", "49") and not matches("_[13-5a]Z", "40")
    assert numbers("_[1-3]") == (["1", "2", "3"], True) and numbers("_5XX") == (["500"], False)


def test_a_pattern_and_a_number_may_share_their_lines() -> None:
    """A priority that the number does not have is looked for under the pattern."""
    steps = steps_of(
        "[incoming]\nexten => s,1,Goto(201,1)\nexten => 201,1,Playback(own)\n"
        "exten => _2XX,1,Playback(never)\nexten => _2XX,2,Playback(shared)\n"
    )
    assert [body["prompt"]["audio"] for body in steps.values()] == ["own", "shared"]


# expressions


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$[1 + 2 * 3]", "7"), ('$["a" = "a"]', "1"), ("$[10 > 9]", "1"), ('$["10" > "9"]', "1"),
        ("$[0 | 1]", "1"), ("$[1 & 0]", "0"), ("$[!0]", "1"), ("$[(1 + 1) % 2]", "0"),
        ("$[ = 1]", UNKNOWN), ('$["" = ""]', "1"), ("$[1 ? 2 :: 3]", "2"), ("${N:1}", "23"),
        ("${N:-2:1}", "2"),
        ("${LEN(${N})}", "3"), ("${IF($[${N} = 123]?yes:no)}", "yes"), ("${CUT(L,-,2)}", "b"),
        ("${CALLERID(num)}", UNKNOWN), ('$["${CALLERID(num)}" = "1" & 0]', "0"), ("${NONE}x", "x"),
        ("${FILTER(0-9,1a2b)}", "12"), ("$[ \"abc\" =~ \"^ab\" ]", "1"),
    ],
)  # fmt: skip
def test_expressions(text: str, value: str) -> None:
    from ivrcheck.convert.asterisk.state import Looker, State

    plan = Plan(read_configuration([Source(MAIN.name, "[a]\nexten => s,1,NoOp\n", MAIN)]))
    state = State("a", "s", 1).set(N="123", L="a-b-c")
    assert substitute(text, Looker(plan, state)) == value


def test_expressions_that_never_end() -> None:
    assert evaluate("(" * 50_000) == UNKNOWN
    assert substitute("${A" * 5_000, lambda inside: "") == ""


# the clock


@pytest.mark.parametrize(
    ("times", "hours"),
    [
        ("08:00-16:59,mon-fri,*,*", {"mon-fri": "08:00-17:00"}),
        ("08:00-17:00,fri-mon,*,*", {"mon": "08:00-17:01", "fri-sun": "08:00-17:01"}),
        ("22:00-06:00,sat,*,*", {"sat": "00:00-06:01, 22:00-24:00"}),
        ("*,sun,*,*", {"sun": "all day"}),
        ("09:00-09:59&11:00-11:59,tue,*,*", {"tue": "09:00-10:00, 11:00-12:00"}),
        ("*,mon,1-7,*", {"1st mon": "all day"}),
    ],
)
def test_times(times: str, hours: dict[str, str]) -> None:
    read_as = read_times(times.split(","))
    assert read_as is not None and hours_of([read_as]) == hours


def test_times_that_the_switch_cannot_read() -> None:
    assert read_times(["25:99-26:00", "mon", "*", "*"]) is None
    assert read_times(["*", "moonday", "*", "*"]) is None


# menus


def test_after_waiting_comes_the_next_line() -> None:
    menu = menu_of(
        "exten => s,1,Background(a)\n same => n,WaitExten(5)\n same => n,Goto(next,1)\nexten => 1,1,Hangup\n"
        "exten => next,1,Playback(next)\nexten => t,1,Playback(t)\nexten => i,1,Playback(i)\n"
    )
    assert (menu["no_input"], menu["no_match"], menu["wait"]) == ("next", "i", "5s")


def test_without_a_way_on_callers_are_cut_off() -> None:
    menu = menu_of("exten => s,1,Background(a)\n same => n,WaitExten\nexten => 1,1,Playback(one)\n")
    assert "no_input" not in menu and "no_match" not in menu and menu["wait"] == "10s"


@pytest.mark.parametrize("loops", range(1, 11))
def test_loops_of_freepbx_are_tries(loops: int) -> None:
    menu = menu_of(
        "exten => s,1,Set(T=0)\n same => n,Set(I=0)\n same => n(start),Background(a)\n"
        " same => n,WaitExten(5)\n"
        "exten => 1,1,Playback(one)\n"
        f"exten => t,1,Set(T=$[${{T}}+1])\n same => n,GotoIf($[${{T}} > {loops}]?final)\n"
        " same => n,Goto(s,start)\n"
        " same => n(final),Playback(gone)\n"
        "exten => i,1,Set(I=$[${I}+1])\n same => n,GotoIf($[${I} > 1]?final)\n same => n,Goto(s,start)\n"
        " same => n(final),Playback(wrong)\n"
    )
    tries = {word: menu[word]["tries"] if loops != 1 else menu["tries"] for word in ("no_input", "no_match")}
    assert tries == {"no_input": str(loops + 1), "no_match": "2"}


def test_without_falling_through_a_caller_can_dial_on() -> None:
    text = (
        "[general]\nautofallthrough=no\n[incoming]\nexten => s,1,Background(a)\nexten => 1,1,Playback(one)\n"
        "exten => t,1,Playback(t)\n"
    )
    menus = [body for body in steps_of(text).values() if body["kind"] == "menu"]
    assert menus[0]["no_input"] == "incoming_2" and menus[1]["no_input"] == "t" and menus[1]["wait"] == "10s"


def test_no_password_comes_into_the_menu() -> None:
    made = draft_of(
        "[incoming]\nexten => s,1,Dial(IAX2/office:geheim@far.example/s@x)\n same => n,Authenticate(4711)\n"
        " same => n,Dial(SIP/me:geheim@far.example)\n"
    )
    told = written(made, "") + "".join(note.what for note in made.notes)
    assert "geheim" not in told and "4711" not in told


# what cannot go on for ever


def test_large_dialplans_in_good_time() -> None:
    """Ten thousand lines, every one of them leading to the next."""
    lines = [f"exten => m{number},1,Goto(m{(number + 1) % 10_000},1)" for number in range(10_000)]
    started = time.process_time()
    made = draft_of("[incoming]\nexten => s,1,Goto(m0,1)\n" + "\n".join(lines))
    assert time.process_time() - started < 20
    assert [body["kind"] for body in made.tree["steps"].values()] == ["play"]


@pytest.mark.parametrize(
    "lines",
    [
        "exten => s,1,Goto(s,1)",
        "exten => s,1,Gosub(s,1)",
        "exten => s,1,Set(A=${A}${A}x)\n same => n,Background(${A})\n same => n,Goto(s,1)\n"
        "exten => 1,1,Goto(s,1)",
        "exten => s,1,Set(C=$[${C}+1])\n same => n,Background(a)\n same => n,WaitExten(1)\n"
        " same => n,Goto(s,1)\n"
        "exten => _X,1,Goto(s,1)",
        "exten => s,1,Macro(a)\n[macro-a]\nexten => s,1,Macro(a)",
        "exten => s,1,While(1)\n same => n,EndWhile()",
        "exten => s,1,GotoIf(${CALLERID(num)}?s,1)",
        "exten => s,1,Goto(${CALLERID(num)},1)",
        "include => incoming\nexten => s,1,Background(a)\nexten => _.,1,Goto(${EXTEN}1,1)",
    ],
)
def test_what_goes_round_comes_to_an_end_here(lines: str) -> None:
    assert draft_of(f"[incoming]\n{lines}\n").tree["steps"]


def times_with(*zones: str) -> Draft:
    lines = "".join(
        f" same => n,GotoIfTime(09:00-09:5{n},mon,*,*{one}?x,s,1)\n" for n, one in enumerate(zones)
    )
    return draft_of(f"[incoming]\nexten => s,1,Answer()\n{lines}[x]\nexten => s,1,Busy()\n")


def test_a_zone_that_all_times_name_is_the_menus() -> None:
    made = times_with(",America/Chicago", ",America/Chicago")
    assert made.tree["timezone"] == "America/Chicago"
    assert not made.notes


@pytest.mark.parametrize("zones", [(",America/Chicago", ""), (",America/Chicago", ",America/Denver")])
def test_one_time_in_a_zone_of_its_own_does_not_move_all_others(zones: tuple[str, str]) -> None:
    """The switch goes by its own clock in the lines that name none."""
    made = times_with(*zones)
    assert made.tree["timezone"] == "TODO"
    assert len(made.notes) == sum(map(bool, zones))
    assert all("by the clock of America/" in note.why for note in made.notes)
