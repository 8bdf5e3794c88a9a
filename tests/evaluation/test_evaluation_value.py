"""What optional visits are worth, counted from the plan's stops alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hand_plan import GROUND, clock, plan, stay, unit
from small_station import MONDAY, station

from planner.domain.plan import Plan
from planner.domain.rules import PatrolRules
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolPoint, VisitRule
from planner.evaluation.measure import route_figures
from planner.evaluation.patrols.visit_value import optional_value
from planner.evaluation.patrols.work_checks import optional_visits
from planner.grids.demand import estimate
from planner.grids.hot_spots import HotSpot, hot_spots


def worth(made: Plan, scenario: Scenario) -> float:
    """Give the value of a plan's optional visits."""
    return optional_value(made, scenario, estimate(scenario))


def busiest(scenario: Scenario, day: dt.date = MONDAY) -> list[HotSpot]:
    """Give the hot spots of the place that has most of them."""
    spots = hot_spots(scenario, estimate(scenario), day)
    places = [spot.place for spot in spots]
    most = max(places, key=places.count)
    return [spot for spot in spots if spot.place == most]


def at_spots(spots: list[HotSpot]) -> list:
    """Make a stop in the middle of each epoch."""
    stops = []
    for spot in spots:
        arrive = spot.opens + dt.timedelta(hours=1)
        text = [
            f"{m.hour + 24 * (m.date() - MONDAY).days}:{m.minute}" for m in (arrive, arrive + dt.timedelta(minutes=12))
        ]
        stops.append(stay(spot.place, *text, required=False))
    return stops


@pytest.mark.parametrize("share", [1.0, 0.9, 0.5])
def test_repeats_count_for_less_the_best_first(share: float) -> None:
    """The second best visit to a place counts with the share, the third best with its square, whatever their order."""
    scenario = station(patrol=PatrolRules(hot_spots=3, repeat_share=share))
    spots = busiest(scenario)[:3]
    values = sorted((spot.value for spot in spots), reverse=True)
    wanted = sum(value * share**rank for rank, value in enumerate(values))
    assert worth(plan((unit("a"), at_spots(spots))), scenario) == pytest.approx(wanted)
    assert worth(plan((unit("a"), at_spots(spots[::-1]))), scenario) == pytest.approx(wanted)


def test_every_day_counts_its_repeats_anew() -> None:
    """The first visit of the next planning day counts in full again."""
    scenario = station(patrol=PatrolRules(hot_spots=3, repeat_share=0.5))
    days = [busiest(scenario, MONDAY + dt.timedelta(days=n))[0] for n in range(2)]
    made = plan((unit("a", end="48:00"), at_spots(days)), days=2)
    assert worth(made, scenario) == pytest.approx(sum(spot.value for spot in days))


def test_only_visits_that_were_offered_count() -> None:
    """A second stop in one epoch, one that is too short and one at a place that is no hot spot are worth nothing."""
    scenario = station(patrol=PatrolRules(hot_spots=3))
    (spot,) = busiest(scenario)[:1]
    (stop,) = at_spots([spot])
    again = stop.model_copy(
        update={"arrive": stop.depart, "depart": stop.depart + (stop.depart - stop.arrive)},
    )
    short = stop.model_copy(update={"depart": stop.arrive + dt.timedelta(minutes=5)})
    elsewhere = stop.model_copy(update={"id": "K1"})
    assert worth(plan((unit("a"), [stop, again])), scenario) == pytest.approx(spot.value)
    assert worth(plan((unit("a"), [short])), scenario) == 0
    assert worth(plan((unit("a"), [elsewhere])), scenario) == 0


def test_rules_that_overlap_are_matched_for_the_most_value() -> None:
    """One stop makes one visit: the one that is worth most, and two stops both where both can."""
    rules = (
        VisitRule(start="08:00", end="12:00", required=False, value=3),
        VisitRule(start="10:00", end="11:00", required=False, value=5),
    )
    point = PatrolPoint(id="K", name="K", location=GROUND.lonlat(0, 0), visits=rules)
    scenario = station(points=(point,), patrol=PatrolRules(repeat_share=0.5))
    early, late = stay("K", "08:30", "08:40", required=False), stay("K", "10:30", "10:40", required=False)
    assert worth(plan((unit("a"), [late])), scenario) == 5
    assert worth(plan((unit("a"), [early])), scenario) == 3
    assert worth(plan((unit("a"), [early, late])), scenario) == 5 + 1.5
    assert worth(plan((unit("a"), [early.model_copy(update={"required": True})])), scenario) == 0


def test_places_are_counted_by_the_planning_day() -> None:
    """The most visits to one place are those of one day, and so is the ceiling."""
    scenario = station(patrol=PatrolRules(most_visits_per_day=2))
    stops = [stay("M1", "09:00", "09:12", required=False), stay("M1", "12:00", "12:12", required=False)]
    one = plan((unit("a"), stops), (unit("b"), [stay("B1", "15:00", "15:12", required=False)]))
    assert optional_visits(one, scenario) == {("M1", MONDAY): 2, ("B1", MONDAY): 1}
    figures = route_figures(one, scenario)
    assert (figures["most_visits_to_one_place"], figures["places_at_ceiling"]) == (2, 1)
    tuesday = stay("M1", "33:00", "33:12", required=False)
    two = plan((unit("a"), stops[:1]), (unit("c", start="31:00", end="40:00"), [tuesday]), days=2)
    figures = route_figures(two, scenario)
    assert (figures["most_visits_to_one_place"], figures["places_at_ceiling"]) == (1, 0)
    assert clock("33:00") == tuesday.arrive


def test_the_value_is_what_the_solver_reached(plan: Plan, scenario: Scenario) -> None:
    """Counted from the stops, the value of a day's plan is the objective that the solver told."""
    assert plan.metrics["optional_value_points"] == pytest.approx(plan.solver["routes"].objective, abs=1e-3)
