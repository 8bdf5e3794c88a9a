"""Measure how quickly the nearest unit is found, and how quickly a cordon is proven.

``python -m benchmarks.dispatch [FILE]`` prints JSON lines ``{"figure", "value", "unit", "bar"}``. Times are processor
time of this process; the first questions, which make everything ready, are measured on their own.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from planner.dispatch.intercept.problem import CordonProblem
    from planner.dispatch.standing import Standing
    from planner.domain.scenario import Scenario


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dispatch", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="streets for the nearest unit, such as porto.osm.pbf")
    parser.add_argument("--units", type=int, default=50, help="units that are out (default 50)")
    parser.add_argument("--questions", type=int, default=300, help="calls at random places (default 300)")
    parser.add_argument("--seed", type=int, default=1, help="of places (default 1)")
    asked = parser.parse_args()
    cordon_figures(asked.seed)
    post_figures(asked.seed)
    muster_figures(asked.seed)
    if asked.file is not None:
        nearest_figures(asked.file, asked.units, asked.questions, asked.seed)


def say(figure: str, value: float, unit: str, bar: str = "") -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, "bar": bar}), flush=True)


def processor_ms(work: Callable[[], object]) -> float:
    """Time some work by the processor's clock [ms]."""
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def station_on(path: Path) -> Scenario:
    """Give a station with the tiers and forces of the sample station on other streets."""
    from planner.sources.scenario import read_scenario
    from planner.sources.streets import read_streets
    from planner.streets.network import main_part

    streets = read_streets(path, clip=None)
    inside = streets.node_lonlat[main_part(streets, "car")]
    lon, lat = np.median(inside, axis=0).round(6).tolist()
    sample = read_scenario(Path(__file__).parent.parent / "sample_maps" / "tianan")
    forces = tuple(force.model_copy(update={"grids": (), "areas": ()}) for force in sample.forces)
    station = sample.station.model_copy(update={"base": (lon, lat)})
    return sample.model_copy(update={"streets": streets, "forces": forces, "station": station})


