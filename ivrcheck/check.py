"""Checks menu files: load, analyse, run the rules, fold, accept, sort."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ivrcheck.cache.memory import Memory, Part, Reader
from ivrcheck.config import Config, Limits
from ivrcheck.each import Check, Each, Together
from ivrcheck.each import Progress as Progress
from ivrcheck.finding import Examined, Finding, Report, Severity, Unchecked
from ivrcheck.menu.files import Loaded
from ivrcheck.menu.folders import is_menu_text, menu_files
from ivrcheck.menu.numbers import Links, Numbers, numbers_of
from ivrcheck.menu.problem import problem
from ivrcheck.options import Options as Options
from ivrcheck.settings.nearest import Nearest, WrongSettings, from_toml
from ivrcheck.source import whole_file

if TYPE_CHECKING:
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.rules.registry import Rule


def check_paths(
    paths: Sequence[Path],
    start: date | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    memory: Memory | None = None,
) -> Report:
    """Check files and folders. What cannot be checked is said in the report, never raised.

    ``jobs``: how many processes may work on it. ``memory``: what earlier checks came to. Neither changes a
    word of the report, and neither is used where more than the report is to be kept.
    """
    options = options or Options(start=start)
    report = Report()
    files = list(menu_files(paths, report, options.config.limits))
    options = _settled(options, len(files))
    if options.keep is not None:
        jobs, memory = 1, None
    nearest = Nearest(options.config, memory.settings(from_toml) if memory else from_toml)
    each = Each(options.read, options.config.limits, memory, _shapes(options, nearest))
    with paused_collector():
        parts = each.alone(files, partial(_checker, options), jobs, progress)
        found = each.together(
            parts, lambda group, read: _together(group, replace(options, read=read), nearest)
        )
    for part in found:
        report.add(part)
    report.findings.sort(key=_order)
    return report


def _settled(options: Options, files: int) -> Options:
    """The options of a run over so many files, with nothing left open that time or place could decide."""
    config = replace(options.config, start=options.config.start or date.today())
    # on a screen nobody reads a table for each of many files
    return replace(options, config=config, timed=files == 1 if options.timed is None else options.timed)


def _shapes(options: Options, nearest: Nearest) -> Callable[[Path], str]:
    """What beside its text decides what is found in a file. Raises ``WrongSettings``."""
    known: dict[int, str] = {}

    def shape(path: Path) -> str:
        config = nearest.of(path)
        if id(config) not in known:  # one for each file of settings, which ``nearest`` keeps
            known[id(config)] = options.beside(config).shape()
        return known[id(config)]

    return shape


def _checker(options: Options) -> Check:
    """What checks one file after the other. All rules are imported, so a copy of this process has them."""
    from ivrcheck.rules.registry import all_rules

    all_rules()
    nearest = Nearest(options.config)

    def check(path: Path) -> Part:
        read = Reader(options.read)
        part = Part(Report())
        part.numbers = check_file(path, part.report, replace(options, read=read), nearest)
        if path.suffix.lower() in (".yaml", ".yml") and is_menu_text(next(iter(read.sources.values()), "")):
            part.texts = read.texts(
                path
            )  # of a phone system's own file, one that appears beside it counts too
        return part

    return check


def check_file(
    path: Path, report: Report, options: Options, nearest: Nearest | None = None
) -> Numbers | None:
    """Check one file and add what is found to the report. ``nearest`` finds the settings for it.

    Gives the phone numbers in the file, which may link it to others.
    """
    from ivrcheck.convert.read import open_menu
    from ivrcheck.rules.run import crash

    shown = path.as_posix()
    try:
        options = options.beside((nearest or Nearest(options.config)).of(path))
        loaded = open_menu(path, shown, options.config.limits, options.read)
    except WrongSettings as error:  # said once, for all the files below them
        report.unchecked += error.problems
        return None
    except Unchecked as error:
        report.unchecked.append(str(error))
        return None
    except Exception as error:  # a bug of ours must not pass for a clean menu, nor end the run
        report.files.append(shown)
        report.findings.append(crash(shown, "reading the file", error))
        return None
    _write_down(loaded, report, options, lambda: _findings(loaded, report, options))
    return numbers_of(shown, loaded.menu) if loaded.menu else None


def _write_down(
    loaded: Loaded, report: Report, options: Options, find: Callable[[], Iterable[Finding]]
) -> None:
    """Add what is found in one file to the report."""
    from ivrcheck.rules.run import crash

    report.files.append(loaded.file)
    if options.config.baseline:
        report.baselines[loaded.file] = str(options.config.baseline)
    for name in loaded.texts:
        report.fail_on[name] = min(report.fail_on.get(name, Severity.ERROR), options.config.fail_on)
    try:
        found = list(find())
    except Exception as error:  # a bug of ours must not pass for a clean menu, nor end the run
        found = [*loaded.problems, crash(loaded.file, "the analysis", error)]
    placed = _placed(found, loaded, options.config.limits)
    report.findings += placed
    _place_accepted(report, loaded)
    if placed or report.suppressed:
        report.sources.update(loaded.texts)


def _place_accepted(report: Report, loaded: Loaded) -> None:
    """Find the places of the accepted findings of one file."""
    from ivrcheck.place import with_spans
    from ivrcheck.rules.run import crash

    new = [one for one in report.suppressed if not one.finding.menu]
    if not new:
        return
    report.suppressed = [one for one in report.suppressed if one.finding.menu]
    try:
        spans = with_spans([one.finding for one in new], loaded.texts, loaded.file, loaded.places)
    except Exception as error:
        report.findings.append(crash(loaded.file, "finding the places", error))
        return
    report.suppressed += [replace(one, finding=at) for one, at in zip(new, spans, strict=True)]


def check_loaded(loaded: Loaded, options: Options) -> tuple[Facts, Report]:
    """The facts about a menu that has been read, and what is found in it."""
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.hours.calendar import build_calendar

    assert loaded.menu is not None
    start = options.start or date.today()
    facts, report = Facts(loaded, build_calendar(loaded.menu, start), options.config), Report()
    _write_down(loaded, report, options, lambda: _examined(facts, report, options, start))
    return facts, report


def _together(group: Mapping[str, Links], options: Options, nearest: Nearest) -> Together:
    """Check files that transfers link once more, as one; this is instead of what was found in them alone.

    A file that passes no calls on needs no second look: nothing changes for it.
    """
    from ivrcheck.analysis.together import facts_together
    from ivrcheck.convert.read import open_menu
    from ivrcheck.rules.run import crash

    own = {file: options.beside(nearest.of(Path(file))) for file in group}
    start = next(iter(own.values())).start or date.today()
    try:
        loaded = [open_menu(Path(file), file, own[file].config.limits, options.read) for file in group]
        systems = list(zip(loaded, group.values(), strict=True))
        together = facts_together(systems, start, [one.config for one in own.values()])
    except Exception as error:
        return crash(next(iter(group)), "looking at linked files together", error)
    texts = {file: text for one in loaded for file, text in one.texts.items()}
    parts: dict[str, Report] = {}
    for facts in together:
        if group[file := facts.loaded.file]:
            facts.loaded.texts = texts
            parts[file] = part = Report()
            _write_down(facts.loaded, part, own[file], partial(_examined, facts, part, own[file], start))
    return parts


def _placed(found: list[Finding], loaded: Loaded, limits: Limits) -> list[Finding]:
    """The findings at their places; of very many problems of one file, the first."""
    from ivrcheck.place import with_spans
    from ivrcheck.rules.run import crash

    try:
        placed = sorted(with_spans(found, loaded.texts, loaded.file, loaded.places), key=_order)
    except Exception as error:
        return [crash(loaded.file, "finding the places", error)]
    more = 0 if loaded.menu else len(placed) - limits.reported
    if more <= 0:
        return placed
    message = f"There are more mistakes in this file; only the first {limits.reported:,} are shown."
    help = "Mend these first, then check it again."
    return [*placed[: limits.reported], problem("IVR009", whole_file(loaded.file), message, help)]


def _findings(loaded: Loaded, report: Report, options: Options) -> Iterator[Finding]:
    """Everything that is wrong with one file."""
    if loaded.menu is None:
        yield from loaded.problems  # whatever is selected: nothing else could be checked
        return
    from ivrcheck.analysis.facts import Facts
    from ivrcheck.hours.calendar import build_calendar
    from ivrcheck.hours.unknown import unknown_holidays

    start = options.start or date.today()
    if unknown := list(unknown_holidays(loaded, start)):
        yield from unknown
        return
    facts = Facts(loaded, build_calendar(loaded.menu, start), options.config)
    yield from _examined(facts, report, options, start)


def _examined(facts: Facts, report: Report, options: Options, start: date) -> Iterator[Finding]:
    """What the rules find in one file."""
    from ivrcheck.acceptance import apply_acceptances
    from ivrcheck.analysis.coverage import coverage_of
    from ivrcheck.analysis.seconds import timing
    from ivrcheck.fold import fold
    from ivrcheck.rules.run import run_rule

    rules = _chosen(options, facts.menu.profiles)
    raw = [finding for rule in rules if rule.find for finding in run_rule(rule, facts)]
    folded = fold(raw)
    codes = tuple(rule.code for rule in rules)
    kept, suppressed, accepted = apply_acceptances(folded, facts.loaded, start, {*codes})
    report.suppressed += suppressed
    report.accepted += accepted
    report.coverage.append(coverage_of(facts, kept))
    calendar = facts.calendar
    report.examined[facts.loaded.file] = Examined(calendar.start, calendar.last - timedelta(days=1), codes)
    if options.keep is not None:
        options.keep[facts.loaded.file] = facts
    if options.timed is not False:
        report.timings += filter(None, [timing(facts)])
    yield from (_levelled(finding, options.config) for finding in kept)


def _levelled(finding: Finding, config: Config) -> Finding:
    """What is said of acceptances, at the level the settings give it; rules have theirs already."""
    level = config.levels.get(finding.code) if finding.code in ("IVR605", "IVR606") else None
    return replace(finding, severity=level) if level else finding


def _chosen(options: Options, profiles: Collection[str]) -> Sequence[Rule]:
    """The rules to run, by code or name; those of a profile only where it, or the rule itself, is named."""
    from ivrcheck.rules.registry import rules_for, words

    off = [code for code, level in options.config.levels.items() if level is None]
    return rules_for(
        words(options.select), words((*options.ignore, *off)), words((*options.profiles, *profiles))
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.at, finding.code, finding.message)


@contextmanager
def paused_collector() -> Iterator[None]:
    """Leave Python's garbage collector off while a check builds what it keeps.

    Nothing here makes circles that have to be found; walking hundreds of thousands of live objects again
    and again would take longer than the check itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
