"""A routing problem in whole numbers, as other solvers want it, laid out by stops instead of nodes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.routing.problem import RoutingProblem

FINEST = 10_000
"""Steps of a second where a problem's times are not whole seconds."""
FARTHEST = 2**31
"""Time that stands for no way [steps]."""

Whole = NDArray[np.int64]

Foreign: TypeAlias = Any
"""An object of a library that may not be installed."""


class NotExpressible(Exception):
    """A solver has no words for something that an instance asks for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WholeProblem:
    """Stops and units in whole steps of time, rounded so that what is legal here is legal in the problem.

    The first stops are the problem's ways, the others the places where units start and end. Travel from stop to stop
    runs from where the one is left to where the other is entered, so a line driven through is one stop.

    Attributes
    ----------
    travel
        (c, s, s) from stop to stop [steps].
    service
        (c, w) stay [steps].
    opens, closes
        (w,) the stay lies between them [steps].
    unit_start, unit_end
        (u,) stops.
    unit_begins, unit_ends
        (u,) shift [steps].
    fleet
        Units that are the same, as lists of their numbers.
    """

    problem: RoutingProblem
    travel: Whole
    service: Whole
    opens: Whole
    closes: Whole
    unit_start: Whole
    unit_end: Whole
    unit_begins: Whole
    unit_ends: Whole
    fleet: tuple[tuple[int, ...], ...]

    @property
    def ways_of(self) -> list[list[int]]:
        """The ways of each visit."""
        starts = self.problem.way_start.tolist()
        return [list(range(starts[visit], starts[visit + 1])) for visit in range(self.problem.visits)]

    def latest_start(self, kind: int) -> Whole:
        """Give when each stay must begin at the latest for a travel class, (w,) [steps]."""
        latest: Whole = self.closes - self.service[kind]
        return latest

    def loads(self) -> list[int]:
        """Give the load of each visit, which no instance has in parts.

        Raises
        ------
        NotExpressible
            If one is not a whole number.
        """
        return _whole_numbers(self.problem.visit_load, "load")

    def capacity(self, unit: int) -> int:
        """Give the most load of a unit; where there is no limit, the load of everything."""
        most = float(self.problem.unit_most_load[unit])
        return math.floor(most) if math.isfinite(most) else sum(self.loads())

    def mean_leg(self) -> float:
        """Give the mean time between two stops of which there is a way [steps]."""
        known = self.travel[(self.travel > 0) & (self.travel < FARTHEST)]
        return float(known.mean()) if known.size else 1.0


def whole(problem: RoutingProblem) -> WholeProblem:
    """Put a problem into whole steps: of a second, or finer where its times are not whole seconds.

    Raises
    ------
    NotExpressible
        If something is asked for that other solvers have no words for.
    """
    if (problem.band_share != 1.0).any() or problem.relief or (problem.repeat_share != 1.0).any():
        raise NotExpressible("speeds by the hour, breaks in turn or worth that falls with every visit")
    exact = [problem.travel_s, problem.way_service_s, problem.visit_opens_s, problem.visit_closes_s]
    exact += [problem.unit_start_s, problem.unit_end_s]
    steps = 1 if all(np.all(np.mod(part[np.isfinite(part)], 1.0) == 0) for part in exact) else FINEST
    ends, stop = np.unique(np.concatenate([problem.unit_start_node, problem.unit_end_node]), return_inverse=True)
    leave = np.concatenate([problem.way_exit, ends])
    enter = np.concatenate([problem.way_entry, ends])
    visit = problem.way_visit()
    travel = np.stack([_up(table[np.ix_(leave, enter)], steps) for table in problem.travel_s])
    travel[:, np.arange(len(leave)), np.arange(len(leave))] = 0
    alike: dict[tuple[object, ...], list[int]] = {}
    for unit in range(problem.units):
        alike.setdefault(_kind_of(problem, unit), []).append(unit)
    return WholeProblem(
        problem=problem,
        travel=travel,
        service=_up(problem.way_service_s, steps),
        opens=_up(problem.visit_opens_s, steps)[visit],
        closes=_down(problem.visit_closes_s, steps)[visit],
        unit_start=stop[: problem.units] + problem.ways,
        unit_end=stop[problem.units :] + problem.ways,
        unit_begins=_up(problem.unit_start_s, steps),
        unit_ends=_down(problem.unit_end_s, steps),
        fleet=tuple(tuple(units) for units in alike.values()),
    )


def _kind_of(problem: RoutingProblem, unit: int) -> tuple[object, ...]:
    columns = (problem.unit_class, problem.unit_start_node, problem.unit_end_node, problem.unit_start_s)
    more = (problem.unit_end_s, problem.unit_most_load)
    return (*(column[unit].item() for column in (*columns, *more)), problem.visit_allowed[:, unit].tobytes())


def _up(seconds: NDArray[np.float64], steps: int) -> Whole:
    return np.where(np.isfinite(seconds), np.ceil(np.where(np.isfinite(seconds), seconds, 0) * steps), FARTHEST).astype(
        np.int64
    )


def _down(seconds: NDArray[np.float64], steps: int) -> Whole:
    return np.minimum(np.floor(seconds * steps + 1e-9), FARTHEST).astype(np.int64)


def prizes(steps: WholeProblem, weight: float) -> list[int]:
    """Give what leaving out each visit costs [steps].

    Parameters
    ----------
    weight
        Worth of the mean value in mean legs.
    """
    value = steps.problem.visit_value
    if not np.any(value > 0):
        return [0] * len(value)
    a_point = weight * steps.mean_leg() / float(value[value > 0].mean())
    return [round(worth * a_point) for worth in value.tolist()]


def _whole_numbers(column: NDArray[np.float64], name: str) -> list[int]:
    if any(not math.isclose(number, round(number)) for number in column.tolist()):
        raise NotExpressible(f"a {name} that is not a whole number")
    return [round(number) for number in column.tolist()]
