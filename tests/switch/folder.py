"""A folder with a whole Asterisk in it: Debian's own package, without installing it on the machine.

It is made once, outside the repository, where ``IVRCHECK_SWITCH_DIR`` says (else in the user's cache).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

SUITE = "bullseye"
"""Debian 11, whose package is Asterisk 16."""
PACKAGES = "asterisk,asterisk-voicemail"
_DONE = ".complete"
_USUAL_MIRROR = "http://deb.debian.org/debian"


def folder() -> Path:
    """Where the switch lives."""
    said = os.environ.get("IVRCHECK_SWITCH_DIR")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(said) if said else cache / "ivrcheck" / "switch"


def is_made() -> bool:
    """Whether the switch is there already."""
    return (folder() / _DONE).is_file()


def why_not() -> str:
    """Why no switch can be used here; empty where one can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "only root can run another Debian in a folder (chroot)"
    if not is_made() and not (shutil.which("debootstrap") or shutil.which("apt-get")):
        return "there is no debootstrap, and no apt-get to install it with"
    return ""


def mirror() -> str:
    """The Debian mirror this machine is set to use."""
    lists = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for path in lists:
        for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
            words = line.split()
            if words[:1] in (["deb"], ["URIs:"]) and any(
                word.rstrip("/").endswith("/debian") for word in words
            ):
                return next(word for word in words if word.rstrip("/").endswith("/debian")).rstrip("/")
    return _USUAL_MIRROR


def make() -> Path:
    """Make the folder if it is not there yet. Raises ``CalledProcessError`` where it cannot be made."""
    place = folder()
    if is_made():
        return place
    if shutil.which("debootstrap") is None:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "debootstrap"], check=True, stdout=subprocess.DEVNULL
        )
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(place), mirror()]
    subprocess.run(["nice", *command], check=True, stdout=subprocess.DEVNULL)
    (place / _DONE).touch()
    return place
