"""Team orienteering instances of Chao, Golden and Wasil: as many points as can be within a length a route.

I-M. Chao, B. L. Golden and E. A. Wasil, "The team orienteering problem", EJOR 88, 1996. Format: `n`, `m` and `tmax` in
the first three lines, then `x y score` of each point; the first is the start, the last the end of every route.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from benchmarks.instances.case import Case, UnitRow, VisitRow, make_problem

PUBLISHED = "best_published_values.txt"


def read_top(path: Path, routes: int | None = None) -> Case:
    """Read an instance; distances are exact doubles, points are named by their place in the file, from 0.

    Where not even the way from the start to the end is short enough, nobody sets out: there are no units.

    Parameters
    ----------
    routes
        Number of routes instead of the file's.

    Raises
    ------
    ValueError
        If the file does not hold as many points as it says.
    """
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    head = {words[0]: float(words[1]) for words in lines[:3]}
    points = [tuple(float(word) for word in words[:3]) for words in lines[3:]]
    if len(points) != int(head["n"]):
        raise ValueError(f"{path}: {len(points)} points where the file says {int(head['n'])}")
    last, longest = len(points) - 1, head["tmax"]
    travel = [[math.hypot(a[0] - b[0], a[1] - b[1]) for b in points] for a in points]
    scored = [row for row in range(1, last) if points[row][2] > 0]
    visits = [VisitRow(((row, row, (0.0,)),), 0.0, longest, points[row][2]) for row in scored]
    in_reach = travel[0][last] <= longest
    units = [UnitRow(0, last, 0.0, longest)] * (routes or int(head["m"])) * in_reach
    return Case(
        name=path.name,
        family="top",
        group=path.name.split(".")[0],
        problem=make_problem(np.array([travel]), units, visits),
        labels=tuple(scored),
        published=published_top(path) if routes in {None, int(head["m"])} else None,
    )


def published_top(path: Path) -> float | None:
    """Look an instance up in the list of best published values beside it or above it."""
    for folder in path.resolve().parents[:2]:
        table = folder / PUBLISHED
        if table.is_file():
            rows = (line.split() for line in table.read_text(encoding="utf-8").splitlines() if line.strip())
            return next((float(value) for name, value in rows if name == path.name), None)
    return None
