"""Small originals of phone systems, one folder a system, each with what importing it gives.

``tests/convert/<system>/<name>.<ending>`` is an original. Beside it lie the menu that is written of it
(``<name>.menu.txt``), the report of the import (``<name>.report.txt``) and, for some, the file that supplies
people and hours (``<name>.ivrcheck.yaml``). Files named ``with-*`` belong to the one that includes them.
"""

from __future__ import annotations

import os
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ivrcheck.convert.read import Converted, convert, loaded_of
from ivrcheck.convert.written import written
from ivrcheck.menu.files import BESIDE
from ivrcheck.report.imported import render_imported

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
START = date(2026, 11, 23)
_ENDINGS = (".menu.txt", ".report.txt", BESIDE)


@dataclass(frozen=True, slots=True)
class Case:
    """One original."""

    path: Path

    @property
    def system(self) -> str:
        return self.path.parent.name

    def golden(self, what: str) -> Path:
        """Where the ``menu`` or the ``report`` is written down."""
        return self.path.with_name(f"{self.path.name.split('.')[0]}.{what}.txt")

    def __str__(self) -> str:
        return f"{self.system}/{self.path.name}"


def cases(system: str = "*") -> list[Case]:
    """All originals, or those of one system."""
    folders = sorted(path for path in HERE.glob(system) if path.is_dir() and not path.name.startswith("__"))
    return [
        Case(path)
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.endswith((*_ENDINGS, ".py")) and not path.name.startswith("with-")
    ]


def made_of(path: Path) -> Converted:
    """What an original is read as, with file names as from its own folder."""
    with chdir(path.parent):
        return convert([Path(path.name)])


def texts_of(path: Path) -> dict[str, str]:
    """The menu and the report, as ``ivrcheck import`` gives them."""
    made = made_of(path)
    todo = len(loaded_of(made).todo)
    # reading fills in what is TODO, so the menu is written from a fresh draft
    return {"menu": written(made_of(path).draft, "Imported."), "report": render_imported(made, todo)}


def corpora() -> Path | None:
    """The folder of real exports that nobody here wrote, where there is one."""
    named = os.environ.get("IVRCHECK_CORPORA")
    where = Path(named) if named else ROOT.parent / "shared" / "corpora"
    return where if where.is_dir() else None


def exports() -> list[Path]:
    """The real exports."""
    where = corpora()
    return (
        [path for path in sorted(where.rglob("*")) if path.is_file() and path.name != "README.md"]
        if where
        else []
    )
