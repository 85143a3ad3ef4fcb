"""One department of a generated menu: an hours step, its mailbox, and what callers reach while it is open."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmarks import words
from tests.benchmarks.arms import ARMS, FRONT
from tests.benchmarks.builder import Builder, Desk
from tests.benchmarks.emit import Value
from tests.benchmarks.office import Team


class Departments(Builder):
    """Builds departments of an exact size."""

    def department(self, size: int, subject: str) -> str:
        """A department of exactly so many steps (three or more)."""
        team = self.rng.choice(self.office.teams)
        gate = self.start("hours", self.new_id(subject.split()[0]), hours=team.hours)
        mailbox = self._mailbox(team, subject)
        gate.fields["open"] = self.inside(size - 2, Desk(team, subject, mailbox), front=True)
        gate.fields["closed"] = mailbox
        return gate.id

    def _mailbox(self, team: Team, subject: str) -> str:
        within = self.rng.choice(("1 business day", "1 business day", "1 business day", "4 working hours"))
        prompt = words.MESSAGES[within].format(subject=subject)
        owner = self.promise(team.id, within)
        step = self.start("voicemail", self.new_id("messages"), prompt=prompt, **owner)
        step.fields["keys"] = {"0": "operator"}
        if self.goodbye and self.rng.random() < 0.3:
            step.fields["then"] = self.goodbye
        if self.rng.random() < 0.2:
            step.fields.update(capacity="40", full="operator_messages", notify=team.id)
        return step.id

    def inside(self, size: int, desk: Desk, front: bool = False) -> str:
        """Exactly so many steps behind an open door; ``front``: they ring the team without a key first."""
        if size >= 4 or (size == 3 and not front):
            return self._menu(size, desk, front)
        return self.rng.choice((FRONT if front else ARMS)[size])(self, desk)

    def _menu(self, size: int, desk: Desk, front: bool) -> str:
        step = self.start("menu", self.new_id("choose"))
        count = min(self.rng.choice((2, 2, 3, 3, 4)), size - 1)
        subjects = self.subjects(count)
        sizes = self._sizes(size - 1, count, front)
        keys: dict[str, Value] = {}
        for i, (subject, part) in enumerate(zip(subjects, sizes, strict=True)):
            keys[str(i + 1)] = self.inside(part, replace(desk, subject=subject), front=i == 0)
        return self.finish_menu(step, self.say("LEADS", desk.subject), subjects, keys)

    def _sizes(self, total: int, count: int, front: bool) -> list[int]:
        """The sizes of the options; at the front the first is short: no second menu before a person."""
        if not front:
            return self.split(total, count)
        first = min(self.rng.randint(1, 2), total - count + 1)
        return [first, *self.split(total - first, count - 1)]
