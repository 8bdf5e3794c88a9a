"""Districtings against all that there are on small lattices, and in whole."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from planner.domain.solving import Limits
from planner.grids.districting.bound.lagrange import Lagrange
from planner.grids.districting.check import check
from planner.grids.districting.exact.balancing import balanced
from planner.grids.districting.exact.proving import Prover
from planner.grids.districting.problem import Districting, DistrictProblem
from planner.grids.districting.search.annealing import HOT_NEW, Annealer
from planner.grids.districting.search.seeding import kept
from planner.grids.districting.solve import solve

SMALL = Limits(iterations=4, workers=1)


def lattice(columns: int, rows: int, districts: int, *, seed: int = 0, low: float = 0.6, high: float = 1.4, **changes):
    """Give square cells with drawn loads, a way of a minute between neighbours."""
    rng = np.random.default_rng(seed)
    place = np.array([(x, y) for y in range(rows) for x in range(columns)])
    load = rng.integers(1, 9, len(place))
    number = np.arange(len(place)).reshape(rows, columns)
    across = np.stack([number[:, :-1], number[:, 1:]], axis=-1).reshape(-1, 2)
    along = np.stack([number[:-1], number[1:]], axis=-1).reshape(-1, 2)
    mean = load.sum() / districts
    parts = {
        "load": load.astype(np.int64),
        "weight": load.astype(np.int64),
        "seconds": (60 * np.abs(place[:, None] - place[None]).sum(axis=2)).astype(np.int32),
        "pairs": np.vstack([across, along]),
        "border_cost": np.zeros(len(across) + len(along), np.int64),
        "apart": np.empty((0, 2), np.int64),
        "slot_count": np.array([districts]),
        "slot_cost": np.zeros((1, len(load)), np.int64),
        "allowed": np.ones((1, len(load)), bool),
        "load_low": int(np.ceil(low * mean)),
        "load_high": int(high * mean),
    }
    return DistrictProblem(**{**parts, **changes})


def hangs_together(problem: DistrictProblem, cells: list[int]) -> bool:
    """Tell whether cells hang together, by a search of the test's own."""
    near = {cell: set() for cell in cells}
    for one, two in problem.pairs.tolist():
        if one in near and two in near:
            near[one].add(two)
            near[two].add(one)
    reached = {cells[0]}
    while fresh := set().union(*(near[cell] for cell in reached)) - reached:
        reached |= fresh
    return len(reached) == len(cells)


def best_of_all(problem: DistrictProblem) -> int | None:
    """Try every districting and give the least cost of a legal one."""
    slots, best = problem.slot.tolist(), None
    for choice in product(range(problem.districts), repeat=problem.cells):
        cost = 0
        for number in range(problem.districts):
            own = [cell for cell in range(problem.cells) if choice[cell] == number]
            load = sum(int(problem.load[cell]) for cell in own)
            if not own or not problem.load_low <= load <= problem.load_high or not hangs_together(problem, own):
                break
            if any(not problem.allowed[slots[number], cell] for cell in own):
                break
            if any(one in own and two in own for one, two in problem.apart.tolist()):
                break
            ways = [sum(int(problem.weight[c]) * int(problem.seconds[centre, c]) for c in own) for centre in own]
            cost += min(ways) + sum(int(problem.slot_cost[slots[number], cell]) for cell in own)
        else:
            ends = zip(problem.pairs.tolist(), problem.border_cost.tolist(), strict=True)
            cost += sum(border for (one, two), border in ends if choice[one] != choice[two])
            best = cost if best is None else min(best, cost)
    return best


def slots_of_two(cells: int, seed: int) -> dict:
    """Give two slots of one district each, with costs and a few forbidden cells."""
    rng = np.random.default_rng(seed)
    allowed = np.ones((2, cells), bool)
    allowed[0, 0] = False
    return {
        "slot_count": np.array([1, 1]),
        "slot_cost": rng.integers(0, 200, (2, cells)),
        "allowed": allowed,
    }


