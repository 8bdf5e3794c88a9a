"""Flights as numbers: where each drone is, how high and when, for the checks and the figures of flights."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.noun import Window
from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.evaluation.kept import Kept
from planner.evaluation.moments import openings
from planner.geo import Floats, Frame

Seconds = tuple[float, float]
"""From and to [s since 1970]."""
PLANS_DAYS = 1024
"""So many spans of dates are kept with the openings of windows in them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlightTrack:
    """A flight, or a stretch of one.

    Attributes
    ----------
    flight
        The flight.
    path
        (n, 4) x, y in the station's frame [m], height above ground [m] and time [s since 1970].
    """

    flight: Flight
    path: Floats

    @property
    def span(self) -> Seconds:
        """When it begins and ends [s since 1970]."""
        return float(self.path[0, 3]), float(self.path[-1, 3])

    def between(self, begin_s: float, end_s: float) -> FlightTrack:
        """Give the stretch between two moments inside its span."""
        return FlightTrack(flight=self.flight, path=between(self.path, begin_s, end_s))


_known: Kept[Floats] = Kept()


def tracks(plan: Plan, frame: Frame) -> list[FlightTrack]:
    """Give the flights that have a path, in the order of their take-off."""
    flown = [flight for flight in plan.flights if len(flight.path) > 1]
    return sorted((_track(flight, frame) for flight in flown), key=lambda track: track.span[0])


def _track(flight: Flight, frame: Frame) -> FlightTrack:
    return FlightTrack(flight=flight, path=_known.of(flight, frame.centre, lambda: _path(flight, frame)))


def _path(flight: Flight, frame: Frame) -> Floats:
    heights_m = [point[2] for point in flight.path]
    clock_s = [point[3].timestamp() for point in flight.path]
    path = np.column_stack([frame.metres([point[:2] for point in flight.path]), heights_m, clock_s])
    path.flags.writeable = False
    return path


def between(path: Floats, begin_s: float, end_s: float) -> Floats:
    """Cut a path, (n, 4) with the time in its last column, out between two moments [s]."""
    clock_s = path[:, 3]
    inside = path[(clock_s > begin_s) & (clock_s < end_s)]
    ends = [[float(np.interp(at, clock_s, column)) for column in path.T] for at in (begin_s, end_s)]
    return np.vstack([ends[0], inside, ends[1]])


def fleet(scenario: Scenario) -> dict[str, tuple[Dock, DroneModel]]:
    """Give every dock whose model is known, with the model, by the dock's id."""
    models = {model.id: model for model in scenario.drone_models}
    return {dock.id: (dock, models[dock.model]) for dock in scenario.docks if dock.model in models}


def by_dock(plan: Plan) -> dict[str, list[Flight]]:
    """Give the flights of every dock in the order of their take-off."""
    flights: dict[str, list[Flight]] = defaultdict(list)
    for flight in plan.flights:
        flights[flight.dock].append(flight)
    return {dock: sorted(own, key=lambda flight: flight.takeoff.timestamp()) for dock, own in flights.items()}


def open_spans(windows: Sequence[Window], begin_s: float, end_s: float, zone: ZoneInfo) -> list[Seconds]:
    """Give the openings of windows that touch a span of time [s since 1970]."""
    first, last = (dt.datetime.fromtimestamp(at, zone).date() for at in (begin_s, end_s))
    spans = _opened(tuple(windows), first, last, zone)
    return [span for span in spans if span[0] < end_s and span[1] > begin_s]


@lru_cache(maxsize=PLANS_DAYS)
def _opened(windows: tuple[Window, ...], first: dt.date, last: dt.date, zone: ZoneInfo) -> tuple[Seconds, ...]:
    """Give the openings of windows from two dates before a span of dates to its last one, in order [s since 1970]."""
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    return tuple(sorted((opens.timestamp(), closes.timestamp()) for opens, closes in openings(windows, days, zone)))


def seconds_of(moment: dt.datetime, zone: ZoneInfo) -> float:
    """Give a moment of the scenario, on the station's clock where it has no offset [s since 1970]."""
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).timestamp()
