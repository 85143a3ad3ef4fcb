"""The table in the docs is what the real exports give."""

from __future__ import annotations

import pytest

from tests.convert.cases import ROOT, corpora
from tests.convert.table import table, unread


def test_the_table_in_the_docs_is_as_measured() -> None:
    if corpora() is None:
        pytest.skip("the folder ../shared/corpora with real exports is absent (or set IVRCHECK_CORPORA)")
    assert "\n".join(table()) in (ROOT / "docs" / "import.md").read_text("utf-8")
    assert not list(unread())
