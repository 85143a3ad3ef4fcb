"""How a language names keys: its phrases put together, each pattern compiled when it is first used."""

from __future__ import annotations

import re
from functools import cache

from ivrcheck.menu.spoken.patterns import Patterns


@cache
def verb_first(patterns: Patterns) -> re.Pattern[str]:
    """“Press 1”."""
    verbs = patterns.source("press")
    gap = r"(?:\s*[,:]\s*|\s+|(?=[*#]))"
    return re.compile(rf"(?<!\w)(?:{verbs}){gap}{patterns.within}{patterns.key}{patterns.end}")


@cache
def verb_last(patterns: Patterns) -> re.Pattern[str] | None:
    """“Die 1 drücken”, in languages that say so."""
    if not patterns.has("press_after"):
        return None
    verbs = patterns.source("press_after")
    return re.compile(rf"(?<![\w*#]){patterns.key}{_behind(patterns)}\s+(?:{verbs})(?!\w)")


@cache
def listed(patterns: Patterns) -> re.Pattern[str]:
    """A further key of “press 1, 2 or 3”; not the 2 of “press 1, 2 for support”."""
    behind = _behind(patterns)
    joined = rf"{behind}(?:\s*,)?\s+(?:{patterns.joins})\s+"
    other = patterns.key.replace("?P<key>", "?:")
    comma = rf"{behind}\s*,\s*(?!{patterns.within}{other}\s+(?:{patterns.opens})(?!\w))"
    return re.compile(rf"(?:{joined}|{comma}){patterns.within}{patterns.key}{patterns.end}")


@cache
def row(patterns: Patterns) -> re.Pattern[str]:
    """“…, 2 for support” or “… or 3 for billing”."""
    joins, opens = patterns.joins, patterns.source("row_for")
    before = rf"(?:[,;.]\s*(?:(?:{joins})\s+)?|\s(?:{joins})\s+)"
    after = rf"{_behind(patterns)}\s*,?\s+(?:{opens})(?!\w)(?!\s+\d)"
    return re.compile(rf"{before}{patterns.within}{patterns.key}{after}")


@cache
def turned(patterns: Patterns) -> re.Pattern[str]:
    """“…, for support, 2” or “für Service die 2”."""
    article = patterns.source("article")
    close = rf"(?:\s*,\s*(?:(?:{article})\s+)?|\s+(?:{article})\s+)"
    words = rf"(?<!\w)(?:{patterns.source('row_for')})\s[^.,;:!?]{{2,60}}?"
    last = rf"(?=\s*(?:$|[.,;!?](?!\d)|(?:{patterns.joins})\s))"
    return re.compile(rf"{words}{close}{patterns.within}{patterns.key}{last}")


@cache
def bare_row(patterns: Patterns) -> re.Pattern[str]:
    """“1 for sales” at the beginning of a clause."""
    begin = rf"(?:^|[,;.:]\s+)(?:(?:{patterns.joins})\s+)?{patterns.within}"
    return re.compile(rf"{begin}{patterns.key}\s+(?:{patterns.source('row_for')})(?!\w)(?!\s+\d)")


@cache
def opened(patterns: Patterns) -> re.Pattern[str]:
    """The “for” that a purpose before its key opens with."""
    begin = rf"(?:^\W*|[,;:–—]\s*|(?<!\w)(?:{patterns.joins}|{patterns.source('lead')})\s+)"
    return re.compile(rf"{begin}(?:{patterns.opens})(?!\w)\s*")


@cache
def after(patterns: Patterns) -> re.Pattern[str]:
    """The “for” that a purpose behind its key opens with."""
    return re.compile(rf"{_behind(patterns)}\s*,?\s*(?:{patterns.opens})(?!\w)\s*")


@cache
def opens_again(patterns: Patterns) -> re.Pattern[str]:
    """Where the next purpose begins, or what happens to those who press nothing."""
    opens = rf"{patterns.opens}|{patterns.source('stay')}"
    return re.compile(rf"(?:[,;]\s*(?:(?:{patterns.joins})\s+)?|\s(?:{patterns.joins})\s+)(?:{opens})(?!\w)")


@cache
def tail(patterns: Patterns) -> re.Pattern[str]:
    """A word at the end of a purpose that does not belong to it."""
    words = "|".join((patterns.joins, patterns.source("lead"), patterns.source("article")))
    return re.compile(rf"(?<!\w)(?:{words})$")


def _behind(patterns: Patterns) -> str:
    return rf"(?:\s+(?:{patterns.behind}))*"
