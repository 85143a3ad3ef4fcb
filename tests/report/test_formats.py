"""Every format against what it was, and against readers that were written elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from jsonschema import Draft202012Validator, FormatChecker

import ivrcheck.report
from ivrcheck.baseline.entry import Entry
from ivrcheck.baseline.file import Baseline
from ivrcheck.baseline.hold import hold_back
from ivrcheck.baseline.note import noted
from ivrcheck.finding import Finding
from ivrcheck.report.aside import gone_words
from ivrcheck.report.formats import FORMATS, is_timed, render
from ivrcheck.report.material import Material, fingerprints
from tests.menu.small import SMALL, saved
from tests.menus.examples import NAMES, ROOT, at_the_top
from tests.report.examples import CLINIC, WRITTEN, clinic, golden, material

SCHEMA = Path(ivrcheck.report.__file__).parent / "report.schema.json"
BROKEN = SMALL.replace("kind: menu", "kind: menue")
SCHOOL = "menus/school-trapped.yaml"
ACCEPTED = SMALL.replace("    owner: desk\n", "").replace(
    "  messages:\n    kind: voicemail\n",
    "  messages:\n    kind: voicemail\n    accept:\n"
    '      - {rule: voicemail-without-owner, reason: "a & b", by: dana, until: 2027-03-31}\n',
)


def validator(path: Path) -> Draft202012Validator:
    """A validator for a schema that is one itself."""
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """All examples in one run, with an accepted finding, a broken menu, a missing one, and a baseline."""
    folder = tmp_path_factory.mktemp("menus")
    others = [saved(folder, ACCEPTED, "accepted.yaml"), saved(folder, BROKEN, "broken.yaml")]
    with at_the_top():
        made = material(*map(Path, NAMES), *others, folder / "gone.yaml")
        known = noted(material(Path(SCHOOL)).report, Baseline(Path("known.json")))
        mended = Entry("menus/school.yaml", "IVR201", "zero-loops-back", "error", "main", "steps.main.keys.0")
        hold_back(made.report, dict.fromkeys(NAMES, Baseline(known.path, [*known.entries, mended])))
    return made


@pytest.mark.parametrize("name", WRITTEN)
def test_the_report_about_the_clinic(name: str) -> None:
    assert clinic(name) == golden(name).read_text(encoding="utf-8"), "python -m tests.report.update"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_menu_gives_the_same_bytes(name: str) -> None:
    assert clinic(name) == clinic(name)


def test_json_keeps_to_its_schema(everything: Material) -> None:
    read = json.loads(render("json", everything))
    assert not [error.message for error in validator(SCHEMA).iter_errors(read)]
    assert (read["status"], len(read["findings"])) == (2, len(everything.report.findings))
    assert [one["acceptance"] for one in read["accepted"]] == [
        {"reason": "a & b", "by": "Dana Ortiz", "until": "2027-03-31"}
    ]
    assert [one["understood"] for one in read["menus"]].count(False) == 1
    assert {one["menu"] for one in read["baseline"]} == {SCHOOL}
    assert not [one for one in read["findings"] if one["menu"] == SCHOOL]
    assert [(one["file"], one["code"], one["step"]) for one in read["gone"]] == [
        ("menus/school.yaml", "IVR201", "main")
    ]


def test_the_schema_names_every_field(everything: Material) -> None:
    def closed(part: Any) -> Any:
        if isinstance(part, list):
            return [closed(one) for one in part]
        if not isinstance(part, dict):
            return part
        inner = {key: closed(value) for key, value in part.items()}
        return inner | {"additionalProperties": False} if part.get("type") == "object" else inner

    schema = closed(json.loads(SCHEMA.read_text(encoding="utf-8")))
    read = json.loads(render("json", everything))
    assert not [error.message for error in Draft202012Validator(schema).iter_errors(read)]


def test_the_page_about_json_has_the_schema_of_the_package() -> None:
    assert (ROOT / "docs/report.schema.json").read_bytes() == SCHEMA.read_bytes()


def test_the_trace_in_json_is_complete() -> None:
    found = material(ROOT / CLINIC).report.findings
    told = json.loads(render("json", material(ROOT / CLINIC)))["findings"]
    for finding, one in zip(found, told, strict=True):
        assert (one["call"] is None) == (finding.call is None)
        if finding.call:
            trace = finding.call.trace
            assert [tuple(turn.values()) for turn in one["call"]["turns"]] == list(trace.turns)
            assert (one["call"]["end"] or "", one["call"]["circle"]) == (trace.end, trace.circle)


def test_sarif_keeps_to_the_official_schema(everything: Material) -> None:
    read = json.loads(render("sarif", everything))
    schema = Path(__file__).parent / "sarif-2.1.0.schema.json"
    assert not [error.message for error in validator(schema).iter_errors(read)]
    run = read["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert any(
        "gone.yaml" in one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]
    )
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert rules[one["ruleIndex"]]["help"]["text"]
    assert [one["suppressions"][0]["justification"] for one in run["results"] if one["suppressions"]] == [
        "a & b (Dana Ortiz, until 2027-03-31)"
    ]


def test_the_places_in_sarif_are_those_in_the_file() -> None:
    text = (ROOT / CLINIC).read_text(encoding="utf-8").splitlines()
    with at_the_top():
        read = json.loads(render("sarif", material(Path(CLINIC))))
    regions = {
        (one["ruleId"], _cut(text, one["locations"][0]["physicalLocation"]["region"]))
        for one in read["runs"][0]["results"]
    }
    assert {("IVR201", "main"), ("IVR201", "night"), ("IVR301", "question_messages")} <= regions


def _cut(lines: list[str], region: dict[str, int]) -> str:
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


@pytest.mark.parametrize("name", ["menus/a b.yaml", "menus/é%.yaml", "/x/#.yaml", "C:/x/y.yaml"])
def test_files_in_sarif_are_addresses(name: str) -> None:
    from ivrcheck.report.sarif import _artifact

    found = _artifact(name)["uri"]
    assert found.isascii() and not {*" #"} & {*found}
    assert found.startswith("file:///") == (name[0] == "/" or ":" in name)


def test_junit_is_xml_that_adds_up(everything: Material) -> None:
    suites = ElementTree.fromstring(render("junit", everything))
    report = everything.report
    assert [one.get("name") for one in suites] == [
        *report.files,
        "could not check",
        "in the baseline, and no longer found",
    ]
    for suite in suites:
        cases = suite.findall("testcase")
        assert len({case.get("name") for case in cases}) == len(cases) == int(suite.get("tests", ""))
        assert len(suite.findall("testcase/failure")) == int(suite.get("failures", ""))
        assert len(suite.findall("testcase/error")) == int(suite.get("errors", ""))
    failed = {suite.get("name") for suite in suites if suite.find("testcase/failure") is not None}
    assert failed == {one.of_menu for one in report.findings if everything.fails(one)}


def test_a_rule_that_found_nothing_bad_passes() -> None:
    suite = ElementTree.fromstring(clinic("junit"))[0]
    by_code = {case.get("name", "")[:6]: case for case in suite}
    assert by_code["IVR201"].find("failure") is not None
    assert by_code["IVR308"].find("failure") is None  # advice is said, but fails nothing
    assert "mailboxes" in by_code["IVR308"].findtext("system-out", "")
    assert not list(by_code["IVR103"])


def test_gitlab_gets_what_its_documentation_asks_for(everything: Material) -> None:
    read = json.loads(render("gitlab", everything))
    schema = Path(__file__).parent / "gitlab.schema.json"
    assert not [error.message for error in validator(schema).iter_errors(read)]
    assert len({one["fingerprint"] for one in read}) == len(read)  # of two alike it would show one
    report = everything.report
    assert len(read) == len([*report.findings, *report.suppressed, *report.held, *report.unchecked])
    (unchecked,) = (one for one in read if one["severity"] == "blocker")
    assert unchecked["location"]["path"].endswith("/gone.yaml")


def test_the_page_is_right_html(everything: Material) -> None:
    html5lib.HTMLParser(strict=True).parse(render("html", everything))


def test_the_page_tells_every_finding(everything: Material) -> None:
    page = html5lib.parse(render("html", everything), namespaceHTMLElements=False)
    told = " ".join("".join(page.itertext()).split())
    for finding in everything.report.findings:
        for words in (finding.message, finding.help, *(finding.call.lines if finding.call else ())):
            assert " ".join(words.split()) in told
    for finding in everything.aside:
        assert " ".join(finding.message.split()) in told
    for gone in everything.report.gone:
        assert gone_words(gone) in told
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len({*ids})


def test_a_comment_has_an_end() -> None:
    one = material(ROOT / CLINIC).report
    one.findings *= 200
    text = render("markdown", Material(one))
    assert len(text) < 65_536 and "more findings, which do not fit here" in text


def test_fingerprints_survive_moved_lines(tmp_path: Path) -> None:
    text = (ROOT / CLINIC).read_text(encoding="utf-8")
    path = saved(tmp_path, text)
    before = material(path)
    names = before.fingerprints(before.report.findings)
    saved(tmp_path, f"# one line more\n\n{text}".replace("entry:\n", "# another\nentry:\n"))
    after = material(path)
    assert [one.at for one in after.report.findings] != [one.at for one in before.report.findings]
    assert after.fingerprints(after.report.findings) == names
    assert len({*names}) == len(names)


def test_a_finding_like_another_has_a_fingerprint_of_its_own() -> None:
    found: list[Finding] = material(ROOT / CLINIC).report.findings
    names = fingerprints([*found, *found], {})
    assert len({*names}) == 2 * len(found)


@pytest.mark.parametrize(
    ("names", "timed"),
    [(["text"], None), (["sarif"], False), (["text", "json"], True), (["html", "github"], True)],
)
def test_seconds_are_measured_where_they_are_shown(names: list[str], timed: bool | None) -> None:
    assert is_timed(names) is timed


def test_without_a_picture_the_page_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivrcheck.draw.engine.find", lambda name: None)
    page = clinic("html")
    assert "There is no picture here. To draw, ivrcheck needs" in page
    assert "Show it on the picture" not in page and "<svg" not in page
