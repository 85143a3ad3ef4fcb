"""``ivrcheck call``: pick up the phone."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ivrcheck.cli.console import paint, say
from ivrcheck.cli.params import Day

if TYPE_CHECKING:
    from ivrcheck.simulate.call import Call
    from ivrcheck.simulate.phone import Phone

_OFFICES = ("never", "always", "ask")


@click.command("call")
@click.argument("menu", type=click.Path(path_type=Path))
@click.argument("others", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--at", metavar="WHEN", help="When the call arrives: “Fri 18:30”, “2026-11-23 10:00” (default: now)."
)
@click.option("--entry", metavar="NUMBER", help="The number that is called (default: the first one).")
@click.option(
    "--answer",
    multiple=True,
    metavar="ANSWER",
    help="What the office does: never, always, ask, or at a step, as in desk=no or desk=no,yes (repeatable).",
)
@click.option(
    "--keys",
    metavar="KEYS",
    help="What the caller does: “2 wait 0”, “repeat 0”. Then nothing more. “-”: from the input.",
)
@click.option("--caller", metavar="WHO", help="silent, zero, wrong-key, first-time or hurried.")
@click.option("--topic", metavar="TOPIC", help="What a first-time or hurried caller calls about.")
@click.option("--language", metavar="CODE", help="The language the caller chooses where a menu offers it.")
@click.option("--live", is_flag=True, help="Take as long as a real call.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print the call for programs (with --keys or --caller)."
)
@click.option("--start", type=Day(), help="First day of the year that is looked at (default: today).")
@click.pass_context
def command(
    context: click.Context,
    menu: Path,
    others: tuple[Path, ...],
    at: str | None,
    entry: str | None,
    answer: tuple[str, ...],
    keys: str | None,
    caller: str | None,
    topic: str | None,
    language: str | None,
    live: bool,
    as_json: bool,
    start: date | None,
) -> None:
    """Call a menu and hear what its callers hear.

    At a terminal, press the keys of a phone; w waits, h hangs up. OTHERS are menu files that transfers may
    lead to. Whoever is on duty answers, unless --answer says otherwise; at a terminal you are asked.

    Example: ivrcheck call menus/clinic.yaml --at "Fri 18:30" --keys "2 wait"
    """
    from ivrcheck.finding import Unchecked

    played = keys is not None or caller is not None
    _fit_together(keys, caller, topic, live, as_json)
    if not played and not _is_terminal():
        raise click.UsageError(
            'There is no terminal to press keys at; say what the caller does, as in --keys "2 wait 0".'
        )
    try:
        from ivrcheck.simulate.phone import load

        phone = load(menu, *others, start=start, at=at)
        office = _office(answer, played)
        if not played:
            from ivrcheck.cli.talk import talk

            context.exit(talk(phone, at, entry, office, language, live))
        call = _played(phone, at, entry, office, keys, caller, topic, language)
    except Unchecked as error:
        raise click.UsageError(str(error)) from None
    _print(call, as_json, live)


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _fit_together(keys: str | None, caller: str | None, topic: str | None, live: bool, as_json: bool) -> None:
    """Options that exclude each other, or need each other."""
    if keys is not None and caller is not None:
        raise click.UsageError("Say either --keys or --caller: a caller with a habit presses their own keys.")
    if topic is not None and caller not in ("first-time", "hurried"):
        raise click.UsageError("--topic is for --caller first-time and --caller hurried.")
    if as_json and (live or (keys is None and caller is None)):
        raise click.UsageError("--json prints a whole call: add --keys or --caller, and leave --live out.")


def _office(words: tuple[str, ...], played: bool) -> dict[str, str]:
    """What is said of the office, by step; ``*`` stands for all others."""
    found: dict[str, str] = {}
    for word in words:
        step, equals, said = word.partition("=")
        found[step.strip() if equals else "*"] = said.strip() if equals else word.strip().lower()
    others = found.get("*", "always" if played else "ask")
    if others == "ask" and played:
        raise click.UsageError(
            "--answer ask needs a terminal, and no --keys or --caller; say always or never."
        )
    if others not in _OFFICES:
        raise click.UsageError(
            f"“{others}” is not something an office does; say never, always, ask, or STEP=ANSWER."
        )
    return {**found, "*": others}


def _played(
    phone: Phone,
    at: str | None,
    entry: str | None,
    office: dict[str, str],
    keys: str | None,
    caller: str | None,
    topic: str | None,
    language: str | None,
) -> Call:
    """A call in which all is said beforehand."""
    if keys is not None:
        from ivrcheck.simulate.script import play, read_keys

        words = read_keys(sys.stdin.read() if keys == "-" else keys)
        return play(phone.call(at, entry, office, language), words)
    from ivrcheck.analysis.callers import TopicCaller
    from ivrcheck.simulate.habits import caller_named, place_call, topic_named

    who = caller_named(caller or "")
    about = topic_named(phone.facts, topic) if isinstance(who, TopicCaller) else None
    return place_call(phone, who, at, entry, office, language, about)


def _print(call: Call, as_json: bool, live: bool) -> None:
    from ivrcheck.report.call import call_json, render_call, render_end, render_event, render_opening

    if as_json:
        say(call_json(call))
    elif not live:
        say(render_call(call, paint))
    else:
        from time import sleep

        say(render_opening(call, paint) + "\n")
        for event in call.events:
            say(render_event(event, paint))
            sleep(event.seconds)
        say(render_end(call, paint))
