"""A good station of 1 km2 that a test may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from faulty_station import GOOD


@pytest.fixture
def station(tmp_path: Path) -> Path:
    """Give a copy of the good station."""
    return Path(shutil.copytree(GOOD, tmp_path / "station"))
