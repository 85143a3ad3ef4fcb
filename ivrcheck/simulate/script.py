"""Calls that are written down: ``2 wait 0``."""

from __future__ import annotations

from collections.abc import Sequence

from ivrcheck.analysis.callers import KEYPAD
from ivrcheck.menu.near import did_you_mean
from ivrcheck.menu.scalars import KEY_NAMES
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.wrong import CannotCall

WAIT, HANG_UP = "wait", "hangup"
_SAME = {"w": WAIT, "hold": WAIT, "hang-up": HANG_UP, "h": HANG_UP, **KEY_NAMES}


def read_keys(text: str) -> tuple[str, ...]:
    """What a caller does, one word after the other: keys, ``wait`` or ``hangup``. Raises ``CannotCall``."""
    words = text.replace(",", " ").lower().replace("hang up", HANG_UP).split()
    return tuple(_known(word) for word in words)


def _known(word: str) -> str:
    meant = _SAME.get(word, word)
    if meant in (WAIT, HANG_UP) or all(key in KEYPAD for key in meant):
        return meant
    hint = did_you_mean(word, (WAIT, HANG_UP, *KEY_NAMES))
    raise CannotCall(
        f"“{word}” is not on a telephone. {hint or 'Press 0 to 9, * or #; or “wait”, or “hangup”.'}"
    )


def play(call: Call, words: Sequence[str]) -> Call:
    """Do what is written down, and then nothing any more until the call ends.

    Raises ``CannotCall`` where something is left over after its end.
    """
    for number, word in enumerate(words):
        if call.outcome is not None:
            left, before = " ".join(words[number:]), f" after “{' '.join(words[:number])}”" if number else ""
            raise CannotCall(f"The call was over{before} ({call.outcome.word}); “{left}” is left over.")
        if word == WAIT:
            call.wait()
        elif word == HANG_UP:
            call.hang_up()
        else:
            call.press(word)
    return call.finish()
