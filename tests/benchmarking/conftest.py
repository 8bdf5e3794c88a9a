"""Small instance files of each family, drawn by chance with a fixed seed, and where the published ones lie."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def top_file(tmp_path: Path) -> Path:
    """Draw twelve points in a square of ten, two routes of at most 12."""
    draw = random.Random(5)
    rows = [f"{draw.uniform(0, 10):.3f}\t{draw.uniform(0, 10):.3f}\t{draw.randint(1, 9)}" for _ in range(10)]
    path = tmp_path / "p9.2.x.txt"
    path.write_text("\n".join(["n 12", "m 2", "tmax 12.0", "5.0\t5.0\t0", *rows, "5.0\t6.0\t0", ""]))
    return path


@pytest.fixture
def toptw_file(tmp_path: Path) -> Path:
    """Draw nine points with windows around a depot that is open from 5 to 120, with lists of two lengths."""
    draw = random.Random(6)
    rows = []
    for number in range(1, 10):
        opens = draw.randint(5, 60)
        place = f"{draw.uniform(0, 40):.2f} {draw.uniform(0, 40):.2f}"
        listed = "1 1 1" if number % 2 else "2 2 1 2"
        rows.append(f"{number} {place} {draw.randint(2, 9)} {draw.randint(1, 30)} {listed} {opens} {opens + 40}")
    path = tmp_path / "r901.txt"
    path.write_text("\n".join(["4 10 9 1", "0 200", " 0 20.00 20.00 0.00 0.00 0 0 5 120", *rows, ""]))
    return path


@pytest.fixture
def carp_file(tmp_path: Path) -> Path:
    """Join eight vertices to a ring with two chords, one without a demand; the file names a depot that is not 0."""
    draw = random.Random(7)
    ring = [(row, (row + 1) % 8, draw.randint(2, 9), draw.randint(1, 4)) for row in range(8)]
    edges = [*ring, (0, 4, 3, 2), (2, 6, 4, 0)]
    lines = ["8", str(len(edges)), *(" ".join(map(str, edge)) for edge in edges), "3", "9", "3", "10", "400"]
    path = tmp_path / "ring1.dat"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def published() -> Path:
    """Give the folder of published routing instances, or skip."""
    folder = Path(os.environ.get("PATROL_PLANNER_DATA", ROOT.parent / "shared" / "data")) / "routing"
    if not folder.is_dir():
        pytest.skip("the development data is not there: set PATROL_PLANNER_DATA to its folder")
    return folder
