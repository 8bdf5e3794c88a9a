"""Demand by date, its uncertainty, and what it may be made from."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from planner.domain.demand import Demand, DemandRules, Incident
from planner.domain.rostering import RosterRules
from planner.grids.check import check
from planner.grids.demand import estimate
from planner.grids.demand.counting import Calls, recency, worth
from planner.grids.demand.dates import by_date, over_dates
from planner.grids.demand.recency import Fading, chosen
from planner.grids.demand.seasons import month_factors
from planner.grids.demand.shrinkage import PSEUDO_COUNTS, pseudo_count, ratio

BASE = (114.02, 22.53)
ZONE = ZoneInfo("Asia/Shanghai")
EAST = (BASE[0] + 0.015, BASE[1] + 0.005)
WEST = (BASE[0] + 0.005, BASE[1] + 0.005)


def calls_of(per_day, grids=1, first=dt.date(2024, 1, 1), hours=24):
    """Give calls from (days, grids) counts, spread evenly over the hours of each day."""
    days = len(per_day)
    table = np.repeat(np.asarray(per_day, float).reshape(days, 1, grids), hours, axis=1) / hours
    day, hour, grid = np.nonzero(table)
    odd = np.full(days, -1, np.int8)
    return Calls(grids=grids, first=first, odd=odd, day=day, hour=hour, grid=grid, count=table[day, hour, grid])


def at(date, hour, place=WEST, **more):
    time = dt.datetime.combine(date, dt.time(hour, 30), ZONE)
    return Incident(time=time, location=place, **more)


def test_a_date_is_like_what_its_kind_says():
    """By hand: ordinary days, a make-up workday, a day moved off work and a holiday, each with its factor and month."""
    week = tuple(float(day + 1) for day in range(7) for _ in range(24))
    kinds = {dt.date(2026, 11, 28): "workday", dt.date(2026, 11, 24): "rest", dt.date(2026, 11, 25): "holiday"}
    months = tuple(2.0 if month == 10 else 1.0 for month in range(12))
    odd = {"makeup": (3.0,) * 24, "holiday": (0.5,) * 24}
    demand = Demand(by_grid={"G": week, "H": week}, odd_days=odd, months=months, day_kinds=kinds)
    assert demand.on("G", dt.date(2026, 11, 23), 5) == 2 * 1
    assert demand.on("G", dt.date(2026, 11, 28), 5) == 2 * 3 * 3
    assert demand.on("G", dt.date(2026, 11, 24), 5) == 2 * 6.5
    assert demand.on("G", dt.date(2026, 11, 25), 5) == 2 * 0.5 * 6.5
    assert demand.on("G", dt.date(2026, 12, 1), 5) == 2
    moment = dt.datetime(2026, 11, 25, 5, 40, tzinfo=ZONE)
    assert demand.at_moment("G", moment) == 6.5
    assert demand.station_at_moment(moment) == 13
    assert demand.tide_share(moment, 14) == 0.5 * 13 / 14
    assert demand.tide_share(dt.datetime(2026, 11, 28, 5, tzinfo=ZONE), 14) == 1
    assert demand.tide("G")[6] == (7.0,) * 24


def test_sums_over_dates_are_those_of_each_hour():
    """The array form must be what the plain form gives date by date."""
    rng = np.random.default_rng(3)
    rows = {name: tuple(rng.random(168).tolist()) for name in "ab"}
    demand = Demand(by_grid=rows, months=tuple(rng.random(12).tolist()), calendar="cn", odd_days={"off": (2.0,) * 24})
    dates = [dt.date(2026, 9, 20) + dt.timedelta(day) for day in range(25)]
    expected = np.zeros((2, 168))
    for date, table in by_date(demand, dates):
        for row, grid in enumerate("ab"):
            plain = [demand.on(grid, date, hour) for hour in range(24)]
            assert table[row] == pytest.approx(plain)
            expected[row, date.weekday() * 24 : date.weekday() * 24 + 24] += plain
    assert over_dates(demand, dates) == pytest.approx(expected)


def test_holidays_are_counted_apart(station_of):
    """Twice the calls on the holidays of October must raise the holidays, and leave the days of the week alone."""
    first = dt.date(2026, 9, 7)
    dates = [first + dt.timedelta(day) for day in range(49)]
    holidays = {dt.date(2026, 10, day) for day in (1, 2, 3)}
    calls = [at(date, hour) for date in dates for hour in range(24) for _ in range(1 + 2 * (date in holidays))]
    kinds = dict.fromkeys(holidays, "holiday")
    rules = RosterRules(start=dt.date(2026, 11, 23), calendar="none")
    scenario = station_of(incidents=tuple(calls), roster=rules, day_kinds=kinds)
    demand = estimate(scenario)
    assert sum(map(sum, demand.by_grid.values())) == pytest.approx(168)
    assert check(scenario, demand) == []
    assert 1.5 < np.mean(demand.odd_days["holiday"]) < 3
    assert demand.on("G1", dt.date(2026, 10, 2), 12) > 1.5 * demand.on("G1", dt.date(2026, 10, 9), 12)


def test_only_the_public_drives_demand(station_of):
    """What patrols found changes nothing, unless the station says that it counts."""
    public = [at(dt.date(2026, 11, day), 9) for day in range(1, 22)]
    found = [at(dt.date(2026, 11, day), 20, EAST, source="police") for day in range(1, 22) for _ in range(9)]
    plain, both = station_of(incidents=tuple(public)), station_of(incidents=(*public, *found))
    assert estimate(both) == estimate(plain)
    every = both.model_copy(update={"demand": DemandRules(sources=("public", "police"))})
    assert estimate(every).at("G2", 20) > 3 * estimate(plain).at("G2", 20)
    assert check(every, estimate(every)) == []


def test_kinds_of_calls_change_nothing(station_of):
    """Only time and place are used: the same calls of other kinds give the same demand."""
    dates = [dt.date(2026, 11, day) for day in range(1, 22)]
    one, other = ([at(date, 9, kind=kind) for date in dates] for kind in ("theft", "noise"))
    assert estimate(station_of(incidents=tuple(one))) == estimate(station_of(incidents=tuple(other)))


def test_a_set_half_life_follows_the_last_weeks(station_of):
    """With a half-life of a week the grid of the last fortnight leads; the check counts by the same half-life."""
    first = dt.date(2026, 8, 3)
    calls = [
        at(first + dt.timedelta(day), hour, WEST if day < 70 else EAST) for day in range(84) for hour in range(6, 12)
    ]
    scenario = station_of(incidents=tuple(calls), demand=DemandRules(half_life_days=7))
    demand = estimate(scenario)
    assert demand.half_life_days == 7
    assert sum(demand.by_grid["G2"]) > 2 * sum(demand.by_grid["G1"])
    assert check(scenario, demand) == []
    wrong = demand.model_copy(
        update={"by_grid": {grid: tuple(2 * f for f in row) for grid, row in demand.by_grid.items()}}
    )
    assert [found.code for found in check(scenario, wrong)] == ["demand_total_wrong"]


def test_the_half_life_follows_the_data():
    """Where the level broke, the past must fade; where all is steady, it must not."""
    rng = np.random.default_rng(1)
    tide = np.full((2, 168), 1 / 336)
    steady = rng.poisson(20, (200, 2))
    broken = np.where(np.arange(200)[:, None] < 120, rng.poisson(40, (200, 2)), rng.poisson((4, 30), (200, 2)))
    assert chosen(calls_of(steady, 2), tide, 28) == Fading(None, None)
    level = chosen(calls_of(broken, 2), tide, 28).level_days
    assert level is not None
    assert level <= 45


def test_months_are_told_from_a_trend():
    """A steady rise makes no season; a summer with twice the calls does."""
    days = np.arange(3 * 365)
    rising = month_factors(calls_of(20 + days[:, None] / 20))
    assert np.ptp(rising) < 0.35
    summer = np.isin((np.datetime64("2024-01-01") + days).astype("datetime64[M]").astype(int) % 12, (5, 6, 7))
    factor = month_factors(calls_of(np.where(summer, 40, 20)[:, None]))
    assert factor[6] / factor[0] == pytest.approx(2, rel=0.1)
    assert factor.mean() == pytest.approx(1)
    assert month_factors(calls_of(np.full((500, 1), 9))).tolist() == [1.0] * 12


def test_shrinkage_is_as_strong_as_the_groups_are_alike():
    """Groups that differ by chance only are drawn together, others follow their own counts."""
    rng = np.random.default_rng(2)
    expected = np.full(400, 6.0)
    alike, apart = rng.poisson(expected), rng.poisson(expected * rng.gamma(2, 1 / 2, 400))
    assert pseudo_count(alike.astype(float), expected) > 50
    assert 1 <= pseudo_count(apart.astype(float), expected) <= 4
    factor, shape = ratio(np.array([0.0, 30.0]), np.array([10.0, 10.0]))
    assert 0 < factor[0] < 1 < factor[1] < 3
    assert shape[1] - shape[0] == 30
    assert pseudo_count(np.zeros(3), np.zeros(3)) == PSEUDO_COUNTS[-1]


def test_intervals_hold_the_truth_as_often_as_they_say(station_of):
    """On calls drawn from known rates the 80 % intervals must hold about that share of the rates."""
    rng = np.random.default_rng(8)
    truth = np.stack([1.2 + np.sin(np.arange(168) * np.pi / 12), 0.8 + 0.5 * np.cos(np.arange(168) * np.pi / 12)]) / 3
    first = dt.date(2026, 9, 7)
    calls = [
        at(first + dt.timedelta(day), hour, place)
        for day in range(70)
        for hour in range(24)
        for grid, place in enumerate((WEST, EAST))
        for _ in range(rng.poisson(truth[grid, day % 7 * 24 + hour]))
    ]
    demand = estimate(station_of(incidents=tuple(calls), roster=RosterRules(start=first, calendar="none")))
    inside = [
        demand.interval(grid, hour)[0] <= truth[row, hour] <= demand.interval(grid, hour)[1]
        for row, grid in enumerate(("G1", "G2"))
        for hour in range(168)
    ]
    assert 0.65 < np.mean(inside) < 0.98
    low, high = demand.interval("G1", 5, 0.5)
    assert demand.interval("G1", 5, 0.9)[0] < low < high < demand.interval("G1", 5, 0.9)[1]
    assert Demand(by_grid={"G": (2.0,) * 168}).interval("G", 3) == (2.0, 2.0)


def test_weights_halve_with_age():
    """By hand: the weight of a half-life ago, and Kish's effective size of equal and unequal weights."""
    weight = recency(15, 7)
    assert weight[[14, 7, 0]].tolist() == [1, 0.5, 0.25]
    assert worth(np.ones(9)) == 1
    assert worth(np.array([1.0, 0.5])) == 1.5 / 1.25