def nearest_figures(path: Path, units: int, questions: int, seed: int) -> None:
    """Ask for the three nearest of some units at random places, again and again."""
    import datetime as dt

    from planner.dispatch.nearest import Dispatcher
    from planner.dispatch.standing import Standing
    from planner.domain.plan import Unit
    from planner.streets.network import main_part

    scenario = station_on(path)
    streets = scenario.streets
    rng, at = np.random.default_rng(seed), dt.datetime(2026, 11, 23, 14, tzinfo=dt.UTC)
    nodes = streets.node_lonlat[main_part(streets, "car")]

    def places(count: int) -> list[tuple[float, float]]:
        lonlat = nodes[rng.integers(len(nodes), size=count)] + rng.uniform(-5e-4, 5e-4, (count, 2))
        return [(float(lon), float(lat)) for lon, lat in lonlat]

    tier = {one.id: one for one in scenario.tiers}
    cars = [force for force in scenario.forces if tier[force.tier].mode == "car"]
    others = [force for force in scenario.forces if tier[force.tier].mode != "car"]
    crews = [cars[n % len(cars)] if n % 5 else others[n // 5 % len(others)] for n in range(units)]
    out = [
        Standing(
            unit=Unit(
                id=f"u{number}",
                force=force.id,
                tier=force.tier,
                mode=tier[force.tier].mode,
                shift_start=at,
                shift_end=at + dt.timedelta(hours=8),
                base=force.base,
            ),
            place=place,
        )
        for number, (force, place) in enumerate(zip(crews, places(units), strict=True))
    ]
    dispatcher = Dispatcher(scenario)
    say("street nodes", streets.nodes, "nodes")
    say("first question, everything made ready", processor_ms(lambda: dispatcher.nearest(out, at, places(1)[0])), "ms")
    cordon_questions(scenario, out, at, places(1)[0])
    times_ms = []
    for to in places(questions):
        out = [replace(one, place=place) for one, place in zip(out, places(units), strict=True)]
        times_ms.append(processor_ms(partial(dispatcher.nearest, out, at, to)))
    for share, bar in ((50, ""), (99, "20; 5 hoped for"), (100, "")):
        say(f"nearest 3 of {units} units, percentile {share}", float(np.percentile(times_ms, share)), "ms", bar)


def cordon_questions(scenario: Scenario, out: list[Standing], at: dt.datetime, place: tuple[float, float]) -> None:
    """Make the same cordon's streets ready without and with roads that are kept."""
    from planner.dispatch.intercept.flight import Fled
    from planner.dispatch.intercept.prepare import prepare

    lon, lat = place
    box = [(lon + east, lat + north) for east, north in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    there = scenario.model_copy(update={"boundary": (((*box,),),)})
    fled = Fled(place=place, ago_s=60.0, mode="foot", speed_kmh=10.0, within_s=600.0)
    for number in ("first", "second"):
        say(f"{number} cordon, made ready", processor_ms(lambda: prepare(there, out, at, fled)), "ms")


SIDE, SPACING_M = 27, 120.0
"""Streets of the square town on which cordons are measured, and how far apart they are [m]."""


def town(seed: int, units: int = 20) -> CordonProblem:
    """Give a flight on foot from the middle of a square town, a minute ago, with cars at random places.

    A fifth of the streets is closed and the junctions are off the grid, so that no two towns are alike. The outermost
    junctions are outside, which leaves about 600.
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import dijkstra

    from planner.dispatch.intercept.problem import NEVER, CordonProblem

    rng, number = np.random.default_rng(seed), np.arange(SIDE * SIDE)
    xy = np.column_stack([number % SIDE, number // SIDE]) * SPACING_M + rng.uniform(-30, 30, (SIDE * SIDE, 2))
    pairs = [(int(a), int(a) + 1) for a in number if a % SIDE < SIDE - 1]
    pairs += [(int(a), int(a) + SIDE) for a in number if a < SIDE * (SIDE - 1)]
    one, other = np.array(pairs)[rng.random(len(pairs)) < 0.8].T
    tail, head = np.concatenate([one, other]), np.concatenate([other, one])
    length_m = np.linalg.norm(xy[tail] - xy[head], axis=1)
    rim = (number % SIDE % (SIDE - 1) == 0) | (number // SIDE % (SIDE - 1) == 0)
    cars = csr_array((length_m / 9.0, (tail, head)), shape=(len(number), len(number)))
    there_s = dijkstra(cars, indices=rng.integers(len(number), size=units))
    unit_ds = np.where(np.isfinite(there_s), np.ceil(10 * there_s), NEVER).astype(np.int64)
    return CordonProblem(
        tail=tail,
        head=head,
        pass_ds=np.floor(length_m / 2.0 * 10).astype(np.int64),
        start=np.array([SIDE * (SIDE // 2) + SIDE // 2]),
        start_ds=np.array([-600]),
        outside=rim,
        unit_ds=unit_ds,
    )


def cordon_figures(seed: int, towns: int = 8, time_s: float = 20.0) -> None:
    """Close given exits of a few towns, and then freely chosen junctions."""
    from planner.dispatch.intercept.check import broken, broken_exits
    from planner.dispatch.intercept.exits import close_exits
    from planner.dispatch.intercept.problem import ExitProblem
    from planner.dispatch.intercept.solve import close
    from planner.dispatch.intercept.walls import Flight
    from planner.domain.solving import Limits

    exits_ms, free_ms, proven, wrong = [], [], 0, 0
    for number in range(towns):
        problem = town(seed + number)
        rng = np.random.default_rng(seed + number)
        near = np.flatnonzero(~problem.outside & (Flight(problem).arrivals() > 3000))
        nodes = rng.choice(near, size=13 + number % 5, replace=False)
        began = time.process_time()
        exits = ExitProblem(exit_ds=Flight(problem).arrivals(nodes.tolist())[nodes], unit_ds=problem.unit_ds[:, nodes])
        closed = close_exits(exits)
        exits_ms.append(1000 * (time.process_time() - began))
        wrong += len(broken_exits(exits, closed))
        began = time.process_time()
        cordon = close(problem, Limits(time_s=time_s))
        free_ms.append(1000 * (time.process_time() - began))
        proven += cordon.status == "optimal"
        wrong += len(broken(problem, cordon))
    say("junctions of a town", int((~problem.outside).sum()), "junctions")
    say("20 units, 13-17 given exits, slowest of 8 towns", max(exits_ms), "ms", "optimal, proven, under 1000")
    say("20 units, junctions chosen freely, median of 8 towns", float(np.median(free_ms)), "ms", "proven, under 1000")
    say("20 units, junctions chosen freely, slowest of 8 towns", max(free_ms), "ms")
    say("of 8 towns proven in 20 s", proven, "towns", "8")
    say("faults found by the check", wrong, "faults", "0")


def post_figures(seed: int, units: int = 20, posts: int = 60, points: int = 300, time_s: float = 40.0) -> None:
    """Post units of two kinds in a town of 5 km, so that most demand is within 1, 3 and 5 minutes."""
    from planner.dispatch.redeploy.check import broken
    from planner.dispatch.redeploy.problem import RedeployProblem
    from planner.dispatch.redeploy.solve import redeploy
    from planner.domain.solving import Limits

    rng, speed = np.random.default_rng(seed), np.array([9.0, 4.0])
    post, point = rng.uniform(0, 5000, (posts, 2)), rng.uniform(0, 5000, (points, 2))
    home, kind = rng.integers(posts, size=units), rng.integers(2, size=units)
    away_s = np.linalg.norm(post[:, None] - point[None], axis=2)[None] / speed[:, None, None]
    problem = RedeployProblem(
        move_s=(np.linalg.norm(post[home][:, None] - post[None], axis=2) / speed[kind][:, None]).astype(np.int64),
        home=home,
        kind=kind,
        ring=np.searchsorted([60, 180, 300], away_s).astype(np.int8),
        fixed_ring=np.full(points, 3, np.int8),
        weight=rng.integers(1, 100, points),
        worth=np.array([1, 1, 1]),
    )
    began = time.process_time()
    found = redeploy(problem, Limits(time_s=time_s))
    say(f"{units} units to {posts} posts, {points} points of demand", 1000 * (time.process_time() - began), "ms")
    say("posts: earned of the bound", 100 * found.earned / found.bound, "%", "100, proven")
    say("posts: faults found by the check", len(broken(problem, found)), "faults", "0")


def muster_figures(seed: int, units: int = 60, points: int = 6, time_s: float = 20.0) -> None:
    """Send units to rescue points with 18 needs, and keep cover in eight groups."""
    from planner.dispatch.muster.check import broken
    from planner.dispatch.muster.problem import NEVER, MusterProblem
    from planner.dispatch.muster.solve import muster
    from planner.domain.solving import Limits

    rng = np.random.default_rng(seed)
    problem = MusterProblem(
        arrive_ds=rng.integers(100, 9000, (units, points)),
        due_ds=np.where(rng.random(points) < 0.5, NEVER, rng.integers(3000, 9000, points)),
        point_weight=np.ones(points, np.int64),
        need_point=rng.integers(points, size=18),
        need_count=rng.integers(2, 10, 18),
        need_weight=rng.integers(1, 4, 18),
        gives=rng.integers(0, 3, (units, 18)),
        in_group=rng.random((units, 8)) < 0.2,
        keep=rng.integers(0, 6, 8),
    )
    began = time.process_time()
    found = muster(problem, Limits(time_s=time_s))
    say(f"{units} units to {points} rescue points", 1000 * (time.process_time() - began), "ms")
    say("muster: proven", found.status == "optimal", "yes: 1", "1")
    say("muster: faults found by the check", len(broken(problem, found)), "faults", "0")


if __name__ == "__main__":
    main()
