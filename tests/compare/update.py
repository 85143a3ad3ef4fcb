"""Write what is said of the changes anew: ``python -m tests.compare.update``.

Read the difference before you keep it.
"""

from __future__ import annotations

from pathlib import Path

from tests.compare.changes import CHANGES
from tests.compare.pairs import told

FOLDER = Path(__file__).parent / "said"


def main() -> None:
    """Write each, and say which ones are not what they were."""
    FOLDER.mkdir(exist_ok=True)
    for name in CHANGES:
        path, new = FOLDER / f"{name}.txt", told(name)
        if not path.exists() or path.read_text(encoding="utf-8") != new:
            path.write_text(new, encoding="utf-8")
            print(f"changed: {path.name}")


if __name__ == "__main__":
    main()
