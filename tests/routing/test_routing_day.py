"""A day's plans: how many, which one is drawn, and what pins cost in entropy."""

from __future__ import annotations

import datetime as dt

import pytest
from routing_town import DAY_START, at, make_scenario, make_unit, rule

from planner.domain.pin import Pin
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, Progress
from planner.domain.work import PatrolPoint
from planner.i18n.notices import notice_text
from planner.routing.day import DayRoutes, day_pins, route_day
from planner.routing.variety.alternatives import drawn

QUICK = Limits(iterations=400, workers=1, seed=1)
UNITS = (make_unit(end="16:00"), make_unit("car-2", end="16:00"))


def town(alternatives: int, *pins: Pin) -> Scenario:
    """Make a station with six places to visit in long windows."""
    points = tuple(
        PatrolPoint(id=name, name=name, location=at(200 * n, 800), visits=(rule("08:30", "15:30", count=2),))
        for n, name in enumerate("abcdef")
    )
    return make_scenario(points=points, patrol=PatrolRules(alternatives=alternatives, hot_spots=0), pins=pins)


def routed(scenario: Scenario, **changes: object) -> DayRoutes:
    """Route the day, and hold that no rule is broken."""
    made = route_day(scenario, UNITS, (), DAY_START, QUICK, **{"draw_seed": 1, **changes})  # type: ignore[arg-type]
    assert made.violations == ()
    return made


def pin(hour: int, place: str = "a") -> Pin:
    """Pin the first car to a place."""
    return Pin(unit="car-1", place=place, at=DAY_START + dt.timedelta(hours=hour - 7))


def test_one_plan_has_no_figures_and_no_notice() -> None:
    """Without alternatives a day is as it was: nothing is drawn, nothing is said."""
    made = routed(town(1))
    assert (len(made.plans), made.drawn, made.entropy_bits, made.notices) == (1, 0, None, ())


def test_the_drawn_plan_is_told() -> None:
    """Of four plans one is drawn by seed and date, and a notice says which."""
    made = routed(town(4))
    assert len(made.plans) == 4
    assert made.drawn == drawn(4, 1, DAY_START.toordinal())
    assert made.entropy_bits > 1.0
    (notice,) = made.notices
    assert notice.code == "alternative_drawn"
    assert notice.params["number"] == made.drawn + 1
    for language in ("en", "zh"):
        assert "{" not in notice_text(notice.code, language, notice.params)
    stops = [[(stop.id, stop.arrive) for route in plan.routes for stop in route.stops] for plan in made.plans]
    assert len({tuple(row) for row in stops}) == 4


def test_fewer_plans_than_wanted_are_told() -> None:
    """Where every stay fills its window there is one plan only, and a notice says so."""
    narrow = tuple(point.model_copy(update={"visits": (rule("09:00", "09:10"),)}) for point in town(4).points[:1])
    made = routed(town(4).model_copy(update={"points": narrow}))
    assert len(made.plans) == 1
    assert [notice.code for notice in made.notices] == ["alternatives_fewer"]
    assert made.entropy_bits is None


def test_pins_that_make_visits_easy_to_foresee_are_told() -> None:
    """With both visits of a place pinned their times have no entropy; the notice says how much they would have."""
    made = routed(town(4, pin(10), pin(14)))
    (told,) = (notice for notice in made.notices if notice.code == "pins_predictable")
    assert told.params["places"] == "a"
    assert told.params["bits"] == 0.0
    assert 0.8 < told.params["bits_without"] <= 2.0
    assert "{" not in notice_text(told.code, "zh", told.params)


def test_pins_of_other_days_are_not_told() -> None:
    """Only pins whose stay begins in the planning day count, and without alternatives there is nothing to compare."""
    tomorrow = Pin(unit="car-1", place="a", at=DAY_START + dt.timedelta(days=1, hours=3))
    assert day_pins(town(1, tomorrow, pin(10)), DAY_START) == (pin(10),)
    assert {notice.code for notice in routed(town(3, tomorrow)).notices} == {"alternative_drawn"}
    assert routed(town(1, pin(10))).notices == ()


def test_progress_runs_once_through_the_day() -> None:
    """Comparing with a day without pins is part of the same progress."""
    seen: list[float] = []

    def listen(progress: Progress) -> bool:
        seen.append(progress.done)
        return False

    routed(town(3, pin(10)), on_progress=listen)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0, abs=0.2)
