"""Cover areas with the product's own planner: ``python -m benchmarks.coverage AREAS.geojson [--time S]``.

Prints ``{"id", "path_xy", "seconds"}`` for each feature, whose properties hold ``xy_exterior``, ``xy_holes`` and
``swath_m`` in metres. The cost of a corner is that of a full stop at 12 m/s and 2 m/s2, as the areas' measuring stick
has it. `--time` is accepted for all benchmarks; the planner needs no limit and warns on stderr when it took longer.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from shapely import Polygon

from planner.drones.coverage import cover

SPEED_MPS, ACCELERATION_MPS2 = 12.0, 2.0
"""Cruise of the measuring stick."""


def main(arguments: list[str] | None = None) -> None:
    """Print one line for each area of a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", type=Path)
    parser.add_argument("--time", type=float, default=5.0, help="seconds an area may take [s]")
    asked = parser.parse_args(arguments)
    for feature in json.loads(asked.areas.read_text(encoding="utf-8"))["features"]:
        figures = feature["properties"]
        began = time.perf_counter()
        area = Polygon(figures["xy_exterior"], figures.get("xy_holes", []))
        path = cover(area, figures["swath_m"], corner_m=SPEED_MPS * SPEED_MPS / ACCELERATION_MPS2).path
        seconds = time.perf_counter() - began
        if seconds > asked.time:
            print(f"{figures['id']}: {seconds:.1f} s", file=sys.stderr)
        line = {"id": figures["id"], "path_xy": path.round(3).tolist(), "seconds": round(seconds, 3)}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
