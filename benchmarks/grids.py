"""Figures of drawing grids: ``python -m benchmarks.grids``, one JSON line each.

Real cases: the sample station of Tian'an, and the 277 police beats of Chicago with its 22 districts (City of Chicago
open data) where the folder of development data is there.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.solving import Limits
from planner.grids.districting.check import check
from planner.grids.districting.problem import TOTAL_LOAD, Districting, DistrictProblem
from planner.grids.districting.solve import solve
from planner.grids.districting.warm import warm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.grids.districting.cells.ground import Cells

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("PATROL_PLANNER_DATA", ROOT.parent / "shared" / "data"))
SPACING_M, SPEED_MPS = 200.0, 6.0
"""Distance of neighbouring cells, and speed along a lattice of streets."""
ENCLAVES = "31"
"""Number that the city gives to two beats outside its districts."""


def figure(name: str, value: float | str, unit: str, bar: float | str) -> None:
    """Print one figure."""
    print(json.dumps({"figure": name, "value": value, "unit": unit, "bar": bar}), flush=True)


def lattice(columns: int, rows: int, grids: int, *, seed: int = 1, balance: float = 0.25) -> DistrictProblem:
    """Make a city of square cells: work gathers about six centres, ways follow a lattice of streets."""
    rng = np.random.default_rng(seed)
    xy = np.array([(column, row) for row in range(rows) for column in range(columns)], float) * SPACING_M
    centres = rng.uniform(0, 1, (6, 2)) * (columns * SPACING_M, rows * SPACING_M)
    work = 0.15 + sum(np.exp(-((xy - centre) ** 2).sum(axis=1) / (2 * 600.0**2)) for centre in centres)
    work = np.asarray(work) * rng.gamma(2.0, 0.5, len(xy))
    load = np.floor(work / work.sum() * TOTAL_LOAD).astype(np.int64)
    number = np.arange(len(xy)).reshape(rows, columns)
    across = np.stack([number[:, :-1], number[:, 1:]], axis=-1).reshape(-1, 2)
    along = np.stack([number[:-1], number[1:]], axis=-1).reshape(-1, 2)
    seconds = (np.abs(xy[:, None] - xy[None]).sum(axis=2) / SPEED_MPS).astype(np.int32)
    return plain(load, seconds, np.vstack([across, along]), grids, balance)


def plain(
    load: NDArray[np.int64], seconds: NDArray[np.int32], pairs: NDArray[np.int64], grids: int, balance: float
) -> DistrictProblem:
    """Make a problem without offices, pins and borders."""
    mean = float(load.sum()) / grids
    return DistrictProblem(
        load=load,
        weight=load,
        seconds=seconds,
        pairs=pairs,
        border_cost=np.zeros(len(pairs), np.int64),
        apart=np.empty((0, 2), np.int64),
        slot_count=np.array([grids]),
        slot_cost=np.zeros((1, len(load)), np.int64),
        allowed=np.ones((1, len(load)), bool),
        load_low=math.ceil(mean * (1 - balance)),
        load_high=math.floor(mean * (1 + balance)),
    )


def gap_pct(found: Districting) -> float:
    """Give by how much a cost is above its bound [%]."""
    return round(100 * (found.objective - found.bound) / found.objective, 2)


def middle() -> None:
    """Measure 300 cells and 9 grids, five cities, and narrower balances."""
    for seed in range(1, 6):
        problem = lattice(20, 15, 9, seed=seed)
        found = solve(problem, Limits(time_s=30.0))
        figure(f"300 cells, 9 grids, 25 %, city {seed}: above the bound", gap_pct(found), "%", 5.0)
        figure(f"300 cells, 9 grids, 25 %, city {seed}: broken rules", len(check(problem, found)), "rules", 0)
    for balance in (0.1, 0.05):
        problem = lattice(20, 15, 9, balance=balance)
        found = solve(problem, Limits(time_s=30.0))
        figure(f"300 cells, 9 grids, {balance:.0%}: above the bound", gap_pct(found), "%", "")
        figure(f"300 cells, 9 grids, {balance:.0%}: broken rules", len(check(problem, found)), "rules", 0)


def early() -> None:
    """Measure how soon 300 cells are within 5 % of the bound."""
    problem, began = lattice(20, 15, 9), time.monotonic()
    for seconds in (1.0, 2.0, 4.0):
        found = solve(problem, Limits(time_s=seconds))
        figure(f"300 cells, 9 grids, 25 %, {seconds:g} s: above the bound", gap_pct(found), "%", 5.0)
    figure("time of these three", round(time.monotonic() - began, 1), "s", "")


def large(time_s: float = 60.0, long_s: float = 120.0, long_runs: int = 10) -> None:
    """Measure 5,000 cells and 22 grids against the best of long runs."""
    problem = lattice(100, 50, 22)
    found = solve(problem, Limits(time_s=time_s))
    best = min(solve(problem, Limits(time_s=long_s, seed=seed)).objective for seed in range(2, 2 + long_runs))
    above = 100 * (found.objective - best) / best
    figure("5,000 cells, 22 grids: broken rules", len(check(problem, found)), "rules", 0)
    figure(
        f"5,000 cells, 22 grids, {time_s:g} s: above the best of {long_runs} x {long_s:g} s", round(above, 2), "%", 10.0
    )


def tianan() -> None:
    """Measure 3 offices x 3 grids of the sample station from its buildings and people."""
    from planner.grids.districting.prepare import prepare
    from planner.grids.districting.report import report
    from planner.grids.districting.wish import Wish
    from planner.sources.scenario import read_scenario

    scenario = read_scenario(ROOT / "sample_maps" / "tianan")
    prepared = prepare(scenario, Wish(grids=9, work={"places": 1.0, "people": 1.0}))
    found = solve(prepared.problem, Limits(time_s=30.0))
    told = report(scenario, prepared, found)
    figure("tianan: cells", prepared.problem.cells, "cells", "")
    figure("tianan: above the bound, borders and all", gap_pct(found), "%", "")
    figure("tianan: broken rules", len(check(prepared.problem, found)), "rules", 0)
    for name, figures in (("after", told.after), ("before", told.before)):
        if figures is not None:
            figure(f"tianan, {name}: mean way to work", round(figures.mean_s, 1), "s", "")
            figure(f"tianan, {name}: work farthest from the mean", round(figures.uneven_pct, 1), "%", 25.0)
            figure(f"tianan, {name}: mean roundness", round(figures.compactness, 2), "", "")


def chicago() -> None:
    """Measure Chicago's beats put together to as many districts as it has, by assaults and ground."""
    if not (DATA / "police").is_dir():
        figure("chicago", "skipped: the folder of development data is absent", "", "")
        return
    cells, today, load = beats()
    count = int(today.max()) + 1
    points = cells.points_m
    seconds = (np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) * 1.3 / 10.0).astype(np.int32)
    problem = plain(load, seconds, cells.pairs, count, 0.25)
    old = np.array([_median(problem, np.flatnonzero(today == number)) for number in range(count)])
    before = int((load * seconds[old[today], np.arange(len(load))]).sum())
    uneven = np.abs(np.bincount(today, load) / (load.sum() / count) - 1).max()
    figure("chicago, today: districts", count, "districts", "")
    figure("chicago, today: mean way to work", round(before / load.sum(), 1), "s", "")
    figure("chicago, today: work farthest from the mean", round(100 * float(uneven), 1), "%", "")
    figure("chicago: bridges between beats without a common border", len(cells.bridges), "bridges", "")
    found = solve(problem, Limits(time_s=30.0))
    uneven = np.abs(np.bincount(found.district, load) / (load.sum() / count) - 1).max()
    figure("chicago, after: mean way to work", round(found.objective / load.sum(), 1), "s", "")
    figure("chicago, after: work farthest from the mean", round(100 * float(uneven), 1), "%", 25.0)
    figure("chicago, after: above the bound", gap_pct(found), "%", 5.0)
    figure("chicago, after: broken rules", len(check(problem, found)), "rules", 0)


