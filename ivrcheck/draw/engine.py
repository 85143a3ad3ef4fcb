"""The programs that lay diagrams out: graphviz-pure, which comes with a package, or the system's dot."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from ivrcheck.draw.sketch import CannotDraw

if TYPE_CHECKING:
    from graphviz import Digraph

PURE, DOT = "graphviz-pure", "dot"
ENGINES = (PURE, DOT)
_GET_PURE = "Install it with: pip install graphviz-pure"
_GET_DOT = "Install Graphviz (on Debian and Ubuntu: apt install graphviz; elsewhere: graphviz.org/download)"


def engine(name: str | None = None) -> tuple[str, Path]:
    """An engine by its name, or the first there is, and where it lies. Raises ``CannotDraw``."""
    for one in (name,) if name else ENGINES:
        if path := find(one):
            return one, path
    if name == DOT:
        raise CannotDraw(f"The program “dot” is not on this computer. {_GET_DOT}.")
    or_dot = "" if name else ", or install Graphviz (graphviz.org/download)"
    raise CannotDraw(f"To draw, ivrcheck needs the program “graphviz-pure”. {_GET_PURE}{or_dot}.")


def find(name: str) -> Path | None:
    """Where an engine lies: graphviz-pure beside the Python that runs, wherever that is; dot on the PATH."""
    if name != PURE:
        found = which(name)
        return Path(found) if found else None
    file = PURE + (".exe" if os.name == "nt" else "")
    return next((folder / file for folder in _folders() if (folder / file).is_file()), None)


def _folders() -> list[Path]:
    """Where packages put their programs."""
    beside = Path(sys.executable).parent
    if (beside / PURE).exists():
        return [beside]
    import sysconfig

    schemes = (sysconfig.get_default_scheme(), sysconfig.get_preferred_scheme("user"))
    return [beside, *(Path(sysconfig.get_path("scripts", scheme)) for scheme in schemes)]


def lay_out(graph: Digraph, path: Path, kind: str) -> bytes:
    """What an engine makes of a graph: ``svg``, ``png`` or ``pdf``. Raises ``CannotDraw``."""
    from graphviz import CalledProcessError, ExecutableNotFound
    from graphviz.backend import dot_command

    before, dot_command.DOT_BINARY = dot_command.DOT_BINARY, path
    try:  # quiet: engines complain about the width of letters that they do not know
        drawn: bytes = graph.pipe(format=kind, quiet=True)
        return drawn
    except (CalledProcessError, ExecutableNotFound, OSError) as error:
        reason = f"it ended with {error.returncode}" if isinstance(error, CalledProcessError) else "no start"
        raise CannotDraw(f"The program {path.name} could not draw this menu ({reason}).") from None
    finally:
        dot_command.DOT_BINARY = before
