"""What happened in a call, one thing after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["says", "rings", "holds", "tone", "waits", "presses", "happens"]
"""``says`` to ``tone`` are heard; ``waits``: silence; ``presses``: the caller; ``happens``: not heard."""

HEARD = ("says", "rings", "holds", "tone")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing in a call. ``at`` and ``seconds`` count from the moment the call is answered."""

    at: float
    seconds: float
    kind: Kind
    text: str
    """The words said, who is rung or held for, the keys pressed, or a sentence about what happens."""
    step: str
    file: str = ""
    """The file of another phone system the call has gone on to; empty in the one that was called."""
    cut_short: bool = False
    """Whether a key of the caller stopped it."""

    @property
    def line(self) -> str:
        """The event as a line of a transcript."""
        clock = f"{int(self.at) // 60}:{int(self.at) % 60:02}"
        return f"{clock:>5}  {self.words}"

    @property
    def words(self) -> str:
        """The event in words."""
        if self.kind == "says":
            said = f"{self.text} –" if self.cut_short else self.text
            return said if self.text.startswith("(") else f"“{said}”"
        length = f"{self.seconds:g} s"
        return {
            "rings": f"It rings{_at(self.text)} ({length}).",
            "holds": f"The caller holds for {self.text} ({length})." if self.seconds else "The caller holds.",
            "tone": "A tone. The caller leaves a message.",
            "waits": f"Nobody says or presses anything ({length}).",
            "presses": f"The caller presses {self.text}." if self.text else "The caller presses keys.",
        }.get(self.kind, self.text)


def _at(text: str) -> str:
    return f" at {text}" if text else ""
