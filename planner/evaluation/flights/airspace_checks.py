"""Flights held against closed zones and the ceiling: leg by leg, at its height and at its time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import shapely

from planner.domain.place import Zone
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.drones.check_airspace import PLACE_M, kept_ground, meets
from planner.evaluation.flights.tracks import FlightTrack, Seconds, open_spans, tracks
from planner.geo import Floats, Frame

ALWAYS: tuple[Seconds, ...] = ((-math.inf, math.inf),)
TIME_S = 1.0
"""Times at which a camera is off are held to this [s]."""


def legal_airspace(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No flight is in a closed zone, or nearer to one than it may, at a height and a time at which it is closed."""
    frame = Frame(scenario.station.base)
    flown = tracks(plan, frame)
    for item in scenario.zones:
        if may_be_crossed(item):
            continue
        away_m = item.stand_off_m if item.stand_off_m is not None else scenario.rounds.margin_m
        ground = kept_ground(shapely.make_valid(frame.polygon(item.region)), away_m)
        for track in flown:
            if meets(track.path, ground, _active(item, track, scenario), band_m(item)):
                params = {"day": track.flight.day, "round": track.flight.round, "zone": item.id}
                yield Violation(code="in_closed_zone", params=params)


def may_be_crossed(item: Zone) -> bool:
    """Tell whether flights may pass over a zone with the camera off."""
    return item.kind == "privacy" and item.camera_off


def band_m(item: Zone) -> tuple[float, float]:
    """Give the heights above ground between which a zone is closed [m]."""
    floor_m = item.ceiling_m if item.kind == "restricted" and item.ceiling_m is not None else -math.inf
    return floor_m, item.top_m if item.top_m is not None else math.inf


def _active(item: Zone, track: FlightTrack, scenario: Scenario) -> tuple[Seconds, ...]:
    """Give when a zone is active during a flight [s since 1970]."""
    if not item.windows:
        return ALWAYS
    return tuple(open_spans(item.windows, *track.span, ZoneInfo(scenario.station.timezone)))


def cameras_are_off(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Over a privacy zone that may be crossed the camera is off: the plan says so for every moment of the passage."""
    frame = Frame(scenario.station.base)
    flown = tracks(plan, frame)
    for item in filter(may_be_crossed, scenario.zones):
        ground = kept_ground(shapely.make_valid(frame.polygon(item.region)), 0.0)
        for track in flown:
            active = _active(item, track, scenario)
            if any(meets(part, ground, active, band_m(item)) for part in _filming(track)):
                params = {"day": track.flight.day, "round": track.flight.round, "zone": item.id}
                yield Violation(code="camera_on_in_zone", params=params)


def _filming(track: FlightTrack) -> Iterator[Floats]:
    """Give the stretches of a flight in which the camera is on, (n, 4) each."""
    since, landing = track.span
    for start, end in (*_camera_off(track.flight), (landing, landing)):
        if start - since > TIME_S:
            yield track.between(since, min(start, landing)).path
        since = max(since, end)


def _camera_off(flight: Flight) -> list[Seconds]:
    spans = [(span.start.timestamp() - TIME_S, span.end.timestamp() + TIME_S) for span in flight.camera_off]
    return sorted(span for span in spans if span[1] > flight.takeoff.timestamp())


def under_the_ceiling(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """No flight is higher above ground than the rules allow, nor below the ground."""
    ceiling_m = scenario.rounds.ceiling_m
    for flight in plan.flights:
        heights_m = [point[2] for point in flight.path]
        wrong_m = [height for height in heights_m if not -PLACE_M <= height <= ceiling_m + PLACE_M]
        if wrong_m:
            params = {"day": flight.day, "round": flight.round, "height_m": max(wrong_m), "ceiling_m": ceiling_m}
            yield Violation(code="over_the_ceiling", params=params)
