"""A day with posts, three sights, gaps and hot spots, planned for two days and held against every check."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hand_plan import GROUND
from small_station import station

import planner
from planner.domain.noun import Window
from planner.domain.plan import Plan, Stop
from planner.domain.rules import PatrolRules
from planner.domain.work import PatrolArea, PatrolLine, PatrolPoint, Presence, VisitRule

SIGHTS = Presence(start="22:00", end="26:00", share=0.1, stay_min=15, lights=True)


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Give the plan; making it runs every check."""
    scenario = station(
        points=(
            PatrolPoint(
                id="post",
                name="屯警点",
                location=GROUND.lonlat(-380, 240),
                presence=(Presence(start="09:30", end="12:30", stay_min=45),),
            ),
            PatrolPoint(
                id="gate",
                name="Gate",
                location=GROUND.lonlat(-130, -380),
                visits=(
                    VisitRule(
                        start="16:00", end="22:00", count=6, dwell_min=5, shortest_gap_min=40, longest_gap_min=65
                    ),
                ),
            ),
        ),
        lines=(
            PatrolLine(
                id="street",
                name="Food street",
                line=(GROUND.lonlat(-375, 375), GROUND.lonlat(375, 375)),
                visits=(VisitRule(start="08:00", end="12:00", count=4, dwell_min=0, longest_gap_min=60),),
                presence=(SIGHTS,),
            ),
        ),
        areas=(
            PatrolArea(
                id="park",
                name="Park",
                region=GROUND.region(-420, -420, -80, -80),
                presence=(Presence(start="13:00", end="15:00", share=0.25, stay_min=30),),
            ),
        ),
        patrol=PatrolRules(hot_spots=3, shortest_gap_min=45),
    )
    cars, guards = scenario.forces
    shifts = tuple(Window(start=start, end=start + 8 * 60) for start in (7 * 60, 15 * 60, 23 * 60))
    cars = cars.model_copy(update={"units": 2, "duty": None, "shifts": shifts})
    scenario = scenario.model_copy(update={"forces": (cars, guards.model_copy(update={"units": 2}))})
    limits = planner.Limits(iterations=300, workers=1, seed=3)
    return planner.plan(scenario, days=2, limits=limits, only=("routes",))


def stops(plan: Plan, place: str) -> list[Stop]:
    """Give the stops at a place in the order of time."""
    return sorted((s for route in plan.routes for s in route.stops if s.id == place), key=lambda stop: stop.arrive)


def test_nothing_is_unmet(plan: Plan) -> None:
    """Every window is kept, every required visit made."""
    assert plan.required_unmet == ()
    assert plan.metrics["presence_windows"] == plan.metrics["presence_windows_kept"] == 6
    assert plan.metrics["presence_min_share"] == pytest.approx(1.0, abs=1e-3)
    assert plan.metrics["three_sights_share"] >= 0.1


def test_units_relieve_each_other_at_the_post(plan: Plan) -> None:
    """Four stays of 45 minutes a day follow each other without a hole."""
    stays = stops(plan, "post")
    assert len(stays) == 8
    assert all(before.depart >= after.arrive for before, after in pairwise(stays[:4]))


def test_visits_keep_their_gaps(plan: Plan) -> None:
    """From the end of a stay to the next there are 40 to 65 minutes, and for the line 60 at most."""
    gaps = [(b.arrive - a.arrive).total_seconds() / 60 - 5 for a, b in pairwise(stops(plan, "gate")[:6])]
    assert all(40 - 1e-3 <= gap <= 65 + 1e-3 for gap in gaps)
    drives = [stop for stop in stops(plan, "street") if stop.arrive.hour < 12 and stop.arrive.hour >= 7]
    gaps = [(b.arrive - a.depart).total_seconds() / 60 for a, b in pairwise(drives[:4])]
    assert all(gap <= 60 + 1e-3 for gap in gaps)


def test_times_differ_between_the_days(plan: Plan) -> None:
    """The gate is not visited at the same minutes on both days."""
    first, second = stops(plan, "gate")[:6], stops(plan, "gate")[6:]
    assert [stop.arrive.time() for stop in first] != [stop.arrive.time() for stop in second]


def test_hot_spots_have_drawn_stays(plan: Plan) -> None:
    """Stays at hot spots last at least ten minutes and not all the same."""
    stays = [s for place in ("M1", "B1", "S1") for s in stops(plan, place)]
    lengths = {(stop.depart - stop.arrive).total_seconds() for stop in stays}
    assert len(stays) > 10
    assert min(lengths) >= 600
    assert len(lengths) > 3