@pytest.mark.parametrize("seed", range(6))
def test_small_lattices_are_solved_as_well_as_by_trying_all(seed: int) -> None:
    """The answer costs what the best of all districtings costs, and its bound does not exceed that."""
    problem = lattice(4, 3, 2, seed=seed)
    found = solve(problem, SMALL)
    assert found.broken == 0
    assert check(problem, found) == []
    assert found.objective == best_of_all(problem)
    assert found.bound <= found.objective


@pytest.mark.parametrize("seed", range(4))
def test_slots_apart_cells_and_borders_count(seed: int) -> None:
    """With slots, cells that must be apart, and costs of borders the best of all is found too."""
    problem = lattice(4, 3, 2, seed=seed, apart=np.array([[5, 6]]), **slots_of_two(12, seed))
    problem = replace(problem, border_cost=np.full(len(problem.pairs), 40))
    found = solve(problem, SMALL)
    assert found.broken == 0
    assert check(problem, found) == []
    assert found.objective == best_of_all(problem)


def test_three_districts_of_nine_cells() -> None:
    """Three districts are found as well as two."""
    problem = lattice(3, 3, 3, seed=3)
    assert solve(problem, SMALL).objective == best_of_all(problem)


@pytest.mark.parametrize("seed", range(5))
def test_the_bound_by_prices_is_below_the_best(seed: int) -> None:
    """At every step of the prices the bound is at most what the best districting costs."""
    problem = lattice(4, 3, 2, seed=seed)
    best, prices = best_of_all(problem), np.zeros(problem.cells)
    lagrange = Lagrange(problem, prices)
    for _ in range(60):
        lagrange.step(float(best))
        assert lagrange.bound <= best
    assert lagrange.bound > best / 2


def test_the_model_proves_what_is_best() -> None:
    """Where the bound by prices leaves a gap, the model closes it."""
    proven = 0
    for seed in range(6):
        problem = lattice(4, 3, 2, seed=seed)
        best = best_of_all(problem)
        lagrange = Lagrange(problem, np.zeros(problem.cells))
        for _ in range(200):
            lagrange.step(float(best))
        prover = Prover(problem, seed=1, workers=1)
        assert prover.begin(lagrange, best + 1)
        prover.run(10.0)
        assert prover.bound <= best
        proven += prover.finished and prover.bound == best
    assert proven >= 4


def test_no_exchange_loses_its_sums() -> None:
    """After many steps cost and breach are what the check counts."""
    problem = lattice(9, 8, 5, seed=2, apart=np.array([[0, 70], [3, 4]]))
    problem = replace(problem, border_cost=np.full(len(problem.pairs), 7))
    annealer = Annealer(problem)
    for seed in range(4):
        run = annealer.run(annealer.first(seed), 40_000, seed, hot=HOT_NEW)
        again = annealer.taken(run.district, run.centre)
        assert (again.cost, again.broken) == (run.cost, run.broken)
        found = districting(run.district, run.centre, run.cost, run.broken)
        assert check(problem, found) == []


def districting(district, centre, cost: int, broken: int = 0) -> Districting:
    """Put an answer together by hand."""
    return Districting(
        district=np.asarray(district), centre=np.asarray(centre), objective=cost, bound=0, broken=broken,
        status="feasible", seconds=0.0,
    )  # fmt: skip


def test_one_seed_gives_one_answer() -> None:
    """With rounds instead of time the answer is always the same."""
    problem = lattice(9, 8, 5, seed=2)
    one, two = (solve(problem, Limits(iterations=2, seed=5, workers=1)) for _ in range(2))
    assert one.objective == two.objective
    assert (one.district == two.district).all()


def test_what_cannot_be_balanced_hangs_together_all_the_same() -> None:
    """A cell heavier than any district may be leaves the answer unbalanced, not broken up."""
    problem = lattice(4, 3, 3, seed=1)
    load = problem.load.copy()
    load[0] = 100
    problem = replace(problem, load=load, weight=load)
    found = solve(problem, Limits(iterations=2, workers=1))
    assert found.status == "unbalanced"
    assert {violation.code for violation in check(problem, found)} == {"district_load_wrong"}


