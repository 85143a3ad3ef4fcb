"""Dialplan as a tree: contexts, extensions, lines. Here is where it becomes text, and nowhere else.

What a menu file says in words (names, prompts, labels, answers) only ever stands in a comment, and there in
signs that cannot end it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b

_LONGEST_NAME = 79
"""What Asterisk keeps of the name of a context, a queue or an extension."""
_LONGEST_NOTE = 100
_UNSAFE = re.compile(r"[^\w .,:!?'’“”()/+–@*#%&=-]|[\x00-\x1f]", re.ASCII)


def plain(text: str, longest: int = _LONGEST_NOTE) -> str:
    """A text on one line, in letters of any script and signs that mean nothing in a configuration file."""
    kept = "".join(one if one.isalpha() or not _UNSAFE.match(one) else " " for one in " ".join(text.split()))
    kept = re.sub(r"-{2,}", "-", " ".join(kept.split()))
    return kept if len(kept) <= longest else f"{kept[: longest - 1].rstrip()}…"


def short(name: str) -> str:
    """A name that Asterisk keeps all of; of a longer one the beginning, and a sign of what is cut off."""
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}.{blake2b(name.encode(), digest_size=4).hexdigest()}"


@dataclass
class Extension:
    """One extension, line by line."""

    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    """Label, application with its arguments, and a note."""

    def add(self, application: str, label: str = "", note: str = "") -> Extension:
        """One more line."""
        self.lines.append((label, application, note))
        return self

    def text(self) -> str:
        """The extension as a file has it."""
        found = []
        for number, (label, application, note) in enumerate(self.lines):
            head = f" same => n({label})" if label else " same => n"
            head = head if number else f"exten => {self.name},1"
            found.append(f"{head},{application}{f' ; {plain(note)}' if note else ''}\n")
        return "".join(found)


@dataclass
class Context:
    """One context: what it is for, and its extensions."""

    name: str
    notes: tuple[str, ...] = ()
    extensions: dict[str, Extension] = field(default_factory=dict)

    def exten(self, name: str) -> Extension:
        """An extension of this name; a new one where there is none yet."""
        return self.extensions.setdefault(name, Extension(name))

    def text(self) -> str:
        """The context as a file has it."""
        notes = "".join(f"; {plain(note)}\n" for note in self.notes if plain(note))
        return f"[{self.name}]\n{notes}{''.join(one.text() for one in self.extensions.values())}"
