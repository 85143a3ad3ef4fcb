"""The page in a real browser: with and without JavaScript, on narrow screens, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ivrcheck.report.formats import render
from tests.menus.examples import ROOT
from tests.report.browser import browser
from tests.report.examples import clinic, material
from tests.report.hostile import FIELDS, TRICKS, written

WIDTHS = [320, 390, 768, 1400]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page about the clinic."""
    path = tmp_path_factory.mktemp("page") / "clinic.html"
    path.write_text(clinic("html"), encoding="utf-8")
    return path


def opened(chromium: Any, path: Path, **how: Any) -> tuple[Any, list[str]]:
    """The page, opened from disk, and a list of all it complains about or asks the network for."""
    page = chromium.new_context(**how).new_page()
    heard: list[str] = []

    def hear(words: str) -> bool:
        heard.append(words)
        return True

    page.on("console", lambda message: hear(message.text))
    page.on("pageerror", lambda error: hear(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or hear(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss() or hear(dialog.message))
    page.goto(path.as_uri())
    return page, heard


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1100])
def test_no_serious_violation_of_accessibility(
    chromium: Any, page_file: Path, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page, heard = opened(chromium, page_file, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.locator("button.show").nth(1).click()
    found = axe.Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in SERIOUS]
    assert not heard


SERIOUS = ("serious", "critical")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_its_window(chromium: Any, page_file: Path, width: int) -> None:
    page, _ = opened(chromium, page_file, viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_finding_lights_up_its_way_with_the_keyboard(chromium: Any, page_file: Path) -> None:
    page, heard = opened(chromium, page_file)
    button = page.locator("button.show").nth(1)  # 0 in “main” plays the same menu again
    button.focus()
    page.keyboard.press("Enter")
    lit = {one.get_attribute("id") for one in page.locator(".picture .on").all()}
    assert {"m1.entry.1", "m1.welcome", "m1.main", "m1.main.to.main"} <= lit
    assert "m1.night" not in lit
    assert button.get_attribute("aria-pressed") == "true"
    assert "Pressing 0 in “main”" in page.locator("#m1-shown").inner_text()
    page.get_by_role("button", name="Back to this finding").press("Enter")
    assert button.evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert page.locator(".picture .on").count() == 0
    assert page.locator("#m1-shown").inner_text() == ""
    assert not heard


def test_every_way_that_is_lit_is_in_the_picture(chromium: Any, tmp_path: Path) -> None:
    for file in sorted((ROOT / "menus").glob("*-trapped.yaml")):
        path = tmp_path / f"{file.stem}.html"
        path.write_text(render("html", material(file)), encoding="utf-8")
        page, heard = opened(chromium, path)
        for button in page.locator("button.show").all():
            names = (button.get_attribute("data-show") or "").split()
            steps = [name for name in names if ".to." not in name]
            assert all(page.locator(f'[id="m1.{step}"]').count() == 1 for step in steps), (file, steps)
        assert not heard


def test_without_javascript_everything_can_be_read(chromium: Any, page_file: Path) -> None:
    page, _ = opened(chromium, page_file, java_script_enabled=False)
    with_script, _ = opened(chromium, page_file)
    assert page.locator("button.show:visible").count() == 0
    for part in ("h1", "h2", "h3", "h4", "ol.call", ".also", "table", "dl", "svg text", ".days"):
        said = (
            page.locator(part).all_inner_texts()
            if part != "svg text"
            else page.locator(part).all_text_contents()
        )
        there = with_script.locator(part)
        assert said and said == (there.all_inner_texts() if part != "svg text" else there.all_text_contents())


def test_on_paper_nothing_is_left_out(chromium: Any, page_file: Path) -> None:
    page, _ = opened(chromium, page_file)
    page.locator("button.show").first.click()
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("button:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    faint = (
        "[...document.querySelectorAll('.picture g')].filter(one => getComputedStyle(one).opacity < 1).length"
    )
    assert page.evaluate(faint) == 0
    assert page.locator("text=Signature").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_no_trick_runs_in_a_browser(chromium: Any, tmp_path: Path) -> None:
    paths = []
    for number, trick in enumerate(TRICKS):
        (folder := tmp_path / f"{number}").mkdir()
        paths.append(written(folder, dict.fromkeys(FIELDS, trick)))
    path = tmp_path / "page.html"
    path.write_text(render("html", material(*paths)), encoding="utf-8")
    page, heard = opened(chromium, path, viewport={"width": 390, "height": 800})
    page.evaluate("document.querySelectorAll('button.show').forEach(one => one.click())")
    assert page.locator(".picture.lit").count() == len(TRICKS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not heard
