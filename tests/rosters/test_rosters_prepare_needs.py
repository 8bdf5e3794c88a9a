"""Needs and shifts: maxima, neighbours that become one, split shifts, calendars, shifts after midnight."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain.force import Cover, Duty
from planner.domain.noun import Window
from planner.rosters.prepare import prepare
from planner.rosters.prepare.needs import Around, Ask, asks_of, covers

HOUR_S = 3600


def figures(problem, duty=0):
    return [
        (need.start_s // HOUR_S, need.end_s // HOUR_S, need.minimum, need.wanted, need.maximum)
        for need in problem.needs
        if need.duty == duty
    ]


def test_neighbours_that_ask_for_the_same_are_one(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A month at thirty minutes must give one need for each stretch between two changes, with its length as units."""
    duties = [duty_of("p", ("07:00", "23:00", 2))]
    shifts = [shift_of("a", "07:00", "15:00"), shift_of("b", "11:00", "19:00"), shift_of("c", "15:00", "23:00")]
    rules = {"days": 28, "slot_min": 30}
    problem = prepare(scenario_of(officers=officers_of(1), duties=duties, shifts=shifts, rules=rules), demand_of())
    assert len(problem.needs) == 28 * 4
    assert {need.units * problem.unit_s for need in problem.needs} == {4 * HOUR_S}


def test_maximum_of_overlapping_windows(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """The highest maximum must hold, never below what is wanted; a window of nothing but a maximum is a need."""
    covers = (
        Cover(start="08:00", end="20:00", minimum=1, maximum=2),
        Cover(start="12:00", end="14:00", minimum=3),
        Cover(start="20:00", end="22:00", minimum=0, maximum=0),
    )
    duty = duty_of("p").model_copy(update={"cover": covers})
    scenario = scenario_of(
        officers=officers_of(1), duties=[duty], shifts=[shift_of("d", "07:00", "23:00")], rules={"days": 1}
    )
    assert figures(prepare(scenario, demand_of())) == [
        (1, 5, 1, 1, 2),
        (5, 7, 3, 3, 3),
        (7, 13, 1, 1, 2),
        (13, 15, 0, 0, 0),
    ]


def test_the_tide_keeps_below_the_maximum(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Demand must not ask for more than the maximum."""
    duty = duty_of("p", tide_peak=6).model_copy(
        update={"cover": (Cover(start="07:00", end="15:00", minimum=1, maximum=4),)}
    )
    scenario = scenario_of(
        officers=officers_of(1), duties=[duty], shifts=[shift_of("d", "07:00", "15:00")], rules={"days": 1}
    )
    assert (0, 8, 1, 4, 4) in figures(prepare(scenario, demand_of()))


def test_a_split_shift_is_away_in_its_pause(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A split shift must count its two parts, cover no need in its pause, and cut needs at the pause's ends."""
    shift = shift_of("s", "08:00", "12:00", second=Window(start="18:00", end="26:00"))
    duty = duty_of("p", ("08:00", "26:00", 1), counted_share=0.5)
    problem = prepare(
        scenario_of(officers=officers_of(1), duties=[duty], shifts=[shift], rules={"days": 1}, day_start="08:00"),
        demand_of(),
    )
    (split,) = problem.shifts
    assert (split.start_s, split.end_s, split.pause_s) == (0, 18 * HOUR_S, (4 * HOUR_S, 10 * HOUR_S))
    assert split.counted_s == 6 * HOUR_S
    assert [covers(split, need.start_s, need.end_s) for need in problem.needs] == [True, False, True]
    assert split.nights == ()


def test_counted_hours_of_a_template_go_before_the_share(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A duty of 24 hours that counts 16 must count 16, whatever share its duty has."""
    shift = shift_of("d", "08:00", "32:00", counted_h=16)
    duty = duty_of("p", counted_share=0.25)
    scenario = scenario_of(officers=officers_of(1), duties=[duty], shifts=[shift], rules={"days": 1})
    assert [one.counted_s for one in prepare(scenario, demand_of()).shifts] == [16 * HOUR_S]


@pytest.mark.parametrize(("calendar", "days"), [("any", [0, 1, 2]), ("workdays", [0, 2]), ("rest_days", [1])])
def test_shifts_keep_to_the_calendar(scenario_of, duty_of, shift_of, officers_of, demand_of, calendar, days):
    """A template for working days or days of rest must be worked on no others; the station's own dates go first."""
    shift = shift_of("d", "08:00", "16:00", calendar=calendar)
    kinds = {dt.date(2026, 11, 24): "holiday"}
    scenario = scenario_of(
        officers=officers_of(1), duties=[duty_of("p")], shifts=[shift], rules={"days": 3}, day_kinds=kinds
    )
    assert [one.day for one in prepare(scenario, demand_of()).shifts] == days


def test_a_shift_from_25_hours_belongs_to_the_date_after(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shift that starts after midnight must stand on the date of its start, once on every date of the horizon."""
    scenario = scenario_of(
        officers=officers_of(1), duties=[duty_of("p")], shifts=[shift_of("n", "25:00", "31:00")], rules={"days": 3}
    )
    problem = prepare(scenario, demand_of())
    assert [(one.day, one.start_s, one.nights) for one in problem.shifts] == [
        (day, 24 * day * HOUR_S, (day,)) for day in range(3)
    ]


def test_what_only_the_roster_before_could_give_is_left_out(problem_of):
    """Hours that a carried shift covers and none of the horizon must be left out; those that both cover must not."""
    problem = problem_of([(6, 14)])
    (own,) = problem.shifts
    (carried,) = problem_of([(-2, 8)]).shifts
    spans = [Ask(0, 12 * HOUR_S, 1, 1)]
    asks = asks_of(spans, Around((own,), (carried,)), (0, 24 * HOUR_S))
    assert [(ask.start_s // HOUR_S, ask.end_s // HOUR_S) for ask in asks] == [(6, 8), (8, 12)]


@pytest.mark.parametrize(("calendar", "days"), [("any", {0, 1, 2}), ("workdays", {0, 2}), ("rest_days", {1})])
def test_cover_keeps_to_the_calendar(scenario_of, shift_of, officers_of, demand_of, calendar, days):
    """A window for working days or days of rest must ask for nobody on others; own officers of a grid are the same."""
    window = Cover(start="08:00", end="16:00", minimum=1, calendar=calendar)
    duty = Duty(code="p", name="P", in_grid=True, cover=(window, window.model_copy(update={"grid": "G1"})))
    kinds = {dt.date(2026, 11, 24): "holiday"}
    scenario = scenario_of(
        officers=officers_of(1),
        duties=[duty],
        shifts=[shift_of("d", "08:00", "16:00")],
        rules={"days": 3},
        day_kinds=kinds,
    )
    problem = prepare(scenario, demand_of())
    day_s = 24 * HOUR_S
    assert {need.start_s // day_s for need in problem.needs} == days
    assert {asked.start_s // day_s for asked in problem.requirements} == days
