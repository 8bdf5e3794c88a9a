"""What the cameras of flights see: the stretches flown with the camera on, and how wide each one sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.drone_model import DroneModel
from planner.domain.scenario import Scenario
from planner.evaluation.flights.tracks import FlightTrack, Seconds, open_spans
from planner.geo import Floats

NIGHT_SHARE = 0.5
"""Width that a thermal camera sees if the model states none, as a part of the day's."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filmed:
    """A stretch of a flight with the camera on.

    Attributes
    ----------
    path
        (n, 4) x, y, height [m] and time [s since 1970].
    width_m
        Width seen below it [m].
    by_night
        Whether it is seen with the thermal camera.
    """

    path: Floats
    width_m: float
    by_night: bool


def night_width_m(model: DroneModel) -> float:
    """Give the width that the thermal camera sees [m]."""
    return NIGHT_SHARE * model.swath_m if model.night_swath_m is None else model.night_swath_m


def filmed(track: FlightTrack, model: DroneModel, scenario: Scenario, within: Seconds | None = None) -> list[Filmed]:
    """Cut a flight where its camera goes off and where night begins and ends.

    Parameters
    ----------
    track
        The flight.
    model
        Its aircraft.
    scenario
        The station with the hours of its night.
    within
        Only what lies in this span of time [s since 1970].
    """
    begin, end = track.span
    if within is not None:
        begin, end = max(begin, within[0]), min(end, within[1])
    night = scenario.rounds.night
    zone = ZoneInfo(scenario.station.timezone)
    nights = open_spans((night,), begin, end, zone) if night is not None and begin < end else []
    return [
        Filmed(
            path=track.between(*span).path,
            width_m=night_width_m(model) if by_night else model.swath_m,
            by_night=by_night,
        )
        for stretch in _camera_on(track, begin, end)
        for span, by_night in _parted(stretch, nights)
    ]


def _camera_on(track: FlightTrack, begin: float, end: float) -> Iterator[Seconds]:
    off = sorted((span.start.timestamp(), span.end.timestamp()) for span in track.flight.camera_off)
    since = begin
    for start, stop in (*off, (end, end)):
        if min(start, end) > since:
            yield since, min(start, end)
        since = max(since, stop)


def _parted(span: Seconds, nights: list[Seconds]) -> Iterator[tuple[Seconds, bool]]:
    """Part a span of time by day and by night."""
    since, end = span
    for dusk, dawn in sorted(nights):
        if min(dusk, end) > since:
            yield (since, min(dusk, end)), False
        since = max(since, min(dusk, end))
        if min(dawn, end) > since:
            yield (since, min(dawn, end)), True
        since = max(since, min(dawn, end))
    if end > since:
        yield (since, end), False
