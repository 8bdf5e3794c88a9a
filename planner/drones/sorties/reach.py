"""What the shortest flight to a task asks of a battery."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.ops import nearest_points

from planner.drones.energy import CALM, flown, may_fly_in, needed_pct
from planner.drones.problem import DockSite, DroneProblem, LookTask, Span
from planner.drones.sorties.winds import winds_over


def least_needed_pct(problem: DroneProblem, dock: DockSite, task: LookTask, span: Span) -> float:
    """Give the charge without which no flight of a dock can look at a task, whatever its way [%].

    Straight there, a hover if it is a point, and straight back, in the winds of a span as far as the drone flies in
    them; with the lowest charge, the threshold and the way home from every point.
    """
    winds = tuple(wind for wind in winds_over(problem, *span) if may_fly_in(wind, dock.model)) or (CALM,)
    there = shapely.get_coordinates(nearest_points(shapely.Point(dock.xy), task.shape)[1])[0]
    points = np.array([dock.xy, there, dock.xy])
    stays = np.array([0.0, task.hover_s if task.shape.length == 0 else 0.0, 0.0])
    flight = flown(points, stays, dock.model, problem.rules.height_m, winds)
    ends = np.array([dock.xy, *dock.alternates])
    ways = np.hypot(*(flight.path[:, None, :2] - ends[None]).transpose(2, 0, 1)).min(axis=1)
    return needed_pct(flight, ways, dock.model, winds)
