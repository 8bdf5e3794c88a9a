"""Repairs of a roster in a routed plan: units keep their routes as long as they have a crew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest
from small_station import station

import planner
from planner.domain.calendar import DayKind
from planner.domain.clock import instant
from planner.domain.force import Cover, Duty
from planner.domain.plan import Plan
from planner.domain.repair import MoreNeeded, OfficerAway
from planner.domain.rostering import RosterPin, Run
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.evaluation.check import check
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.repairs.repair import repair
from planner.repairs.roster_happenings import asked_of
from planner.rosters.repairing.asked import with_more

ZONE = ZoneInfo("Asia/Shanghai")
DAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=ZONE)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station."""
    return station()


@pytest.fixture(scope="module")
def plan(scenario: Scenario) -> Plan:
    """Give a plan of one day."""
    return planner.plan(scenario, days=1, limits=planner.Limits(time_s=4, seed=1), only=("roster", "routes"))


def late(plan: Plan) -> tuple[str, tuple[str, ...]]:
    """Give the unit that goes out in the afternoon, and its crew."""
    return next((unit.id, unit.officers) for unit in plan.units if unit.officers and unit.shift_start.hour == 15)


def test_a_unit_keeps_its_route_when_somebody_takes_the_seat(plan: Plan, scenario: Scenario) -> None:
    """The unit has a new crew member who is on duty, the same id and the same route to the last point."""
    unit, crew = late(plan)
    made = repair(plan, scenario, NOON, OfficerAway(officer=crew[0], first=DAY, last=DAY))
    after = next(known for known in made.plan.units if known.id == unit)
    assert crew[0] not in after.officers
    assert crew[1] in after.officers
    assert len(after.officers) >= 2
    assert made.plan.routes == plan.routes
    assert made.changes == ()
    assert check(made.plan, made.scenario).legal


def test_a_unit_without_a_crew_is_lost(scenario: Scenario) -> None:
    """Where nobody can take the seat the unit leaves the plan, and what it was to do is told, as is the shortage."""
    pair = [officer for officer in scenario.officers if officer.duties == ("patrol",)][:2]
    rest = [officer for officer in scenario.officers if officer.duties != ("patrol",)]
    evening = Duty(
        code="patrol", name="巡逻", crew_size=2, cover=(Cover(start="15:00", end="23:00", minimum=2, dates=(DAY,)),)
    )
    few = scenario.model_copy(update={"officers": (*pair, *rest), "duties": (evening, *scenario.duties[1:])})
    plan = planner.plan(few, days=1, limits=planner.Limits(time_s=4, seed=1), only=("roster", "routes"))
    unit, crew = late(plan)
    made = repair(plan, few, NOON, OfficerAway(officer=crew[0], first=DAY, last=DAY))
    assert unit not in {known.id for known in made.plan.units}
    assert unit not in {route.unit for route in made.plan.routes}
    assert made.changes
    assert {item.id for item in made.plan.required_unmet if item.kind == "cover"} == {"patrol"}
    assert [notice.code for notice in made.plan.notices][-2:] == ["unit_lost", "officer_away"]
    assert check(made.plan, made.scenario).legal


def test_a_shift_that_has_begun_stays(plan: Plan, scenario: Scenario) -> None:
    """Who is on a shift is away from the day after; where nothing is left to change it is refused."""
    early = next(row.officer for row in plan.roster if row.start <= NOON < row.end and row.duty == "patrol")
    made = repair(plan, scenario, NOON, OfficerAway(officer=early, first=DAY, last=DAY + dt.timedelta(2)))
    assert next(row for row in made.plan.roster if row.officer == early).start <= NOON
    assert made.plan.notices[-1].params["first"] == "2026-11-24"
    with pytest.raises(NotFound, match="officer_shift_begun"):
        repair(plan, scenario, NOON, OfficerAway(officer=early, first=DAY, last=DAY))


def test_more_need_is_a_cover_of_its_date(scenario: Scenario) -> None:
    """The window asks for so many more than the cover there, on that date only, and is cut at midnight."""
    event = MoreNeeded(
        duty="patrol",
        start=instant(DAY, 22 * 60, ZONE),
        end=instant(DAY, 26 * 60, ZONE),
        count=3,
    )
    cover = next(duty.cover for duty in with_more(scenario, event).duties if duty.code == "patrol")
    added = [window for window in cover if window.dates]
    assert [(w.start, w.end, w.minimum, w.dates) for w in added] == [
        (22 * 60, 24 * 60, 5, (DAY,)),
        (0, 2 * 60, 5, (DAY + dt.timedelta(1),)),
    ]
    assert added[0].opens_on(DAY)
    assert not added[0].opens_on(DAY + dt.timedelta(7))


