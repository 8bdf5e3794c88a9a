"""From scenario to problem: cover, tide, leave, midnight, month's end and daylight saving."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from planner.domain.demand import Demand
from planner.domain.force import Leave
from planner.domain.solving import Limits
from planner.rosters.check import check
from planner.rosters.model.exact import exact
from planner.rosters.prepare import prepare
from planner.rosters.prepare.weights import weights
from planner.rosters.problem import LAYERS

HOUR_S = 3600
HELSINKI = {"zone": "Europe/Helsinki", "base": (24.94, 60.17)}
QUICK = Limits(time_s=20, workers=1)


def solve(problem):
    """Roster a problem for nothing but its minimum cover."""
    bare = replace(problem, fair_shares=(), weights=(1,) + (0,) * (len(LAYERS) - 1))
    result = exact(bare, QUICK)
    assert [fault for fault in check(bare, result) if fault.code != "roster_layer_wrong"] == []  # free layers are loose
    assert result.status == "optimal"
    return result


def needs_at(problem, hour, duty=0):
    """Give minimum and wanted at an hour after the horizon's start."""
    second = hour * HOUR_S
    found = [n for n in problem.needs if n.duty == duty and n.start_s <= second < n.end_s]
    return [(n.minimum, n.wanted) for n in found]


def test_cover_takes_the_higher_of_two_windows(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Where cover windows overlap the higher figure must hold; outside of them nobody is needed."""
    duty = duty_of("patrol", ("08:00", "20:00", 1, 4), ("12:00", "14:00", 3))
    scenario = scenario_of(officers=officers_of(1), duties=[duty], shifts=[shift_of("d", "07:00", "19:00")])
    problem = prepare(scenario, demand_of())
    assert [needs_at(problem, hour) for hour in (0, 1, 5, 7, 12, 13)] == [
        [],
        [(1, 4)],
        [(3, 4)],
        [(1, 4)],
        [(1, 4)],
        [],
    ]


def test_needs_are_cut_where_shifts_change(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shift that starts within a slot must cut it, so that every shift covers a need wholly or not at all."""
    shifts = [shift_of("a", "07:00", "15:30"), shift_of("b", "15:30", "22:45")]
    scenario = scenario_of(officers=officers_of(1), duties=[duty_of("p", ("07:00", "22:00", 1))], shifts=shifts)
    problem = prepare(scenario, demand_of())
    for need in problem.needs:
        for shift in problem.shifts:
            apart = need.end_s <= shift.start_s or shift.end_s <= need.start_s
            assert apart or (shift.start_s <= need.start_s and need.end_s <= shift.end_s)
    assert problem.unit_s == 15 * 60


@pytest.mark.parametrize(("slot_min", "first_s"), [(15, 1800), (20, 2400), (30, 1800), (60, 3600)])
def test_the_tide_is_read_in_the_steps_asked_for(scenario_of, duty_of, shift_of, officers_of, slot_min, first_s):
    """The tide must be read every `slot_min` from the horizon's start on: here a peak from 08:00, from 07:30 on."""
    hourly = [0.0] * 168
    hourly[8] = 1.0
    demand = Demand(by_grid={"G1": tuple(hourly), "G2": (0.0,) * 168})
    duties, shifts = [duty_of("p", tide_peak=3)], [shift_of("a", "07:30", "15:30")]
    rules = {"slot_min": slot_min, "days": 1}
    scenario = scenario_of(officers=officers_of(1), duties=duties, shifts=shifts, rules=rules, day_start="07:30")
    (peak,) = prepare(scenario, demand).needs
    assert (peak.start_s, peak.end_s - peak.start_s) == (first_s, 3600)


def test_tide_sets_the_wanted_number(scenario_of, duty_of, shift_of, officers_of):
    """The number wanted must follow the station's demand up to the peak, and never fall below the minimum."""
    hourly = [0.0] * 168
    hourly[10], hourly[20] = 2.0, 4.0
    demand = Demand(by_grid={"G1": tuple(hourly), "G2": (0.0,) * 168})
    duty = duty_of("patrol", ("07:00", "22:00", 1), tide_peak=6)
    scenario = scenario_of(officers=officers_of(1), duties=[duty], shifts=[shift_of("d", "07:00", "22:00")])
    problem = prepare(scenario, demand)
    assert [needs_at(problem, hour) for hour in (2, 3, 13, 27)] == [[(1, 1)], [(1, 3)], [(1, 6)], [(1, 1)]]


def test_first_hours_belong_to_the_roster_before(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Hours that only a shift of the day before could cover must not count as short; all later ones must."""
    shifts = [shift_of("d", "07:00", "19:00"), shift_of("n", "19:00", "31:00")]
    duty = duty_of("post", ("00:00", "24:00", 1))
    scenario = scenario_of(officers=officers_of(8), duties=[duty], shifts=shifts, day_start="00:00")
    problem = prepare(scenario, demand_of())
    assert problem.needs[0].start_s == 7 * HOUR_S
    result = solve(problem)
    assert result.layers[0] == 0


def test_every_date_has_its_shifts(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shift that starts before the planning day does must stand on the roster on each of its dates all the same."""
    shifts = [shift_of("early", "06:00", "14:00"), shift_of("late", "14:00", "22:00")]
    duties = [duty_of("p", ("06:00", "22:00", 1))]
    problem = prepare(scenario_of(officers=officers_of(1), duties=duties, shifts=shifts), demand_of())
    assert [shift.day for shift in problem.shifts if shift.shift == "early"] == list(range(7))
    assert sum(need.end_s - need.start_s for need in problem.needs) == 7 * 16 * HOUR_S


def test_hours_without_any_shift_stay_needed(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Hours that no shift ever covers must stay needed, on the first day as well."""
    duty = duty_of("post", ("06:00", "10:00", 1))
    shifts = [shift_of("d", "08:00", "16:00")]
    scenario = scenario_of(officers=officers_of(1), duties=[duty], shifts=shifts, day_start="00:00")
    problem = prepare(scenario, demand_of())
    assert needs_at(problem, 6) == [(1, 1)]
    assert needs_at(problem, 30) == [(1, 1)]


def test_night_over_months_end(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shift over midnight at the month's end must last its full length and belong to the night after."""
    rules = {"start": dt.date(2026, 11, 30), "days": 1}
    duties, shifts = [duty_of("p", ("22:00", "30:00", 1))], [shift_of("n", "22:00", "30:00")]
    problem = prepare(scenario_of(officers=officers_of(1), duties=duties, shifts=shifts, rules=rules), demand_of())
    (night,) = problem.shifts
    assert (night.start_s, night.end_s, night.day, night.nights) == (15 * HOUR_S, 23 * HOUR_S, 0, (1,))
    result = solve(problem)
    assert result.works == ((0, 0),)


def test_a_night_is_three_hours_before_six(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Three hours between 00:00 and 06:00 make a night, less do not; two nights in one shift count twice."""
    shifts = [
        shift_of("early", "03:00", "11:00"),
        shift_of("dawn", "03:30", "11:30"),
        shift_of("late", "18:00", "27:00"),
        shift_of("short", "18:00", "26:59"),
        shift_of("both", "00:00", "48:00"),
        shift_of("two", "02:00", "30:00"),
    ]
    scenario = scenario_of(
        officers=officers_of(1), duties=[duty_of("p")], shifts=shifts, day_start="00:00", rules={"days": 1}
    )
    nights = {shift.shift: shift.nights for shift in prepare(scenario, demand_of()).shifts}
    assert nights == {"early": (0,), "dawn": (), "late": (1,), "short": (), "both": (0, 1), "two": (0, 1)}


def test_rest_is_measured_in_real_hours_when_clocks_change(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """In Helsinki's spring night 11 h on the clock are 10 h of rest: the shift after must be refused."""
    shifts = [shift_of("late", "12:00", "21:00", days=("sat",)), shift_of("early", "08:00", "12:00")]
    duties = [duty_of("p", ("08:00", "21:00", 1))]
    rules = {"start": dt.date(2027, 3, 27), "days": 2}
    scenario = scenario_of(officers=officers_of(1), duties=duties, shifts=shifts, rules=rules, **HELSINKI)
    problem = prepare(scenario, demand_of())
    late = next(s for s, x in enumerate(problem.shifts) if (x.shift, x.day) == ("late", 0))
    early = next(s for s, x in enumerate(problem.shifts) if (x.shift, x.day) == ("early", 1))
    assert problem.shifts[early].start_s - problem.shifts[late].end_s == 10 * HOUR_S
    result = solve(problem)
    assert not {(0, late), (0, early)} <= set(result.works)
    week_before = scenario_of(
        officers=officers_of(1), duties=duties, shifts=shifts, rules=rules | {"start": dt.date(2027, 3, 20)}, **HELSINKI
    )
    usual = solve(prepare(week_before, demand_of()))
    assert {(0, late), (0, early)} <= set(usual.works)


@pytest.mark.parametrize(("start", "hours"), [(dt.date(2027, 3, 22), 167), (dt.date(2027, 10, 25), 169)])
def test_weeks_of_the_clock_change_are_covered_throughout(
    scenario_of, duty_of, shift_of, officers_of, demand_of, start, hours
):
    """A week of round-the-clock cover must have 167 or 169 hours, all of them covered."""
    shifts = [shift_of("d", "07:00", "19:00"), shift_of("n", "19:00", "31:00")]
    duties = [duty_of("post", ("00:00", "24:00", 1))]
    scenario = scenario_of(officers=officers_of(6), duties=duties, shifts=shifts, rules={"start": start}, **HELSINKI)
    problem = prepare(scenario, demand_of())
    assert sum(need.end_s - need.start_s for need in problem.needs) == hours * HOUR_S
    result = solve(problem)
    assert result.layers[0] == 0


def test_officer_on_leave_never_works(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Somebody on leave must not be on any shift of those days, nor on a night that ends in them."""
    (gone,) = officers_of(1, leave=(Leave(start=dt.date(2026, 11, 25), end=dt.date(2026, 11, 26)),))
    shifts = [shift_of("d", "07:00", "15:00"), shift_of("n", "23:00", "31:00")]
    duties = [duty_of("p", ("00:00", "24:00", 1))]
    problem = prepare(scenario_of(officers=[gone], duties=duties, shifts=shifts), demand_of())
    result = solve(problem)
    assert result.works
    days_off = ((41 * HOUR_S, 89 * HOUR_S),)
    assert problem.officers[0].leave == days_off
    for _, index in result.works:
        shift = problem.shifts[index]
        assert shift.end_s <= days_off[0][0] or days_off[0][1] <= shift.start_s
    assert problem.officers[0].contract_s == 44 * HOUR_S * 5 // 7


def test_prices_keep_the_order_of_the_layers(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """One unit of a layer must cost clearly more than one of the next, and all within a range that floats can hold."""
    scenario = scenario_of(officers=officers_of(1), duties=[duty_of("p")], shifts=[shift_of("d", "07:00", "15:00")])
    prices = prepare(scenario, demand_of()).weights
    assert len(prices) == len(LAYERS)
    assert all(one >= 2 * two for one, two in pairwise(prices))
    assert prices[0] <= 1e6 * prices[-1]


@pytest.mark.parametrize("minutes", [1, 5, 15, 30, 60])
def test_an_officer_hour_costs_the_same_in_every_unit(minutes):
    """Layers by the hour must cost as much whatever the unit they are counted in."""
    by_hour, by_unit = (
        dict(zip(LAYERS, weights(3600), strict=True)),
        dict(zip(LAYERS, weights(minutes * 60), strict=True)),
    )
    assert {layer: by_unit[layer] * 60 // minutes for layer in ("short", "under", "hours")} == {
        layer: by_hour[layer] for layer in ("short", "under", "hours")
    }


def test_peers_are_those_who_can_do_the_same(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Officers must be compared with those who can do the same duties, skills counted."""
    patrol, pilot = duty_of("patrol"), duty_of("pilot", skills=("drone",))
    one, two, three = officers_of(3)
    people = [one, two.model_copy(update={"skills": ("drone",)}), three.model_copy(update={"duties": ("patrol",)})]
    shifts = [shift_of("d", "07:00", "15:00")]
    problem = prepare(scenario_of(officers=people, duties=[patrol, pilot], shifts=shifts), demand_of())
    assert [officer.peers for officer in problem.officers] == [0, 1, 0]


def test_shifts_keep_to_their_duties_and_days(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A template must give shifts of its duties on its days only."""
    duties = [duty_of("a"), duty_of("b")]
    shifts = [shift_of("x", "07:00", "15:00", "b", days=("mon", "sun"))]
    problem = prepare(scenario_of(officers=officers_of(1), duties=duties, shifts=shifts), demand_of())
    assert [(shift.duty, shift.day) for shift in problem.shifts] == [(1, 0), (1, 6)]
