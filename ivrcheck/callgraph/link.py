"""Transfers that lead to a phone system which is checked too: the file's own, or another one of the run.

A call that comes to another system is not followed step by step here: its own check does that. What counts
for the caller is what that call is worth (can a person be reached there, is the caller safe there), and this
is one clock move and one answer of the other office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ivrcheck.callgraph.move import Deed, Outcome

Ways = tuple[tuple[Deed, Outcome], ...]
"""What the other office can do, and how the call then ends."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a transfer leads. The bit sets say in which periods a call to that number is worth what."""

    number: str
    """The entry, as its own file writes it."""
    name: str = ""
    file: str = ""
    """The other file; empty where the number is one of this file's own."""
    person: int = 0
    served: int = 0
    safe: int = 0

    @property
    def is_own(self) -> bool:
        return not self.file

    def cases(self, always: int) -> Iterator[tuple[int, Ways]]:
        """When the other office can do what. The sets of periods share none and make up all."""
        person, safe, served = self.person & always, self.safe & always, self.served & always
        yield person & safe, (_ANSWERS, (Deed.ELSEWHERE, Outcome.HANDED_OVER))
        yield person & ~safe, (_ANSWERS, _SENDS_ON)
        yield safe & ~person, (_SERVES,)
        yield served & ~safe & ~person, (_SERVES, _SENDS_ON)
        yield always & ~(person | safe | served), (_SENDS_ON,)


_ANSWERS = (Deed.ANSWER, Outcome.PERSON)
_SERVES = (Deed.ANSWER, Outcome.HANDED_OVER)
_SENDS_ON = (Deed.ELSEWHERE, Outcome.ENDLESS)
