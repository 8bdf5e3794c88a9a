"""Operators of the drones within the hours of their shifts, from the roster to the check of the plan."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station

from planner.domain.force import Cover, Duty, Officer, Shift
from planner.domain.noun import Window
from planner.domain.plan import Assignment, Plan, SolverReport
from planner.domain.repair import DroneAlert
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits
from planner.drones.operators_on_duty import operators_on_duty
from planner.drones.prepare import prepare
from planner.errors import NotFound
from planner.evaluation.check import check
from planner.i18n.reasons import fix_text, reason_text
from planner.pipeline import plan
from planner.repairs.repair import repair

ZONE = dt.timezone(dt.timedelta(hours=8))
RULES = RoundRules(rounds_per_day=24, round_min=15.0, operator_duty="pilot", drones_per_operator=2)


def at(hour: float) -> dt.datetime:
    """Give a moment of the first day."""
    return dt.datetime(2026, 11, 23, tzinfo=ZONE) + dt.timedelta(hours=hour)


def shift(start: float, end: float, officer: str = "F1", duty: str = "pilot") -> Assignment:
    """Give one shift of a roster."""
    return Assignment(officer=officer, start=at(start), end=at(end), duty=duty, shift="X")


def watched() -> Scenario:
    """Give a station whose drones are watched from 07:00 to 23:00."""
    made = small_station.station()
    pilots = tuple(Officer(id=f"F{n}", name=f"飞手{n}", squad="飞手", duties=("pilot",)) for n in range(4))
    duty = Duty(code="pilot", name="无人机飞手", cover=(Cover(start="07:00", end="23:00", minimum=1, maximum=1),))
    shifts = tuple(
        Shift(code=code, name=code, window=Window(start=start, end=end), duties=("pilot",))
        for code, start, end in (("FD", "07:00", "15:00"), ("FE", "15:00", "23:00"))
    )
    return made.model_copy(
        update={
            "officers": (*made.officers, *pilots),
            "duties": (*made.duties, duty),
            "shifts": (*made.shifts, *shifts),
            "rounds": RULES,
        }
    )


@pytest.fixture(scope="module")
def made() -> tuple[Plan, Scenario]:
    """Give a day of rounds that are watched by the roster."""
    scenario = watched()
    return plan(scenario, only=("roster", "flights"), limits=Limits(time_s=6.0)), scenario


def test_operators_are_counted_to_the_minute_of_their_shifts() -> None:
    """Shifts that meet are one span, shifts together add up, and other duties do not count."""
    roster = (shift(7, 15), shift(15, 23, "F2"), shift(12, 13.5, "F3"), shift(0, 24, "F4", "patrol"))
    spans = operators_on_duty(RULES, roster, at(7))
    hours = [(item.span[0] / 3600, item.span[1] / 3600, item.operators) for item in spans]
    assert hours == [(0.0, 5.0, 1), (5.0, 6.5, 2), (6.5, 16.0, 1)]
    assert operators_on_duty(RULES, (), at(7)) == ()


def test_an_empty_roster_leaves_nobody_and_none_is_not_counted() -> None:
    """A roster without such shifts puts nobody on duty; a plan without a roster does not count them."""
    scenario = watched()
    assert [item.operators for item in prepare(scenario, small_station.MONDAY, roster=()).operators] == [0]
    assert prepare(scenario, small_station.MONDAY).operators == ()


def test_rounds_outside_the_shifts_are_missed_and_name_the_hours(made: tuple[Plan, Scenario]) -> None:
    """From 23:00 on nobody watches: those rounds say so, and ask for one more on that duty."""
    drawn, _ = made
    missed = [item for item in drawn.required_unmet if item.kind == "round"]
    assert [int(item.id) for item in missed] == list(range(17, 25))
    assert {(item.reason, item.fix.code, item.fix.params["duty"]) for item in missed} == {
        ("no_operator", "add_officers_on_duty", "pilot")
    }
    assert reason_text("no_operator", "en", missed[0].params).endswith("from 2026-11-23 23:00 to 2026-11-24 07:00")
    assert "23:00" in fix_text(missed[0].fix.code, "zh", missed[0].fix.params)
    assert all(flight.landing <= at(23) for flight in drawn.flights)


def test_the_check_finds_rounds_that_nobody_watches(made: tuple[Plan, Scenario]) -> None:
    """An officer taken off the roster leaves drones in the air unwatched; without a roster nobody counts."""
    drawn, scenario = made
    assert check(drawn, scenario).violations == ()
    day = [row for row in drawn.roster if row.duty != "pilot" or row.start.hour != 7]
    told = check(drawn.model_copy(update={"roster": tuple(day)}), scenario).violations
    assert "operators_missing" in {violation.code for violation in told}
    unknown = {**drawn.solver, "roster": SolverReport(status="skipped")}
    bare = drawn.model_copy(update={"roster": (), "solver": unknown})
    assert "operators_missing" not in {violation.code for violation in check(bare, scenario).violations}


def test_flights_alone_are_planned_unwatched_and_say_so() -> None:
    """Without the roster all rounds fly, and a notice tells that nobody counted the operators."""
    made = plan(watched(), only=("flights",), limits=Limits(time_s=3.0))
    assert len(made.flights) == 24
    assert [notice.code for notice in made.notices] == ["operators_not_rostered"]


def test_no_drone_goes_to_an_alert_that_nobody_watches(made: tuple[Plan, Scenario]) -> None:
    """By night nobody is on duty, so no drone can be sent; by day one can."""
    drawn, scenario = made
    place = small_station.Ground().lonlat(200.0, 300.0)
    with pytest.raises(NotFound, match="no_drone_for_alert"):
        repair(drawn, scenario, at(24.2), DroneAlert(location=place))
    after = repair(drawn, scenario, at(12.5), DroneAlert(location=place))
    assert check(after.plan, scenario).violations == ()
