"""How much of what prompts announce is understood."""

from __future__ import annotations

import time

import pytest

from ivrcheck.menu.spoken import LANGUAGES, announced_keys
from tests.menu.spoken.exports import folder, texts
from tests.menu.spoken.share import main, missed, own, read, shares


def test_the_set_is_large_enough() -> None:
    counts = {one.language: one.announced for one in shares()}
    assert set(counts) == set(LANGUAGES)
    assert sum(counts.values()) >= 150
    assert min(counts.values()) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_read_that_is_not_announced(language: str) -> None:
    share = next(one for one in shares() if one.language == language)
    assert share.precision == 1.0, list(missed())


def test_nearly_everything_announced_is_read() -> None:
    announced = sum(one.announced for one in shares())
    assert sum(one.right for one in shares()) >= 0.95 * announced, list(missed())


def test_the_command_prints_the_share(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0
    assert "precision" in capsys.readouterr().out


def test_real_exports_are_read_without_a_fault() -> None:
    where = folder()
    if where is None:
        pytest.skip("the folder ../shared/corpora with real exports is absent (or set IVRCHECK_CORPORA)")
    for prompts in texts(where).values():
        for text, language in prompts:
            read(language, text)


def test_reads_thousands_of_prompts_in_a_moment() -> None:
    prompts = [(language, text) for language, rows in own().items() for _, text in rows]
    for language, text in prompts:
        read(language, text)
    start = time.process_time()
    for number in range(20_000):
        language, text = prompts[number % len(prompts)]
        announced_keys.__wrapped__(f"{text} {number % 7 or ''}", language)
    assert time.process_time() - start < 5.0  # about one on an idle machine; far below what a bug would take


@pytest.mark.parametrize(
    "text", [" , " * 7000, "press " * 4000, "press 1, " * 2000, "for a " * 4000, "a" * 20_000]
)
def test_a_prompt_without_end_does_not_take_for_ever(text: str) -> None:
    start = time.process_time()
    announced_keys.__wrapped__(text, "en")
    assert time.process_time() - start < 2.0
