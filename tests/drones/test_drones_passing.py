"""Zones that close or open during a round: flights pass them in time, reckoned to the second."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.solving import keep_going
from planner.drones.check import check
from planner.drones.check_airspace import kept_ground, meets
from planner.drones.schedule.options import hangar
from planner.drones.schedule.passing import shut_departures
from planner.drones.schedule.states import passing_states, states

HOUR_S = 3600.0
SQUARE = shapely.box(300, -100, 600, 300)


@pytest.fixture
def market(make):
    """Give a builder of a day of one round an hour over a market inside a zone with hours, and a park beside it."""

    def built(*active, **changes):
        zone = replace(make.zone(SQUARE, active=active), **changes.pop("zone", {}))
        window = changes.pop("window", ())
        tasks = (
            make.task(shapely.Point(450, 100), name="market", windows=window, required=bool(window)),
            make.task(shapely.Point(-400, 100), name="park"),
        )
        return make.problem(zones=(zone,), tasks=tasks, rounds_per_day=24, **changes)

    return built


def test_a_round_has_a_second_state_only_while_a_zone_opens_or_closes(market):
    """A zone closed from 5:10 to 9:05 is passed in the rounds about both moments; others have one state."""
    problem = market((5 * HOUR_S + 600, 9 * HOUR_S + 300))
    first = states(problem)
    second = passing_states(problem, first)
    assert sorted(second) == [5, 9]
    assert {index: state.zones for index, state in first.items() if state.zones} == dict.fromkeys(range(5, 10), (0,))
    assert all(state.zones == () for state in second.values())


def test_a_window_is_served_before_the_zone_closes(make, market):
    """The market must be seen in the first ten minutes of an hour in which its zone closes at twelve minutes past."""
    opens = 5 * HOUR_S
    problem = market((opens + 720, 12 * HOUR_S), window=((opens, opens + 600),))
    result = make.solved(problem)
    assert check(problem, result) == []
    assert result.objective == 0
    (look,) = (
        look
        for item in result.rounds
        for look in item.looks
        if look.task == 0 and look.start_s < 6 * HOUR_S
        if look.start_s >= opens
    )
    assert look.end_s <= opens + 600
    assert result.rounds[5].landing_s <= opens + 720 + 1200


def test_a_dock_in_a_zone_takes_off_after_it_opens(make):
    """A zone around the only dock ends two minutes after a departure: the round waits for it, inside the tolerance."""
    zone = make.zone(shapely.Point(0, 0).buffer(60), active=((4 * HOUR_S + 600, 6 * HOUR_S + 120),))
    problem = make.problem(zones=(zone,), rounds_per_day=24)
    result = make.solved(problem)
    assert check(problem, result) == []
    flown = {item.number - 1: item.takeoff_s for item in result.rounds}
    assert 6 * HOUR_S + 120 <= flown[6] <= 6 * HOUR_S + 180
    assert 5 not in flown


def test_departures_are_shut_to_the_second(make, market):
    """A flight that is over the zone from 30 to 70 s may leave 70 s before it closes, and 30 s before it opens."""
    problem = market((1000.0, 2000.0), zone={"stand_off_m": 0.0})
    path = np.array([[0, 100, 0, 0], [0, 100, 80, 0], [900, 100, 80, 90], [900, 100, 0, 100]], float)
    ((first, last),) = shut_departures(problem, path, ())
    assert (first, last) == (1000 - 60, 2000 - 30)
    assert shut_departures(problem, path, (0,)) == ()
    low = market((1000.0, 2000.0), zone={"stand_off_m": 0.0, "top_m": 70.0})
    assert shut_departures(low, path, ()) == ()
    under = market((1000.0, 2000.0), zone={"stand_off_m": 0.0, "ceiling_m": 80.0})
    assert shut_departures(under, path, ()) == ()


def test_a_climb_through_a_band_is_shut_at_its_own_time(make):
    """A zone up to 70 m above a dock shuts the climb and the descent, not the level flight over it."""
    zone = replace(make.zone(shapely.box(-20, -20, 20, 20), active=((1000.0, 1010.0),)), top_m=70.0, stand_off_m=0.0)
    problem = make.problem(zones=(zone,))
    path = np.array([[0, 0, 0, 0], [0, 0, 80, 16], [300, 0, 80, 46], [0, 0, 80, 76], [0, 0, 0, 96]], float)
    assert shut_departures(problem, path, ()) == ((984, 1010), (904, 934))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    opens=st.floats(0, 3000),
    long=st.floats(1, 2000),
    ceiling_m=st.sampled_from([0.0, 50.0, 80.0, 90.0]),
    top_m=st.sampled_from([60.0, 81.0, np.inf]),
    ends=st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=1, max_size=4),
    depart_s=st.integers(0, 4000),
)
def test_a_departure_that_is_not_shut_is_legal(make, opens, long, ceiling_m, top_m, ends, depart_s):
    """Whatever the flight, the zone and its hours: the independent check finds nothing where no departure is shut."""
    zone = replace(make.zone(SQUARE, active=((opens, opens + long),)), ceiling_m=min(ceiling_m, top_m), top_m=top_m)
    problem = make.problem(zones=(zone,))
    points = np.array([(0.0, 0.0), *ends, (0.0, 0.0)])
    clock = 16 + np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T) / 10 + 1)])
    level = np.column_stack([points, np.full(len(points), 80.0), clock])
    path = np.vstack([[0, 0, 0, 0], level, [0, 0, 0, clock[-1] + 20]])
    if any(first <= depart_s <= last for first, last in shut_departures(problem, path, ())):
        return
    path[:, 3] += depart_s
    floor_m = zone.ceiling_m if zone.ceiling_m > 0 else -np.inf
    assert not meets(path, kept_ground(zone.shape, problem.rules.margin_m), zone.active, (floor_m, zone.top_m))


def test_sorties_that_pass_are_those_of_their_round_alone(make, market):
    """They are listed for the round about the closing, are shut at some departures and open at others."""
    problem = market((5 * HOUR_S + 30, 9 * HOUR_S))
    made = hangar(problem, keep_going)
    passing = made.passing[5]
    assert passing
    assert set(passing) <= set(made.of_round(5))
    span = problem.departure_span(5)
    for number in passing:
        leaves = [made.may_leave(number, at) for at in range(span[0], span[1] + 1)]
        assert any(leaves)
        assert not all(leaves)
        assert 0 in made.sorties[number].tasks
