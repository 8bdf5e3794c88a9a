"""Shifts of a station: what its week asks for, which shifts are allowed, how they are named and put in place."""

from __future__ import annotations

import datetime as dt

import pytest
from small_station import station

from planner.domain.demand import Demand
from planner.domain.force import Cover, Duty, Shift
from planner.domain.noun import Window
from planner.domain.rostering import RosterPin, Rotation, ShiftDesign
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.rosters.design.check import staff
from planner.rosters.design.station import design, designed, named_shifts
from planner.rosters.design.week import forms, slot_minutes, starts, week_problem

LIMITS = Limits(time_s=60.0)
QUIET = Demand(by_grid={"all": (0.0,) * 168})
DUTY = Duty(
    code="desk",
    name="接待",
    cover=(
        Cover(start="08:00", end="16:00", minimum=2, wanted=3),
        Cover(start="16:00", end="26:00", minimum=1, days=("sun",)),
    ),
)


def desk(wish: ShiftDesign, shifts: tuple[Shift, ...] = (), **roster: object) -> Scenario:
    """Give the small station with the desk as its only duty."""
    plain = station()
    rules = plain.roster.model_copy(update={"design": (wish,), **roster})
    guard = Duty(code="guard", name="门岗", cover=(Cover(start="08:00", end="16:00", minimum=1),))
    return plain.model_copy(update={"duties": (DUTY, guard), "shifts": shifts, "roster": rules})


@pytest.mark.parametrize(("calendar", "days"), [("any", range(7)), ("workdays", range(5)), ("rest_days", range(5, 7))])
def test_the_week_has_no_holidays(calendar: str, days: range) -> None:
    """Cover of working days is asked for from Monday to Friday, that of all others on Saturday and Sunday."""
    window = Cover(start="08:00", end="16:00", minimum=2, calendar=calendar)
    problem = week_problem(DUTY.model_copy(update={"cover": (window,)}), ShiftDesign(duty="desk"), QUIET)
    assert [problem.least[24 * day + 8] for day in range(7)] == [2 if day in days else 0 for day in range(7)]


def test_the_week_holds_every_window_and_wraps() -> None:
    problem = week_problem(DUTY, ShiftDesign(duty="desk"), QUIET)
    assert problem.slots_per_day == 24
    assert problem.cyclic
    assert (problem.least[8], problem.required[8]) == (2, 3)
    assert problem.required[7] == problem.required[16] == 0
    assert problem.required[6 * 24 + 16] == 1
    assert problem.required[0] == problem.required[1] == 1, "Sunday's window runs into Monday"
    assert problem.required[2] == 0


def test_the_tide_asks_for_more_up_to_the_maximum() -> None:
    tide = Demand(by_grid={"all": tuple(float(hour % 24 == 9) for hour in range(168))})
    wavy = DUTY.model_copy(update={"tide_peak": 9})
    assert week_problem(wavy, ShiftDesign(duty="desk"), tide).required[9] == 9
    limited = wavy.model_copy(update={"cover": (Cover(start="08:00", end="16:00", minimum=2, maximum=5),)})
    assert week_problem(limited, ShiftDesign(duty="desk"), tide).required[9] == 5


def test_cover_of_grids_adds_up() -> None:
    cover = tuple(Cover(start="08:00", end="16:00", minimum=2, grid=grid) for grid in ("G1", "G2"))
    problem = week_problem(DUTY.model_copy(update={"cover": cover}), ShiftDesign(duty="desk"), QUIET)
    assert (problem.least[8], problem.required[8]) == (4, 4)


def test_slots_fit_every_start_length_and_window() -> None:
    wish = ShiftDesign(duty="desk", start_step_min=30, shortest_h=8, longest_h=9)
    assert slot_minutes(DUTY, wish) == 30
    odd = DUTY.model_copy(update={"cover": (Cover(start="08:15", end="16:00", minimum=1),)})
    assert slot_minutes(odd, ShiftDesign(duty="desk")) == 15
    odder = DUTY.model_copy(update={"cover": (Cover(start="08:07", end="16:00", minimum=1),)})
    problem = week_problem(odder, ShiftDesign(duty="desk"), QUIET)
    assert problem.slots_per_day == 24
    assert problem.required[8] == 1


