"""A 0 that only plays its menu again is no 0 that works elsewhere."""

from __future__ import annotations

from ivrcheck.rules import zero_loops_back, zero_unassigned
from tests.analysis.test_agrees_with_player import facts_of

TEXT = """
ivrcheck: 1
name: Paws and Claws Veterinary Clinic
country: US
timezone: America/New_York
managed_by: eve
people: {eve: {name: Eve Moss, role: Receptionist, extension: 40, email: eve@paws.example, hours: clinic}}
hours: {clinic: {mon-sat: 08:00-18:00, holidays: US}}
entry: {"+1 845 555 0183": open_now}
steps:
  open_now: {kind: hours, hours: clinic, open: main, closed: messages}
  main:
    kind: menu
    prompt: For the pharmacy, press 1. To hear this again, press 0.
    keys: {1: pharmacy, 0: main}
    no_input: desk
    no_match: desk
  pharmacy:
    kind: menu
    prompt: For a refill, press 1. For a new prescription, press 2.
    keys: {1: desk, 2: desk}
    no_input: desk
    no_match: desk
  desk: {kind: ring, who: eve, no_answer: messages}

  messages:
    kind: voicemail
    prompt: Leave your name, your number and what you need. We call back by the end of the next business day.
    owner: eve
    callback_within: 1 business day
"""


def test_a_zero_that_goes_round_is_missed_nowhere() -> None:
    facts = facts_of(TEXT)
    assert [hit.step for hit in zero_loops_back.find(facts)] == ["main"]
    assert list(zero_unassigned.find(facts)) == []
