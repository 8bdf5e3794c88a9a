"""Docks and departures: as many rounds as can fly, proven by counting or by labels, and never worse than the start."""

import dataclasses
import random

import pytest

from planner.domain.solving import Limits, keep_going
from planner.drones.problem import OperatorSpan
from planner.drones.schedule import choosing as room
from planner.drones.schedule.choosing import schedule
from planner.drones.schedule.counting import missed_from_round_on, rounds_missed_at_least
from planner.drones.schedule.cp_day import CpDay
from planner.drones.schedule.dock_day import Leg, stands
from planner.drones.schedule.openings import closures, departures
from planner.drones.schedule.search import Answer, run
from planner.drones.schedule.timetable import Option

HOUR_S = 3600.0
DOWN = ((10 * HOUR_S, 14 * HOUR_S),)


@pytest.fixture(scope="module")
def fixed(make):
    """Give a builder of days whose rounds all have one length, and one of their options."""

    def day(docks, *, down=(), changes=(), operators=(), **rules):
        model = make.dock().model.model_copy(update={"charge_pct_per_min": 2.19, **dict(changes)})
        start_pct = {"model": model, "ready_pct": model.start_pct}
        sites = [make.dock(f"d{number}", **start_pct) for number in range(docks)]
        sites[0] = dataclasses.replace(sites[0], outages=down)
        return dataclasses.replace(make.problem(docks=tuple(sites), **rules), operators=operators)

    def ways(problem, *minutes, covers=frozenset()):
        return [
            way
            for air in minutes
            for index in range(problem.rules.rounds_per_day)
            for dock, site in enumerate(problem.docks)
            for way in _options(problem, index, dock, site, air * 60.0, covers)
        ]

    return day, ways


def _options(problem, index, dock, site, air_s, covers):
    used = air_s / site.usable_s * 100.0
    for first, last in departures(closures(problem, site), air_s, *problem.departure_span(index)):
        yield Option(
            round=index,
            dock=dock,
            sortie=0,
            air_s=round(air_s),
            used_pct=used,
            needed_pct=max(site.model.threshold_pct, site.model.lowest_pct + used),
            earliest_s=first,
            latest_s=last,
            covers=covers,
        )


def _solved(problem, ways, windows=0, **limits):
    table = schedule(problem, ways, windows, Limits(**{"time_s": 8.0, "workers": 1, **limits}), keep_going)
    _legal(problem, table)
    return table


def _legal(problem, table):
    """Hold a timetable against clock, battery and operators, by the docks' real charging curves."""
    for dock, site in enumerate(problem.docks):
        own = [index for index in sorted(table.chosen) if table.chosen[index].dock == dock]
        picked = [(table.departs_s[index], table.chosen[index]) for index in own]
        assert stands(site, [Leg(at_s, way.air_s, way.used_pct, way.needed_pct) for at_s, way in picked])
        for at_s, way in picked:
            assert way.earliest_s <= at_s <= way.latest_s
            assert all(at_s + way.air_s <= opens or at_s >= closes for opens, closes in site.outages)
    spans = [(table.departs_s[index], table.departs_s[index] + way.air_s) for index, way in table.chosen.items()]
    for item in problem.operators:
        most = item.operators * problem.rules.drones_per_operator
        for at_s in {max(start, item.span[0]) for start, _ in spans}:
            if item.span[0] <= at_s < item.span[1]:
                assert sum(start <= at_s < end for start, end in spans) <= most


@pytest.mark.parametrize("minutes", [18.0, 20.0, 22.0])
def test_three_docks_fly_72_rounds_of_one_length(fixed, minutes):
    """No round is shorter than asked, none is missed, and counting proves it."""
    day, ways = fixed
    problem = day(3, round_min=minutes)
    table = _solved(problem, ways(problem, minutes))
    assert (table.status, table.objective, len(table.chosen)) == ("optimal", 0, 72)


@pytest.mark.parametrize(("minutes", "missed"), [(16.4, 0), (17.0, 3), (18.0, 8)])
def test_two_docks_at_the_limit_of_the_cycle_are_proven_either_way(fixed, minutes, missed):
    """The cycle of two docks is 40 min; what lies beyond is missed, and no search is needed for the proof."""
    day, ways = fixed
    problem = day(2, round_min=minutes)
    table = _solved(problem, ways(problem, minutes))
    assert (table.status, table.objective, table.bound) == ("optimal", missed, missed)


def test_a_dock_out_for_four_hours_misses_two_rounds_and_counting_says_so(fixed):
    """Three docks, rounds of 20 min, one dock down from 10 to 14 h: the bound of the hours about the outage is met."""
    day, ways = fixed
    problem = day(3, down=DOWN, round_min=20.0)
    options = ways(problem, 20.0)
    assert rounds_missed_at_least(problem, options) == 2
    table = _solved(problem, options)
    assert (table.status, table.objective) == ("optimal", 2)
    whole = day(3, round_min=20.0)
    assert _solved(whole, ways(whole, 20.0)).objective == 0


