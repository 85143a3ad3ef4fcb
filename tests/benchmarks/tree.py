"""The steps of a generated menu: a tree of areas and departments with shared tails.

Every way ends, whatever the office does, in a mailbox somebody owns; 0 is the operator everywhere, and
``*`` leads back to the main menu, so that nearly all steps lie in one strongly connected component.
"""

from __future__ import annotations

from random import Random

from tests.benchmarks.departments import Departments
from tests.benchmarks.emit import Value
from tests.benchmarks.office import Office

SMALLEST = 8
"""The fewest steps a generated file has."""
TOPICS = {
    "arrival": "Something that should have arrived",
    "billing": "A bill or a refund",
    "changes": "Change or cancel what was agreed",
    "damage": "Something is broken",
    "returns": "Bring something back",
    "other": "Anything else",
}
"""What callers call about."""


class Tree(Departments):
    """Builds the steps of one file."""

    def __init__(self, steps: int, office: Office, rng: Random) -> None:
        super().__init__(office, rng)
        self.topics: dict[str, str] = {}
        self._head(steps)

    def _head(self, steps: int) -> None:
        """Welcome, main menu and the shared tails; what remains becomes divisions."""
        self.start("play", "welcome", prompt=self.say("WELCOMES"), then="main")
        main = self.start("menu", "main")
        self._operator(night=self.office.night is not None, goodbye=steps >= 12)
        rest = steps - len(self.steps)
        subjects = self.subjects(max(1, min(5, rest // 6)))
        sizes = self.split(rest, len(subjects), least=3)
        keys: dict[str, Value] = {}
        for i, (subject, size) in enumerate(zip(subjects, sizes, strict=True)):
            keys[str(i + 1)] = {"to": self.area(size, subject), "topics": self._topics(i)}
        self.finish_menu(main, "This is the main menu.", subjects, keys, main=True)

    def _topics(self, index: int) -> list[str]:
        """The topics of an option of the main menu; the fifth has two."""
        ids = list(TOPICS)[index : index + 1] if index < 4 else list(TOPICS)[4:]
        self.topics.update((topic, TOPICS[topic]) for topic in ids)
        return ids

    def _operator(self, night: bool, goodbye: bool) -> None:
        """Where 0 leads: the operators by day, the night desk, and else their mailbox."""
        closed = "operator_night" if night else "operator_messages"
        self.start("hours", "operator", hours="switchboard", open="operator_ring", closed=closed)
        self._operator_ring("operator_ring", "operators")
        if night:
            gate = {"open": "night_ring", "closed": "operator_messages"}
            self.start("hours", "operator_night", hours="overnight", **gate)
            self._operator_ring("night_ring", "night_desk")
        prompt = (
            "Leave your name, number and question. We call back by the end of the next business day. "
            "For the main menu, press star."
        )
        step = self.start("voicemail", "operator_messages", prompt=prompt, **self.promise("operators"))
        step.fields["keys"] = {"*": "main"}
        if goodbye:
            self.goodbye = step.fields["then"] = "goodbye"
            self.start("hangup", "goodbye", prompt="Thank you for calling. Goodbye.", resolves="any")

    def _operator_ring(self, id: str, team: str) -> None:
        self.start("ring", id, who=team, no_answer="operator_messages", **{"for": "25s"})

    def area(self, size: int, subject: str) -> str:
        """An area of exactly so many steps: one department, or a menu of areas with a quick desk first."""
        if size < 32:
            return self.department(size, subject)
        step = self.start("menu", self.new_id("area"))
        count = self.rng.choice((2, 3, 3)) if size < 100 else self.rng.choice((3, 3, 4)) - 1
        subjects = [f"urgent {subject}", *self.subjects(count)]
        quick = self.rng.randint(4, 5)
        sizes = [quick, *self.split(size - 1 - quick, count, least=3)]
        parts = zip(subjects, sizes, strict=True)
        keys = {str(i + 1): self.area(part, name) for i, (name, part) in enumerate(parts)}
        return self.finish_menu(step, self.say("LEADS", subject), subjects, dict(keys))
