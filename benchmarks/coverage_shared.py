"""Three drones on each area of a file: ``python -m benchmarks.coverage_shared AREAS.geojson [--drones K]``.

The longest time of any drone, the ways from the dock and back counted, at 12 m/s and 2 m/s2 with a full stop at every
corner. The bar of each figure is the split by number: the same path over the area, its lanes dealt out in order,
ceil(lanes / drones) to each.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from shapely import Polygon

from planner.drones.coverage import cover
from planner.drones.coverage.division import from_dock, longest_m, shared
from planner.drones.coverage.leg_time import Pace
from planner.drones.problem import Floats

SPEED_MPS, ACCELERATION_MPS2 = 12.0, 2.0
PACE = Pace(corner_m=SPEED_MPS**2 / ACCELERATION_MPS2)


def main(arguments: list[str] | None = None) -> None:
    """Print one figure for each area."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", type=Path)
    parser.add_argument("--drones", type=int, default=3)
    asked = parser.parse_args(arguments)
    for feature in json.loads(asked.areas.read_text(encoding="utf-8"))["features"]:
        figures = feature["properties"]
        area, home = Polygon(figures["xy_exterior"], figures.get("xy_holes", [])), np.array(figures["dock_xy"], float)
        whole = cover(area, figures["swath_m"], corner_m=PACE.corner_m).path
        ours = shared(area, figures["swath_m"], asked.drones, home, corner_m=PACE.corner_m)
        line = {
            "figure": f"longest_of_{asked.drones}_drones_{figures['id']}",
            "value": round(longest_m(ours, PACE) / SPEED_MPS, 1),
            "unit": "s",
            "bar": round(longest_m(by_number(whole, asked.drones, home), PACE) / SPEED_MPS, 1),
        }
        print(json.dumps(line), flush=True)


def by_number(path: Floats, drones: int, home: Floats) -> list[Floats]:
    """Deal the legs of a path out in order, an equal number of lanes (a lane and a hop) to each but the last."""
    lanes = (len(path) + 1) // 2
    each = 2 * int(np.ceil(lanes / drones))
    parts = [path[start : start + each] for start in range(0, len(path), each)]
    return [from_dock(part, home) for part in parts]


if __name__ == "__main__":
    main()
