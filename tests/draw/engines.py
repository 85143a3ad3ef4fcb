"""Which engines there are here; what needs one that is missing is skipped, and says so."""

from __future__ import annotations

import pytest

from ivrcheck.draw.engine import DOT, PURE, find

needs_pure = pytest.mark.skipif(
    find(PURE) is None, reason="graphviz-pure is not installed beside this Python"
)
needs_dot = pytest.mark.skipif(find(DOT) is None, reason="Graphviz (dot) is not installed")
ENGINES = [pytest.param(PURE, marks=needs_pure), pytest.param(DOT, marks=needs_dot)]
