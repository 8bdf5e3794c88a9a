"""A day of rounds: as many as can fly, required windows first, legal in every way, and honest about the rest."""

import dataclasses

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.solving import Limits
from planner.drones.check import check
from planner.drones.fleet_need import docks_needed, longest_sustained_min
from planner.drones.solve import solve

HOUR_S = 3600.0


def test_a_small_day_flies_every_round_and_serves_every_window(small_day, small_result):
    """Nothing is missed, the bound proves it, and the independent check agrees."""
    assert small_result.status == "optimal"
    assert small_result.objective == small_result.bound == 0
    assert [item.number for item in small_result.rounds] == list(range(1, 13))
    assert check(small_day, small_result) == []


def test_no_docks_or_no_tasks_is_no_work(make):
    """Without docks or tasks the answer is empty and skipped."""
    for problem in (make.problem(docks=()), make.problem(tasks=())):
        result = make.solved(problem)
        assert (result.status, result.rounds, result.short) == ("skipped", (), ())


def test_one_weak_dock_misses_rounds_and_says_which_docks_are_needed(make):
    """A dock that is busy for over an hour a round cannot fly every ten minutes; the bound counts why."""
    slow = make.dock().model.model_copy(update={"charge_pct_per_min": 0.2})
    far = make.task(shapely.Point(2500, 0))
    problem = make.problem(docks=(make.dock(model=slow),), tasks=(far,), rounds_per_day=144)
    result = make.solved(problem)
    missed = [item for item in result.short if item.kind == "round"]
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    assert len(missed) + len(result.rounds) == 144
    assert 0 < result.rounds_bound <= len(missed)
    assert {item.reason for item in missed} <= {"dock_busy", "battery_low"}
    assert {item.fix for item in missed} == {"add_dock"}


@pytest.mark.parametrize(("round_min", "docks"), [(7.0, 1), (16.2, 2), (22.0, 3)])
def test_docks_needed_follow_from_the_cycle(make, round_min, docks):
    """Rounds of 7, 16 and 22 min every 20 min take 1, 2 and 3 docks (figures of the design notes)."""
    problem = make.problem(round_min=round_min)
    assert docks_needed(problem) == docks
    sites = tuple(make.dock(f"d{k}") for k in range(docks))
    assert longest_sustained_min(make.problem(docks=sites)) >= round_min - 0.1


@pytest.mark.parametrize(
    ("task", "zones", "rules", "reason", "fix"),
    [
        (shapely.Point(9000, 0), (), {}, "out_of_reach", "dock_nearer"),
        (shapely.Point(500, 0), (shapely.box(400, -100, 600, 100),), {}, "in_closed_zone", "change_zone"),
        (shapely.Point(2500, 0), (), {"round_min": 5.0}, "round_too_short", "longer_round"),
        (shapely.Point(500, 0), (), {"rounds_per_day": 2}, "no_round_in_window", "wider_window"),
    ],
)
def test_a_required_window_that_cannot_be_served_says_why(make, task, zones, rules, reason, fix):
    """Out of reach, closed, too far for a round, or between two departures: the reason and the fix are named."""
    window = ((4 * HOUR_S, 5 * HOUR_S),)
    tasks = (make.task(task, windows=window, required=True), make.task(shapely.Point(100, 100), name="near"))
    problem = make.problem(tasks=tasks, zones=tuple(make.zone(z) for z in zones), **{"rounds_per_day": 24, **rules})
    result = make.solved(problem)
    assert result.status == "optimal"
    assert check(problem, result) == []
    short = [item for item in result.short if item.kind == "drone_task"]
    assert [(item.id, item.when_s, item.reason, item.fix) for item in short] == [("t", 4 * HOUR_S, reason, fix)]


def test_rounds_beyond_the_day_are_missed(make):
    """Twelve departures three hours apart do not fit into a day; eight do."""
    result = make.solved(make.problem(rounds_per_day=12, headway_min=180.0))
    assert result.status == "optimal"
    assert len(result.rounds) == 8
    assert {(item.reason, item.fix) for item in result.short} == {("day_over", "shorter_headway")}


def test_a_zone_with_hours_is_flown_over_only_outside_them(make):
    """A park inside a zone that closes for the first half day is looked at in the second half only."""
    zone = make.zone(shapely.box(150, 150, 750, 650), active=((0.0, 12 * HOUR_S),))
    problem = make.problem(zones=(zone,), rounds_per_day=24)
    result = make.solved(problem)
    assert result.status == "optimal"
    assert check(problem, result) == []
    looks = [look.start_s for item in result.rounds for look in item.looks if look.task == 1]
    assert looks
    assert min(looks) > 12 * HOUR_S


def test_a_dock_that_comes_back_late_from_the_day_before_waits(make):
    """A dock that is not ready yet, or nearly empty, does not fly at once."""
    late = make.problem(docks=(make.dock(ready_s=2 * HOUR_S, ready_pct=30.0),), rounds_per_day=24)
    result = make.solved(late)
    assert result.status == "optimal"
    assert check(late, result) == []
    assert result.rounds[0].takeoff_s > 2 * HOUR_S


def test_the_same_seed_one_worker_and_iterations_repeat_the_answer(small_day):
    """Two runs give the same departures and paths."""
    runs = [solve(small_day, Limits(seed=3, iterations=50, workers=1)) for _ in range(2)]
    assert runs[0].status == "optimal"
    assert runs[0].worth == runs[1].worth
    for one, two in zip(*(run.rounds for run in runs), strict=True):
        assert (one.path == two.path).all()


def test_a_caller_who_stops_gets_the_best_so_far(small_day):
    """Stopping at once gives a legal result that is marked cancelled."""
    result = solve(small_day, Limits(time_s=5.0), on_progress=lambda _: True)
    assert result.status == "cancelled"
    assert check(small_day, result) == []


@settings(max_examples=6, derandomize=True, deadline=None)
@given(
    gates=st.lists(st.tuples(st.integers(-1500, 1500), st.integers(-1500, 1500)), min_size=1, max_size=4, unique=True),
    zone=st.tuples(st.integers(-900, 900), st.integers(-900, 900), st.integers(50, 300)),
    rounds=st.integers(4, 30),
    round_min=st.floats(5, 25),
)
def test_any_day_is_legal_and_never_better_than_its_bound(make, gates, zone, rounds, round_min):
    """On random days the check finds nothing, and the objective is never below the bound."""
    problem = make.problem(
        docks=(make.dock(), make.dock("d1", (900.0, -400.0))),
        zones=(make.zone(shapely.Point(zone[:2]).buffer(zone[2]), active=((6 * HOUR_S, 15 * HOUR_S),)),),
        tasks=tuple(
            make.task(shapely.Point(xy), name=f"g{k}", windows=((k * HOUR_S, (k + 5) * HOUR_S),), required=k % 2 == 0)
            for k, xy in enumerate(gates)
        ),
        rounds_per_day=rounds,
        round_min=round_min,
    )
    result = make.solved(dataclasses.replace(problem), time_s=2.0)
    assert result.status in {"optimal", "feasible"}
    assert check(problem, result) == []
    assert result.objective >= result.bound
