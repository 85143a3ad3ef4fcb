"""FreeSWITCH: what its own sources say of menus and dialplans, in small."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ivrcheck.convert import freeswitch_times as times
from ivrcheck.convert.beside import Beside
from ivrcheck.convert.draft import Draft
from ivrcheck.convert.freeswitch import read
from ivrcheck.convert.freeswitch_bridge import Target, targets
from ivrcheck.convert.patterns import match, numbers
from ivrcheck.convert.read import converted
from ivrcheck.convert.source import Source, Unreadable
from ivrcheck.convert.systems import system_of
from ivrcheck.finding import Unchecked
from tests.convert.cases import cases, corpora
from tests.convert.test_hostile import menu_of

_ODD = (
    "", "x", "‹x›", "${x}", "$${x}", "$1", "9" * 30, "-1", "a b c d e f g", "/^(/", "/.*/", "say:", "\x85",
    "#", "transfer 5000 XML default", "ivr main", "execute_extension 5000 XML default", "^(a+)+$", "1-",
    "2-6",
)  # fmt: skip


def draft_of(text: str, name: str = "switch.xml") -> Draft:
    return read([Source(name, text, Path(name))])


def steps_of(text: str) -> dict[str, Any]:
    found: dict[str, Any] = draft_of(text).tree["steps"]
    return found


def dialplan(*extensions: str) -> str:
    return f"<context name='default'>{''.join(extensions)}</context>"


def extension(number: str, *actions: str, name: str = "", more: str = "") -> str:
    inner = "".join(
        f'<action application="{one.partition(" ")[0]}" data="{one.partition(" ")[2]}"/>' for one in actions
    )
    return (
        f'<extension name="{name or number}" {more}>'
        f'<condition field="destination_number" expression="^{number}$">{inner}</condition></extension>'
    )


# menus


def test_a_menu_below_another_goes_back_there() -> None:
    """FreeSWITCH plays the upper menu again when callers of the lower one have given up."""
    steps = steps_of(
        '<menu name="a" greet-long="say:A"><entry action="menu-sub" digits="1" param="b"/></menu>'
        '<menu name="b" greet-long="say:B"><entry action="menu-exit" digits="9"/></menu>'
    )
    assert steps["b"]["no_input"] == steps["b"]["no_match"] == "a"
    assert steps["a"]["no_input"] == steps["b"]["keys"]["9"] == "after_a"


def test_max_timeouts_are_max_failures_where_they_are_absent() -> None:
    entry = '<entry action="menu-top" digits="1"/>'
    both = steps_of(f'<menu name="a" greet-long="x" max-failures="2">{entry}</menu>')["a"]
    assert (both["tries"], both["no_input"]) == ("2", "after_a")
    one = steps_of(f'<menu name="a" greet-long="x" max-failures="2" max-timeouts="5">{entry}</menu>')["a"]
    assert one["no_input"] == {"to": "after_a", "tries": "5"}
    none = steps_of(f'<menu name="a" greet-long="x">{entry}</menu>')["a"]
    assert (none["tries"], none["wait"]) == ("3", "10s")


def test_what_the_dialplan_does_depends_on_how_the_menu_ended() -> None:
    steps = steps_of(
        '<menu name="m" greet-long="x"><entry action="menu-exit" digits="1"/></menu>'
        + dialplan(
            extension("5000", "ivr m", "transfer on XML default"),
            '<extension name="on"><condition field="destination_number" expression="^on$"/>'
            '<condition field="${ivr_menu_status}" expression="^timeout$">'
            '<action application="bridge" data="user/200"/><anti-action application="hangup"/>'
            "</condition></extension>",
        )
    )
    assert steps[steps["m"]["no_input"]]["kind"] == "ring"
    assert steps[steps["m"]["no_match"]]["kind"] == steps[steps["m"]["keys"]["1"]]["kind"] == "hangup"


def test_a_busy_line_ends_the_call_unless_the_dialplan_says_otherwise() -> None:
    bridge, box = "bridge user/200", "voicemail default x 200"
    cut = steps_of(dialplan(extension("1", bridge, box)))
    ring = next(one for one in cut.values() if one["kind"] == "ring")
    assert cut[ring["no_answer"]]["kind"] == "voicemail" and cut[ring["busy"]]["kind"] == "hangup"
    goes_on = steps_of(dialplan(extension("1", "set continue_on_fail=true", bridge, box)))
    assert "busy" not in next(one for one in goes_on.values() if one["kind"] == "ring")


def test_transfers_in_a_circle_end_the_call() -> None:
    made = draft_of(
        dialplan(extension("1", "transfer 2 XML default"), extension("2", "transfer 1 XML default"))
    )
    assert {one["kind"] for one in made.tree["steps"].values()} == {"hangup"}
    assert any("itself" in note.why for note in made.notes)


def test_a_set_that_is_not_inline_is_not_seen_by_later_conditions() -> None:
    """The switch looks at all conditions before it carries out any action."""

    def seen(inline: str) -> str:
        steps = steps_of(
            dialplan(
                '<extension name="s" continue="true"><condition>'
                f'<action application="set" data="a=1" {inline}/></condition></extension>',
                '<extension name="e"><condition field="destination_number" expression="^1$"/>'
                '<condition field="${a}" expression="^1$"><action application="bridge" data="user/200"/>'
                '<anti-action application="voicemail" data="default x 200"/></condition></extension>',
            )
        )
        return str(next(iter(steps.values()))["kind"])

    assert seen('inline="true"') == "ring"
    assert seen("") == "voicemail"


# times, patterns, dial strings


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        ({"wday": "2-6", "hour": "9-17"}, {"mon-fri": "09:00-18:00"}),
        ({"wday": "mon-fri", "minute-of-day": "480-1019"}, {"mon-fri": "08:00-17:00"}),
        ({"wday": "1,7"}, {"sat,sun": "all day"}),
        ({"time-of-day": "08:00-12:00,13:00-17:00"}, {"mon-sun": "08:00-12:00, 13:00-17:00"}),
        ({"hour": "8-17", "time-of-day": "12:30-20:00"}, {"mon-sun": "12:30-18:00"}),
        (
            {"date-time": "2026-12-24 00:00:00~2026-12-26 23:59:59"},
            {"mon-sun": "closed", "open": {"2026-12-24/2026-12-26": "all day"}},
        ),
        ({"year": "2026", "mon": "7", "mday": "3"}, {"mon-sun": "closed", "open": {"2026-07-03": "all day"}}),
        ({"mon": "12", "mday": "25"}, None),
        ({"wday": "6-2"}, None),
        ({"hour": "22-6"}, None),
        ({"wday": "monday-", "hour": "x"}, None),
    ],
)
def test_times(asked: dict[str, str], hours: dict[str, Any] | None) -> None:
    assert times.hours(asked) == hours


@pytest.mark.parametrize(
    ("pattern", "count", "first"),
    [
        ("^(10[01][0-9])$", 20, "1000"),
        ("^5000$", 1, "5000"),
        (r"^(?:\+?1)?(6075550160)$", 3, "6075550160"),
        (r"^1|2\d$", 11, "1"),
        (r"^\*9[78]$", 2, "*97"),
        (r"^\d{5}$", 0, ""),
        (r"^(\d+)$", 0, ""),
        ("^1", 0, ""),
        ("^(1$", 0, ""),
        ("^(1|)$", 2, "1"),
        ("^" + "(" * 50 + "1" + ")" * 50 + "$", 0, ""),
    ],
)
def test_numbers_of_a_pattern(pattern: str, count: int, first: str) -> None:
    found = numbers(pattern, 50) or []
    assert len(found) == count and (not first or found[0] == first)
    assert all(match(pattern, one) for one in found)


def test_a_pattern_that_could_take_for_ever_is_not_tried() -> None:
    assert match("^(a+)+$", "a" * 20 + "b") is False
    assert match("^1$", "1" * 1000) is False
    assert match("[", "1") is False


def test_dial_strings() -> None:
    made, in_turn, seconds = targets("{leg_timeout=15}user/200@x|[leg_delay=1]sofia/gateway/g/16075550177")
    assert made == [Target("extension", "200"), Target("number", "16075550177")]
    assert (in_turn, seconds) == (True, "15")
    assert targets("‹group_call(sales@x)›")[0] == [Target("group", "sales")]
    assert targets("sofia/internal/200%‹domain›,group/all@x")[0] == [
        Target("extension", "200"), Target("group", "all")
    ]  # fmt: skip
    assert [one.kind for one in targets("error/user_busy,loopback/9/default,user/‹x›")[0]] == [
        "failure", "dialplan", "other"
    ]  # fmt: skip


# what is refused, and hostile files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><menu name='&a;' greet-long='x'/>", "DOCTYPE"),
        ("<menu name='a' greet-long='&b;'/>", "undefined entity"),
        ("<menu name='a' greet-long='x'>", "it is not XML"),
        ("<a>" * 200 + "</a>" * 200, "nested more than 100 deep"),
        ("<include/>", "neither a <menu> nor an <extension>"),
    ],
)
def test_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        draft_of(text)


def test_places_are_those_of_the_text() -> None:
    made = draft_of('<menu name="a" greet-long="x">\n  <entry action="menu-top" digits="1"/></menu>')
    assert str(made.places["steps", "a"]) and made.places["steps", "a"].column == 1
    key = made.places["steps", "a", "keys", "1"]
    assert (key.line, key.column, key.end_column) == (2, 3, 9)


def _originals() -> list[Path]:
    there = corpora()
    return [case.path for case in cases("freeswitch")] + (
        sorted((there / "freeswitch").iterdir()) if there else []
    )


@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in _originals()])
@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 2**32))
def test_elements_changed_at_random(path: Path, seed: int) -> None:
    """Attributes and whole elements are changed, doubled, moved and removed; the file stays XML."""
    random = Random(seed)
    tree = ElementTree.fromstring(
        f"<r>{path.read_text('utf-8').partition('?>')[2] or path.read_text('utf-8')}</r>"
    )
    for _ in range(random.randint(1, 5)):
        holder = random.choice(list(tree.iter()))
        deed = random.randrange(4)
        if deed == 0 and len(holder):
            holder.remove(random.choice(list(holder)))
        elif deed == 1:
            holder.append(
                deepcopy(random.choice(list(tree.iter())[1:40] or [holder.makeelement("action", {})]))
            )
        elif holder.attrib:
            holder.set(random.choice(list(holder.attrib)), random.choice(_ODD))
    text = ElementTree.tostring(tree, "unicode")
    assert menu_of(text, path.name) == menu_of(text, path.name)


def test_ten_thousand_extensions_and_menus() -> None:
    chain = "".join(
        extension(str(10_000 + one), f"transfer {10_001 + one} XML default") for one in range(3_000)
    )
    menus = "".join(
        f'<menu name="m{one}" greet-long="x"><entry action="menu-sub" digits="1" param="m{one + 1}"/>'
        f'<entry action="menu-sub" digits="2" param="m{one + 2}"/></menu>'
        for one in range(300)
    )
    system = system_of(menus)
    assert system is not None
    for text in (dialplan(chain), menus):
        try:
            made = converted(system, [Source("big.xml", text, Path("big.xml"))], Beside())
        except Unchecked as error:
            assert str(error).startswith("big.xml")
        else:
            assert made.draft.tree["steps"]
