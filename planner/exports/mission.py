"""One drone round as its autopilot flies it: take off, waypoints in order, land."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import seconds_between
from planner.exports.flight_hours import is_open
from planner.exports.waypoints import ground_m, waypoints

if TYPE_CHECKING:
    from planner.domain.dock import Dock
    from planner.domain.drone_model import DroneModel
    from planner.domain.plan import Flight, FlightPoint
    from planner.domain.scenario import Scenario
    from planner.exports.waypoints import Waypoint

SLOWEST_MPS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A round to upload.

    Attributes
    ----------
    home, landing
        Longitude and latitude of take-off and landing [deg].
    waypoints
        Where it flies, in order; the first is over or after the take-off, the last before the landing.
    speed_mps
        Speed between waypoints [m/s].
    margin_m
        Distance that the plan keeps from closed ground [m]; 0 where the scenario is not known.
    lenses
        What the camera records with: ``wide``, and ``ir`` too where the round is in the air by night.
    dock, model
        The dock and its aircraft; None where the scenario is not known.
    """

    home: tuple[float, float]
    landing: tuple[float, float]
    waypoints: tuple[Waypoint, ...]
    speed_mps: float
    margin_m: float = 0.0
    lenses: tuple[str, ...] = ("wide",)
    dock: Dock | None = None
    model: DroneModel | None = None

    @property
    def top_m(self) -> float:
        """Height of the highest waypoint [m]."""
        return max((point.height_m for point in self.waypoints), default=0.0)


def mission(flight: Flight, scenario: Scenario | None) -> Mission:
    """Give what an autopilot needs of a round that has a way.

    The speed is the model's cruising speed; without the scenario it is that of the round's fastest leg.
    """
    dock = next((dock for dock in scenario.docks if dock.id == flight.dock), None) if scenario else None
    models = scenario.drone_models if scenario else ()
    model = next((model for model in models if dock and model.id == dock.model), None)
    tasks = [task for task in scenario.drone_tasks if task.id in flight.serves] if scenario else []
    first, last = flight.path[0], flight.path[-1]
    return Mission(
        home=(first[0], first[1]),
        landing=(last[0], last[1]),
        waypoints=waypoints(flight, tasks),
        lenses=_lenses(flight, scenario),
        speed_mps=model.cruise_mps if model else _fastest_mps(flight.path),
        margin_m=scenario.rounds.margin_m if scenario else 0.0,
        dock=dock,
        model=model,
    )


def _lenses(flight: Flight, scenario: Scenario | None) -> tuple[str, ...]:
    night = scenario.rounds.night if scenario else None
    if scenario is None or night is None:
        return ("wide",)
    return ("wide", "ir") if is_open((night,), flight, ZoneInfo(scenario.station.timezone)) else ("wide",)


def _fastest_mps(path: tuple[FlightPoint, ...]) -> float:
    speeds = [
        ground_m((a[0], a[1]), (b[0], b[1])) / seconds
        for a, b in pairwise(path)
        if (seconds := seconds_between(a[3], b[3])) > 0
    ]
    return max(SLOWEST_MPS, math.ceil(10 * max(speeds, default=0.0)) / 10)
