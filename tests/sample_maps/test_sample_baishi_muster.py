"""The rescue points of the sample station Baishi."""

from __future__ import annotations

from pathlib import Path

import planner
from planner.sources.dispatch_files import read_muster

FOLDER = Path(__file__).resolve().parents[2] / "sample_maps" / "baishi"


def test_the_rescue_points_are_read_and_lie_in_the_station() -> None:
    """`planner muster` takes the file, and every point stands within the boundary's box."""
    order = read_muster(FOLDER / "muster.json")
    ring = [place for region in planner.read_scenario(FOLDER).boundary for place in region[0]]
    for point in order.points:
        assert min(lon for lon, _ in ring) < point.lon < max(lon for lon, _ in ring)
        assert min(lat for _, lat in ring) < point.lat < max(lat for _, lat in ring)
    assert len(order.points) == 3