def test_today_is_kept_where_nothing_is_gained() -> None:
    """A districting that is there stays when a change costs more than it gains, and moves when it gains."""
    problem = lattice(6, 2, 2, low=0.0, high=2.0)
    flat = np.full(12, 5)
    today = np.array([0, 0, 0, 0, 1, 1] * 2)
    moved = 5 * (today[None] != np.arange(2)[:, None])
    base = replace(problem, load=flat, weight=flat, slot_count=np.array([1, 1]), allowed=np.ones((2, 12), bool))
    for worth_s, same in ((1000, True), (1, False)):
        asked = replace(base, slot_cost=worth_s * moved, start=today, load_low=0, load_high=60)
        found = solve(asked, SMALL)
        assert check(asked, found) == []
        assert bool((found.district == today).all()) is same


def test_a_start_in_pieces_is_mended() -> None:
    """The largest piece of a district stays, the others grow anew."""
    problem = lattice(5, 3, 2)
    start = np.array([0, 1, 0, 0, 0] * 3)
    start[1] = 0
    district, centre = kept(problem, start, 1)
    assert all(hangs_together(problem, np.flatnonzero(district == number).tolist()) for number in range(2))
    assert (district[centre] == np.arange(2)).all()


def test_the_model_of_borders_brings_loads_back() -> None:
    """Two districts of eight and four cells become six and six, and hang together."""
    problem = lattice(4, 3, 2, low=1.0, high=1.0)
    flat = np.ones(12, np.int64)
    problem = replace(problem, load=flat, weight=flat, load_low=6, load_high=6)
    district = np.array([0] * 8 + [1] * 4)
    mended = balanced(problem, district, np.array([1, 10]), Limits(time_s=8.0))
    assert mended is not None
    assert np.bincount(mended).tolist() == [6, 6]
    assert all(hangs_together(problem, np.flatnonzero(mended == number).tolist()) for number in range(2))


def test_stopping_keeps_the_best_so_far() -> None:
    """Who asks to stop gets a districting that hangs together."""
    problem = lattice(9, 8, 5, seed=2)
    found = solve(problem, Limits(time_s=30.0), on_progress=lambda _: True)
    assert found.status == "cancelled"
    assert found.seconds < 5.0
    codes = {violation.code for violation in check(problem, found)}
    assert codes <= {"district_load_wrong"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"district": [0, 1] * 6, "centre": [0, 1]}, "district_in_parts"),
        ({"district": [0] * 6 + [1] * 5}, "district_cells_wrong"),
        ({"district": [0] * 6 + [1] * 5 + [2]}, "district_unknown"),
        ({"district": [0] * 12}, "district_empty"),
        ({"centre": [7, 1]}, "district_centre_wrong"),
        ({"cost": 1}, "district_cost_wrong"),
        ({"district": [0] * 11 + [1], "centre": [1, 11]}, "district_load_wrong"),
        ({"bound": 10**9}, "district_bound_wrong"),
    ],
)
def test_the_check_tells_what_is_wrong(change: dict, code: str) -> None:
    """Each rule is broken once."""
    problem = lattice(4, 3, 2, low=0.5, high=1.5)
    right = {"district": [0] * 6 + [1] * 6, "centre": [1, 10], "cost": 0, "bound": 0, **change}
    district, centre = np.array(right["district"]), np.array(right["centre"])
    cost = right["cost"]
    if not cost and len(district) == 12 and set(right["district"]) <= {0, 1}:
        cost = int((problem.weight * problem.seconds[centre[district], np.arange(12)]).sum())
    found = replace(districting(district, centre, cost), bound=right["bound"])
    assert code in {violation.code for violation in check(problem, found)}


def test_the_check_tells_slots_and_apart_cells() -> None:
    """A cell where it may not be, and two together that must be apart."""
    problem = lattice(4, 3, 2, low=0.0, high=2.0, apart=np.array([[0, 1]]), **slots_of_two(12, 1))
    district, centre = np.array([0] * 6 + [1] * 6), np.array([1, 10])
    found = districting(district, centre, 0)
    codes = {violation.code for violation in check(problem, found)}
    assert {"district_cell_not_allowed", "district_cells_together"} <= codes
