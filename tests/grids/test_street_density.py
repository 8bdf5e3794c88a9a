"""Calls spread along the streets: nothing lost, equal parts at junctions, never across what no street joins."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import numpy as np
import pytest
import small_station

from planner.grids.near_places import calls_near_places
from planner.grids.street_density import FARTHEST_M, REACH_M, segments_of, spread, street_density, ways_of
from planner.streets.snapping import nearest

ZONE = ZoneInfo("Asia/Shanghai")
HALF = 2.5 * small_station.SPACING_M


@pytest.fixture(scope="module")
def station():
    return small_station.station()


def triangle(start, end):
    """Integrate the kernel from one way to another on one side."""
    ways = np.linspace(start, end, 20_001)
    heights = np.maximum(1 - ways / REACH_M, 0) / REACH_M
    return float(((heights[1:] + heights[:-1]) / 2 * np.diff(ways)).sum())


def test_a_street_is_one_segment_in_both_directions(station):
    """Sixty streets of the lattice have 120 directed edges and 60 segments."""
    segments = segments_of(station.streets)
    assert len(segments.edge) == 60
    assert np.bincount(segments.of_edge).tolist() == [2] * 60


def test_parts_at_a_junction_are_equal(station):
    """By hand: 50 m before a junction of four streets, each of the other three gets a third of what passes."""
    segments = segments_of(station.streets)
    ways = ways_of(segments)
    middle = next(k for k in range(60) if all(len(ways[node]) == 4 for node in segments.ends[k].tolist()))
    length_m = float(segments.length_m[middle])
    parts = spread(segments, ways, middle, 50.0)
    first, last = segments.ends[middle].tolist()
    for segment, _ in ways[first]:
        if segment != middle:
            assert parts[segment] == pytest.approx(triangle(50, REACH_M) / 3, abs=1e-6)
    for segment, _ in ways[last]:
        if segment != middle:
            assert parts[segment] == pytest.approx(triangle(length_m - 50, REACH_M) / 3, abs=1e-6)
    assert parts[middle] == pytest.approx(triangle(0, 50) + triangle(0, length_m - 50), abs=1e-6)
    assert sum(parts.values()) == pytest.approx(1)


def test_every_call_weighs_one(station):
    """All calls near a street are spread, each once, dead ends or not."""
    density = street_density(station.streets, station.incidents, ZONE)
    near = nearest(station.streets, station.incidents.lonlat, "foot").distance_m <= FARTHEST_M
    assert density.calls.sum() == pytest.approx(near.sum())
    assert (density.calls >= 0).all()
    hour = density.calls.sum(axis=0)
    assert hour[21] > 4 * hour[3]


def test_calls_count_for_the_street_that_they_are_on(station):
    """Of two places that are as near to the calls, the one on their street must lead the one round the block."""
    ground = small_station.Ground()
    call = station.incidents[0]
    lonlat = ground.lonlat(-HALF + 125, -HALF)
    calls = tuple(call.model_copy(update={"location": lonlat}) for _ in range(9))
    here, behind = ground.lonlat(-HALF + 215, -HALF - 5), ground.lonlat(-HALF + 125, -HALF + 240)
    place = station.places[0]
    places = tuple(place.model_copy(update={"id": str(k), "location": at}) for k, at in enumerate((here, behind)))
    changed = small_station.station(incidents=calls, places=places)
    near = calls_near_places(changed).sum(axis=1)
    assert near[0] > 5 * near[1]


def test_what_patrols_found_and_grids_alone_count_for_no_place(station):
    """Only calls of the public with a place of their own make a street dense."""
    found = tuple(call.model_copy(update={"source": "police"}) for call in station.incidents)
    vague = tuple(call.model_copy(update={"grid": "G1"}) for call in station.incidents)
    for calls in (found, vague, ()):
        assert not calls_near_places(station.model_copy(update={"incidents": calls})).any()
    assert calls_near_places(station).any()
