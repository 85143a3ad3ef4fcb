"""How the switch is set up for tests: only the modules that are used, none that listens to a network."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

MODULES = (
    "res_timing_timerfd", "pbx_config", "res_clioriginate", "res_musiconhold", "format_sln", "format_wav",
    "app_playback", "app_dial", "app_queue", "app_read", "app_stack", "app_senddtmf", "app_voicemail",
    "app_exec", "func_strings", "func_logic", "func_channel", "func_timeout", "func_db", "func_cut",
    "func_callerid", "func_vmcount", "bridge_simple", "bridge_builtin_features",
)  # fmt: skip
_DIRECTORIES = {
    "astetcdir": "etc", "astvarlibdir": "var", "astdbdir": "var", "astkeydir": "var", "astdatadir": "data",
    "astagidir": "var", "astspooldir": "spool", "astrundir": "run", "astlogdir": "log",
}  # fmt: skip
_LOG = """\
[general]
dateformat=%s.%3q
logger_queue_limit=1000000
[logfiles]
full => warning,error,verbose(3)
"""
"""Every line counts: a short queue would drop some when there is much to tell."""
_TONES = """\
[general]
country=us
[us]
description=US
ringcadence=2000,4000
ring=440+480/2000,0/4000
busy=480+620/500,0/500
congestion=480+620/250,0/250
"""
_SYSTEM_SOUNDS = ("beep", "auth-thankyou", "silence/1")
SILENCE = bytes(2 * 5600)
"""0.7 seconds of it, in the 8,000 samples of 2 bytes a second that a telephone has."""


def write_settings(
    root: Path, inside: str, files: Mapping[str, str], sounds: set[str], more: Sequence[str] = ()
) -> None:
    """Everything the switch reads, below ``root``, which it sees itself as ``inside``.

    ``files``: what is written for this run, by name; ``sounds``: the recordings it needs; ``more``:
    modules beside the usual ones.
    """
    for name in ("etc", "var", "data/sounds", "spool/voicemail", "run", "log"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "data" / "documentation").symlink_to("/usr/share/asterisk/documentation")
    where = "".join(f"{name} => {inside}/{place}\n" for name, place in _DIRECTORIES.items())
    where += "astmoddir => /usr/lib/asterisk/modules\nastsbindir => /usr/sbin\n"
    everything = {
        "asterisk.conf": f"[directories]\n{where}[options]\nverbose=3\ndocumentation_language=en_US\n",
        "modules.conf": "[modules]\nautoload=no\n"
        + "".join(f"load={name}.so\n" for name in (*MODULES, *more)),
        "logger.conf": _LOG,
        "musiconhold.conf": f"[default]\nmode=files\ndirectory={inside}/data/sounds/silence\n",
        "indications.conf": _TONES,
        **files,
    }
    for name, text in everything.items():
        (root / "etc" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "etc" / name).write_text(text, encoding="utf-8")
    for name in (*_SYSTEM_SOUNDS, *sounds):
        path = root / "data" / "sounds" / f"{name}.sln"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SILENCE if name in sounds else SILENCE[:1600])


def remove(root: Path) -> None:
    """Take all of it away again."""
    shutil.rmtree(root, ignore_errors=True)
