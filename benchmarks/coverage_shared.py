"""Three drones on each area of a file: ``python -m benchmarks.coverage_shared AREAS.geojson [--drones K]``.

The path over the area is the product's, and so is the cutting of it into rounds (`planner.drones.sorties.cutting`): the
longest round allowed is made as short as it can be while K rounds are enough. Printed is the longest time of any drone,
the ways from the dock and back counted, at 12 m/s and 2 m/s2 with a full stop at every corner. The bar of each figure
is the split by number: the same path over the area, its lanes dealt out in order, ceil(lanes / drones) to each.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from shapely import Polygon

from planner.domain.drone_model import DroneModel
from planner.drones.airspace.space import Airspace
from planner.drones.coverage import cover
from planner.drones.coverage.leg_time import Pace
from planner.drones.energy import CALM
from planner.drones.looks.strokes import Stroke, short_legs
from planner.drones.problem import DockSite, Floats
from planner.drones.sorties.cutting import Base, parts

SPEED_MPS, ACCELERATION_MPS2 = 12.0, 2.0
PACE = Pace(corner_m=SPEED_MPS**2 / ACCELERATION_MPS2)
HEIGHT_M = 80.0
HALVINGS = 14
"""Steps of the search for the shortest rounds that are enough."""
TIRELESS = DroneModel(
    id="tireless",
    name="drone whose battery sets no limit",
    endurance_min=10_000,
    cruise_mps=SPEED_MPS,
    acceleration_mps2=ACCELERATION_MPS2,
    start_pct=100,
    lowest_pct=0,
)


def main(arguments: list[str] | None = None) -> None:
    """Print one figure for each area."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", type=Path)
    parser.add_argument("--drones", type=int, default=3)
    asked = parser.parse_args(arguments)
    for feature in json.loads(asked.areas.read_text(encoding="utf-8"))["features"]:
        figures = feature["properties"]
        area, home = Polygon(figures["xy_exterior"], figures.get("xy_holes", [])), np.array(figures["dock_xy"], float)
        path = cover(area, figures["swath_m"], corner_m=PACE.corner_m).path
        line = {
            "figure": f"longest_of_{asked.drones}_drones_{figures['id']}",
            "value": round(longest_s(shared(path, asked.drones, home)), 1),
            "unit": "s",
            "bar": round(longest_s(by_number(path, asked.drones, home)), 1),
        }
        print(json.dumps(line), flush=True)


def shared(path: Floats, drones: int, home: Floats) -> list[Floats]:
    """Cut a path as the product does, into no more rounds than drones, each from the dock to the dock, (k, 2) [m]."""
    dock = DockSite(
        id="D",
        drone="U",
        xy=(float(home[0]), float(home[1])),
        radius_m=1e6,
        model=TIRELESS,
        ready_s=0.0,
        ready_pct=100.0,
    )
    air, stroke = Airspace((), 0.0, PACE.corner_m), Stroke(task=0, points=short_legs(path))

    def rounds(longest: float) -> list[Stroke]:
        base = Base(dock=dock, airspace=air, height_m=HEIGHT_M, winds=(CALM,), longest_s=longest)
        return list(parts(base, stroke))

    least = _shortest(lambda longest: _is_enough(rounds(longest), stroke, drones), path, home)
    return [from_dock(part.points, home) for part in rounds(least)]


def _shortest(enough: Callable[[float], bool], path: Floats, home: Floats) -> float:
    """Give the shortest round with which a path can be flown [s]; twice the whole path is always enough."""
    low, high = 0.0, 2.0 * longest_s([from_dock(path, home)]) + 120.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def _is_enough(rounds: list[Stroke], stroke: Stroke, drones: int) -> bool:
    """Tell whether so many rounds fly every leg of a stroke."""
    return len(rounds) <= drones and sum(len(part.points) - 1 for part in rounds) == len(stroke.points) - 1


def longest_s(paths: list[Floats]) -> float:
    """Give the time of the path that takes longest [s]."""
    return max(PACE.cost_m(path) for path in paths) / SPEED_MPS


def from_dock(path: Floats, home: Floats) -> Floats:
    """Put the ways from the dock and back before and after a path."""
    return np.vstack([home, path, home])


def by_number(path: Floats, drones: int, home: Floats) -> list[Floats]:
    """Deal the legs of a path out in order, an equal number of lanes (a lane and a hop) to each but the last."""
    lanes = (len(path) + 1) // 2
    each = 2 * int(np.ceil(lanes / drones))
    dealt = [path[start : start + each] for start in range(0, len(path), each)]
    return [from_dock(part, home) for part in dealt]


if __name__ == "__main__":
    main()
