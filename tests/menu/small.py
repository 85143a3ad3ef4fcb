"""A small valid menu to make mistakes in, and what a check says about a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ivrcheck.check import check_paths
from ivrcheck.finding import Finding, Report
from ivrcheck.menu.load import Loaded, load_text

START = date(2026, 11, 23)
SMALL = """\
ivrcheck: 1
name: Small office
timezone: America/New_York
country: US
languages: [en, es]
managed_by: dana
business_hours: office
people:
  dana: {name: Dana Ortiz, extension: 200}
  rosa: {name: Rosa Lee, extension: 201}
teams:
  desk: {members: [rosa, dana], hours: office}
hours:
  office: {mon-fri: 08:00-17:00, holidays: US}
topics:
  bill: A bill
entry:
  "+1 845 555 0134": main
steps:
  main:
    kind: menu
    prompt: For a bill, press 1. For anyone, press 0.
    keys: {1: {to: ring_desk, topics: [bill]}, 0: ring_desk}
    no_input: ring_desk
    no_match: ring_desk
  ring_desk: {kind: ring, who: desk, no_answer: messages}
  messages:
    kind: voicemail
    prompt: Leave a message. We call back within one business day.
    owner: desk
    callback_within: 1 business day
"""


def read(text: str, file: str = "menu.yaml") -> Loaded:
    """A text as a menu file that includes nothing."""
    return load_text(text, file, Path(file))


def said(text: str) -> list[tuple[str, str]]:
    """Code and message of everything that is wrong with a text."""
    return [(one.code, one.message) for one in read(text).problems]


def saved(folder: Path, text: str | bytes, name: str = "menu.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return path


def check(*paths: Path) -> Report:
    """The report on files and folders."""
    return check_paths(paths, start=START)


def all_of(report: Report) -> list[Finding]:
    """Its findings with those folded under them."""
    return [one for finding in report.findings for one in (finding, *finding.folded)]
