"""Write the reports about the clinic anew: ``python -m tests.report.update``.

Read the difference before you keep it.
"""

from __future__ import annotations

from tests.report.examples import WRITTEN, clinic, golden


def main() -> None:
    """Write every report, and say which ones are not what they were."""
    for name in WRITTEN:
        path, new = golden(name), clinic(name)
        if not path.exists() or path.read_text(encoding="utf-8") != new:
            path.write_text(new, encoding="utf-8")
            print(f"changed: {path.name}")


if __name__ == "__main__":
    main()
