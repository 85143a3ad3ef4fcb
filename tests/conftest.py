"""What holds for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no run of the tests read or write what the developer's own checks have remembered."""
    os.environ["IVRCHECK_CACHE_DIR"] = str(Path(tmp_path_factory.getbasetemp(), "cache"))
