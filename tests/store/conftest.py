"""Every test of the store runs on a file and on a server; those about the file itself ask for its `path`."""

from __future__ import annotations

import pytest

from tests.conftest import run_on_both


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a register on both engines."""
    run_on_both(metafunc, frozenset({"path"}))
