"""Musters: against every other way on small cases, and on the small station."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import small_station

from planner.dispatch.muster.check import allowed, broken, figures
from planner.dispatch.muster.order import Kept, MusterOrder, RescuePoint
from planner.dispatch.muster.prepare import Need, need_weights
from planner.dispatch.muster.problem import NEVER, STAYS, MusterProblem
from planner.dispatch.muster.report import Mustering, muster_units
from planner.dispatch.muster.solve import muster
from planner.dispatch.standing import Standing
from planner.domain.plan import Unit
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.i18n.needs import counted

GROUND = small_station.Ground()
AT = dt.datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def problem_of(seed: int) -> MusterProblem:
    """Give five units, two points, three needs and two groups at random."""
    rng = np.random.default_rng(seed)
    arrive = rng.integers(100, 9000, (5, 2))
    arrive[rng.random((5, 2)) < 0.1] = NEVER
    return MusterProblem(
        arrive_ds=arrive,
        due_ds=np.where(rng.random(2) < 0.5, NEVER, rng.integers(3000, 9000, 2)),
        point_weight=rng.integers(1, 4, 2),
        need_point=rng.integers(2, size=3),
        need_count=rng.integers(1, 5, 3),
        need_weight=rng.integers(1, 4, 3),
        gives=rng.integers(0, 3, (5, 3)),
        in_group=rng.random((5, 2)) < 0.5,
        keep=rng.integers(0, 3, 2),
    )


@pytest.mark.parametrize("seed", range(8))
def test_no_other_way_is_better(seed: int) -> None:
    """All 243 ways are tried: fewest points with nobody, least missing, soonest complete, then shortest in all."""
    problem = problem_of(seed)
    found = muster(problem, Limits(time_s=10, workers=1))
    ways = itertools.product((STAYS, 0, 1), repeat=5)
    best = min(figures(problem, way) for way in ways if not allowed(problem, way))
    assert (found.empty, found.lack, found.last_ds, found.total_ds) == best
    assert (found.status, found.lack_bound) == ("optimal", found.lack)
    assert broken(problem, found) == []


def test_the_check_sees_what_is_wrong() -> None:
    """A late unit, ground left too thin and wrong figures are told."""
    problem = problem_of(1)
    found = muster(problem, Limits(time_s=10, workers=1))
    assert broken(problem, replace(found, total_ds=found.total_ds + 1)) == ["figures"]
    late = replace(problem, due_ds=np.zeros(2, np.int64))
    assert any("too_late" in text for text in broken(late, found))
    thin = replace(problem, in_group=np.ones((5, 2), bool), keep=np.array([5, 0]))
    assert "left_too_thin 0" in broken(thin, found)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return small_station.station()


def unit(name: str, force: str, x_m: float, y_m: float, officers: tuple[str, ...] = ()) -> Standing:
    """Give a unit that patrols."""
    tier, mode = ("police_car", "car") if force == "cars" else ("guard", "foot")
    place = GROUND.lonlat(x_m, y_m)
    end = AT + dt.timedelta(hours=8)
    out = Unit(id=name, force=force, tier=tier, mode=mode, officers=officers, shift_start=AT, shift_end=end, base=place)
    return Standing(unit=out, place=place, police=force == "cars")


def point(name: str, x_m: float, y_m: float, **needs: object) -> RescuePoint:
    """Give a rescue point."""
    lon, lat = GROUND.lonlat(x_m, y_m)
    return RescuePoint.model_validate({"id": name, "lon": lon, "lat": lat, **needs})


def asked(scenario: Scenario, units: list[Standing], *points: RescuePoint, **changes: object) -> Mustering:
    """Muster units to points."""
    keep = changes.pop("keep", Kept())
    order = MusterOrder.model_validate({"format": "patrol-muster/1", "points": points, "keep": keep})
    return muster_units(scenario, units, AT, order, Limits(time_s=10, workers=1), **changes)  # type: ignore[arg-type]


CARS = [
    unit("near", "cars", 125, 125, ("P00", "P01")),
    unit("far", "cars", -600, -375, ("P02", "P03", "P04")),
    unit("walker", "guards", -375, 125),
]


def test_the_nearest_that_is_enough_goes(scenario: Scenario) -> None:
    """Two people are one car, and nobody goes without need."""
    found = asked(scenario, CARS, point("R", 375, 125, people=2))
    assert [sent.unit.id for sent in found.sent] == ["near"]
    assert found.missing == ()
    assert found.status == "optimal"
    assert found.last == found.sent[0].arrive


def test_ways_lead_from_where_units_stand_to_the_point(scenario: Scenario) -> None:
    """Who goes has a way with both ends, no longer than its time allows; who is not sent is listed."""
    found = asked(scenario, CARS, point("R", 0, 0, units=1))
    (sent,) = found.sent
    start = next(car.place for car in CARS if car.unit.id == sent.unit.id)
    assert (sent.path[0], sent.path[-1]) == (start, (found.points[0].lon, found.points[0].lat))
    assert len(sent.path) > 2
    assert {stay.unit.id for stay in found.stay} == {car.unit.id for car in CARS} - {sent.unit.id}


def test_skills_count_people_and_modes_count_units(scenario: Scenario) -> None:
    """Three who drive need the crew of three, or two crews."""
    found = asked(scenario, CARS, point("R", 375, 125, skills={"driver": 3}, modes={"car": 1}))
    assert [sent.unit.id for sent in found.sent] == ["far"]


def test_what_is_late_kept_or_bound_to_its_ground_is_told(scenario: Scenario) -> None:
    """Each need that is not met has its reason and what would mend it."""
    soon = (AT + dt.timedelta(seconds=50)).isoformat()
    late = asked(scenario, CARS, point("R", 375, 125, units=2, modes={"car": 2}, by=soon))
    assert {missing.reason for missing in late.missing} == {"muster_too_late"}
    by = dt.datetime.fromisoformat(str(late.missing[0].fix.params["by"]))
    assert asked(scenario, CARS, point("R", 375, 125, modes={"car": 2}, by=by)).missing == ()
    kept = asked(scenario, CARS, point("R", 375, 125, modes={"car": 2}), keep=Kept(grids={"G4": 1}))
    assert [sent.unit.id for sent in kept.sent] == ["far"]
    assert [missing.reason for missing in kept.missing] == ["muster_kept"]
    assert [(left.id, left.before, left.stay) for left in kept.left] == [("G4", 1, 1)]
    ground = asked(scenario, CARS, point("R", 375, 125, units=3))
    assert [missing.reason for missing in ground.missing] == ["muster_ground"]
    assert asked(scenario, CARS, point("R", 375, 125, units=3), leave_ground=True).missing == ()
    few = asked(scenario, CARS, point("R", 375, 125, units=7), leave_ground=True)
    assert [(missing.reason, missing.fix.params["count"]) for missing in few.missing] == [("muster_too_few", 4)]


def test_nine_people_do_not_outweigh_two_units(scenario: Scenario) -> None:
    """Four cars, two units asked for here and nine people there: no point is left alone, and shares count."""
    cars = [unit(f"car{number}", "cars", 125 * number, 125, ("P00", "P01")) for number in range(4)]
    found = asked(scenario, cars, point("A", 0, 125, units=2), point("B", -600, 375, people=9))
    assert sorted(sent.point for sent in found.sent) == ["A", "A", "B", "B"]
    assert [(missing.point, missing.missing) for missing in found.missing] == [("B", 5)]
    assert found.status == "optimal"
    two = asked(scenario, cars[:2], point("A", 0, 125, units=2), point("B", -600, 375, people=90, priority=2))
    assert sorted(sent.point for sent in two.sent) == ["A", "B"]


def test_a_need_weighs_by_its_share() -> None:
    """Needs that are missing whole weigh the same, whatever they count, and those of one point share its priority."""
    points = (point("A", 0, 0, units=2, people=7), point("B", 0, 0, people=9, priority=3))
    order = MusterOrder.model_validate({"format": "patrol-muster/1", "points": points})
    needs = [Need(point=0, kind="people", name="", count=7), Need(point=0, kind="units", name="", count=2)]
    needs.append(Need(point=1, kind="people", name="", count=9))
    weights = need_weights(order, needs)
    assert [weight * need.count for weight, need in zip(weights, needs, strict=True)] == [126, 126, 756]
    many = [Need(point=0, kind="people", name="", count=count) for count in range(1, 1001, 10)]
    fine = [weight * need.count for weight, need in zip(need_weights(order, many), many, strict=True)]
    assert max(fine) <= 1.0001 * min(fine)


@pytest.mark.parametrize(
    ("kind", "name", "count", "english", "chinese"),
    [
        ("people", "", 1, "1 person", "1 人"),
        ("units", "", 2, "2 units", "2 个巡逻单元"),
        ("mode", "car", 1, "1 unit by car", "1 个乘车巡逻单元"),
        ("skill", "boat", 3, "3 people with the skill boat", "3 名会 boat 的人员"),
    ],
)
def test_needs_are_counted_in_words(kind: str, name: str, count: int, english: str, chinese: str) -> None:
    """One is singular in English, and Chinese has a measure word."""
    assert counted(kind, name, count, "en") == english
    assert counted(kind, name, count, "zh") == chinese


def test_the_more_urgent_point_comes_first(scenario: Scenario) -> None:
    """One car for two points goes to the one with the higher priority."""
    points = (point("low", 125, 125, modes={"car": 1}), point("high", -600, 375, modes={"car": 1}, priority=3))
    found = asked(scenario, CARS[:1], *points)
    assert [(sent.point, sent.unit.id) for sent in found.sent] == [("high", "near")]


def test_a_wrong_order_is_refused(scenario: Scenario) -> None:
    """Doubled points, points without needs or far from every street, and unknown ground."""
    with pytest.raises(NotFound, match="muster_point_twice"):
        asked(scenario, CARS, point("R", 0, 0, units=1), point("R", 0, 0, units=1))
    with pytest.raises(NotFound, match="muster_without_need"):
        asked(scenario, CARS, point("R", 0, 0))
    with pytest.raises(NotFound, match="muster_point_far_off"):
        asked(scenario, CARS, point("R", 50_000, 0, units=1))
    with pytest.raises(NotFound, match="muster_ground_unknown"):
        asked(scenario, CARS, point("R", 0, 0, units=1), keep=Kept(offices={"O9": 1}))
