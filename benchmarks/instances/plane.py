"""Optional visits anywhere in a plane, of any number: how the search grows."""

from __future__ import annotations

import numpy as np

from benchmarks.instances.case import Case, UnitRow, VisitRow, make_problem

SIDE_M, SPEED_MPS = 6000.0, 8.0
"""A town, and cars in it."""
SHIFT_S, WINDOW_S = 8 * 3600.0, 2 * 3600.0
VISITS_A_UNIT = 25
"""About what a unit can make in a shift, so that there is always more to do than can be done."""


def plane(visits: int, seed: int) -> Case:
    """Make so many visits with windows of two hours and stays of 5 to 20 minutes, and units to match."""
    draw = np.random.default_rng(seed)
    xy = draw.uniform(0.0, SIDE_M, (visits + 1, 2))
    xy[0] = SIDE_M / 2
    travel_s = np.ceil(np.linalg.norm(xy[:, None] - xy[None], axis=2) / SPEED_MPS)
    opens = draw.integers(0, int((SHIFT_S - WINDOW_S) / 900), visits, endpoint=True) * 900.0
    stays = draw.integers(5, 20, visits, endpoint=True) * 60.0
    worth = draw.integers(1, 50, visits, endpoint=True).astype(float)
    rows = [
        VisitRow(((node, node, (float(stay),)),), float(opens_s), float(opens_s) + WINDOW_S, float(value))
        for node, (stay, opens_s, value) in enumerate(zip(stays, opens, worth, strict=True), start=1)
    ]
    units = [UnitRow(0, 0, 0.0, SHIFT_S)] * max(1, visits // VISITS_A_UNIT)
    return Case(
        name=f"plane-{visits}",
        family="station",
        group="plane",
        problem=make_problem(travel_s[None], units, rows),
        labels=tuple(range(1, visits + 1)),
    )
