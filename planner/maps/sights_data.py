"""Which ground every flight sees, in cells, and by when: what a page needs to tell how often and how long ago."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from planner.domain.plan import Flight, Plan
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.maps import encode
from planner.maps.horizon import Horizon

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_CELLS = 4_000
"""Cells of a page at the most."""
SMALLEST_M = 40.0
"""Side of a cell at the least [m]."""
LOW = 0.5
"""A drone below this share of its round's height is taken to look at nothing: it climbs or lands."""
MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Cells:
    """Squares over the station's ground.

    Attributes
    ----------
    west, south
        Corner of the raster [m].
    side
        Side of a square [m].
    number
        (rows, columns): number of the cell, -1 outside the ground.
    """

    west: float
    south: float
    side: float
    number: NDArray[np.int64]

    def near(self, a: NDArray[np.float64], b: NDArray[np.float64], reach_m: float) -> NDArray[np.int64]:
        """Give the numbers of the cells whose middle lies within a distance of the straight way from a to b."""
        low = np.floor((np.minimum(a, b) - reach_m - (self.west, self.south)) / self.side).astype(int)
        high = np.floor((np.maximum(a, b) + reach_m - (self.west, self.south)) / self.side).astype(int) + 1
        rows, columns = self.number.shape
        c0, r0 = np.clip(low, 0, (columns, rows))
        c1, r1 = np.clip(high, 0, (columns, rows))
        x, y = np.meshgrid(np.arange(c0, c1) + 0.5, np.arange(r0, r1) + 0.5)
        dx, dy = self.west + x * self.side - a[0], self.south + y * self.side - a[1]
        way = b - a
        share = np.clip((dx * way[0] + dy * way[1]) / max(float(way @ way), 1e-9), 0.0, 1.0)
        far = np.hypot(dx - share * way[0], dy - share * way[1])
        found: NDArray[np.int64] = self.number[r0:r1, c0:c1][far <= reach_m]
        return np.asarray(found[found >= 0], np.int64)


def sights_data(plan: Plan, scenario: Scenario, span: Horizon) -> dict[str, Any]:
    """Give the cells as corners of squares, and for each flight the cells that it sees and when.

    `minutes` are runs: by how much later than the run before [min], and how many cells were seen then.

    The width seen is that of the drone's model, the thermal camera's in the hours that `rounds.night` names; ground is
    not seen while the camera is off. Flights stand in the order of `flight_data`.
    """
    if not plan.flights:
        return {"seen": None}
    frame = Frame(scenario.station.base)
    cells, corners = _cells(scenario, frame)
    nights = _nights(scenario, span)
    order = sorted(plan.flights, key=lambda flight: (flight.takeoff.timestamp(), flight.dock))
    return {
        "seen": {
            "cells": encode.line(corners[:, 0], scenario.station.base),
            "side": np.rint(np.ptp(corners, axis=1).mean(axis=0) * encode.STEPS_PER_DEG).astype(int).tolist(),
            "nights": nights,
            "flights": [_sights(flight, scenario, span, frame, cells, nights) for flight in order],
        }
    }


def _cells(scenario: Scenario, frame: Frame) -> tuple[Cells, NDArray[np.float64]]:
    """Lay squares over the ground whose middles lie in it; the second part is the diagonal of each (n, 2, 2) [deg]."""
    import shapely

    ground = frame.polygon(scenario.boundary)
    side = max(SMALLEST_M, math.sqrt(ground.area / MOST_CELLS))
    west, south, east, north = ground.bounds
    columns, rows = math.ceil((east - west) / side), math.ceil((north - south) / side)
    x, y = np.meshgrid(west + (np.arange(columns) + 0.5) * side, south + (np.arange(rows) + 0.5) * side)
    inside = shapely.contains_xy(ground, x, y)
    number = np.where(inside, np.cumsum(inside.ravel()).reshape(inside.shape) - 1, -1)
    middles = np.column_stack([x[inside], y[inside]])
    diagonals = np.stack([middles - side / 2, middles + side / 2], axis=1).reshape(-1, 2)
    return Cells(west, south, side, number), frame.lonlat(diagonals).reshape(-1, 2, 2)


def _nights(scenario: Scenario, span: Horizon) -> list[tuple[int, int]]:
    """Give when the thermal camera is used [s]; nothing where the rounds name no night."""
    return [] if scenario.rounds.night is None else span.spans((scenario.rounds.night,)) or []


def _sights(
    flight: Flight, scenario: Scenario, span: Horizon, frame: Frame, cells: Cells, nights: list[tuple[int, int]]
) -> dict[str, list[int]]:
    """List the cells that a flight sees in the order of seeing, and the minutes at which it does, as runs."""
    model = {item.id: item for item in scenario.drone_models}[
        next(dock.model for dock in scenario.docks if dock.id == flight.dock)
    ]
    off = [(span.at(part.start), span.at(part.end)) for part in flight.camera_off]
    xy = frame.metres([point[:2] for point in flight.path])
    times = [span.at(point[3]) for point in flight.path]
    low_m = LOW * max(point[2] for point in flight.path)
    seen: dict[int, int] = {}
    for n, (start, end) in enumerate(itertools.pairwise(times)):
        middle = (start + end) // 2
        is_high = min(flight.path[n][2], flight.path[n + 1][2]) >= low_m
        if is_high and not _within(off, middle):
            width_m = model.seen_m(by_night=_within(nights, middle))
            for cell in cells.near(xy[n], xy[n + 1], width_m / 2).tolist():
                seen.setdefault(cell, middle // MINUTE_S)
    runs = [(minute, len(list(same))) for minute, same in itertools.groupby(seen.values())]
    later = encode.differences(minute for minute, _ in runs)
    counts = (count for _, count in runs)
    return {"cells": encode.differences(seen), "minutes": list(itertools.chain(*zip(later, counts, strict=True)))}


def _within(spans: list[tuple[int, int]], t: float) -> bool:
    return any(start <= t < end for start, end in spans)
