"""A fresh database for each test."""

from __future__ import annotations

import pytest

from planner.storage.database import open_database


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'folder' / 'plans.sqlite'}"


@pytest.fixture
def database(url):
    opened = open_database(url)
    yield opened
    opened.close()
