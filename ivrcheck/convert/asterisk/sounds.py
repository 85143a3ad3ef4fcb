"""What applications of a dialplan say: names of sound files, and words put together at run time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ivrcheck.convert.asterisk.express import UNKNOWN
from ivrcheck.convert.asterisk.plan import Line
from ivrcheck.convert.asterisk.state import State, argument, arguments

if TYPE_CHECKING:
    from ivrcheck.convert.asterisk.explore import Explorer

_SPOKEN = {
    "saydigits": "digits", "saynumber": "number", "sayalpha": "letters", "sayphonetic": "letters",
    "sayunixtime": "time", "datetime": "time", "saycounteddnoun": "number", "saymoney": "amount",
    "sayalphacase": "letters", "saydate": "date",
}  # fmt: skip
SAID = {
    "playback",
    "controlplayback",
    "festival",
    "flite",
    "picotts",
    "swift",
    "espeak",
    "mp3player",
    *_SPOKEN,
}
_WORDS = {"festival", "flite", "picotts", "swift", "espeak"}
_VARIABLE = re.compile(r"\$\{([^{}]*)\}")
_LONGEST = 200


def sounds(explorer: Explorer, line: Line, state: State) -> tuple[str, ...]:
    """The sounds that a line plays, one after the other."""
    given = arguments(line.args)
    first = argument(given, 0)
    if line.app in _SPOKEN:
        return (f"({_SPOKEN[line.app]}: {_shown(explorer, first, state)})"[:_LONGEST],)
    names = _shown(explorer, first, state)
    if line.app in _WORDS:
        return (names[:_LONGEST],) if names.strip() else ()
    return tuple(name.strip()[:_LONGEST] for name in names.split("&") if name.strip())


def _shown(explorer: Explorer, text: str, state: State) -> str:
    """A text with what is not known in angle quotes."""
    whole = explorer.value(text, state)
    if UNKNOWN not in whole:
        return whole
    shown = _VARIABLE.sub(lambda match: f"‹{match[1]}›", text)
    return _VARIABLE.sub(lambda match: f"‹{match[1]}›", shown).replace("$", "").replace(UNKNOWN, "…")


def short(heard: tuple[str, ...]) -> str:
    """What to call an announcement: the name of its first sound, without its folder."""
    return heard[0].partition("\0")[0].rpartition("/")[2] if heard else "announcement"
