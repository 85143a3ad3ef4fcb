"""Moves: who does what at a node of a call, and how a call can end."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import NamedTuple


class Outcome(IntEnum):
    """How a call ends. The node of an outcome in the graph is its negative number."""

    PERSON = -1
    MESSAGE = -2
    CALLBACK = -3
    RESOLVED = -4
    HANDED_OVER = -5
    UNOWNED_MESSAGE = -6
    CUT_OFF = -7
    ENDLESS = -8
    GAVE_UP = -9

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def served(self) -> bool:
        """Whether the caller got what a caller wants: a person, a way to be called back, or the answer."""
        return self >= Outcome.HANDED_OVER


SERVED = tuple(outcome for outcome in Outcome if outcome.served)


class Party(Enum):
    """Who makes a move. Exactly one party moves at each node."""

    CALLER = "caller"
    CLOCK = "clock"
    OFFICE = "office"
    NOBODY = "nobody"


class Deed(Enum):
    """What is done or happens in a move."""

    KEY = "key"
    SILENCE = "silence"
    WRONG = "wrong"
    HANG_UP = "hang up"
    HOLD = "hold"
    MESSAGE = "message"
    BOOK = "book"
    DECLINE = "decline"
    TYPE = "type"
    DIAL = "dial"
    OPEN = "open"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    ON_DUTY = "on duty"
    OFF_DUTY = "off duty"
    ANSWER = "answer"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    FULL = "full"
    ROOM = "room"
    TIMEOUT = "timeout"
    FOREVER = "forever"
    LOOKUP = "lookup"
    ERROR = "error"
    AGAIN = "again"
    ONWARD = "onward"
    PLAY = "play"
    SWITCH = "switch"
    END = "end"
    LINK = "link"
    """A transfer reaches a phone system that is checked too."""
    ELSEWHERE = "elsewhere"
    """That system does with the call what is worst for the caller."""

    __hash__ = object.__hash__  # moves are looked up by their deeds: an enum's own hash is slow


class Move(NamedTuple):
    """One move of a call. ``periods`` is the bit set of the periods in which it exists."""

    source: int
    target: int
    party: Party
    deed: Deed
    detail: str
    """The key pressed, the person dialled, the answer of a lookup; empty where there is nothing to add."""
    periods: int
    given: bool = True
    """Whether the file names this destination. A move without one cuts the call off."""
