"""``TODO`` counts as missing, and what cannot be missing stands for “nobody knows yet”."""

from __future__ import annotations

from pathlib import Path

from ivrcheck.check import Options, check_paths
from ivrcheck.menu.load import load_text
from tests.convert.cases import START

HEAD = """\
ivrcheck: 1
name: Birch Lane Optics
country: US
timezone: America/New_York
managed_by: maya
people: {maya: {name: Maya Feld, extension: 10, hours: TODO}}
teams: {counter: {members: TODO, hours: shop}}
hours: {shop: TODO}
entry: {TODO: open}
steps:
  open: {kind: hours, hours: shop, open: ring, closed: box}
  ring: {kind: ring, who: counter, for: TODO, no_answer: back}
  back: {kind: callback, prompt: TODO, owner: TODO, declined: box, no_input: box}
  box: {kind: voicemail, prompt: {audio: a.wav, text: TODO}, owner: TODO, callback_within: TODO}
"""


def test_a_menu_full_of_it_loads() -> None:
    loaded = load_text(HEAD, "menu.yaml", Path("menu.yaml"))
    assert loaded.menu is not None, [one.message for one in loaded.problems]
    assert len(loaded.todo) == 10
    menu = loaded.menu
    assert menu.teams["counter"].unknown and menu.teams["counter"].hours is None
    assert menu.steps["open"].kind == "lookup" and menu.people["maya"].hours is None
    assert menu.steps["ring"].for_ == 20  # type: ignore[union-attr]
    assert menu.steps["box"].owner is None and menu.steps["back"].owner is None  # type: ignore[union-attr]


def test_what_is_missing_is_found_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "menu.yaml"
    path.write_text(HEAD, "utf-8")
    report = check_paths([path], options=Options(START))
    parts = {(part.code, part.step) for one in report.findings for part in (one, *one.folded)}
    assert ("IVR607", "") in parts
    assert ("IVR301", "box") in parts and ("IVR301", "back") in parts
    todo = next(one for one in report.findings if one.code == "IVR607")
    assert todo.message.startswith("10 things are still to be filled in")
    assert not report.unchecked


def test_without_the_word_nothing_changes() -> None:
    """The word in other words is only a word."""
    text = HEAD.replace("TODO", "TODOS")
    loaded = load_text(text, "menu.yaml", Path("menu.yaml"))
    assert not loaded.todo and loaded.menu is None
