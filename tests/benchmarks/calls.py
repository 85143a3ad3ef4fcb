"""The same scripted calls to the clinic twice: with the library, and over plain dictionaries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from tests.benchmarks.probes import ROOT
from tests.benchmarks.walk import MOMENTS, SCRIPTS, Walk, tables

Ending = tuple[str, float]
CLINIC = ROOT / "menus" / "clinic.yaml"


def with_library() -> Callable[[], list[Ending]]:
    """All calls once, by the library."""
    import ivrcheck
    from ivrcheck.simulate.script import play

    phone = ivrcheck.load(Path(CLINIC), start=date(2026, 11, 23))
    moments = [phone.moment(one) for one in MOMENTS]

    def work() -> list[Ending]:
        found = []
        for moment in moments:
            for keys in SCRIPTS:
                call = play(phone.call(moment), keys)
                assert call.outcome is not None
                found.append((call.outcome.word, call.seconds))
        return found

    return work


def with_dictionaries() -> Callable[[], list[Ending]]:
    """All calls once, step by step through the file's own dictionaries."""
    import yaml

    steps, lengths = tables(yaml.safe_load(CLINIC.read_text(encoding="utf-8")))
    moments = [datetime.fromisoformat(one) for one in MOMENTS]

    def work() -> list[Ending]:
        found = []
        for moment in moments:
            for keys in SCRIPTS:
                call = Walk(steps, lengths, moment).run("welcome", keys)
                found.append((call.end, call.seconds))
        return found

    return work
