"""The phone systems a menu can be written for: one module each, named here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from ivrcheck.callgraph.graph import CallGraph
from ivrcheck.config import Pace
from ivrcheck.convert.exported import Exported


@dataclass(frozen=True, slots=True)
class Target:
    """A phone system: what people call it, and the module whose ``export`` writes for it."""

    name: str
    module: str
    marks: tuple[str, ...]
    """What stands in the first line of files written for it; others of the same names are somebody else's."""

    def export(self, graph: CallGraph, stem: str, pace: Pace) -> Exported:
        """Write a menu for it. ``stem``: what the menu is called, to keep several on one switch apart."""
        made: Exported = import_module(self.module).export(graph, stem, pace)
        return made


TARGETS = {
    "asterisk": Target(
        "Asterisk",
        "ivrcheck.convert.asterisk_out.write",
        ("; Written by ivrcheck", "file,language,text,seconds"),
    ),
    "freeswitch": Target(
        "FreeSWITCH",
        "ivrcheck.convert.freeswitch_out.write",
        ("<!-- Written by ivrcheck", "file,language,text,seconds"),
    ),
    "twilio": Target(
        "Twilio Studio",
        "ivrcheck.convert.twilio_out.write",
        ("(written by ivrcheck)", "// Written by ivrcheck"),
    ),
}
"""By the word for it on the command line."""
