"""From a scenario's day to flights and back: windows, daylight saving, the day before, and the plan's nouns."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.clock import seconds_between
from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.noun import Window
from planner.domain.place import Zone
from planner.domain.rostering import RosterRules
from planner.domain.round_rules import RoundRules
from planner.domain.scenario import Scenario
from planner.domain.station import Station
from planner.domain.street import Streets
from planner.drones.prepare import prepare
from planner.drones.report import flights, solver_report, unmet
from planner.geo import Frame, great_circle_m
from planner.i18n.reasons import FIXES, REASONS, fix_text, reason_text

BASE = (24.94, 60.17)
MODEL = DroneModel(id="m", name="m", endurance_min=50.0)


def _square(frame, x, y, side):
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return ((tuple(map(tuple, frame.lonlat(corners).tolist())),),)


def _scenario(day_start="07:00", **changes):
    frame = Frame(BASE)
    gate = tuple(frame.lonlat([(500.0, 200.0)])[0].tolist())
    given = {
        "station": Station(id="s", name="s", timezone="Europe/Helsinki", base=BASE, day_start=day_start),
        "boundary": _square(frame, -1000, -1000, 2000),
        "grids": (),
        "roster": RosterRules(start=dt.date(2026, 10, 24)),
        "drone_models": (MODEL,),
        "docks": (Dock(id="d0", name="d0", location=BASE, model="m", drone="u0"),),
        "drone_tasks": (
            DroneTask(
                id="{{7*7}}", name="gate", purpose="school_gate", point=gate, required=True,
                windows=(Window(start="08:00", end="09:30"), Window(start="26:00", end="28:00")),
            ),
            DroneTask(id="park", name="park", region=_square(frame, -600, 0, 300)),
        ),
        "zones": (Zone(id="z", name="z", kind="no_fly", region=_square(frame, 200, 50, 100)),),
        "rounds": RoundRules(rounds_per_day=24),
        "streets": Streets.none(),
    }  # fmt: skip
    return Scenario(**{**given, **changes})


def test_windows_belong_to_the_planning_day_in_which_they_open():
    """02:00 of the next date is in the day that starts at 07:00; the window 26:00 of the date before is not."""
    problem = prepare(_scenario(), dt.date(2026, 6, 1))
    assert problem.tasks[0].windows == ((3600.0, 9000.0), (19 * 3600.0, 21 * 3600.0))


def test_a_night_with_a_clock_change_is_counted_in_real_seconds():
    """Clocks in Helsinki go back at 04:00 on 25 October 2026: a window at 02:00-04:00 lasts three hours."""
    problem = prepare(_scenario(), dt.date(2026, 10, 24))
    opens, closes = problem.tasks[0].windows[1]
    assert (opens, closes - opens) == (19 * 3600.0, 3 * 3600.0)
    zone = ZoneInfo("Europe/Helsinki")
    morning = dt.datetime(2026, 10, 25, 8, tzinfo=zone)
    following = prepare(_scenario(), dt.date(2026, 10, 25))
    assert seconds_between(following.start, morning) == following.tasks[0].windows[0][0] == 3600.0


def test_a_restricted_zone_keeps_its_ceiling_and_others_are_closed():
    """Only a restricted zone may be passed below its ceiling."""
    frame = Frame(BASE)
    ground = _square(frame, 0, 500, 100)
    zones = (
        Zone(id="a", name="a", kind="restricted", region=ground, ceiling_m=100.0),
        Zone(id="b", name="b", kind="restricted", region=ground),
        Zone(id="c", name="c", kind="privacy", region=ground),
    )
    problem = prepare(_scenario(zones=zones), dt.date(2026, 6, 1))
    assert [zone.ceiling_m for zone in problem.zones] == [100.0, 0.0, 0.0]


def test_flights_are_the_rounds_in_the_plans_words(make):
    """Times carry the station's offset, places are lon/lat, charges fit, and names stay as they are."""
    problem = prepare(_scenario(), dt.date(2026, 10, 24))
    result = make.solved(problem)
    assert result.status == "optimal"
    flown = flights(problem, result)
    assert [flight.round for flight in flown] == list(range(1, 25))
    assert {flight.day for flight in flown} == {dt.date(2026, 10, 24)}
    assert any("{{7*7}}" in flight.serves for flight in flown)
    for flight in flown:
        assert flight.takeoff == flight.path[0][3]
        assert flight.landing == flight.path[-1][3]
        assert flight.path[0][2] == flight.path[-1][2] == 0.0
        assert max(point[2] for point in flight.path) == 80.0
        assert float(great_circle_m(flight.path[0][:2], BASE)) < 0.1
        minutes = seconds_between(flight.takeoff, flight.landing) / 60
        used = flight.battery_before_pct - flight.battery_after_pct
        assert minutes / 40 * 100 - 0.02 <= used <= 1.1 * minutes / 40 * 100
    shift_s = seconds_between(problem.start, flown[23].takeoff) - 23 * 3600
    assert abs(shift_s) <= 180
    assert unmet(problem, result) == ()
    assert solver_report(result).objective == solver_report(result).bound == 0


def test_the_day_after_starts_with_what_the_day_before_left():
    """The last landing of a dock decides when it is ready and how full it is."""
    scenario = _scenario(rounds=RoundRules(rounds_per_day=2, headway_min=1435.0))
    first = prepare(scenario, dt.date(2026, 6, 1))
    from planner.domain.solving import Limits
    from planner.drones.solve import solve

    result = solve(first, Limits(time_s=3.0))
    assert result.status == "optimal"
    flown = flights(first, result)
    following = prepare(scenario, dt.date(2026, 6, 2), before=flown)
    landing = seconds_between(following.start, flown[-1].landing)
    assert following.docks[0].ready_s == pytest.approx(landing + 300.0)
    assert following.docks[0].ready_pct == flown[-1].battery_after_pct


def test_every_reason_and_fix_has_its_sentence(make):
    """What is unmet can be said in words."""
    problem = prepare(_scenario(rounds=RoundRules(rounds_per_day=12, headway_min=360.0)), dt.date(2026, 6, 1))
    result = make.solved(problem)
    assert result.status == "optimal"
    told = unmet(problem, result)
    assert {item.kind for item in told} == {"round", "drone_task"}
    for item in told:
        assert item.reason in REASONS
        assert item.fix.code in FIXES
        assert "{" not in reason_text(item.reason, "en", item.params)
        assert "{" not in fix_text(item.fix.code, "en", item.fix.params)
