"""Makes the faults, checks each mutant, and judges it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from ivrcheck.finding import Severity
from tests.mutation import in_calls, in_menus, in_office
from tests.mutation.harm import Played
from tests.mutation.menus import Menu, findings
from tests.mutation.operator import Operator, Sites

OPERATORS = (*in_menus.OPERATORS, *in_calls.OPERATORS, *in_office.OPERATORS)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mutant: what it is, whether callers are worse off, and what the check says."""

    operator: str
    menu: str
    site: str
    harmful: bool
    errors: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def headlines(self) -> int:
        """How many findings are shown, at error or warning level."""
        return len(self.errors) + len(self.warnings)

    def __str__(self) -> str:
        said = ", ".join((*self.errors, *self.warnings)) or "nothing"
        return (
            f"{self.operator}: {self.menu}, {self.site}: {'harmful' if self.harmful else 'harmless'}, {said}"
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """One menu: what a check of it says as it is, and its mutants."""

    menu: str
    false_alarms: tuple[str, ...]
    verdicts: tuple[Verdict, ...] = ()


def measure(name: str, menu: Menu, most: int) -> Measured:
    """Make each fault in a menu at up to so many places. No faults are made in a menu that is not clean."""
    with TemporaryDirectory(prefix="ivrcheck-mutants-") as folder:
        alarms = tuple(one.code for one in findings(menu, Path(folder)))
        if alarms:
            return Measured(name, alarms)
        original = Played(menu)
        return Measured(name, (), tuple(_verdicts(name, original, most, Path(folder))))


def _verdicts(name: str, original: Played, most: int, folder: Path) -> Iterator[Verdict]:
    for operator in OPERATORS:
        for site, mutant in _mutants(operator.sites, original.menu, most, Random(f"{name}/{operator.name}")):
            yield _verdict(operator, name, site, original, mutant, folder)


def _mutants(sites: Sites, menu: Menu, most: int, rng: Random) -> Iterator[tuple[str, Menu]]:
    found = list(sites(menu))
    for site, edit in rng.sample(found, min(most, len(found))):
        mutant = deepcopy(menu)
        edit(mutant)
        yield site, mutant


def _verdict(
    operator: Operator, name: str, site: str, original: Played, mutant: Menu, folder: Path
) -> Verdict:
    found = findings(mutant, folder)
    return Verdict(
        operator.name,
        name,
        site,
        operator.harm(original, Played(mutant)),
        tuple(one.code for one in found if one.severity is Severity.ERROR),
        tuple(one.code for one in found if one.severity is Severity.WARNING),
    )