@pytest.mark.parametrize(("docks", "down", "missed"), [(3, (), 0), (2, (), 24), (4, DOWN, 0), (3, DOWN, 4)])
def test_uninterrupted_rounds_take_three_docks_and_four_to_lose_one(fixed, docks, down, missed):
    """Rounds of 22 min that hand over in the air: N = ceil(cycle / headway) = 3, and one more to survive one out."""
    day, ways = fixed
    problem = day(docks, down=down, round_min=22.0, uninterrupted=True)
    table = _solved(problem, ways(problem, 22.0))
    assert (table.status, table.objective) == ("optimal", missed)
    for index in set(table.chosen) & {index + 1 for index in table.chosen}:
        assert table.departs_s[index] <= table.departs_s[index - 1] + 21 * 60


def test_five_hundred_rounds_over_twenty_docks_all_fly(fixed):
    """A day of many docks ends at once, with its bound."""
    day, ways = fixed
    problem = day(20, rounds_per_day=500, round_min=18.0)
    table = _solved(problem, ways(problem, 18.0))
    assert (table.status, len(table.chosen), table.bound) == ("optimal", 500, 0)


def test_operators_limit_the_drones_in_the_air(fixed):
    """One operator for one drone lands each round before the next leaves; with nobody on duty nothing flies."""
    day, ways = fixed
    alone = OperatorSpan(span=(0.0, 6 * HOUR_S), operators=1)
    problem = day(3, operators=(alone,), rounds_per_day=24, headway_min=15.0, round_min=18.0, drones_per_operator=1)
    table = _solved(problem, ways(problem, 18.0))
    assert table.status == "optimal"
    assert 18 <= len(table.chosen) <= 20
    assert max(table.departs_s.values()) + 18 * 60 <= 6 * HOUR_S


def test_a_dock_that_swaps_batteries_does_without_charging(fixed):
    """One swap dock flies 15 min rounds every 20 min, which takes two docks that charge."""
    day, ways = fixed
    problem = day(1, changes={"swap_min": 2.0, "overhead_min": 2.0}.items(), round_min=15.0)
    assert _solved(problem, ways(problem, 15.0)).objective == 0


def test_the_start_is_handed_over_when_the_search_finds_nothing_better(fixed, monkeypatch):
    """An answer of the search that misses more rounds than the greedy start is not taken."""
    day, ways = fixed
    problem = day(2, rounds_per_day=24, headway_min=20.0, round_min=17.0)
    options = ways(problem, 17.0)
    good = _solved(problem, options)
    monkeypatch.setattr(room, "MANY", 0)
    nothing = Answer(status="feasible", objective=24.0, bound=0.0, value=dict.fromkeys(range(10**4), 0))
    monkeypatch.setattr(room, "run", lambda *_: nothing)
    assert _solved(problem, options).objective <= good.objective + 2


def test_the_bound_adds_up_over_parts_of_the_day(fixed):
    """Two outages far from each other miss as much together as they do apart."""
    day, ways = fixed
    early, late = ((2 * HOUR_S, 6 * HOUR_S),), ((16 * HOUR_S, 20 * HOUR_S),)
    apart = []
    for down in (early, late, early + late):
        problem = day(3, down=down, round_min=20.0)
        apart.append(rounds_missed_at_least(problem, ways(problem, 20.0)))
    assert apart[0] + apart[1] == apart[2] > 0


def test_rounds_without_any_option_are_in_the_bound(fixed):
    """A round that nothing can fly is missed for certain."""
    day, ways = fixed
    problem = day(3, round_min=18.0)
    options = [option for option in ways(problem, 18.0) if option.round not in {5, 60}]
    least = missed_from_round_on(problem, options)
    assert (least[0], least[6], least[61], least[72]) == (2, 1, 0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_labels_find_what_an_exact_search_finds(fixed, seed):
    """On small random days CP-SAT never finds more rounds than labels prove, and the bound is never above them."""
    day, ways = fixed
    draw = random.Random(seed)
    watched = OperatorSpan(span=(-1e5, 2e5), operators=1)
    rate, taper = draw.choice([0.8, 1.5, 2.19]), draw.choice([60.0, 90.0])
    problem = day(
        draw.randint(1, 3),
        down=draw.choice([(), ((1800.0, 5400.0),)]),
        operators=draw.choice([(), (watched,)]),
        changes={"charge_pct_per_min": rate, "taper_pct": taper}.items(),
        rounds_per_day=draw.randint(2, 7),
        headway_min=draw.randint(8, 25),
        tolerance_min=draw.randint(0, 12),
        round_min=30.0,
        drones_per_operator=2,
    )
    options = ways(problem, *draw.sample(range(6, 27), 2))
    table = _solved(problem, options)
    model = CpDay(problem, options, 0, 0.0)
    answer = run(model.cp, Limits(time_s=2.0, workers=1), keep_going)
    assert table.status == "optimal"
    assert table.objective <= round(answer.objective) or not answer.value
    assert answer.status != "optimal" or not model.exact or table.objective == round(answer.objective)
    assert rounds_missed_at_least(problem, options) <= table.objective
