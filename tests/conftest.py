"""Settings shared by all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# a slow machine is no failure; timings are kept in benchmarks/
settings.register_profile("reportedly", deadline=None, derandomize=True)
settings.load_profile("reportedly")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data; tests that need it are skipped, visibly, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: its reports cannot be read")
    return SHARED
