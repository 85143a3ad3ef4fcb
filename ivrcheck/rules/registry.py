"""Finds the rules: every module of this package that has a ``CODE`` is one."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

import ivrcheck.rules
from ivrcheck.analysis.facts import Facts
from ivrcheck.finding import Severity
from ivrcheck.rules.hit import Hit

Find = Callable[[Facts], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``depth``: 0 finds causes, larger numbers find what follows from them."""

    code: str
    name: str
    severity: Severity
    depth: int
    summary: str
    text: str
    """The whole of its documentation."""
    find: Find | None
    """None for the rules about the file itself, which reading applies."""
    profile: str | None = None
    """The profile it belongs to: it runs only where that is named."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, by code."""
    names = (module.name for module in pkgutil.iter_modules(ivrcheck.rules.__path__))
    modules = (import_module(f"ivrcheck.rules.{name}") for name in names)
    return tuple(sorted(map(_rule, filter(_is_rule, modules)), key=lambda rule: rule.code))


def _is_rule(module: Any) -> bool:
    return hasattr(module, "CODE")


def _rule(module: Any) -> Rule:
    text = inspect.cleandoc(module.__doc__)
    name = module.__name__.rpartition(".")[2].replace("_", "-")
    summary = text.partition("\n\n")[0].replace("\n", " ")
    depth, find = getattr(module, "DEPTH", 5), getattr(module, "find", None)
    profile = getattr(module, "PROFILE", None)
    return Rule(module.CODE, name, module.LEVEL, depth, summary, text, find, profile)


def rule_named(word: str) -> Rule | None:
    """The rule with a code or a name; capitals do not matter."""
    wanted = word.strip().lower().replace("_", "-")
    return next((rule for rule in all_rules() if wanted in (rule.code.lower(), rule.name)), None)


@cache
def known_words() -> frozenset[str]:
    """What rules may be chosen by, in small letters: codes, their beginnings (``ivr3``, ``ivr72``), names."""
    names = {name for rule in all_rules() for name in (rule.code.lower(), rule.name)}
    return frozenset(names | {name[:size] for name in names if name.startswith("ivr") for size in (4, 5)})


@lru_cache(maxsize=16)
def rules_for(select: frozenset[str], ignore: frozenset[str], profiles: frozenset[str]) -> Sequence[Rule]:
    """The rules to run, by code or name; those of a profile only where it, or the rule itself, is named."""
    named = {*profiles, None}
    return [
        rule
        for rule in all_rules()
        if (not select or _named(rule, select))
        and not _named(rule, ignore)
        and (rule.profile in named or {rule.name, rule.code.lower()} & select)
    ]


def words(names: Collection[str]) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in names)


def _named(rule: Rule, words: frozenset[str]) -> bool:
    return rule.name in words or any(
        rule.code.lower().startswith(word) for word in words if word.startswith("ivr")
    )
