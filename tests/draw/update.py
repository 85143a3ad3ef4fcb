"""Write the pictures that are kept anew: ``python -m tests.draw.update``. Look before you keep them."""

from __future__ import annotations

from tests.cli.run import run
from tests.draw.recorded import KEPT, ROOT, START


def main() -> None:
    """Run each command."""
    for file, command in KEPT.items():
        ran = run(*command, *START, "-o", ROOT / file)
        if ran.returncode:
            raise SystemExit(ran.stderr.decode())


if __name__ == "__main__":
    main()
