"""Posts of units: against every other choice on small cases, and on the small station."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import small_station

from planner.dispatch.redeploy.aim import WEIGHTS, RecentCall, aim
from planner.dispatch.redeploy.check import broken, earned
from planner.dispatch.redeploy.problem import NEVER, RedeployProblem
from planner.dispatch.redeploy.report import redeploy_hours
from planner.dispatch.redeploy.solve import redeploy
from planner.dispatch.standing import Standing
from planner.domain.demand import Demand
from planner.domain.plan import Plan, Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.pipeline import estimate_demand

GROUND = small_station.Ground()
AT = dt.datetime(2026, 11, 23, 21, 15, tzinfo=ZoneInfo("Asia/Shanghai"))


def town(seed: int, units: int, posts: int, points: int, farthest_s: int = NEVER) -> RedeployProblem:
    """Give units of two kinds, posts and demand at random places."""
    rng = np.random.default_rng(seed)
    post, point = rng.uniform(0, 5000, (posts, 2)), rng.uniform(0, 5000, (points, 2))
    home, kind, speed = rng.integers(posts, size=units), rng.integers(2, size=units), np.array([9.0, 4.0])
    away_m = np.linalg.norm(post[:, None] - point[None], axis=2)
    ring = np.searchsorted([60, 180, 300], away_m[None] / speed[:, None, None]).astype(np.int8)
    move_s = (np.linalg.norm(post[home][:, None] - post[None], axis=2) / speed[kind][:, None]).astype(np.int64)
    move_s = np.where(move_s > farthest_s, NEVER, move_s)
    move_s[np.arange(units), home] = 0
    return RedeployProblem(
        move_s=move_s,
        home=home,
        kind=kind,
        ring=ring,
        fixed_ring=rng.choice(np.array([1, 3, 3, 3], np.int8), points),
        weight=rng.integers(1, 100, points),
        worth=np.array([1, 2, 1]),
    )


@pytest.mark.parametrize("seed", range(6))
def test_no_other_posts_earn_more_or_need_fewer_moves(seed: int) -> None:
    """Every choice of posts of a small town is tried: value first, then moves, then travel."""
    problem = town(seed, 3, 5, 12, farthest_s=NEVER if seed % 2 else 500)
    found = redeploy(problem, Limits(time_s=10, workers=1))
    best = (0, 0, 0)
    for posts in itertools.product(range(5), repeat=3):
        times = [int(problem.move_s[unit, post]) for unit, post in enumerate(posts)]
        if max(times) < NEVER:
            moves = sum(post != home for post, home in zip(posts, problem.home, strict=True))
            best = min(best, (-earned(problem, posts), moves, sum(times)))
    assert (-found.earned, found.moves, found.travel_s) == best
    assert found.status == "optimal"
    assert found.bound == found.earned
    assert broken(problem, found) == []


def test_a_little_value_may_be_given_up_for_fewer_moves() -> None:
    """With a tenth given up there are never more moves, and no more than a tenth is lost."""
    problem = town(3, 4, 8, 30)
    most = redeploy(problem, Limits(time_s=10))
    fewer = redeploy(problem, Limits(time_s=10), give=0.1)
    assert fewer.moves <= most.moves
    assert 0.9 * most.earned <= fewer.earned <= most.earned


def test_the_check_sees_what_is_wrong() -> None:
    """A wrong figure and a post out of reach are told."""
    from dataclasses import replace

    problem = town(1, 3, 5, 12, farthest_s=300)
    found = redeploy(problem, Limits(time_s=10))
    assert broken(problem, replace(found, earned=found.earned + 1)) != []
    far = tuple(int(row.argmax()) for row in problem.move_s)
    assert any("post_not_allowed" in text for text in broken(problem, replace(found, post=far)))


def test_a_stop_leaves_the_units_where_they_are() -> None:
    """Stopped before it began, it gives a legal answer that nobody called proven."""
    found = redeploy(town(1, 3, 5, 12), Limits(time_s=5), on_progress=lambda _: True)
    assert (found.moves, found.status) == (0, "feasible")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


@pytest.fixture(scope="module")
def demand(scenario: Scenario) -> Demand:
    """Give its demand."""
    return estimate_demand(scenario)


def unit(name: str, force: str, x_m: float, y_m: float, status: str = "free") -> Standing:
    """Give a unit that stands somewhere."""
    tier, mode = ("police_car", "car") if force == "cars" else ("guard", "foot")
    end = AT + dt.timedelta(hours=8)
    place = GROUND.lonlat(x_m, y_m)
    out = Unit(id=name, force=force, tier=tier, mode=mode, shift_start=AT, shift_end=end, base=place)
    return Standing(unit=out, place=place, status=status)  # type: ignore[arg-type]


def empty_plan() -> Plan:
    """Give a plan without units."""
    end = AT + dt.timedelta(days=1)
    return Plan(station="small", created=AT, seed=1, timezone="Asia/Shanghai", start=AT, end=end)


def test_units_wait_where_calls_come(scenario: Scenario, demand: Demand) -> None:
    """By night calls come from the north-east; two cars in the south-west go there, a guard keeps to its ground."""
    units = [unit("a", "cars", -600, -600), unit("b", "cars", -500, -600), unit("g", "guards", -400, 100)]
    hour = redeploy_hours(
        empty_plan(), scenario, demand, AT, Limits(time_s=10), units=units, rings_s=(20.0, 60.0, 120.0)
    )[0]
    assert hour.status == "optimal"
    assert hour.after[1] > hour.before[1] + 0.3
    assert list(hour.after) == sorted(hour.after)
    assert hour.worth == pytest.approx(sum(hour.after) / 3, abs=1e-9)
    places = {posted.unit.id: GROUND.frame.metres(posted.lonlat)[0] for posted in hour.posted}
    assert max(places["a"][0], places["b"][0]) > 0
    assert places["g"][0] <= 1


def test_who_is_at_a_visit_is_not_asked_to_move(scenario: Scenario, demand: Demand) -> None:
    """It counts where it is; without anybody who patrols there is nobody to post."""
    visit = unit("v", "cars", 375, 375, "visit")
    with pytest.raises(NotFound, match="nobody_to_post"):
        redeploy_hours(empty_plan(), scenario, demand, AT, Limits(time_s=5), units=[visit])
    alone = redeploy_hours(empty_plan(), scenario, demand, AT, Limits(time_s=5), units=[unit("a", "cars", 0, 0)])[0]
    units = [visit, unit("a", "cars", 0, 0)]
    both = redeploy_hours(empty_plan(), scenario, demand, AT, Limits(time_s=5), units=units)[0]
    assert both.before[0] > alone.before[0]
    assert [posted.unit.id for posted in both.posted] == ["a"]


def test_calls_of_the_last_hours_move_the_aim(scenario: Scenario, demand: Demand) -> None:
    """Nine calls at one corner give it more weight; calls that are older than asked for give it none."""
    corner = GROUND.lonlat(-625, -375)

    def weight_there(recent: list[RecentCall]) -> int:
        aimed = aim(scenario, demand, AT, recent, 2.0)
        assert aimed.weight.sum() == pytest.approx(WEIGHTS, rel=0.01)
        near = np.hypot(*(GROUND.frame.metres(aimed.lonlat) - GROUND.frame.metres(corner)).T) < 150
        return int(aimed.weight[near].sum())

    calls = [RecentCall(time=AT - dt.timedelta(minutes=5 * n), place=corner) for n in range(9)]
    old = [RecentCall(time=call.time - dt.timedelta(hours=5), place=corner) for call in calls]
    assert weight_there(calls) > 5 * weight_there([]) + 1000
    assert weight_there(old) == weight_there([])
