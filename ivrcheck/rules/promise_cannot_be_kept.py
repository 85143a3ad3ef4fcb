"""A promise of a call back breaks: nobody who could make the call is at work before it is due.

Every moment of the year at which a message can be left is held against the duty of the owner and of the
backup, with holidays and absences. The promise is what “callback_within:” says, or what the greeting says in
words, whichever is due earlier. One of them must be at work for a quarter of an hour before that. A business
day ends when the office closes on the next date on which it opens; working hours count only while it is open.

Why it matters

A caller who was told “within 24 hours” waits by the phone on Saturday. Nobody in the office broke their word
on purpose: the promise was made for a Tuesday, and nobody did the sums for a Friday or for the week in which
the only nurse is away.

Bad

    nurse_messages:
      kind: voicemail
      prompt: Leave your name and number, and a nurse calls back.
      owner: nurses
      callback_within: 24h

Good

    nurse_messages:
      kind: voicemail
      prompt: Leave your name and number. A nurse calls back by the end of the next business day.
      owner: nurses
      callback_within: 1 business day

How to mend it

Promise business days or working hours, which stand still while you are closed. If somebody is away, name a
“cover:” for them, or a “backup:” for the mailbox. If the office closes for some days, write them into its
hours.

Source

GetHuman standard, version 1.0 (gethuman.com/standard/v1.0.html), point 4 (a call back on the following
business day). Read on 2026-11-21 in a stored copy. A voluntary standard of a consumers' site: it binds
nobody.
That a promise is held against the year's duty is this project's own reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ivrcheck.analysis.absences import Absence, uncovered_of
from ivrcheck.analysis.daytime import business_hours
from ivrcheck.analysis.evidence import Path
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.promises import Broken, broken_promises, owned, period_of
from ivrcheck.finding import Label, Severity
from ivrcheck.hours.words import WEEKDAYS, clock_words, date_words
from ivrcheck.hours.zones import real_minute
from ivrcheck.rules.cover_circle import cause_of_absence
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.holiday_not_covered import cause_between
from ivrcheck.rules.nobody_in_team import cause_of_never
from ivrcheck.rules.words import promised

CODE = "IVR303"
LEVEL = Severity.ERROR
DEPTH = 2


def find(facts: Facts) -> Iterator[Hit]:
    """The first message of the year, at each step, that cannot be answered in time."""
    for step, broken in sorted(broken_promises(facts).items()):
        yield _hit(facts, step, broken)


def _hit(facts: Facts, step: str, broken: Broken) -> Hit:
    body = owned(facts, broken.move)
    owner, backup = body.owner or "", getattr(body, "backup", None)
    absence = _absence(facts, owner, backup, broken)
    left, due = _moment(broken.left), _moment(broken.due)
    what = "a call back asked for" if body.kind == "callback" else "a message left"
    source = f"{broken.promise.words}, as its prompt says" if broken.spoken else promised(broken.promise)
    then = _then(facts, owner, backup, broken)
    return Hit(
        facts.at("steps", step, "prompt" if broken.spoken else "callback_within"),
        f"Nobody can keep what “{step}” promises ({source}): {what} {left} is due {due}; {then}.",
        _help(facts, step, broken, absence),
        labels=_labels(facts, absence),
        call=facts.tell(_path(facts, broken), f"It is due {due}, but {then}."),
        cause=_cause(facts, step, broken, absence),
        step=step,
    )


def _absence(facts: Facts, owner: str, backup: str | None, broken: Broken) -> Absence | None:
    """The absence that breaks it, where one does."""
    left, due = real_minute(broken.left), real_minute(broken.due)
    return next(
        (one for one in uncovered_of(facts, owner, backup) if one.first < due and left < one.last), None
    )


def _then(facts: Facts, owner: str, backup: str | None, broken: Broken) -> str:
    """When those who could call back are there, as half a sentence."""
    names = [facts.menu.name_of(one) for one in dict.fromkeys((owner, backup)) if one]
    one_name = f"{names[0]} is"
    if broken.minutes:
        who = one_name if len(names) == 1 else f"{' and '.join(names)} are"
        return f"{who} on duty for only {broken.minutes} minute{'s' * (broken.minutes != 1)} before that"
    who = f"neither {' nor '.join(names)} is" if len(names) > 1 else one_name
    if _never(facts, owner, backup):
        return f"{who} ever on duty" if len(names) > 1 else f"{who} never on duty"
    if broken.back is None:
        return f"{who} on duty again" if len(names) > 1 else f"{who} not on duty again"
    back = _moment(broken.back)
    return f"{who} on duty before {back}" if len(names) > 1 else f"{who} next on duty {back}"


def _never(facts: Facts, owner: str, backup: str | None) -> bool:
    return not any(facts.calendar.present(one) for one in (owner, backup) if one)


def _moment(moment: datetime) -> str:
    """``Friday 20 November 12:01``; the sentence is about the twelve months to come."""
    day = f"{WEEKDAYS[moment.weekday()]} {date_words(moment.date())}"
    return f"{day} {clock_words(moment.hour * 60 + moment.minute)}"


def _help(facts: Facts, step: str, broken: Broken, absence: Absence | None) -> str:
    if absence:
        who = facts.menu.people[absence.person].name
        return f"Name a “cover:” for {who}, or a “backup:” for “{step}”, who is on duty then."
    who = f"Name an owner or a “backup:” for “{step}” who is on duty then"
    if broken.back is None:
        return f"{who}."
    if broken.promise.unit == "clock":
        return "Promise a time that stands still while you are closed, such as 1 business day."
    return f"{who}, or write the days on which you are closed into the business hours."


def _labels(facts: Facts, absence: Absence | None) -> tuple[Label, ...]:
    if absence is None:
        return ()
    name = facts.menu.people[absence.person].name
    return (Label(facts.at("people", absence.person, "away"), f"{name} is away"),)


def _path(facts: Facts, broken: Broken) -> Path | None:
    """The shortest call that leaves the message at that moment."""
    period = period_of(facts, broken.left)
    path = facts.search.path(broken.move.source, period)
    return path and Path(path.number, (*path.moves, broken.move), period, moment=broken.left)


def _cause(facts: Facts, step: str, broken: Broken, absence: Absence | None) -> str:
    """What is behind it: nobody there ever, an absence, or a holiday that counts as a working day."""
    body = owned(facts, broken.move)
    owner = body.owner or ""
    if _never(facts, owner, getattr(body, "backup", None)):
        return cause_of_never(facts, owner)
    if absence:
        return cause_of_absence(facts, absence.person)
    counted = business_hours(facts.menu, owner) if broken.promise.unit != "clock" else None
    holiday = cause_between(facts, counted, broken.left.date(), broken.due.date())
    return holiday or f"{step}:callback_within"
