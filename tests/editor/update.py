"""``python -m tests.editor.update``: writes the JSON Schema of menu files into the package."""

from __future__ import annotations

from ivrcheck.editor.build import text
from ivrcheck.editor.schema import FILE

if __name__ == "__main__":
    FILE.write_text(text(), encoding="ascii")
