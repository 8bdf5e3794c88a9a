"""Cover areas with the product's own planner: ``python -m benchmarks.coverage AREAS.geojson [--time S]``.

Prints ``{"id", "path_xy", "seconds"}`` for each feature, whose properties hold ``xy_exterior``, ``xy_holes`` and
``swath_m`` in metres. The cost of a corner is that of a full stop at 12 m/s and 2 m/s2, as the areas' measuring stick
has it. After `--time` no other plan is begun; one is always made to its end. Without a file the
figures of `benchmarks.coverage_eth` are printed.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from shapely import Polygon

from benchmarks import coverage_eth
from planner.drones.coverage import cover

SPEED_MPS, ACCELERATION_MPS2 = 12.0, 2.0
"""Cruise of the measuring stick."""


def main(arguments: list[str] | None = None) -> None:
    """Print one line for each area of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", type=Path, nargs="?")
    parser.add_argument("--time", type=float, default=None, help="seconds after which no other plan is begun [s]")
    asked = parser.parse_args(arguments)
    if asked.areas is None:
        coverage_eth.main()
        return
    for feature in json.loads(asked.areas.read_text(encoding="utf-8"))["features"]:
        figures = feature["properties"]
        began = time.perf_counter()
        area = Polygon(figures["xy_exterior"], figures.get("xy_holes", []))
        corner_m = SPEED_MPS * SPEED_MPS / ACCELERATION_MPS2
        path = cover(area, figures["swath_m"], corner_m=corner_m, limit_s=asked.time).path
        seconds = time.perf_counter() - began
        line = {"id": figures["id"], "path_xy": path.round(3).tolist(), "seconds": round(seconds, 3)}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
