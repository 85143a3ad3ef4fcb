"""What can be dialled at a step: its keys, and the extensions and names of those who can be rung there.

A keypad knows codes only. What a code leads to is a move of the graph, named here by its deed and detail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ivrcheck.callgraph.move import Deed
from ivrcheck.menu.kinds import AnyStep, Collect, Directory, Menu
from ivrcheck.menu.model import PhoneSystem

KEYPAD = "0123456789*#"
PAUSE = 2.0
"""Seconds a system waits for more digits, before it takes a code that begins another, or calls one wrong."""

LETTERS = 3
"""How many letters of a name are spelled on the keypad."""

_ON_KEYS = ("", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEYS = {letter: str(key) for key, letters in enumerate(_ON_KEYS) for letter in letters}
Way = tuple[Deed, str]
"""The deed of a move and its detail."""


class Read(NamedTuple):
    """What a system makes of keys that are pressed without a pause."""

    way: Way | None
    """What they mean; None: nothing, they are wrong."""
    used: int
    """How many of them were taken; what is typed ahead is lost."""
    paused: bool
    """Whether the system first waited for more."""


class Keypad:
    """The codes of one step."""

    def __init__(self, codes: Mapping[str, Way]) -> None:
        self.codes = codes
        self.begun = frozenset(code[:length] for code in codes for length in range(1, len(code)))
        """What codes begin with."""

    def read(self, pressed: str) -> Read:
        """What some keys mean. A code that begins no other is taken at once."""
        for length in range(1, len(pressed) + 1):
            code = pressed[:length]
            if code in self.begun:
                continue
            if code in self.codes:
                return Read(self.codes[code], length, False)
            return Read(None, len(pressed), True)
        return Read(self.codes.get(pressed), len(pressed), True)


def wrong_key(menu: PhoneSystem, step: AnyStep) -> str | None:
    """A key that is none of a step's: of a menu the lowest, else ``*``. None where all of them are."""
    codes = keypad(menu, step)
    order = KEYPAD if isinstance(step, Menu) else "*#" + KEYPAD
    return next((key for key in order if codes.read(key).way is None), None)


def typed(body: Collect, digits: str = "1234567890") -> str:
    """As few digits as a step asks for, and the key that ends them where that is needed."""
    usable = "".join(digit for digit in digits if digit != body.finish) or digits
    number = (usable * body.digits.fewest)[: body.digits.fewest]
    return number + (body.finish if body.digits.most > body.digits.fewest else "")


def keypad(menu: PhoneSystem, step: AnyStep) -> Keypad:
    """The keypad of a step. Keys win over extensions, extensions over names."""
    codes: dict[str, Way] = {key: (Deed.KEY, key) for key in getattr(step, "keys", None) or ()}
    if isinstance(step, Directory) and step.operator:
        codes["0"] = (Deed.KEY, "0")
    who = dialled_at(step)
    for id in who:
        for code in _extensions(menu, id):
            codes.setdefault(code, (Deed.DIAL, id))
    for id in who if isinstance(step, Directory) else ():
        for code in _spelled(menu, id):
            codes.setdefault(code, (Deed.DIAL, id))
    return Keypad(codes)


def dialled_at(step: AnyStep) -> tuple[str, ...]:
    """The people and teams that can be dialled at a step."""
    if isinstance(step, Directory):
        return step.who
    return step.extensions if isinstance(step, Menu) else ()


def presses(menu: PhoneSystem, who: str) -> int:
    """How many keys it takes to dial a person or a team: an extension, or else letters of a name."""
    return min(map(len, _extensions(menu, who)), default=LETTERS)


def _extensions(menu: PhoneSystem, who: str) -> Iterator[str]:
    """The extensions a person or the members of a team have, as far as they can be dialled."""
    for member in menu.teams[who].members if who in menu.teams else (who,):
        person = menu.people.get(member)
        if person and person.extension and person.extension.isdecimal():
            yield person.extension


def _spelled(menu: PhoneSystem, who: str) -> Iterator[str]:
    """The beginnings of a person's last and first name, or of a team's id, on the keypad."""
    words = menu.people[who].name.split() if who in menu.people else who.split("_")
    for word in reversed(words):
        code = "".join(_KEYS.get(letter, "") for letter in word.lower())[:LETTERS]
        if len(code) == LETTERS:
            yield code
