"""A report as SARIF 2.1.0, for services that collect what is found in code."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ivrcheck import __version__
from ivrcheck.finding import Accepted, Finding, Place, Severity
from ivrcheck.report.aside import gone_words
from ivrcheck.report.encode import encode
from ivrcheck.report.material import Material, told
from ivrcheck.report.text import visible
from ivrcheck.rules.registry import Rule, all_rules
from ivrcheck.source import Span, whole_file

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
Json = dict[str, Any]


def render(material: Material) -> str:
    """The whole report: one run of one tool."""
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(material)]})


def _run(material: Material) -> Json:
    report = material.report
    rules = _rules(material)
    index = {rule.code: number for number, rule in enumerate(rules)}
    found = [one for one in report.findings if not one.is_internal]
    names = iter(material.fingerprints([*found, *material.aside]))
    new = {"baselineState": "new"} if report.compared else {}
    old = {"baselineState": "unchanged"}
    return {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _text("The folder in which ivrcheck was run.")}},
        "invocations": [_invocation(material)],
        "artifacts": [{"location": _artifact(file)} for file in _files(material)],
        "results": [
            *({**_result(one, next(names), index), **new} for one in found),
            *(_suppressed(one, next(names), index) for one in report.suppressed),
            *({**_result(one.finding, next(names), index), **old} for one in report.held),
        ],
    }


def _driver(rules: list[Rule]) -> Json:
    return {
        "name": "ivrcheck",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": list(map(_rule, rules)),
    }


def _rules(material: Material) -> list[Rule]:
    """The rules that ran, and those that found something."""
    report = material.report
    ran = {code for one in report.examined.values() for code in one.rules}
    found = [*report.findings, *material.aside]
    ran |= {one.code for finding in found for one in (finding, *finding.folded)}
    return [rule for rule in all_rules() if rule.code in ran]


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _text(rule.summary),
        "fullDescription": _text(rule.summary),
        "help": _text(rule.text),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["phone-menu", *([rule.profile] if rule.profile else [])]},
    }


def _invocation(material: Material) -> Json:
    """How the run went: what could not be checked, faults of the program, what a baseline is rid of."""
    report = material.report
    notes: list[Json] = [{"level": "error", "message": _text(sentence)} for sentence in report.unchecked]
    for finding in report.findings:
        if finding.is_internal:
            where = [{"physicalLocation": _physical(finding.at)}]
            notes.append({"level": "error", "message": _text(finding.message), "locations": where})
    for gone in report.gone:
        said = f"In the baseline {gone.baseline}, and no longer found: {gone_words(gone)}"
        notes.append({"level": "note", "message": _text(said)})
    return {"executionSuccessful": material.status != 2, "toolExecutionNotifications": notes}


def _files(material: Material) -> list[str]:
    """The files that were checked, and those in which something was found, each once."""
    report = material.report
    found = [*report.findings, *material.aside]
    return sorted({*report.files, *(one.at.file for one in found)})


def _result(finding: Finding, fingerprint: str, index: dict[str, int]) -> Json:
    related = [(label.at, label.text) for label in finding.labels]
    related += [(one.at, f"{one.code} {one.name}: {one.message}") for one in finding.folded]
    at: Json = {"physicalLocation": _physical(finding.at)}
    if finding.step:
        at["logicalLocations"] = [{"name": finding.step, "kind": "member"}]
    return {
        "ruleId": finding.code,
        **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
        "level": _LEVELS[finding.severity],
        "message": _text(told(finding)),
        "locations": [at],
        "relatedLocations": [
            {"id": number, "physicalLocation": _physical(place), "message": _text(text)}
            for number, (place, text) in enumerate(related, start=1)
        ],
        "partialFingerprints": {"ivrcheck/v1": fingerprint},
        "suppressions": [],
    }


def _suppressed(accepted: Accepted, fingerprint: str, index: dict[str, int]) -> Json:
    why = f"{accepted.reason} ({accepted.by}, until {accepted.until.isoformat()})"
    suppression = {"kind": "inSource", "status": "accepted", "justification": visible(why)}
    return {**_result(accepted.finding, fingerprint, index), "suppressions": [suppression]}


def _physical(place: Place) -> Json:
    at = place if isinstance(place, Span) else whole_file(place.file)
    region = {"startLine": at.line}
    if (at.end_line, at.end_column) != (at.line, at.column):
        region |= {"startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}
    return {"artifactLocation": _artifact(at.file), "region": region}


def _artifact(file: str) -> Json:
    """A file as an address; one below the folder of the run without that folder."""
    path = PurePosixPath(file)
    if path.is_absolute():
        return {"uri": f"file://{_quoted(file)}"}
    if file[1:3] == ":/":
        return {"uri": f"file:///{file[:2]}{_quoted(file[2:])}"}
    return {"uri": _quoted(file), "uriBaseId": _ROOT}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"))


def _text(words: str) -> Json:
    """A message; brackets in it are no links."""
    shown = "\n".join(map(visible, words.split("\n")))
    if "](" in shown:
        shown = shown.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": shown}