def test_a_pin_under_a_leave_falls_and_is_told(plan: Plan, scenario: Scenario) -> None:
    """The notice names the cell that was decided by hand and the leave; pins of others and to a date off stay."""
    officer, other = [known.id for known in scenario.officers][:2]
    shift, tomorrow = scenario.shifts[0].code, DAY + dt.timedelta(1)
    pins = (
        RosterPin(officer=officer, date=tomorrow, shift=shift),
        RosterPin(officer=officer, date=tomorrow + dt.timedelta(1), shift="off"),
        RosterPin(officer=other, date=tomorrow, shift="off"),
    )
    pinned = scenario.model_copy(update={"roster": scenario.roster.model_copy(update={"pins": pins})})
    event = OfficerAway(officer=officer, first=tomorrow, last=tomorrow + dt.timedelta(1))
    asked = asked_of(plan, pinned, NOON, event)
    assert asked.scenario.roster.pins == pins[1:]
    (told,) = asked.fallen
    assert told.code == "roster_pin_fell"
    assert told.params == {
        "officer": officer,
        "date": tomorrow.isoformat(),
        "shift": shift,
        "first": tomorrow.isoformat(),
        "last": (tomorrow + dt.timedelta(1)).isoformat(),
    }
    for language in ("en", "zh"):
        assert {officer, shift, tomorrow.isoformat()} <= set(notice_words(told.code, language, told.params))


def notice_words(code: str, language: Language, params: Mapping[str, object]) -> list[str]:
    """Split the sentence of a notice."""
    return notice_text(code, language, params).replace("：", " ").split()


def test_a_repair_tells_of_the_pin_that_fell(plan: Plan, scenario: Scenario) -> None:
    """The repaired plan carries the notice, and its scenario keeps no pin against the leave."""
    row = next(row for row in plan.roster if row.start > NOON and row.officer not in crews_out(plan))
    date = row.start.astimezone(ZONE).date()
    pin = RosterPin(officer=row.officer, date=date, shift=row.shift, duty=row.duty)
    pinned = scenario.model_copy(update={"roster": scenario.roster.model_copy(update={"pins": (pin,)})})
    made = repair(plan, pinned, NOON, OfficerAway(officer=row.officer, first=date, last=date))
    assert [notice.code for notice in made.plan.notices][-2:] == ["officer_away", "roster_pin_fell"]
    assert made.scenario.roster.pins == ()
    assert check(made.plan, made.scenario).legal


def crews_out(plan: Plan) -> set[str]:
    """Give the officers who are in a unit at noon."""
    return {name for unit in plan.units if unit.shift_start <= NOON < unit.shift_end for name in unit.officers}


@pytest.mark.parametrize(("kind", "minimum"), [("workday", 5), ("holiday", 3)])
def test_more_need_counts_what_the_calendar_opens(scenario: Scenario, kind: DayKind, minimum: int) -> None:
    """On a holiday the cover of working days is not there to add to."""
    window = Cover(start="07:00", end="31:00", minimum=2, calendar="workdays")
    duty = Duty(code="patrol", name="巡逻", cover=(window,))
    ground = scenario.model_copy(update={"duties": (duty, *scenario.duties[1:]), "day_kinds": {DAY: kind}})
    event = MoreNeeded(duty="patrol", start=instant(DAY, 600, ZONE), end=instant(DAY, 720, ZONE), count=3)
    cover = next(duty.cover for duty in with_more(ground, event).duties if duty.code == "patrol")
    assert [item.minimum for item in cover if item.dates] == [minimum]


def test_only_the_officer_whose_rules_leave_no_schedule_rests(scenario: Scenario) -> None:
    """Who may not be off for so long gets no further shift and is told by a sentence of their own; the others work."""
    book = scenario.roster.rules.model_copy(update={"days_off_run": Run(longest=4, on=True)})
    strict = scenario.model_copy(update={"roster": scenario.roster.model_copy(update={"rules": book})})
    limits = planner.Limits(time_s=3, seed=1)
    plan = planner.plan(strict, days=1, limits=limits, only=("roster",))
    officer = next(row.officer for row in plan.roster if row.start > NOON)
    made = repair(plan, strict, NOON, OfficerAway(officer=officer, first=DAY + dt.timedelta(1), last=last_date(strict)))
    told = [item for item in made.plan.required_unmet if item.reason == "officer_rests"]
    assert [(item.id, item.when, item.fix.code) for item in told] == [(officer, NOON, "loosen_rules")]
    assert all(row.start <= NOON for row in made.plan.roster if row.officer == officer)
    assert {row.officer for row in made.plan.roster if row.start > NOON}
    assert check(made.plan, made.scenario).legal


def last_date(scenario: Scenario) -> dt.date:
    """Give the last date of the roster."""
    return scenario.roster.start + dt.timedelta(scenario.roster.days - 1)
