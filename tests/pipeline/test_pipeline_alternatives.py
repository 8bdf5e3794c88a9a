"""Several plans of the same days through the pipeline: each a whole plan, one drawn for every day."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station

import planner
from planner.domain.scenario import Scenario
from planner.pipeline import Plans, plans
from planner.routing.variety.alternatives import drawn

LIMITS = planner.Limits(time_s=60.0, iterations=300, workers=1, seed=2)
PARTS = ("roster", "routes")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station with three plans a day."""
    rules = small_station.station().patrol.model_copy(update={"alternatives": 3, "near_share": 0.1})
    return small_station.station(patrol=rules)


@pytest.fixture(scope="module")
def made(scenario: Scenario) -> Plans:
    """Plan two days of it."""
    return plans(scenario, days=2, limits=LIMITS, only=PARTS)


def test_every_alternative_is_a_whole_plan(scenario: Scenario, made: Plans) -> None:
    """Each passes the check with its own routes; the roster is the same in all."""
    assert len(made.alternatives) == 3
    for plan in (made.drawn, *made.alternatives):
        assert planner.check(plan, scenario).violations == ()
        assert (plan.roster, plan.units) == (made.drawn.roster, made.drawn.units)
        assert plan.metrics["alternatives"] == 3
        assert plan.metrics["visit_time_entropy_bits"] == made.drawn.metrics["visit_time_entropy_bits"] > 0.5
        assert 0 < plan.metrics["street_overlap_share"] <= 1
    assert len({plan.model_dump_json(include={"routes"}) for plan in made.alternatives}) == 3


def test_each_day_has_a_draw_of_its_own(scenario: Scenario, made: Plans) -> None:
    """The plan of a day is the alternative that its date draws."""
    for day in range(2):
        date = scenario.roster.start + dt.timedelta(days=day)
        number = drawn(3, LIMITS.seed, date.toordinal())
        units = {unit.id for unit in made.drawn.units if unit.shift_start.date() == date}
        own = [route for route in made.drawn.routes if route.unit in units]
        assert own
        assert own == [route for route in made.alternatives[number].routes if route.unit in units]


def test_a_date_has_the_same_routes_whenever_it_is_planned(scenario: Scenario, made: Plans) -> None:
    """The second day planned alone is the second day of two."""
    later = scenario.roster.start + dt.timedelta(days=1)
    alone = plans(scenario, start=later, limits=LIMITS, only=PARTS).drawn
    names = {route.unit for route in alone.routes}
    assert {route.unit: route.stops for route in alone.routes} == {
        route.unit: route.stops for route in made.drawn.routes if route.unit in names
    }


def test_one_plan_alone_has_no_such_figures() -> None:
    """Figures of several plans are left out, not zero."""
    made = plans(small_station.station(), limits=LIMITS, only=PARTS)
    assert made.alternatives == ()
    assert not {"alternatives", "visit_time_entropy_bits", "street_overlap_share"} & made.drawn.metrics.keys()
