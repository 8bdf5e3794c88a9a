"""The ground behind an answer on a small map: boundary, streets, the station, its offices and docks."""

from __future__ import annotations

from typing import Any

from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.maps import encode
from planner.maps.streets import street_data


def backdrop_data(scenario: Scenario) -> dict[str, Any]:
    """Give what a small map draws below an answer, in the form of `planner.maps.data.map_data` and with its keys.

    Layers that a small map does not have are empty, so that the same scripts read both.
    """
    origin = scenario.station.base
    return {
        "origin": [*origin],
        "steps_per_deg": encode.STEPS_PER_DEG,
        "station": {"id": scenario.station.id, "name": scenario.station.name},
        "boundary": encode.region(scenario.boundary, origin),
        "streets": street_data(scenario.streets, Frame(origin)),
        "offices": [
            {"id": one.id, "name": one.name, "at": encode.line(one.location, origin)} for one in scenario.offices
        ],
        "docks": [{"id": one.id, "name": one.name, "at": encode.line(one.location, origin)} for one in scenario.docks],
        "attribution": scenario.station.attribution,
        **{layer: [] for layer in ("grids", "zones", "places", "units", "flights")},
        "seen": None,
    }
