"""Units at hand without ways, so that what a simulation gives is known from theory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planner.evaluation.simulation.calls import CallKind, CallSource, Service
from planner.evaluation.simulation.problem import Fleet, SimulationProblem

NO_END_S = 1e9
"""End of shifts, so that every call that came is answered [s]."""


def at_hand(
    units: int,
    per_hour: NDArray[np.float64],
    kinds: tuple[CallKind, ...],
    *,
    run_in_h: float = 0.0,
    most_waiting: int | None = None,
) -> SimulationProblem:
    """Make a simulation of units that need no time to a call.

    Parameters
    ----------
    units
        How many; all are always on duty.
    per_hour
        (h, g) calls in every hour and grid; each grid has one place.
    kinds
        Kinds of call.
    run_in_h
        Hours that are not counted, in which the queue comes to its steady state [h].
    most_waiting
        Calls that can wait; None: any number.
    """
    grids = per_hour.shape[1]
    none, never = np.zeros(0, np.int64), np.zeros(0)
    return SimulationProblem(
        calls=CallSource(
            grids=tuple(f"G{number}" for number in range(1, grids + 1)),
            per_hour=per_hour,
            place_grid=np.arange(grids),
            place_weight=np.ones(grids),
            kinds=kinds,
        ),
        fleet=Fleet(
            ids=tuple(f"U{number}" for number in range(1, units + 1)),
            traveller=np.zeros(units, np.int64),
            start_s=np.zeros(units),
            end_s=np.full(units, NO_END_S),
            pause_unit=none,
            pause_from_s=never,
            pause_to_s=never,
            track_start=np.arange(units + 1),
            track_place=np.zeros(units, np.int64),
            allowed=np.ones((units, grids), bool),
            stop_unit=none,
            stop_from_s=never,
            stop_to_s=never,
            stop_kind=none,
        ),
        travel_s=np.zeros((1, grids, grids), np.float32),
        walk_s=np.zeros((1, grids)),
        count_from_s=3600 * run_in_h,
        most_waiting=most_waiting,
        centre=np.arange(grids),
        grid_of_place=np.arange(grids),
    )


def exponential(mean_min: float, shares: tuple[float, ...] = (1.0,)) -> tuple[CallKind, ...]:
    """Make kinds of call of falling priority with exponential services of one mean [min]."""
    service = Service(law="exponential", mean_min=mean_min)
    return tuple(CallKind(priority=rank, share=share, service=service) for rank, share in enumerate(shares, 1))
