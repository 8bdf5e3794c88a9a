"""What a districting means for the station: grids, figures before and after, and what is unmet and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from planner.domain.scenario import Scenario
from planner.domain.station import Grid
from planner.geo import Frame
from planner.grids.districting.prepare import Prepared
from planner.grids.districting.problem import Districting, Ints

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

PINHOLE_M2 = 1.0
"""A hole smaller than this is rounding [m2]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Figures of one grid.

    Attributes
    ----------
    id
        Id of the grid.
    cells
        Number of its cells.
    load_pct
        Its work beside the mean grid's [%].
    mean_s, longest_s
        Time from its centre to its work, on average, and to its farthest cell [s].
    area_m2
        Its ground [m2].
    compactness
        ``4 pi area / perimeter**2``, 1 for a circle (Polsby and Popper, Yale Law & Policy Review 9, 1991).
    """

    id: str
    cells: int
    load_pct: float
    mean_s: float
    longest_s: float
    area_m2: float
    compactness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures of a whole districting.

    Attributes
    ----------
    rows
        One a grid.
    mean_s
        Time from a grid's centre to its work, on average over all work [s].
    uneven_pct
        Farthest that the work of a grid is from the mean [%].
    compactness
        Mean of the grids'.
    border_m
        Length of the borders between grids [m].
    cut_edges
        Pairs of neighbouring cells in different grids.
    parts
        Pieces of ground that all grids together consist of; as many as grids when each hangs together.
    """

    rows: tuple[Row, ...]
    mean_s: float
    uneven_pct: float
    compactness: float
    border_m: float
    cut_edges: int
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Something asked for that the grids do not give: a code of `planner.i18n.districting.SHORTFALLS` and figures."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A districting for people.

    Attributes
    ----------
    grids
        The grids, numbered and named like today's where they are most of one.
    after, before
        Figures of the new grids, and of today's over the same cells; None: there are none today.
    moved_pct
        Part of the work whose grid changes [%]; None: there are no grids today.
    moved
        Numbers of the cells whose grid changes.
    gap_pct
        By how much the cost may be above the least possible [%]; None: no bound is known.
    shortfalls
        What is unmet, and why.
    """

    grids: tuple[Grid, ...]
    after: Figures
    before: Figures | None
    moved_pct: float | None
    moved: tuple[int, ...]
    gap_pct: float | None
    shortfalls: tuple[Shortfall, ...]


def report(scenario: Scenario, prepared: Prepared, found: Districting) -> Report:
    """Put a districting into the station's nouns, with figures before and after."""
    problem, today = prepared.problem, prepared.today
    owner = named_after(prepared, found.district, len(scenario.grids))
    shapes = outlines(prepared, found.district, problem.districts)
    grids = tuple(_grid(scenario, prepared, number, int(owner[number]), shapes[number]) for number in range(len(owner)))
    after = figures(prepared, found.district, found.centre, [grid.id for grid in grids], shapes)
    before, moved_pct, moved_cells = None, None, np.zeros(0, np.int64)
    if (today >= 0).any():
        used = np.unique(today[today >= 0])
        old = np.searchsorted(used, today)
        old[today < 0] = -1
        names = [scenario.grids[number].id for number in used]
        before = figures(prepared, old, _medians(prepared, old, len(used)), names, outlines(prepared, old, len(used)))
        moved_cells = np.flatnonzero(owner[found.district] != today)
        moved_pct = 100.0 * float(problem.load[moved_cells].sum()) / max(1.0, float(problem.load.sum()))
    gap_pct = 100.0 * (found.objective - found.bound) / max(1, found.objective) if found.bound else None
    return Report(
        grids=grids,
        after=after,
        before=before,
        moved_pct=moved_pct,
        moved=tuple(moved_cells.tolist()),
        gap_pct=None if found.broken else gap_pct,
        shortfalls=shortfalls(prepared, found, [grid.id for grid in grids]),
    )


def named_after(prepared: Prepared, district: Ints, grids: int) -> Ints:
    """Give every district the today's grid with which it shares the most work, each once; -1: a grid is new, (k,)."""
    from scipy.optimize import linear_sum_assignment

    problem, owner = prepared.problem, np.full(prepared.problem.districts, -1, np.int64)
    known = prepared.today >= 0
    common = np.zeros((problem.districts, grids))
    np.add.at(common, (district[known], prepared.today[known]), problem.load[known] + 1.0)
    if problem.start is not None:
        return np.where(np.arange(problem.districts) < grids, np.arange(problem.districts), -1)
    row, column = linear_sum_assignment(-common)
    owner[row] = np.where(common[row, column] > 0, column, -1)
    return owner


def outlines(prepared: Prepared, district: Ints, count: int) -> list[BaseGeometry]:
    """Join the cells of every district [m]."""
    import shapely

    cells = np.array(prepared.cells.outlines, dtype=object)
    joined = [shapely.union_all(cells[district == number], grid_size=0.001) for number in range(count)]
    return [_without_pinholes(shape) for shape in joined]


