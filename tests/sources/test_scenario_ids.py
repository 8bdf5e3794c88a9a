"""Ids of what a patrol stops at are shared between kinds, since a stop names only the id."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_station

import planner
from planner.errors import InputRefused


def test_a_point_and_a_place_cannot_share_an_id(tmp_path: Path) -> None:
    """Both would look the same on a route; the fault names both records."""
    scenario = small_station.station()
    place = scenario.places[0].model_copy(update={"id": scenario.points[0].id})
    planner.write_scenario(scenario.model_copy(update={"places": (place, *scenario.places[1:])}), tmp_path / "s")
    with pytest.raises(InputRefused) as caught:
        planner.read_scenario(tmp_path / "s")
    [fault] = caught.value.faults
    assert fault.code == "id_twice"
    assert fault.file == "places.geojson"
    assert "points.geojson" in str(fault.params["first"])
