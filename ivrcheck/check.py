"""Checks menu files: load, analyse, run the rules, fold, accept, sort."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path

from ivrcheck.acceptance import apply_acceptances
from ivrcheck.analysis.facts import Facts
from ivrcheck.analysis.seconds import timing
from ivrcheck.config import DEFAULT, Config, Limits
from ivrcheck.finding import INTERNAL_ERROR, Coverage, Examined, Finding, Report, Severity, Unchecked
from ivrcheck.fold import fold
from ivrcheck.hours.calendar import build_calendar
from ivrcheck.hours.unknown import unknown_holidays
from ivrcheck.menu.files import is_call_file
from ivrcheck.menu.load import Loaded, load, read_text
from ivrcheck.menu.locate import locate
from ivrcheck.menu.model import PhoneSystem
from ivrcheck.menu.numbers import Links, Numbers, linked_groups, numbers_of
from ivrcheck.menu.problem import problem
from ivrcheck.place import with_spans
from ivrcheck.rules.hit import Hit
from ivrcheck.rules.registry import Rule, all_rules
from ivrcheck.settings.nearest import Nearest, WrongSettings
from ivrcheck.source import whole_file

_IS_MENU = re.compile(r"^(?:\{\s*)?[\"']?ivrcheck[\"']?\s*:", re.MULTILINE)
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
    files = list(_files(paths, report, options.config))
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
        loaded = load(path, shown, options.config.limits)
    except WrongSettings as error:  # said once, for all the files below them
        report.unchecked += error.problems
        return None
    except Unchecked as error:
        report.unchecked.append(str(error))
        return None
    except Exception as error:  # a bug of ours must not pass for a clean menu, nor end the run
        report.files.append(shown)
        report.findings.append(_crash(shown, "reading the file", error))
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
        found = [*loaded.problems, _crash(loaded.file, "the analysis", error)]
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
        spans = with_spans([one.finding for one in new], loaded.texts, loaded.file)
    except Exception as error:
        report.findings.append(_crash(loaded.file, "finding the places", error))
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
        loaded = [load(Path(file), file, own[file].config.limits) for file in group]
        systems = list(zip(loaded, group.values(), strict=True))
        together = facts_together(systems, start, [one.config for one in own.values()])
    except Exception as error:
        first = next(iter(group))
        parts[first].findings.append(_crash(first, "looking at linked files together", error))
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
        placed = sorted(with_spans(found, loaded.texts, loaded.file), key=_order)
    except Exception as error:
        return [_crash(loaded.file, "finding the places", error)]
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
    report.coverage.append(_coverage(facts, facts.menu, kept))
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
    off = {code.lower() for code, level in options.config.levels.items() if level is None}
    named = _words((*options.profiles, *profiles))
    return _rules(_words(options.select), _words(options.ignore) | off, named)


@lru_cache(maxsize=16)
def _rules(select: frozenset[str], ignore: frozenset[str], profiles: frozenset[str]) -> Sequence[Rule]:
    named = {*profiles, None}
    return [
        rule
        for rule in all_rules()
        if (not select or _named(rule, select))
        and not _named(rule, ignore)
        and (rule.profile in named or {rule.name, rule.code.lower()} & select)
    ]


def _words(names: Collection[str]) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in names)


def _named(rule: Rule, words: frozenset[str]) -> bool:
    return rule.name in words or any(
        rule.code.lower().startswith(word) for word in words if word.startswith("ivr")
    )


def run_rule(rule: Rule, facts: Facts) -> list[Finding]:
    """What one rule finds. A rule that breaks down becomes one finding that names it."""
    assert rule.find is not None
    try:
        level = facts.config.levels.get(rule.code)
        return [_finding(rule, hit, level) for hit in rule.find(facts)]
    except Exception as error:
        return [_crash(facts.loaded.file, f"the rule {rule.code} {rule.name}", error)]


def _finding(rule: Rule, hit: Hit, level: Severity | None) -> Finding:
    """A finding; ``level`` is what the settings say of the rule."""
    return Finding(
        rule.code,
        rule.name,
        level or hit.severity or rule.severity,
        hit.at,
        hit.message,
        hit.help,
        hit.labels,
        hit.call,
        hit.cause,
        rule.depth,
        hit.step,
    )


def _crash(file: str, what: str, error: Exception) -> Finding:
    message = f"This is a fault in ivrcheck itself: {what} broke down ({type(error).__name__})."
    help = "The rest was checked. Please report it, with the menu file if you can share it."
    return Finding(INTERNAL_ERROR, "internal-error", Severity.ERROR, whole_file(file), message, help)


def _coverage(facts: Facts, menu: PhoneSystem, found: Sequence[Finding]) -> Coverage:
    """How many hours a week a person can be reached, and at which number the fewest."""
    hours = facts.hours_a_week(facts.attended)
    each = {
        number: facts.hours_a_week(facts.person.get(node, 0)) for number, node in facts.graph.entries.items()
    }
    number = min(each, key=lambda one: each[one], default="")
    least = (number, each[number]) if number and each[number] < hours else None
    traps = sum(one.severity is Severity.ERROR and one.call is not None for one in found)
    return Coverage(facts.loaded.file, menu.name, hours, traps, least)


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


def _files(paths: Sequence[Path], report: Report, config: Config) -> Iterator[Path]:
    """The menu files among files and folders, each once."""
    seen = set()
    for path in paths:
        found = list(_in_folder(path, report, config)) if _is_folder(path) else [path]
        if not found:
            report.unchecked.append(f"{path.as_posix()}: there is no menu file in this folder.")
        for one in found:
            if one not in seen:
                seen.add(one)
                yield one


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _in_folder(folder: Path, report: Report, config: Config) -> list[Path]:
    """The YAML files of a folder that begin a menu, in order, without hidden folders and links to folders."""

    def unreadable(error: OSError) -> None:
        reason = (error.strerror or "unknown reason").lower()
        report.unchecked.append(f"{Path(error.filename).as_posix()}: the folder cannot be read ({reason}).")

    found = []
    for where, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in files if not name.startswith(".")]
    yaml = [path for path in found if path.suffix.lower() in (".yaml", ".yml")]
    return sorted(path for path in yaml if not is_call_file(path) and _is_menu(path, config))


def _is_menu(path: Path, config: Config) -> bool:
    """Whether a file has the key that makes it a menu; one that cannot be read is kept, to be reported."""
    try:
        text = read_text(path, str(path), config.limits)
    except Unchecked:
        return True
    if "ivrcheck" not in text:
        return False
    return bool(_IS_MENU.search(text)) or bool(locate("", text, [("ivrcheck",)]))