def _without_pinholes(shape: BaseGeometry) -> BaseGeometry:
    """Fill holes between cells that rounding left."""
    import shapely

    parts = []
    for part in getattr(shape, "geoms", [shape]):
        rings = [ring for ring in part.interiors if shapely.Polygon(ring).area >= PINHOLE_M2]
        parts.append(shapely.Polygon(part.exterior, rings))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _grid(scenario: Scenario, prepared: Prepared, number: int, owner: int, shape: BaseGeometry) -> Grid:
    """Give one grid; what is today's of it stays."""
    frame = Frame(scenario.station.base)
    office = int(prepared.office[prepared.problem.slot[number]])
    today = scenario.grids[owner] if owner >= 0 else None
    taken = {grid.id for grid in scenario.grids}
    fresh = next(name for name in (f"N{place:02d}" for place in range(number + 1, 10_000)) if name not in taken)
    return Grid(
        id=today.id if today else fresh,
        name=today.name if today else fresh,
        office=scenario.offices[office].id if office >= 0 else today.office if today else None,
        leader=today.leader if today else None,
        region=frame.region(shape),
    )


def figures(prepared: Prepared, district: Ints, centre: Ints, names: list[str], shapes: list[BaseGeometry]) -> Figures:
    """Measure a districting; cells in no district count nowhere."""
    problem, cells = prepared.problem, prepared.cells
    inside = district >= 0
    mean = float(problem.load[inside].sum()) / max(1, len(names))
    seconds = np.zeros(problem.cells)
    seconds[inside] = problem.seconds[centre[district[inside]], np.flatnonzero(inside)]
    rows = tuple(_row(prepared, district == number, seconds, mean, name, shapes[number])
                 for number, name in enumerate(names))  # fmt: skip
    ends = district[cells.pairs].reshape(-1, 2)
    cut = (ends[:, 0] != ends[:, 1]) & (ends >= 0).all(axis=1)
    weight = problem.weight[inside]
    return Figures(
        rows=rows,
        mean_s=float((weight * seconds[inside]).sum()) / max(1.0, float(weight.sum())),
        uneven_pct=max(abs(row.load_pct - 100.0) for row in rows),
        compactness=math.fsum(row.compactness for row in rows) / len(rows),
        border_m=float(cells.border_m[cut].sum()),
        cut_edges=int(cut.sum()),
        parts=sum(len(getattr(shape, "geoms", [shape])) for shape in shapes),
    )


def _row(
    prepared: Prepared,
    own: NDArray[np.bool_],
    seconds: NDArray[np.float64],
    mean: float,
    name: str,
    shape: BaseGeometry,
) -> Row:
    weight = prepared.problem.weight[own]
    return Row(
        id=name,
        cells=int(own.sum()),
        load_pct=100.0 * float(prepared.problem.load[own].sum()) / max(1.0, mean),
        mean_s=float((weight * seconds[own]).sum()) / max(1.0, float(weight.sum())),
        longest_s=float(seconds[own].max(initial=0.0)),
        area_m2=float(shape.area),
        compactness=4 * math.pi * float(shape.area) / max(1.0, float(shape.length)) ** 2,
    )


def _medians(prepared: Prepared, district: Ints, count: int) -> Ints:
    """Give the cell of every district from which its work is nearest, (k,)."""
    problem, centre = prepared.problem, np.zeros(count, np.int64)
    for number in range(count):
        own = np.flatnonzero(district == number)
        totals = problem.seconds[np.ix_(own, own)].astype(np.int64) @ problem.weight[own]
        centre[number] = own[totals.argmin()]
    return centre


def shortfalls(prepared: Prepared, found: Districting, names: list[str]) -> tuple[Shortfall, ...]:
    """List what is unmet, each with its reason."""
    problem, cells = prepared.problem, prepared.cells
    unmet = [Shortfall(code="cell_beyond_reach", params={"cell": cells.names[cell],
             "minutes": float(prepared.office_s[:, cell].min()) / 60}) for cell in prepared.beyond]  # fmt: skip
    load = np.bincount(found.district, problem.load, problem.districts).astype(np.int64)
    mean = float(problem.load.sum()) / problem.districts
    for number in np.flatnonzero((load < problem.load_low) | (load > problem.load_high)).tolist():
        own = np.flatnonzero(found.district == number)
        heaviest = own[problem.load[own].argmax()]
        params = {
            "grid": names[number],
            "load_pct": 100 * float(load[number]) / mean,
            "low_pct": 100 * problem.load_low / mean,
            "high_pct": 100 * problem.load_high / mean,
            "cell": cells.names[heaviest],
            "cell_pct": 100 * float(problem.load[heaviest]) / mean,
        }
        heavy = problem.load[heaviest] > problem.load_high
        unmet.append(Shortfall(code="cell_too_heavy" if heavy else "grid_unbalanced", params=params))
    allowed = problem.allowed[problem.slot[found.district], np.arange(problem.cells)]
    for cell in np.flatnonzero(~allowed).tolist():
        params = {"cell": cells.names[cell], "grid": names[int(found.district[cell])]}
        unmet.append(Shortfall(code="cell_not_where_it_must", params=params))
    for one, two in problem.apart.tolist():
        if found.district[one] == found.district[two]:
            params = {"first": cells.names[one], "second": cells.names[two]}
            unmet.append(Shortfall(code="cells_together", params=params))
    for one, two in cells.bridges:
        if found.district[one] == found.district[two]:
            params = {"grid": names[int(found.district[one])], "first": cells.names[one], "second": cells.names[two]}
            unmet.append(Shortfall(code="grid_over_a_gap", params=params))
    return tuple(unmet)
