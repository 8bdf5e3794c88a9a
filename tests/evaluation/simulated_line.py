"""A street with a place every minute of travel, units that stand on it, and calls made by hand."""

from __future__ import annotations

import numpy as np

from planner.evaluation.simulation.calls import CallKind, Calls, CallSource, Service
from planner.evaluation.simulation.problem import STEP_S, Fleet, SimulationProblem

PLACES = 11
MINUTE = 60.0


def calls(*rows: tuple[float, int, int, float]) -> Calls:
    """Give calls by minute, place, priority and minutes of service; a place's grid is its half of the street."""
    minute, place, priority, service = (np.array(column) for column in zip(*rows, strict=True))
    return Calls(
        time_s=MINUTE * minute,
        grid=(place >= 6).astype(np.int64),
        place=place.astype(np.int64),
        priority=priority.astype(np.int64),
        service_s=MINUTE * service,
    )


def problem(
    *tracks: list[int],
    shifts: list[tuple[float, float]] | None = None,
    pauses: tuple[tuple[int, float, float], ...] = (),
    stops: tuple[tuple[int, float, float, int], ...] = (),
    **changes: object,
) -> SimulationProblem:
    """Give units by where they are each minute, the last place for ever; shifts, pauses and stops in minutes."""
    units = len(tracks)
    shifts = shifts or [(0.0, 600.0)] * units
    where = np.arange(PLACES)
    source = CallSource(
        grids=("near", "far"),
        per_hour=np.full((10, 2), 1.0),
        place_grid=(where >= 6).astype(np.int64),
        place_weight=np.ones(PLACES),
        kinds=(CallKind(priority=1, share=1.0, service=Service(mean_min=10.0)),),
    )
    paused, stopped = np.array(pauses, float).reshape(-1, 3), np.array(stops, float).reshape(-1, 4)
    fleet = Fleet(
        ids=tuple(f"U{number}" for number in range(units)),
        traveller=np.zeros(units, np.int64),
        start_s=MINUTE * np.array([start for start, _ in shifts]),
        end_s=MINUTE * np.array([end for _, end in shifts]),
        pause_unit=paused[:, 0].astype(np.int64),
        pause_from_s=MINUTE * paused[:, 1],
        pause_to_s=MINUTE * paused[:, 2],
        track_start=np.cumsum([0, *map(len, tracks)]),
        track_place=np.concatenate(tracks).astype(np.int64),
        allowed=np.ones((units, PLACES), bool),
        stop_unit=stopped[:, 0].astype(np.int64),
        stop_from_s=MINUTE * stopped[:, 1],
        stop_to_s=MINUTE * stopped[:, 2],
        stop_kind=stopped[:, 3].astype(np.int64),
    )
    assert STEP_S == MINUTE
    parts = {
        "calls": source,
        "fleet": fleet,
        "travel_s": (MINUTE * np.abs(where[:, None] - where[None, :]))[None].astype(np.float32),
        "walk_s": np.zeros((1, PLACES)),
        "centre": np.array([2, 8]),
        "grid_of_place": (where >= 6).astype(np.int64),
    }
    return SimulationProblem(**{**parts, **changes})
