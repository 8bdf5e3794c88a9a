"""Stations at the edge of what a scenario may say: every one gets a plan that passes its check."""

from __future__ import annotations

import datetime as dt

import pytest
from small_station import CENTRE, Ground, station

import planner
from planner.domain.drone_task import DroneTask
from planner.domain.force import Force, Shift
from planner.domain.noun import Window
from planner.domain.place import Zone
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolArea, PatrolPoint, VisitRule

HELSINKI = (24.94, 60.17)


def in_helsinki(start: dt.date, **changes: object) -> Scenario:
    """Give the small station in a zone with daylight saving."""
    made = station(HELSINKI, **changes)
    return made.model_copy(
        update={
            "station": made.station.model_copy(update={"timezone": "Europe/Helsinki"}),
            "roster": made.roster.model_copy(update={"start": start}),
        }
    )


def legal(scenario: Scenario, *stages: str, days: int = 1) -> Plan:
    """Plan quickly and give the plan, which must pass its check, in memory and from its file."""
    only = stages or ("roster", "routes", "flights")
    plan = planner.plan(scenario, days=days, only=only, limits=planner.Limits(time_s=0.6, seed=1))
    assert planner.check(plan, scenario).legal
    assert planner.check(Plan.model_validate_json(plan.model_dump_json()), scenario).violations == ()
    return plan


@pytest.mark.parametrize("start", [dt.date(2026, 10, 24), dt.date(2027, 3, 27)])
def test_days_on_which_the_clock_changes(start: dt.date) -> None:
    """Work in skipped and repeated hours, and in the last hour of a day of 25, is done or told."""
    windows = [("03:00", "04:00"), ("03:30", "04:10"), ("02:30", "03:30"), ("06:00", "07:00"), ("26:30", "27:30")]
    rules = tuple(VisitRule(start=opens, end=closes, dwell_min=5) for opens, closes in windows)
    ground = Ground(HELSINKI)
    point = PatrolPoint(id="K1", name="Gate", location=ground.lonlat(-130, -380), visits=rules)
    task = DroneTask(
        id="T1",
        name="Gate",
        point=ground.lonlat(-120, -370),
        windows=tuple(Window(start=opens, end=closes) for opens, closes in windows),
        required=True,
    )
    legal(in_helsinki(start, points=(point,), drone_tasks=(task,)), days=2)


@pytest.mark.parametrize("day_start", [None, 0, 1380, 2000, 2880])
def test_any_start_of_the_day(day_start: int | None) -> None:
    """A planning day may begin at any time that the clock can say, beyond 24:00 too."""
    made = station()
    legal(made.model_copy(update={"station": made.station.model_copy(update={"day_start": day_start})}), days=2)


def test_shifts_that_start_beyond_midnight() -> None:
    """A shift at 31:00 of the day before starts at 07:00, inside the horizon."""
    late = tuple(
        Shift(
            code=shift.code,
            name=shift.name,
            window=Window(start=shift.window.start + 1440, end=min(2880, shift.window.end + 1440)),
            duties=shift.duties,
        )
        for shift in station().shifts
    )
    assert legal(station(shifts=late), "roster", days=2).roster


def test_a_force_may_stand_anywhere_in_an_area_of_which_half_is_its_own() -> None:
    """Half of an area makes it a force's, wherever in it the unit is."""
    made = station()
    area = PatrolArea(id="all", name="All", region=made.boundary, visits=(VisitRule(start="09:00", end="13:00"),))
    legal(made.model_copy(update={"areas": (area,)}), "routes")


def test_a_drained_dock_stays_drained() -> None:
    """A dock that flew two days ago and charges for a week is not full again."""
    made = station()
    slow = tuple(model.model_copy(update={"charge_pct_per_min": 0.001}) for model in made.drone_models)
    plan = legal(made.model_copy(update={"drone_models": slow}), "flights", days=3)
    by_dock: dict[str, list[float]] = {}
    for flight in plan.flights:
        by_dock.setdefault(flight.dock, []).append(flight.battery_before_pct)
    assert by_dock
    assert all(charge < 90.0 for charges in by_dock.values() for charge in charges[1:])


def test_zones_that_close_at_midnight() -> None:
    """A zone whose window opens at midnight keeps out a flight that took off before."""
    ground = Ground(CENTRE)
    zone = Zone(
        id="Z",
        name="Z",
        kind="no_fly",
        region=ground.region(100, -400, 200, 400),
        windows=(Window(start="00:00", end="00:30"),),
    )
    legal(station(zones=(zone,)), "flights")


def test_a_shift_too_short_to_go_anywhere() -> None:
    """A unit that stays at its base all its shift is there at the shift's start and end."""
    made = station()
    shifts = (Window(start="09:00", end="09:01"),)
    forces = tuple(force.model_copy(update={"duty": None, "shifts": shifts}) for force in made.forces)
    plan = legal(made.model_copy(update={"forces": forces}), "routes")
    units = {unit.id: unit for unit in plan.units}
    assert plan.routes
    for route in plan.routes:
        assert (route.path[0][2], route.path[-1][2]) == (units[route.unit].shift_start, units[route.unit].shift_end)


def test_breaks_that_coincide_are_told_once() -> None:
    """Two units whose breaks fill their shifts rest at once; the plan tells it and is legal."""
    made = station()
    forces = (
        Force(
            id="pair",
            name="Pair",
            tier="guard",
            base=made.forces[0].base,
            units=2,
            shifts=(Window(start="09:00", end="15:00"),),
            break_min=120.0,
        ),
    )
    legal(made.model_copy(update={"forces": forces}), "routes")