def _median(problem: DistrictProblem, own: NDArray[np.int64]) -> int:
    return int(own[(problem.seconds[np.ix_(own, own)].astype(np.int64) @ problem.weight[own]).argmin()])


def beats() -> tuple[Cells, NDArray[np.int64], NDArray[np.int64]]:
    """Read Chicago's beats, repaired: cells, today's districts, and work of nine parts calls and one part ground."""
    from planner.geo import Frame
    from planner.grids.districting.cells.ground import cells_of
    from planner.grids.districting.cells.work import NOWHERE, cell_of
    from planner.grids.polygons.repair import repair
    from planner.sources.polygons import read_polygons

    drawn = read_polygons(DATA / "police" / "chicago_beats.geojson", "BEAT_NUM")
    drawn = tuple(item for item in drawn if item.properties["DISTRICT"] != ENCLAVES)
    frame = Frame((-87.65, 41.85))
    began = time.process_time()
    made = repair([str(number) for number in range(len(drawn))], [item.outline(frame) for item in drawn])
    figure(f"chicago: repair of {len(drawn)} beats", round(time.process_time() - began, 2), "s", "")
    figure("chicago: places repaired", len(made.changes), "places", "")
    cells = cells_of(made.names, made.outlines)
    names = [str(drawn[int(name)].properties["DISTRICT"]) for name in made.names]
    used = sorted({int(name) for name in names})
    today = np.array([used.index(int(name)) for name in names])
    with gzip.open(DATA / "police" / "chicago_aggravated_assaults.csv.gz", "rt", encoding="utf-8") as file:
        rows = [(float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file) if row["longitude"]]
    where = cell_of(cells, frame.metres(rows))
    calls = np.bincount(where[where != NOWHERE], minlength=len(cells.names))
    area = np.array([shape.area for shape in cells.outlines])
    share = 0.9 * calls / calls.sum() + 0.1 * area / area.sum()
    return cells, today, np.rint(share * TOTAL_LOAD).astype(np.int64)


PARTS: dict[str, Callable[[], None]] = {
    "middle": middle,
    "early": early,
    "tianan": tianan,
    "chicago": chicago,
    "large": large,
}


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grids", description=__doc__)
    parser.add_argument("--only", choices=[*PARTS], help="one part of the figures; all by default")
    chosen = parser.parse_args().only
    warm()
    for name, part in PARTS.items():
        if chosen in {None, name}:
            part()


if __name__ == "__main__":
    main()
