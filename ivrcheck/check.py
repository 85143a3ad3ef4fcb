"""Checks menu files: load, analyse, run the rules, fold, accept, sort."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from ivrcheck.acceptance import apply_acceptances
from ivrcheck.analysis.coverage import coverage_of
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import timing
from ivrcheck.config import DEFAULT, Config, Limits
from ivrcheck.convert.read import open_menu
from ivrcheck.finding import Examined, Finding, Report, Severity, Unchecked
from ivrcheck.fold import fold
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.hours.unknown import unknown_holidays
from ivrcheck.menu.files import Read, read_text
from ivrcheck.menu.folders import menu_files
from ivrcheck.menu.load import Loaded
from ivrcheck.menu.numbers import Links, Numbers, linked_groups, numbers_of
from ivrcheck.menu.problem import problem
from ivrcheck.place import with_spans
from ivrcheck.rules.registry import Rule, rules_for, words
from ivrcheck.rules.run import crash, run_rule
from ivrcheck.settings.nearest import Nearest, WrongSettings
from ivrcheck.source import whole_file

Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, how many there are, and which one comes now."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to check, and as of when. It wins over what the settings near a file say."""

    start: date | None = None
    select: Collection[str] = ()
    """Codes or names of the only rules to run; empty for all."""
    ignore: Collection[str] = ()
    config: Config = DEFAULT
    """What counts where no settings near a file say otherwise."""
    profiles: Collection[str] = ()
    """Profiles to add to those that settings and menus name."""
    max_seconds: float | None = None
    """The most seconds until a person answers, in place of what the settings say."""
    timed: bool | None = None
    """Whether to measure how long callers wait for a person; None: where only one file is checked."""
    keep: dict[str, Facts] | None = None
    """Where to keep the facts about each menu, by its file, for reports that show more than findings."""
    read: Read = read_text
    """Gives the text of a menu and of what it includes, where that is not what is on disk."""

    def beside(self, config: Config) -> Options:
        """These options together with the settings of one file."""
        if self.select:  # what is asked for by name runs, whatever the settings leave out
            kept = {code: level for code, level in config.levels.items() if level}
            config = replace(config, select=(), ignore=(), levels=kept)
        if self.max_seconds is not None:
            config = replace(config, thresholds=replace(config.thresholds, max_seconds=self.max_seconds))
        return Options(
            self.start or config.start,
            self.select or config.select,
            (*self.ignore, *config.ignore),
            config,
            (*self.profiles, *config.profiles),
            timed=self.timed,
            keep=self.keep,
            read=self.read,
        )


def check_paths(
    paths: Sequence[Path],
    start: date | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check files and folders. What cannot be checked is said in the report, never raised."""
    options = options or Options(start=start)
    report = Report()
    files = list(menu_files(paths, report, options.config.limits))
    if options.timed is None:
        options = replace(options, timed=len(files) == 1)  # on a screen nobody reads a table for each
    nearest = Nearest(options.config)
    parts: dict[str, Report] = {}
    dialled: list[Numbers] = []
    with paused_collector():
        for count, path in enumerate(files):
            if progress:
                progress(count, len(files), path.as_posix())
            parts[path.as_posix()] = part = Report()
            if numbers := check_file(path, part, options, nearest):
                dialled.append(numbers)
        for group in linked_groups(dialled):
            _check_together(group, parts, options, nearest)
    for part in parts.values():
        report.add(part)
    report.findings.sort(key=_order)
    return report


def check_file(
    path: Path, report: Report, options: Options, nearest: Nearest | None = None
) -> Numbers | None:
    """Check one file and add what is found to the report. ``nearest`` finds the settings for it.

    Gives the phone numbers in the file, which may link it to others.
    """
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
    report.files.append(loaded.file)
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
    assert loaded.menu is not None
    start = options.start or date.today()
    facts, report = Facts(loaded, build_calendar(loaded.menu, start), options.config), Report()
    _write_down(loaded, report, options, lambda: _examined(facts, report, options, start))
    return facts, report


def _check_together(
    group: Mapping[str, Links], parts: dict[str, Report], options: Options, nearest: Nearest
) -> None:
    """Check files that transfers link once more, as one; what was found in them alone is replaced.

    A file that passes no calls on needs no second look: nothing changes for it.
    """
    from ivrcheck.analysis.together import facts_together

    own = {file: options.beside(nearest.of(Path(file))) for file in group}
    start = next(iter(own.values())).start or date.today()
    try:
        loaded = [open_menu(Path(file), file, own[file].config.limits, options.read) for file in group]
        systems = list(zip(loaded, group.values(), strict=True))
        together = facts_together(systems, start, [one.config for one in own.values()])
    except Exception as error:
        first = next(iter(group))
        parts[first].findings.append(crash(first, "looking at linked files together", error))
        return
    texts = {file: text for one in loaded for file, text in one.texts.items()}
    for facts in together:
        if group[file := facts.loaded.file]:
            facts.loaded.texts = texts
            parts[file] = part = Report()
            _write_down(facts.loaded, part, own[file], partial(_examined, facts, part, own[file], start))


def _placed(found: list[Finding], loaded: Loaded, limits: Limits) -> list[Finding]:
    """The findings at their places; of very many problems of one file, the first."""
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
    start = options.start or date.today()
    if unknown := list(unknown_holidays(loaded, start)):
        yield from unknown
        return
    facts = Facts(loaded, build_calendar(loaded.menu, start), options.config)
    yield from _examined(facts, report, options, start)


def _examined(facts: Facts, report: Report, options: Options, start: date) -> Iterator[Finding]:
    """What the rules find in one file."""
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