def test_starts_and_lengths_are_those_of_the_rules() -> None:
    wish = ShiftDesign(
        duty="desk",
        shortest_h=7,
        longest_h=8.5,
        start_step_min=60,
        starts=(Window(start="07:30", end="09:30"), Window(start="25:00", end="25:30", days=("sat",))),
        split=True,
    )
    assert starts(wish) == {450: frozenset(range(7)), 510: frozenset(range(7)), 570: frozenset(range(7)),
                            60: frozenset({6})}  # fmt: skip
    assert [form.length_min for form in forms(wish)] == [420, 480, 510, 720]
    assert forms(wish)[-1] == (720, 240, 240)


def test_every_minimum_is_met_where_a_shift_can() -> None:
    """A kind costs far more than a short window, yet the window has its minimum."""
    short = Duty(code="desk", name="接待", cover=(Cover(start="08:00", end="09:00", minimum=1, days=("mon",)),))
    plain = desk(ShiftDesign(duty="desk", kind_price_h=500.0))
    (made,) = design(plain.model_copy(update={"duties": (short,)}), QUIET, LIMITS)
    assert made.result.status == "optimal"
    assert made.result.short == 0
    assert len(made.shifts) == 1


def test_a_split_shift_serves_two_peaks() -> None:
    peaks = (Cover(start="07:00", end="11:00", minimum=4), Cover(start="15:00", end="19:00", minimum=4))
    plain = desk(ShiftDesign(duty="desk", split=True)).model_copy(
        update={"duties": (DUTY.model_copy(update={"cover": peaks}),)}
    )
    (made,) = design(plain, QUIET, LIMITS)
    (shift,) = made.shifts
    assert made.result.status == "optimal"
    assert made.result.objective == made.problem.kind_price
    assert shift.code == "desk-0700-4+4"
    assert (shift.window.start, shift.window.end) == (420, 660)
    assert shift.second is not None
    assert (shift.second.start, shift.second.end) == (900, 1140)
    assert staff(made.problem, made.result)[12] == 0


def test_designed_shifts_take_the_place_of_the_old_ones() -> None:
    old = (
        Shift(code="D", name="旧", window=Window(start="09:00", end="17:00"), duties=("desk",)),
        Shift(code="ALL", name="通用", window=Window(start="10:00", end="18:00")),
        Shift(code="G", name="门", window=Window(start="08:00", end="16:00"), duties=("guard",)),
        Shift(code="P", name="定", window=Window(start="11:00", end="19:00"), duties=("desk",)),
        Shift(code="R", name="轮", window=Window(start="12:00", end="20:00"), duties=("desk",)),
    )
    pin = RosterPin(officer="P00", date=dt.date(2026, 11, 23), shift="P")
    turn = Rotation(name="turn", pattern="2xR off")
    scenario = desk(ShiftDesign(duty="desk"), old, pins=(pin,), rotations=(turn,))
    assert named_shifts(scenario) >= {"P", "R"}
    made = designed(scenario, QUIET, LIMITS)
    codes = {shift.code: shift for shift in made.shifts}
    assert {"G", "P", "R", "ALL", "desk-0800-8"} <= set(codes)
    assert "D" not in codes
    assert codes["ALL"].duties == ("guard",)
    assert codes["desk-0800-8"].duties == ("desk",)
    assert codes["desk-0800-8"].name == "08:00-16:00"
    again = designed(made, QUIET, LIMITS)
    assert {shift.code for shift in again.shifts} == set(codes)


def test_a_scenario_without_designs_stays_as_it_is() -> None:
    plain = station()
    assert designed(plain, QUIET, LIMITS) is plain
