"""Settings: which file counts for a menu, what it changes, and what is said of a wrong one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from ivrcheck.check import Options, check_paths
from ivrcheck.config import DEFAULT, PROFILES, Config, Pace, Thresholds
from ivrcheck.finding import Report, Severity
from ivrcheck.rules.registry import all_rules
from ivrcheck.settings.lines import line_of
from ivrcheck.settings.nearest import Nearest, WrongSettings
from ivrcheck.settings.read import setting_name

ROOT = Path(__file__).parent.parent.parent
START = date(2026, 11, 23)
TRAPPED = (ROOT / "menus" / "clinic-trapped.yaml").read_text("utf-8")
"""Draws IVR301 (an error) and IVR601 (a warning), among others."""


def saved(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def checked(path: Path, options: Options | None = None) -> Report:
    return check_paths([path], options=options or Options(START))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def read(folder: Path, text: str) -> Config:
    saved(folder / "ivrcheck.toml", text)
    return Nearest().of(folder / "menu.yaml")


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(WrongSettings) as error:
        read(folder, text)
    return [one.partition("ivrcheck.toml")[2] for one in error.value.problems]


def test_nothing_is_changed_without_a_file(tmp_path: Path) -> None:
    assert Nearest().of(tmp_path / "menu.yaml") == DEFAULT


def test_the_nearest_file_counts_and_no_other(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "max-keys = 7\nmax-depth = 4\n")
    saved(tmp_path / "a" / "pyproject.toml", "[tool.ivrcheck]\nmax-keys = 8\n")
    saved(tmp_path / "a" / "b" / "pyproject.toml", "[tool.other]\nivrcheck = 1\n")
    nearest = Nearest()
    found = {name: nearest.of(tmp_path / name).thresholds for name in ("m", "a/m", "a/b/m", "c/d/m")}
    assert {name: one.max_keys for name, one in found.items()} == {"m": 7, "a/m": 8, "a/b/m": 8, "c/d/m": 7}
    assert found["a/m"].max_depth == DEFAULT.thresholds.max_depth


def test_ivrcheck_toml_comes_before_pyproject_toml(tmp_path: Path) -> None:
    saved(tmp_path / "pyproject.toml", "[tool.ivrcheck]\nmax-keys = 8\n")
    assert read(tmp_path, "max-keys = 7\n").thresholds.max_keys == 7


def test_an_empty_table_counts(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "max-keys = 7\n")
    saved(tmp_path / "a" / "pyproject.toml", "[tool.ivrcheck]\n")
    assert Nearest().of(tmp_path / "a" / "m") == DEFAULT


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    limits = "".join(f"{setting_name(one.name)} = 3\n" for one in fields(Thresholds))
    pace = "".join(f"{setting_name(one.name)} = 0.25\n" for one in fields(Pace) if "words" not in one.name)
    top = 'profiles = ["spain"]\nselect = ["IVR1"]\nignore = ["Trapped"]\nstart = "2026-11-23"\n'
    top += 'fail-on = "advice"\n'
    levels = '[levels]\nIVR301 = "advice"\ntrapped = "off"\n'
    config = read(tmp_path, f"{top}{limits}{levels}[pace]\n{pace}words-per-minute = 100\n")
    assert all(getattr(config.thresholds, one.name) == 3 for one in fields(Thresholds))
    assert config.pace == Pace(100.0, 0.25, 0.25, 0.25)
    assert config.levels == {"IVR301": Severity.ADVICE, "IVR102": None}
    assert (config.profiles, config.select, config.ignore) == (("spain",), ("IVR1",), ("Trapped",))
    assert (config.start, config.fail_on) == (START, Severity.ADVICE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("max_keys = 6", ":1: there is no setting “max_keys” here. Did you mean “max-keys”?"),
        ("\nnonsense = 6", ":2: there is no setting “nonsense” here. The settings are baseline, fail-on,"),
        ("max-keys = 0", ":1: “max-keys” cannot be “0”; it must be a whole number, at least 1."),
        ("max-keys = 2.5", ":1: “max-keys” cannot be “2.5”; it must be a whole number, at least 1."),
        ("max-keys = true", ":1: “max-keys” cannot be “true”; it must be a whole number, at least 1."),
        ("max-prompt = nan", ":1: “max-prompt” cannot be “nan”; it must be a number, at least 0."),
        ("max-prompt = -inf", ":1: “max-prompt” cannot be “-inf”; it must be a number, at least 0."),
        ("pace.answered-share = 2", ":1: “pace.answered-share” cannot be “2”; it must be a number"),
        ("pace = 3", ":1: “pace” must be a table of settings."),
        ("[pace]\nkeys = 3", ":2: there is no setting “keys” here. Did you mean “key”?"),
        ("profiles = ['helthcare']", ":1: there is no profile “helthcare”. Did you mean “healthcare”?"),
        ("profiles = 'spain'", ":1: “profiles” cannot be “spain”; it must be a list of names"),
        ("select = ['IVR9']", ":1: there is no rule “IVR9”."),
        ("ignore = [1]", ":1: “ignore” cannot be “[1]”; it must be a list of rules."),
        ("start = 1066-10-14", ":1: “start” cannot be “1066-10-14”; it must be a day"),
        ("start = 2026-11-23T10:00:00", ":1: “start” cannot be “2026-11-23 10:00:00”; it must be a day"),
        ("fail-on = 'never'", ":1: “fail-on” cannot be “never”; it must be error, warning or advice."),
        ("baseline = 3", ":1: “baseline” cannot be “3”; it must be the name of a file, like"),
        ("baseline = ''", ":1: “baseline” cannot be “”; it must be the name of a file, like"),
        ("fail-on = ['error']", ":1: “fail-on” cannot be “['error']”; it must be error, warning or advice."),
        ("[levels]\ntrapt = 'off'", ":2: there is no rule “trapt”. Did you mean “trapped”?"),
        ("[levels]\ntrapped = 'no'", ":2: “levels.trapped” cannot be “no”; it must be error, warning"),
        ("[levels]\ntrapped = []", ":2: “levels.trapped” cannot be “[]”; it must be error, warning, advice"),
        ("[levels]\nsyntax = 'off'", ":2: “syntax” is about the file itself, so it is always an error."),
        ("levels = 'off'", ":1: “levels” cannot be “off”; it must be a table like [levels]"),
        ("[tool.ivrcheck]\nmax-keys = 6", ":1: there is no setting “tool” here. In ivrcheck.toml"),
        ("max-keys 6", ":1: this is not TOML ("),
        ("\n[levels]\nIVR308 = off",
         ":3: A word stands in straight quotation marks; write IVR308 = \"off\"."),
        ("fail-on = “error”  # now",
         ":1: A word stands in straight quotation marks; write fail-on = \"error\"."),
        ("profiles = healthcare",
         ":1: A word stands in straight quotation marks; write profiles = [\"healthcare\"]."),
        ("max-keys: 6", ":1: Settings have an equals sign, not a colon; write max-keys = 6."),
        ("fail-on: error # now", ":1: Settings have an equals sign, not a colon; write fail-on = \"error\"."),
        ("levels:\n  IVR308: off", ":1: Groups of settings stand in brackets; write [levels]."),
        ("IVR308 = 'off'",
         ":1: there is no setting “IVR308” here. Rules stand under [levels], as in IVR308 = \"off\"."),
        ("max-keys = '6'",
         ":1: “max-keys” cannot be “6”; it must be a whole number without quotation marks, at least 1."),
        ("max-keys = 6\nmax-keys = 7", ":2: A setting is given twice."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(said)


def test_a_rule_has_one_level(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "[levels]\nIVR102 = 'off'\ntrapped = 'error'\n")
    assert problem == ":3: the level of IVR102 trapped is given twice."


def test_everything_wrong_is_said_at_once_and_only_once(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "max-key = 6\nprofile = []\n")
    saved(tmp_path / "a.yaml", TRAPPED)
    saved(tmp_path / "b.yaml", TRAPPED)
    report = checked(tmp_path)
    assert len(report.unchecked) == 2
    assert not report.files
    assert report.exit_status() == 2


def test_each_file_has_its_own_settings(tmp_path: Path) -> None:
    saved(tmp_path / "a" / "ivrcheck.toml", "ignore = ['IVR301']\nfail-on = 'error'\n")
    saved(tmp_path / "a" / "m.yaml", TRAPPED)
    saved(tmp_path / "b" / "m.yaml", TRAPPED)
    report = checked(tmp_path)
    at = {Path(finding.at.file).parent.name for finding in report.findings if finding.code == "IVR301"}
    assert at == {"b"}


def test_from_which_level_on_it_fails_is_each_files_own_business(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "select = ['IVR601']\nfail-on = 'error'\n")
    menu = saved(tmp_path / "m.yaml", TRAPPED)
    assert codes(checked(menu)) == {"IVR601"}
    assert checked(menu).exit_status() == 0
    assert checked(menu).exit_status(Severity.WARNING) == 1


def test_levels_are_changed_and_switched_off(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "[levels]\nIVR601 = 'error'\nvoicemail-without-owner = 'off'\n")
    found = {
        finding.code: finding.severity for finding in checked(saved(tmp_path / "m.yaml", TRAPPED)).findings
    }
    assert found["IVR601"] is Severity.ERROR
    assert "IVR301" not in found


def test_the_command_line_wins(tmp_path: Path) -> None:
    saved(tmp_path / "ivrcheck.toml", "ignore = ['IVR301']\nselect = ['IVR6']\n[levels]\nIVR301 = 'off'\n")
    menu = saved(tmp_path / "m.yaml", TRAPPED)
    assert codes(checked(menu)) == {"IVR601"}
    assert codes(checked(menu, Options(START, select=["IVR301"]))) == {"IVR301"}
    assert codes(checked(menu, Options(START, ignore=["IVR601"]))) == set()


def test_a_profile_runs_where_it_is_named(tmp_path: Path) -> None:
    menu = saved(tmp_path / "m.yaml", TRAPPED)
    own = {rule.code for rule in all_rules() if rule.profile}
    assert not codes(checked(menu)) & own
    assert "IVR703" in codes(checked(menu, Options(START, profiles=["GetHuman"])))
    assert "IVR703" in codes(checked(menu, Options(START, select=["IVR703"])))
    assert not codes(checked(menu, Options(START, select=["IVR7"])))
    saved(tmp_path / "ivrcheck.toml", "profiles = ['gethuman']\n")
    assert "IVR703" in codes(checked(menu))


def test_profiles_are_those_of_the_rules() -> None:
    assert {rule.profile for rule in all_rules()} == {*PROFILES, None}


def test_lines_of_settings() -> None:
    text = '# x\nselect = []\n[tool."ivrcheck".pace]\nkey = 1\n[tool.ivrcheck]\npace.words-per-minute = 2\n'
    assert line_of(text, ("select",)) == 2
    assert line_of(text, ("tool", "ivrcheck", "pace", "key")) == 4
    assert line_of(text, ("tool", "ivrcheck", "pace", "words-per-minute")) == 6
    assert line_of(text, ("other",)) is None


def test_the_page_has_a_row_for_each_setting() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    top, limits, pace = re.findall(r"\| setting \|.*\n\|[-|]+\n((?:\|.*\n)+)", page)
    named = {name: re.findall(r"^\| `([^`]+)` \|", rows, re.MULTILINE) for name, rows in
             (("top", top), ("limits", limits), ("pace", pace))}  # fmt: skip
    assert named["limits"] == [setting_name(one.name) for one in fields(Thresholds)]
    assert named["pace"] == [setting_name(one.name) for one in fields(Pace)]
    assert {*named["top"]} == {setting_name(one.name) for one in fields(Config)} - {"limits", "thresholds"}
    assert re.findall(r"^\| `(\w+)` \| .* \|$", page.split("| profile |")[1], re.MULTILINE) == list(PROFILES)


@pytest.mark.parametrize("cls", [Thresholds, Pace])
def test_the_page_says_what_counts_without_a_setting(cls: type[Thresholds] | type[Pace]) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    for one in fields(cls):
        without = "no limit" if one.default is None else f"{one.default:g}"
        assert f"| `{setting_name(one.name)}` | {without} |" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--profile", "helthcare"], "There is no profile “helthcare”. Did you mean “healthcare”?"),
        (["--profile", "zzz"], "There is no profile “zzz”. The profiles are gethuman, healthcare and spain."),
    ],
)
def test_an_unknown_profile_on_the_command_line(arguments: list[str], said: str, tmp_path: Path) -> None:
    menu = saved(tmp_path / "m.yaml", TRAPPED)
    command = [sys.executable, "-m", "ivrcheck", "check", str(menu), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=environment)
    assert ran.returncode == 2
    assert said in ran.stderr
