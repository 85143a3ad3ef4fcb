"""What a diagram is made of: boxes, arrows and groups, before anybody has decided where they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ivrcheck.callgraph.move import Move
from ivrcheck.finding import Unchecked


class CannotDraw(Unchecked):
    """A picture that cannot be made. The text is one plain sentence that says what to do."""


class Mark(Enum):
    """What is to be seen at a glance about a box."""

    NONE = "none"
    TRAPPED = "trapped"
    WARNED = "warned"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class Box:
    """A step, an ending of calls behind one, or a number that is dialled."""

    id: str
    """The id of the step; ``step.person`` for an ending behind it, ``entry.1`` for the first number."""
    kind: str
    """The kind of step; ``entry``, ``served``, ``lost``, ``jump`` or ``more`` for what is none."""
    name: str
    lines: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    """The codes of the findings about it."""
    mark: Mark = Mark.NONE
    told: str = ""
    """Everything about it in words, for those who do not see the picture."""
    lit: bool = False
    """Whether the way that is shown leads over it."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """That calls can go on from one box to another."""

    source: str
    target: str
    words: tuple[str, ...]
    """What has to happen: the keys, ``no answer`` …"""
    lost: bool = False
    """Whether the file says nothing about it, so that the caller is cut off."""
    grey: bool = False
    """Whether no call ever goes there."""
    after: bool = False
    """Whether it is only heard after a message."""
    lit: bool = False
    meant: str = ""
    """The step it leads to, where only a sign that names this step is drawn."""

    @property
    def id(self) -> str:
        return f"{self.source}.to.{self.meant or self.target}"


@dataclass(frozen=True, slots=True)
class Group:
    """The boxes behind one option of the first menu."""

    name: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A whole diagram."""

    title: str
    caption: str
    """Which moment or call is shown; empty for everything."""
    told: str
    """The diagram in words."""
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    groups: Sequence[Group] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One call: the number that is dialled, and the moves it takes."""

    number: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What of a menu is shown."""

    periods: int | None = None
    """Only what exists in one of these periods; None: everything, also what no call ever comes to."""
    caption: str = ""
    ways: Sequence[Way] = ()
    """The calls to highlight."""
    first: str = ""
    """The step at which the diagram begins; empty: at the numbers."""
    depth: int | None = None
    """How many steps behind the first are shown; None: all."""
    most: int = 500
    """A diagram of more steps than that is refused."""
