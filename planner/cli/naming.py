"""Names beside the ids that a person meets in a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.scenario import Scenario

LISTS = ("grid", "places")
"""Figures of a notice that hold ids of grids or places, one after the other."""


def places_by_id(scenario: Scenario) -> dict[str, str]:
    """Give the names of everything that is visited, by id; what has none is left out."""
    visited = (
        *((point.id, point.name) for point in scenario.points),
        *((line.id, line.name) for line in scenario.lines),
        *((area.id, area.name) for area in scenario.areas),
        *((place.id, place.name) for place in scenario.places),
    )
    return {item: name for item, name in visited if name not in {"", item}}


def seen_by_id(scenario: Scenario) -> dict[str, str]:
    """Give the names of everything that is visited or looked at from the air, by id; what has none is left out."""
    looked_at = {task.id: task.name for task in scenario.drone_tasks if task.name not in {"", task.id}}
    return looked_at | places_by_id(scenario)


def with_names(params: Mapping[str, object], scenario: Scenario) -> dict[str, object]:
    """Give the figures of a notice with names beside the ids of grids and places."""
    names = places_by_id(scenario) | {grid.id: grid.name for grid in scenario.grids if grid.name not in {"", grid.id}}
    return {
        key: ", ".join(f"{part} {names.get(part, '')}".rstrip() for part in str(value).split(", "))
        if key in LISTS
        else value
        for key, value in params.items()
    }
