"""The rest of a day, round by round: what no battery holds is missed, and an early round makes up for its lead."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely

from planner.drones.energy import flown
from planner.drones.problem import DAY_S, Look
from planner.drones.repairing.charge import charged_by
from planner.drones.repairing.day import ways_of
from planner.drones.repairing.departures import departures
from planner.drones.repairing.longer import longer
from planner.drones.repairing.mend import Rest
from planner.drones.repairing.standing import Standing
from planner.drones.repairing.trips import Trip

FULL_PCT = 90.0


def problem_of(make, *, hover_s, far_m=900.0, outages=(), **rules):
    """Give a day with a dock near the one task and another one farther away."""
    near = replace(make.dock(), outages=outages)
    return make.problem(
        docks=(near, make.dock("d1", (far_m, 0.0))),
        tasks=(make.task(shapely.Point(50.0, 0.0), hover_s=hover_s),),
        **{"rounds_per_day": 72, "round_min": 30.0, **rules},
    )


def trip_over(problem, hover_s, number=1):
    """Give a round of the near dock that hovers over the task."""
    model = problem.docks[0].model
    points = np.array([[0.0, 0.0], [50.0, 0.0], [0.0, 0.0]])
    flight = flown(points, np.array([0.0, hover_s, 0.0]), model, problem.rules.height_m)
    takeoff_s = float(problem.departures_s[number - 1])
    look = Look(task=0, start_s=takeoff_s + float(flight.arrive_s[1]), end_s=takeoff_s + float(flight.leave_s[1]))
    return Trip(
        day=problem.day,
        number=number,
        dock=0,
        path=flight.path + np.array([0.0, 0.0, 0.0, takeoff_s]),
        before_pct=FULL_PCT,
        after_pct=FULL_PCT - float(flight.used_pct[-1]),
        looks=(look,),
    )


def rest_of(problem, trips):
    """Give the rest of a day on which both docks stand ready and full."""
    stand = tuple(Standing(dock=n, free_s=-1.0, pct=FULL_PCT) for n in range(2))
    return Rest(problem=problem, ways=ways_of(problem), rounds=trips, stand=stand, planned=stand, now_s=-1.0)


def test_a_round_that_a_full_battery_does_not_hold_from_there_is_missed(make):
    """With its own dock down, a round whose way from the other dock needs more than a full battery is not flown."""
    problem = problem_of(make, hover_s=1150.0, outages=((-DAY_S, 2 * DAY_S),))
    trip = trip_over(problem, 1150.0)
    way = ways_of(problem).of(trip, 1)
    assert way is not None
    assert way.needed_pct > FULL_PCT
    assert math.isinf(charged_by(problem.docks[1], -1.0, FULL_PCT, way.needed_pct))
    (pick,) = rest_of(problem, (trip,)).mend()
    assert pick.way is None


def test_a_round_that_a_full_battery_holds_flies_from_there(make):
    """The same with a shorter stay: the other dock flies it."""
    problem = problem_of(make, hover_s=600.0, outages=((-DAY_S, 2 * DAY_S),))
    (pick,) = rest_of(problem, (trip_over(problem, 600.0),)).mend()
    assert pick.way is not None
    assert pick.way.dock == 1


def test_departures_end_where_the_hand_over_does(make):
    """Where the round before lands early, the latest departure that still meets it is tried, and none later."""
    problem = problem_of(make, hover_s=600.0)
    trip = trip_over(problem, 600.0, number=2)
    way = ways_of(problem).planned(trip)
    assert departures(problem, trip, way, -1.0, ())[0] == trip.takeoff_s
    found = departures(problem, trip, way, -1.0, (), trip.takeoff_s - 70.0)
    assert found[0] == trip.takeoff_s - 70.0
    assert max(found) == found[0]


def test_a_longer_stay_takes_time_and_charge(make):
    """It stays where its last look ends, uses and needs more by the power of holding a place, and looks as before."""
    problem = problem_of(make, hover_s=600.0)
    trip = trip_over(problem, 600.0, number=2)
    way = ways_of(problem).planned(trip)
    assert longer(problem, way, trip, 60.4) is None, "it was to start with a full battery, and no more is to be had"
    way = replace(way, needed_pct=70.0)
    other = longer(problem, way, trip, 60.4)
    assert other is not None
    assert other.air_s == pytest.approx(way.air_s + 60.0)
    extra_pct = other.used_pct - way.used_pct
    assert extra_pct >= 100.0 * 60.0 / problem.docks[0].usable_s
    assert other.needed_pct == pytest.approx(way.needed_pct + extra_pct)
    assert other.looks == way.looks
    over = np.hypot(*(other.path[:, :2] - np.array([50.0, 0.0])).T) < 0.1
    assert np.ptp(other.path[over, 3]) == pytest.approx(660.0, abs=0.5)


def test_no_stay_beyond_the_longest_round(make):
    """A round that is as long as rounds may be does not stay longer."""
    problem = problem_of(make, hover_s=600.0, round_min=11.0)
    trip = trip_over(problem, 600.0, number=2)
    way = replace(ways_of(problem).planned(trip), needed_pct=70.0)
    assert longer(problem, way, trip, 60.0) is None


def test_an_early_round_lands_when_it_was_to_land(make):
    """Where rounds hand over, one that must leave early may stay longer, so that the next one leaves as planned."""
    problem = problem_of(make, hover_s=1180.0, far_m=60.0, uninterrupted=True, round_min=24.0, shortest_round_min=21.0)
    trips = tuple(trip_over(problem, 1180.0, number) for number in (1, 2, 3))
    rest = rest_of(problem, trips)
    way = replace(rest.ways.planned(trips[1]), needed_pct=70.0)
    early = trips[1].takeoff_s - 120.0
    ways = list(rest._lengths(trips[1], way, early, (-1.0, FULL_PCT)))
    assert len(ways) == 2
    assert early + ways[1].air_s == pytest.approx(trips[1].landing_s, abs=1.0)
    assert list(rest._lengths(trips[1], way, trips[1].takeoff_s, (-1.0, FULL_PCT))) == [way]
