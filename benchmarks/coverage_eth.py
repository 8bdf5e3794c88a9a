"""A square of 100 x 100 m with lanes 3 m apart: ``python -m benchmarks.coverage_eth``.

Speed 3 m/s, acceleration 1 m/s2, begun and ended at one corner, a full stop at every corner (the setting of Baehnemann
and others 2021, Revisiting Boustrophedon Coverage Path Planning as a Generalized Traveling Salesman Problem, Field and
Service Robotics). By their rule lanes run from border to border, the first and the last on the border itself. Ours see
99.5 % of the square with the same width seen; the ways from and to the corner are counted.
"""

from __future__ import annotations

import json

import numpy as np
import shapely

from planner.drones.coverage import cover
from planner.drones.coverage.leg_time import Pace
from planner.drones.problem import Floats

SIDE_M, LANE_M, SPEED_MPS, ACCELERATION_MPS2 = 100.0, 3.0, 3.0, 1.0
PACE = Pace(corner_m=SPEED_MPS**2 / ACCELERATION_MPS2)
LONGEST_S = 1360.0


def main() -> None:
    """Print the figures, one JSON line each."""
    plan = cover(shapely.box(0.0, 0.0, SIDE_M, SIDE_M), LANE_M, corner_m=PACE.corner_m)
    for figure, value, unit, bar in (
        ("eth_square_their_rule", seconds(border_to_border(SIDE_M, LANE_M)), "s", 1438.1),
        ("eth_square_ours", seconds(from_corner(plan.path)), "s", LONGEST_S),
        ("eth_square_ours_covered", 100.0 * plan.covered, "%", 99.5),
    ):
        print(json.dumps({"figure": figure, "value": round(value, 2), "unit": unit, "bar": bar}), flush=True)


def seconds(path: Floats) -> float:
    """Give the time of a path with a full stop at every corner [s]."""
    return PACE.cost_m(path) / SPEED_MPS


def border_to_border(side_m: float, lane_m: float) -> Floats:
    """Lay lanes from border to border, the last one on the border, and fly back to the first corner, (k, 2) [m]."""
    offsets = np.append(np.arange(0.0, side_m, lane_m), side_m)
    rows = [[(0.0, y), (side_m, y)][:: 1 if lane % 2 == 0 else -1] for lane, y in enumerate(offsets)]
    return np.array([point for row in rows for point in row] + [(0.0, 0.0)])


def from_corner(path: Floats) -> Floats:
    """Fly a path from the corner of the square that makes it shortest and back to it, (k, 2) [m]."""
    corners = np.array([(x, y) for x in (0.0, SIDE_M) for y in (0.0, SIDE_M)])
    return min((np.vstack([corner, path, corner]) for corner in corners), key=seconds)


if __name__ == "__main__":
    main()
