"""``python -m tests.convert.update [SYSTEM…]``: writes down what importing each small original gives.

Read what changed before you commit it.
"""

from __future__ import annotations

import sys

from tests.convert.cases import cases, texts_of


def main(words: list[str]) -> int:
    for case in [case for system in (words or ["*"]) for case in cases(system)]:
        for what, text in texts_of(case.path).items():
            golden = case.golden(what)
            if not golden.exists() or golden.read_text("utf-8") != text:
                golden.write_text(text, "utf-8")
                sys.stdout.write(f"wrote {case.system}/{golden.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
