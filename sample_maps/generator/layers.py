"""The features that every station has alike: streets and police grids."""

from __future__ import annotations

from collections.abc import Iterable

from generator import grids
from generator.files import Feature, line, polygon
from generator.ground import Ground
from generator.network import Segment
from generator.officers import leaders


def street_features(segments: Iterable[Segment]) -> list[Feature]:
    """Make the features of street segments."""
    return [line(segment.line, _street(segment)) for segment in segments]


def _street(segment: Segment) -> dict[str, object]:
    properties: dict[str, object] = {"class": segment.road_class, "maxspeed": segment.speed_kmh}
    if segment.name:
        properties["name"] = segment.name
    if segment.oneway:
        properties["oneway"] = True
    if segment.turn_id:
        properties["turn_id"] = segment.turn_id
    if segment.no_turn:
        properties["no_turn"] = " ".join(str(turn) for turn in segment.no_turn)
    return properties


def grid_features(ground: Ground) -> list[Feature]:
    """Make the police grids with their offices and leaders."""
    heads = leaders(ground)
    return [
        polygon(ring, {"id": key, "name": grid.name, "office": grid.office, "leader": heads[key]})
        for (key, grid), ring in zip(ground.grids.items(), grids.grid_rings(ground).values(), strict=True)
    ]
