"""``python -m tests.menu.spoken.share``: how many announced keys are understood.

Prints precision and recall for each language of this project's own prompts. The prompts of the exports in
``../shared/corpora`` (or the folder in ``IVRCHECK_CORPORA``) are counted apart: nobody has written down what
they announce, so only what was understood is shown. Nothing is tuned on them.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ivrcheck.menu.spoken import announced_keys
from tests.menu.spoken.exports import folder, texts

OWN = Path(__file__).parent / "announced.toml"


@dataclass(frozen=True, slots=True)
class Share:
    """What was announced, what was read, and what of it is right, over some prompts of one language."""

    language: str
    prompts: int
    announced: int
    read: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.announced if self.announced else 1.0


def own() -> dict[str, list[tuple[list[str], str]]]:
    """The project's own prompts by language, each with the keys it announces."""
    found = tomllib.loads(OWN.read_text("utf-8"))
    return {language: [(keys.split(), text) for keys, text in rows] for language, rows in found.items()}


def read(language: str, text: str) -> list[str]:
    """The keys that are understood in a prompt."""
    return [one.key for one in announced_keys(text, language)]


def in_common(one: list[str], other: list[str]) -> int:
    """How many keys two lists share, each counted as often as it stands in both."""
    return sum(min(one.count(key), other.count(key)) for key in set(one))


def shares() -> Iterator[Share]:
    """One share for each language."""
    for language, rows in own().items():
        pairs = [(keys, read(language, text)) for keys, text in rows]
        yield Share(
            language,
            len(rows),
            sum(len(keys) for keys, _ in pairs),
            sum(len(found) for _, found in pairs),
            sum(in_common(keys, found) for keys, found in pairs),
        )


def missed() -> Iterator[str]:
    """The prompts that are not understood word for word."""
    for language, rows in own().items():
        for keys, text in rows:
            if (found := read(language, text)) != keys:
                yield f"{language}: announced {' '.join(keys) or '–'}, read {' '.join(found) or '–'}: {text}"


def _lines() -> Iterator[str]:
    yield "language  prompts  announced  read  right  precision  recall"
    found = list(shares())
    whole = [sum(getattr(one, name) for one in found) for name in ("prompts", "announced", "read", "right")]
    for one in (*found, Share("all", *whole)):
        counts = f"{one.prompts:>7}  {one.announced:>9}  {one.read:>4}  {one.right:>5}"
        yield f"{one.language:<8}  {counts}  {one.precision:>9.1%}  {one.recall:>6.1%}"
    yield from missed()
    yield from _of_exports()


def _of_exports() -> Iterator[str]:
    where = folder()
    if where is None:
        yield "Real exports are not counted: there is no ../shared/corpora (or IVRCHECK_CORPORA)."
        return
    for system, prompts in texts(where).items():
        announced = [(text, language, read(language, text)) for text, language in prompts]
        speaking = [keys for _, _, keys in announced if keys]
        digits = sum(1 for text, _, keys in announced if not keys and any(map(str.isdigit, text)))
        yield (
            f"{system}: {len(prompts)} prompts, {len(speaking)} announce {sum(map(len, speaking))} keys; "
            f"{digits} with a digit announce none."
        )


def main() -> int:
    sys.stdout.write("\n".join(_lines()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
