"""What cells with angles of their own save: ``python -m benchmarks.coverage_cells``.

Areas whose arms meet at an angle, with and without cells, at 12 m/s and 2 m/s2 with a full stop at every corner, 80 m
seen. A line a shape: the time with cells, that with one angle for all as its bar, and the CPU time of both plans.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import numpy as np
import shapely
from shapely import Polygon, box
from shapely.geometry.base import BaseGeometry

from planner.drones.coverage import Coverage, cover

SPEED_MPS, ACCELERATION_MPS2, SWATH_M = 12.0, 2.0, 80.0


def main() -> None:
    """Print one figure for each shape."""
    for name, area in shapes():
        began = time.process_time()
        plain = covered(area, cells=False)
        between = time.process_time()
        found = covered(area, cells=True)
        line = {
            "figure": f"cells_{name}",
            "value": round(found.cost_m / SPEED_MPS, 1),
            "unit": "s",
            "bar": round(plain.cost_m / SPEED_MPS, 1),
            "saved_pct": round(100.0 * (1.0 - found.cost_m / plain.cost_m), 1),
            "covered_pct": round(100.0 * found.covered, 2),
            "cpu_s": [round(between - began, 2), round(time.process_time() - between, 2)],
        }
        print(json.dumps(line), flush=True)


def covered(area: Polygon, *, cells: bool) -> Coverage:
    """Cover a shape with or without cells."""
    return cover(area, SWATH_M, corner_m=SPEED_MPS**2 / ACCELERATION_MPS2, cells=cells)


def shapes() -> Iterator[tuple[str, Polygon]]:
    """Give areas into which corners jut."""
    yield "L", Polygon([(0, 0), (1800, 0), (1800, 600), (700, 600), (700, 1900), (0, 1900)])
    yield "U", _whole(box(0, 0, 300, 1500), box(0, 0, 1500, 300), box(1200, 0, 1500, 1500))
    yield "T", _whole(box(0, 0, 2000, 240), box(880, 0, 1120, 1500))
    yield "cross", _whole(box(-1000, -120, 1000, 120), box(-120, -1000, 120, 1000))
    teeth = [box(x, 300, x + 160, 1500) for x in range(0, 2241, 560)]
    yield "comb", _whole(box(0, 0, 2400, 320), *teeth)
    yield "bent_street", Polygon([(0, 0), (1500, 0), (2500, 1000), (2300, 1200), (1400, 300), (0, 300)])
    yield "square_ring", Polygon(box(0, 0, 1000, 1000).exterior, [box(240, 240, 760, 760).exterior.coords])
    angles, radii = np.arange(10) * np.pi / 5, np.where(np.arange(10) % 2, 350.0, 1000.0)
    yield "star", Polygon(np.column_stack([radii * np.cos(angles), radii * np.sin(angles)]))


def _whole(*parts: BaseGeometry) -> Polygon:
    whole = shapely.union_all(parts)
    if not isinstance(whole, Polygon):
        raise TypeError("the parts of a shape must hang together")
    return whole


if __name__ == "__main__":
    main()
