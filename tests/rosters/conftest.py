"""Small rosters made by hand: fixtures give the functions that build them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.demand import Demand
from planner.domain.force import Cover, Duty, Officer, Shift, Tier
from planner.domain.noun import WEEKDAYS, Window
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Station
from planner.domain.street import Streets
from planner.rosters.problem import DutyShift, HoursLimit, Need, RosterDuty, RosterOfficer, RosterProblem, Runs

HOUR_S = 3600
MONDAY = dt.date(2026, 11, 23)
WEIGHTS = (24000, 2000, 600, 60, 10, 5, 2, 1)


def square(west, south, side=0.01):
    east, north = west + side, south + side
    return ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)


def make_scenario(*, officers, duties, shifts, zone="Asia/Shanghai", base=(114.02, 22.53), day_start="07:00", **more):
    """Give a station with two grids beside each other, G1 and G2."""
    lon, lat = base
    rules = {"start": MONDAY, "days": 7} | more.pop("rules", {})
    return Scenario(
        station=Station(id="s", name="S", timezone=zone, base=base, day_start=day_start),
        boundary=square(lon - 0.02, lat - 0.02, 0.04),
        grids=(
            Grid(id="G1", name="One", region=square(lon - 0.01, lat)),
            Grid(id="G2", name="Two", region=square(lon, lat)),
        ),
        tiers=(
            Tier(id="police_car", name="Car", mode="car", speed_kmh=30),
            Tier(id="guard", name="Guard", mode="foot", speed_kmh=4),
        ),
        officers=tuple(officers),
        duties=tuple(duties),
        shifts=tuple(shifts),
        roster=RosterRules(**rules),
        streets=Streets.none(),
        **more,
    )


def make_officers(count, **more):
    return [Officer(id=f"o{k}", name=f"Officer {k}", **more) for k in range(1, count + 1)]


def make_duty(code, *covers, **more):
    """Give a duty; each cover is (start, end, minimum) or (start, end, minimum, wanted)."""
    spans = tuple(Cover(start=c[0], end=c[1], minimum=c[2], wanted=c[3] if len(c) > 3 else None) for c in covers)
    return Duty(code=code, name=code.title(), cover=spans, **more)


def make_shift(code, start, end, *duties, days=WEEKDAYS, **more):
    return Shift(code=code, name=code, window=Window(start=start, end=end, days=days), duties=duties, **more)


def flat_demand(one=1.0, two=1.0):
    return Demand(by_grid={"G1": (one,) * 168, "G2": (two,) * 168})


def make_problem(shifts, *, needs=(), officers=1, crew_size=1, duty_skills=(), **rules):
    """Give a problem by hand, all times in hours.

    A shift is (start, end) or a dict of `DutyShift`; a need is (start, end, minimum, wanted); officers is a number or a
    list of dicts of `RosterOfficer`.
    """
    people = [{} for _ in range(officers)] if isinstance(officers, int) else officers
    usual = {
        "duties": frozenset({0}),
        "rest_s": rules.get("rest_h", 11) * HOUR_S,
        "work_run": Runs(longest=rules.get("longest_run_days", 6)),
        "night_run": Runs(longest=rules.get("most_nights_in_row", 3)),
        "hours": tuple(
            HoursLimit(rule="weekly_hours", first_day=7 * week, last_day=7 * week + 6, most_s=44 * HOUR_S)
            for week in range(2)
        ),
        "contract_s": 88 * HOUR_S,
    }
    return RosterProblem(
        origin=dt.datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai")),
        first=MONDAY,
        day_kinds=("workday",) * 5 + ("rest",) * 2 + ("workday",) * 5 + ("rest",) * 2,
        officers=tuple(RosterOfficer(**({"id": f"o{k}"} | usual | own)) for k, own in enumerate(people)),
        duties=(
            RosterDuty(code="patrol", skills=frozenset(duty_skills), crew_size=crew_size),
            RosterDuty(code="desk"),
        ),
        shifts=tuple(_duty_shift(k, shift) for k, shift in enumerate(shifts)),
        needs=tuple(
            Need(duty=0, start_s=start * HOUR_S, end_s=end * HOUR_S, minimum=minimum, wanted=wanted, units=end - start)
            for start, end, minimum, wanted in needs
        ),
        weekends=((5, 6), (12, 13)),
        weights=WEIGHTS,
    )


def _duty_shift(number, shift):
    own = shift if isinstance(shift, dict) else {"span": shift}
    start, end = own["span"]
    nights = tuple(d for d in range(start // 24, end // 24 + 1) if min(end, 24 * d + 6) - max(start, 24 * d) >= 3)
    return DutyShift(
        shift=f"s{number}",
        duty=own.get("duty", 0),
        start_s=start * HOUR_S,
        end_s=end * HOUR_S,
        day=start // 24,
        counted_s=(end - start) * HOUR_S,
        nights=nights,
    )


@pytest.fixture
def scenario_of():
    return make_scenario


@pytest.fixture
def problem_of():
    return make_problem


@pytest.fixture
def officers_of():
    return make_officers


@pytest.fixture
def duty_of():
    return make_duty


@pytest.fixture
def shift_of():
    return make_shift


@pytest.fixture
def demand_of():
    return flat_demand
