"""Set packing against the best of all combinations, and the sharing of work that follows it."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from routing_brute import Plan, every_route, keeps_pins, keeps_places, legal, only_pinned, random_plan
from routing_town import random_problem, rich_problem

from planner.routing.packing.choices import TRAVEL_PARTS, alike, make_choices
from planner.routing.packing.evening import even_out
from planner.routing.packing.pack import Effort, pack
from planner.routing.packing.route_times import RouteTimes
from planner.routing.packing.trimming import trim
from planner.routing.problem import RoutingProblem
from planner.routing.reckoning.figures import best_plan, score, spread, travel_s, value


def effort(seed: int = 1) -> Effort:
    """Give an effort that is counted, not timed."""
    return Effort(deadline_s=time.perf_counter() + 5.0, deterministic=2.0, workers=1, seed=seed)


def columns_of(problem: RoutingProblem, seed: int, most: int = 60) -> list[tuple[int, tuple[int, ...]]]:
    """Draw some of all legal routes."""
    draw, found = np.random.default_rng(seed), []
    for unit in range(problem.units):
        routes = every_route(problem, unit)
        picked = draw.choice(len(routes), min(most, len(routes)), replace=False)
        found += [(unit, routes[row]) for row in sorted(picked.tolist())]
    return found


def legal_plan(problem: RoutingProblem, plan: Plan) -> bool:
    kept = (legal(problem, unit, ways) and keeps_pins(problem, unit, ways) for unit, ways in enumerate(plan))
    return all(kept) and keeps_places(problem, plan)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("make", [random_problem, rich_problem])
def test_no_combination_of_columns_is_better(make, seed: int) -> None:
    """The answer is legal, and no legal combination has more required visits or value, but for what may be given up."""
    problem = make(seed, visits=4)
    columns, start = columns_of(problem, seed), only_pinned(problem)
    packed = tuple(pack(problem, columns, start, effort()))
    assert legal_plan(problem, packed)
    routes = [[ways for of, ways in [*columns, *enumerate(start)] if of == unit] for unit in range(problem.units)]
    best = max(score(problem, plan)[:2] for plan in itertools.product(*routes) if keeps_places(problem, plan))
    found = score(problem, packed)
    assert found[0] >= best[0]
    assert found[0] > best[0] or found[1] >= best[1] * (1 - problem.even_share) - 1e-9


@pytest.mark.parametrize("seed", range(6))
def test_never_worse_than_before(seed: int) -> None:
    """Against any incumbent the answer is the better of the two in the order of the aims."""
    problem, draw = rich_problem(seed, visits=8, units=3), np.random.default_rng(seed)
    plans = [random_plan(problem, draw, only_pinned(problem)) for _ in range(10)]
    columns = [column for plan in plans for column in enumerate(plan)]
    for incumbent in plans[:3]:
        packed = pack(problem, columns, incumbent, effort())
        assert legal_plan(problem, tuple(packed))
        assert best_plan(problem, [packed, incumbent]) == list(packed)


def test_same_seed_same_answer() -> None:
    """With counted effort and one worker nothing depends on the clock."""
    problem = rich_problem(4, visits=5)
    columns, start = columns_of(problem, 4, 200), only_pinned(problem)
    assert pack(problem, columns, start, effort()) == pack(problem, columns, start, effort())


def twins(seed: int) -> RoutingProblem:
    """Make two units alike but for their breaks, which are different visits of one kind."""
    problem = next(p for p in (random_problem(s, visits=5) for s in range(seed, 99)) if p.unit_break[0] >= 0)
    own = problem.visits - 1

    def again(row: np.ndarray) -> np.ndarray:
        return np.concatenate([row, row[-1:]])

    allowed = np.concatenate([np.ones((own, 2), bool), np.eye(2, dtype=bool)])
    return replace(
        problem,
        unit_class=np.zeros(2, np.int32),
        unit_start_s=np.zeros(2),
        unit_end_s=np.full(2, 8000.0),
        unit_break=np.array([own, own + 1], np.int32),
        visit_opens_s=again(problem.visit_opens_s),
        visit_closes_s=again(problem.visit_closes_s),
        visit_value=again(problem.visit_value),
        visit_required=again(problem.visit_required),
        visit_place=again(problem.visit_place),
        visit_allowed=allowed,
        visit_pinned=np.array([*[-1] * own, 0, 1], np.int32),
        visit_load=again(problem.visit_load),
        way_start=np.append(problem.way_start, problem.way_start[-1] + 1).astype(np.int32),
        way_entry=again(problem.way_entry),
        way_exit=again(problem.way_exit),
        way_service_s=np.concatenate([problem.way_service_s, problem.way_service_s[:, -1:]], axis=1),
    )


@pytest.mark.parametrize("seed", range(4))
def test_routes_of_one_unit_serve_another_that_is_alike(seed: int) -> None:
    """Two routes that the pool knows for one unit only are made side by side, each unit with its own break."""
    problem = twins(seed)
    assert alike(problem) == ((0, 1),)
    columns = [(0, ways) for ways in every_route(problem, 0)]
    start = only_pinned(problem)
    packed = tuple(pack(problem, columns, start, effort()))
    assert legal_plan(problem, packed)
    mirrored = [every_route(problem, unit) for unit in range(2)]
    best = max(score(problem, plan)[:2] for plan in itertools.product(*mirrored) if keeps_places(problem, plan))
    assert score(problem, packed)[:2] == best


@pytest.mark.parametrize(
    "change",
    [
        {"unit_end_s": np.array([8000.0, 7900.0])},
        {"unit_end_node": np.array([0, 1], np.int32)},
        {"unit_team": np.array([0, 1], np.int32)},
        {"unit_most_load": np.array([1.0, 2.0])},
        {"visit_opens_s": None},
        {"visit_allowed": None},
    ],
)
def test_units_that_differ_are_not_alike(change: dict[str, np.ndarray]) -> None:
    """Shift, ends, team, load, rights and the window of the break each tell units apart."""
    problem = twins(0)
    (field, figures), *_ = change.items()
    if figures is None:
        figures = getattr(problem, field).copy()
        figures[(-1 if field == "visit_opens_s" else (0, 0))] = 0
    assert alike(replace(problem, **{field: figures})) == ((0,), (1,))


def test_a_set_of_visits_stands_once_with_its_least_travel() -> None:
    """Of two orders of the same visits the one with less travel is kept."""
    problem = twins(0)
    columns = [(0, ways) for ways in every_route(problem, 0)]
    rows = make_choices(problem, columns).rows
    assert len({(row.kin, frozenset(row.visits)) for row in rows}) == len(rows) < len(columns)
    kept = {frozenset(row.visits): row.travel for row in rows}
    for _, ways in columns:
        made = problem.way_visit()[list(ways)]
        least = kept[frozenset(made[~problem.is_break()[made]].tolist())]
        assert least <= round(travel_s(problem, 0, ways) * TRAVEL_PARTS)


def test_what_is_too_much_is_trimmed() -> None:
    """A visit of two routes stays on one, a place keeps its most valuable visits, and all stays legal."""
    seen = 0
    for seed in range(12):
        problem, draw = rich_problem(seed, visits=5), np.random.default_rng(seed)
        routes = [every_route(problem, unit) for unit in range(2)]
        for _ in range(5):
            plan = [choices[int(draw.integers(len(choices)))] for choices in routes]
            trimmed = trim(problem, plan, even=bool(seed % 2))
            assert trimmed is not None
            assert legal_plan(problem, tuple(trimmed))
            seen += list(trimmed) != plan
            if not np.any((problem.visit_pinned >= 0) & (problem.visit_value > 0)):
                made = problem.way_visit()[[way for ways in plan for way in ways]]
                assert score(problem, trimmed)[1] == pytest.approx(value(problem, np.unique(made)))
    assert seen > 10


@pytest.mark.parametrize("seed", range(12))
def test_a_visit_is_put_where_it_adds_least(seed: int) -> None:
    """An insertion is legal, none is legal that it does not find, and none adds less travel at full speed."""
    problem = rich_problem(seed, visits=5)
    routes = [(unit, ways) for unit in range(2) for ways in every_route(problem, unit)[:40]]
    for unit, ways in routes:
        for visit in np.flatnonzero(problem.visit_pinned < 0).tolist():
            if visit in problem.way_visit()[list(ways)] or not problem.visit_allowed[visit, unit]:
                continue
            longer = RouteTimes(problem, unit, ways).with_visit(visit)
            legal_ones = [
                other
                for way in range(problem.way_start[visit], problem.way_start[visit + 1])
                for slot in range(len(ways) + 1)
                if legal(problem, unit, other := (*ways[:slot], way, *ways[slot:]))
            ]
            assert (longer is None) == (not legal_ones)
            full_speed = replace(problem, band_share=np.ones_like(problem.band_share))
            added = [travel_s(full_speed, unit, other) for other in legal_ones]
            assert longer is None or travel_s(full_speed, unit, longer) == pytest.approx(min(added))


@pytest.mark.parametrize("seed", range(8))
def test_work_is_shared_more_evenly(seed: int) -> None:
    """Moving visits keeps the plan legal, its required visits and enough value, and never makes it less even."""
    problem, draw = rich_problem(seed, visits=8, units=3), np.random.default_rng(seed)
    plan = random_plan(problem, draw, only_pinned(problem))
    required, worth, _ = score(problem, plan)
    even = tuple(even_out(problem, plan, worth * 0.8, lambda: False))
    assert legal_plan(problem, even)
    assert score(problem, even)[0] == required
    assert score(problem, even)[1] >= worth * 0.8 - 1e-9
    assert spread(problem, even) <= spread(problem, plan) + 1e-5


def test_one_unit_gives_half_of_its_work_to_its_twin() -> None:
    """A unit that makes everything shares it with an idle one, although no route of the pool is even."""
    problem = replace(twins(0), even_share=0.01, visit_opens_s=np.zeros(7), visit_closes_s=np.full(7, 8000.0))
    everything = max(every_route(problem, 0), key=lambda ways: score(problem, [ways, ()])[:2])
    lazy = (everything, (int(problem.way_start[problem.unit_break[1]]),))
    packed = pack(problem, list(enumerate(lazy)), lazy, effort())
    assert score(problem, packed)[:2] >= score(problem, lazy)[:2]
    assert spread(problem, packed) < 0.6 * spread(problem, lazy)
