"""Looks of flights held against the places that they name: whoever claims a look must have been there, filming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.violation import Violation
from planner.evaluation.flights.filming import Filmed, filmed
from planner.evaluation.flights.tracks import FlightTrack, Seconds, fleet, tracks
from planner.evaluation.kept import Kept, Same
from planner.evaluation.moments import openings
from planner.evaluation.stages import solved
from planner.geo import Frame

SLACK_M = 5.0
"""Allowance for rounded coordinates [m]."""
CIRCLE_SHARE = 0.1
"""A circle is flown in chords whose corners may lie outside it by this part of its radius."""
HOVER_SLACK_S = 1.0
"""Times of a flight's path are rounded to tenths of a second [s]."""


_known: Kept[bool] = Kept()


class _Looking:
    """The tasks and the aircraft of a scenario, to tell which flights see what."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.frame = Frame(scenario.station.base)
        self.tasks = {task.id: task for task in scenario.drone_tasks}
        self._ground = {task.id: ground(task, self.frame) for task in scenario.drone_tasks}
        self._models: dict[str, DroneModel] = {dock: model for dock, (_, model) in fleet(scenario).items()}

    def sees(self, track: FlightTrack, task: DroneTask, within: Seconds | None = None, *, stays: bool = True) -> bool:
        """Tell whether a flight looks at a task, if need be inside a span of time.

        A line or an area is seen if the flight passes within half the width that it sees of some of it. A point is seen
        if the drone stays over it, or on the circle around it, as long as the task asks (`stays`), or at all.
        """
        model = self._models.get(track.flight.dock)
        if model is None:
            return False
        station, night = self.scenario.station, self.scenario.rounds.night
        key = (Same(task), model, night, station.base, station.timezone, within, stays)
        return _known.of(track.flight, key, lambda: self._sees(track, task, model, within, stays=stays))

    def _sees(
        self, track: FlightTrack, task: DroneTask, model: DroneModel, within: Seconds | None, *, stays: bool
    ) -> bool:
        seen = filmed(track, model, self.scenario, within)
        place = self._ground[task.id]
        if task.point is None:
            return any(
                shapely.dwithin(shapely.linestrings(part.path[:, :2]), place, part.width_m / 2 + SLACK_M)
                for part in seen
            )
        near_m = SLACK_M + (task.orbit_m * (1 + CIRCLE_SHARE) if task.watch == "orbit" else 0.0)
        stay_s = sum(_stay_s(part, place, near_m) for part in seen)
        return stay_s >= (task.hover_s - HOVER_SLACK_S if stays else 0.1)


def ground(task: DroneTask, frame: Frame) -> BaseGeometry:
    """Give where a task lies [m]."""
    if task.point is not None:
        return shapely.Point(frame.metres(task.point)[0])
    if task.line is not None:
        return frame.line(np.array(task.line))
    return shapely.make_valid(frame.polygon(task.region or ()))


def _stay_s(part: Filmed, place: BaseGeometry, near_m: float) -> float:
    near = np.asarray(shapely.dwithin(shapely.points(part.path[:, :2]), place, near_m), bool)
    return float(np.diff(part.path[:, 3])[near[:-1] & near[1:]].sum())


def flights_see_what_they_serve(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A flight stays over every point that it serves, and passes over every line and area, with the camera on."""
    looking = _Looking(scenario)
    for track in tracks(plan, looking.frame):
        for served in track.flight.serves:
            task = looking.tasks.get(served)
            if task is None or not looking.sees(track, task):
                yield Violation(code="flight_does_not_see", params={"round": track.flight.round, "task": served})


def looks_are_flown(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """A flight is at the task of each of its looks during the look, and serves that task."""
    looking = _Looking(scenario)
    for track in tracks(plan, looking.frame):
        for look in track.flight.looks:
            task, within = looking.tasks.get(look.task), (look.start.timestamp(), look.end.timestamp())
            served = look.task in track.flight.serves
            if task is None or not served or not looking.sees(track, task, within, stays=False):
                params = {"day": track.flight.day, "round": track.flight.round, "task": look.task}
                yield Violation(code="look_not_flown", params=params)


def required_tasks_are_accounted(plan: Plan, scenario: Scenario) -> Iterator[Violation]:
    """Every required task is looked at inside each of its windows, or told as unmet."""
    if not solved(plan, "flights"):
        return
    zone, looking = ZoneInfo(scenario.station.timezone), _Looking(scenario)
    first, last = plan.start.astimezone(zone).date(), plan.end.astimezone(zone).date()
    days = [first + dt.timedelta(days=n) for n in range(-2, (last - first).days + 1)]
    told = {(unmet.id, unmet.when) for unmet in plan.required_unmet if unmet.kind == "drone_task"}
    flown = tracks(plan, looking.frame)
    for task in scenario.drone_tasks:
        served = [track for track in flown if task.required and task.id in track.flight.serves]
        for opens, closes in openings(task.windows, days, zone) if task.required else ():
            if not plan.start <= opens < plan.end or (task.id, opens) in told:
                continue
            within = opens.timestamp(), closes.timestamp()
            if not any(looking.sees(track, task, within) for track in served):
                yield Violation(code="task_not_told", params={"task": task.id, "opens": opens})
