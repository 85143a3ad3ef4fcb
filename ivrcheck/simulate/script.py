"""Calls that are written down: ``2 wait 0``, or, without end, ``2 repeat 0``."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ivrcheck.analysis.script import HANG_UP, REPEAT, WAIT
from ivrcheck.callgraph.keypad import KEYPAD
from ivrcheck.menu.near import did_you_mean
from ivrcheck.menu.scalars import KEY_NAMES
from ivrcheck.simulate.call import Call
from ivrcheck.simulate.wrong import CannotCall

_SAME = {"w": WAIT, "hold": WAIT, "hang-up": HANG_UP, "h": HANG_UP, **KEY_NAMES}


def read_keys(text: str) -> tuple[str, ...]:
    """What a caller does, one word after the other: keys, ``wait`` or ``hangup``.

    What follows after ``repeat`` is done over and over. Raises ``CannotCall``.
    """
    words = text.replace(",", " ").lower().replace("hang up", HANG_UP).split()
    known = tuple(_known(word) for word in words)
    if known.count(REPEAT) > 1:
        raise CannotCall("Say “repeat” once: all that follows is done over and over.")
    if known[-1:] == (REPEAT,):
        raise CannotCall("Say after “repeat” what is done over and over, as in “2 repeat 0”.")
    return known


def _known(word: str) -> str:
    meant = _SAME.get(word, word)
    if meant in (WAIT, HANG_UP, REPEAT) or all(key in KEYPAD for key in meant):
        return meant
    hint = did_you_mean(word, (WAIT, HANG_UP, REPEAT, *KEY_NAMES))
    raise CannotCall(
        f"“{word}” is not on a telephone. {hint or 'Press 0 to 9, * or #; or “wait”, or “hangup”.'}"
    )


def play(call: Call, words: Sequence[str]) -> Call:
    """Do what is written down, and then nothing any more until the call ends.

    Raises ``CannotCall`` where something is left over after its end.
    """
    once = words.index(REPEAT) if REPEAT in words else len(words)
    for number in range(once):
        if call.outcome is not None:
            _left_over(call, words, number)
        _do(call, words[number])
    if once < len(words):
        if call.outcome is not None:
            _left_over(call, words, once)
        _repeat(call, words[once + 1 :])
    return call.finish()


def _repeat(call: Call, words: Sequence[str]) -> None:
    """Do the same over and over, until the call ends or comes to where it was just so before."""
    been: dict[Hashable, int] = {}
    while call.outcome is None:
        here, made = call.whereabouts(), len(call.moves)
        if here in been:
            if made > been[here]:  # else these keys do nothing there
                call.goes_on_for_ever()
            return
        been[here] = made
        for word in words:
            if call.outcome is None:
                _do(call, word)


def _do(call: Call, word: str) -> None:
    if word == WAIT:
        call.wait()
    elif word == HANG_UP:
        call.hang_up()
    else:
        call.press(word)


def _left_over(call: Call, words: Sequence[str], number: int) -> None:
    assert call.outcome is not None
    left, before = " ".join(words[number:]), f" after “{' '.join(words[:number])}”" if number else ""
    raise CannotCall(f"The call was over{before} ({call.outcome.word}); “{left}” is left over.")
