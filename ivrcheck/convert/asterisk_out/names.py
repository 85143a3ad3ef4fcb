"""What things of a menu are called on the switch."""

from __future__ import annotations

import re

from ivrcheck.convert.asterisk_out.dialplan import short

_DIALLED = re.compile(r"[^0-9+*#]")
_PHONE = re.compile(r"[A-Za-z0-9_.+*#-]{1,40}")


class Names:
    """Names on the switch, which several menus can share: each has what its file is called in them.

    What a step is called has a hyphen before it, what is ours a dot: no step can take the place of it.
    """

    def __init__(self, stem: str) -> None:
        self.slug = re.sub(r"[^a-z0-9_]+", "_", stem.lower()).strip("_")[:24] or "menu"
        self.base = f"ivrcheck-{self.slug}"

    def step(self, step: str) -> str:
        """The context (or queue) of a step."""
        return short(f"{self.base}-{step}")

    def own(self, what: str) -> str:
        """A context that belongs to no step."""
        return f"{self.base}.{what}"

    def setting(self, what: str, id: str = "") -> str:
        """The global variable by which an administrator says otherwise."""
        return f"{what}_{self.slug}_{id}" if id else f"{what}_{self.slug}"


def variable(what: str, id: str) -> str:
    """The channel variable that keeps something in a call."""
    return f"IVR_{what}_{id}"


def dialled(number: str) -> str:
    """A number as it is dialled: digits, and what else a telephone has."""
    return _DIALLED.sub("", number)


def telephone(extension: str) -> str:
    """An extension as a device is named after it; empty where it has other signs than devices have."""
    word = extension.strip()
    return word if _PHONE.fullmatch(word) else ""
