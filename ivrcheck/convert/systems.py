"""The phone systems whose own files can be read, in one table; each is imported when it is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from ivrcheck.convert.draft import Draft
from ivrcheck.convert.source import Source

Reader = Callable[[Sequence[Source]], Draft]
"""Makes a menu of one or more files of a system. Raises ``Unreadable`` where they are not what it writes."""


class System(NamedTuple):
    """A phone system. Its module has a function ``read``, a ``Reader``."""

    name: str
    module: str
    sign: re.Pattern[str]
    """What stands in every file of its, and in no other's."""
    includes: bool = False
    """Whether its files name others that belong to them; its module then has a function ``included``."""


_FREESWITCH = (
    r"<(?:menu\s[^>]{0,400}greet-|entry\s[^>]{0,400}action=[\"']menu-|X-PRE-PROCESS\b|"
    r"extension\s[^>]{0,400}name=|action\s[^>]{0,400}application=)"
)
_GENESYS = (
    r"^(?:inboundCall|inQueueCall|outboundCall|secureCall|commonModule|digitalBot|botFlow|inboundChat|inboundEmail|"
    r"inboundShortMessage|inQueueEmail|inQueueShortMessage|surveyInvite|voiceSurvey)\s*:"
)

SYSTEMS = (
    System(
        "Amazon Connect",
        "connect.read",
        # of the newer language, and of the older export; either may be a text inside a text
        re.compile(
            r'"Version\\*"\s*:\s*\\*"2019-10-30'
            r'|"branches\\*"\s*:\s*\[\s*\{\s*\\*"(?:condition|transition)'
        ),
    ),
    System(
        "Asterisk",
        "asterisk",
        re.compile(r"^[ \t]*exten[ \t]*=>?[ \t]*[^\s,]+[ \t]*,", re.MULTILINE),
        True,
    ),
    System("FreeSWITCH", "freeswitch", re.compile(_FREESWITCH)),
    System("Genesys Cloud Architect", "genesys", re.compile(_GENESYS, re.MULTILINE)),
    System("Twilio Studio", "twilio", re.compile(r'"initial_state"\s*:')),
    System("WaveKat Flow", "wavekat", re.compile(r"^schema_version\s*:", re.MULTILINE)),
)
_OURS = re.compile(r"^(?:\{\s*)?[\"']?ivrcheck[\"']?\s*:", re.MULTILINE)
_LOOKED_AT = 1_000_000
"""Characters of a file in which its sign is looked for."""


def system_of(text: str) -> System | None:
    """The phone system a file comes from; None for menu files and for whatever else there is."""
    beginning = text[:_LOOKED_AT]
    if is_ours(beginning):
        return None
    return next((system for system in SYSTEMS if system.sign.search(beginning)), None)


def is_ours(text: str) -> bool:
    """Whether a text has the line that makes it a menu file."""
    return bool(_OURS.search(text[:_LOOKED_AT]))


def included_by(system: System, source: Source) -> list[str]:
    """The names of further files that a file asks for; they lie in the same folder."""
    if not system.includes:
        return []
    found: list[str] = import_module(f"ivrcheck.convert.{system.module}").included(source)
    return found


def reader_of(system: System) -> Reader:
    """The reader of a phone system."""
    reader: Reader = import_module(f"ivrcheck.convert.{system.module}").read
    return reader
