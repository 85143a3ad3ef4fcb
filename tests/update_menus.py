"""Write the outputs about the trapped example menus anew: ``python -m tests.update_menus``.

Read the difference before you keep it: every line is a sentence somebody will act on.
"""

from __future__ import annotations

from tests.menus.examples import TRAPPED, golden, printed


def main() -> None:
    """Write every output, and say which ones are not what they were."""
    for name in TRAPPED:
        path, new = golden(name), printed(name)
        if not path.exists() or path.read_text(encoding="utf-8") != new:
            path.write_text(new, encoding="utf-8")
            print(f"changed: {path.name}")
    for path in set(golden("x").parent.glob("*.txt")) - {golden(name) for name in TRAPPED}:
        path.unlink()
        print(f"removed: {path.name}")


if __name__ == "__main__":
    main()
