"""Outages, quiet hours, weather and operators of a scenario, in seconds of the planning day."""

import datetime as dt

from small_station import station

from planner.domain.dock import Dock, Outage
from planner.domain.drone_model import DroneModel
from planner.domain.noun import Window
from planner.domain.round_rules import RoundRules
from planner.domain.weather import WeatherHour
from planner.drones.prepare import prepare


def _day(**rules):
    made = station()
    day = made.roster.start
    at = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=made.day_start_min)
    outage = Outage(start=at + dt.timedelta(hours=3), end=at + dt.timedelta(hours=5))
    dock = Dock(id="D", name="D", location=made.station.base, model="m", drone="U", outages=(outage,))
    hours = tuple(WeatherHour(start=at + dt.timedelta(hours=n), wind_mps=n + 1.0) for n in range(3))
    changes = {"drone_models": (DroneModel(id="m", name="m", endurance_min=40.0),), "docks": (dock,), "weather": hours}
    scenario = made.model_copy(update={**changes, "rounds": RoundRules(**rules)})
    return made, prepare(scenario, day)


def test_moments_without_an_offset_are_on_the_stations_clock():
    """An outage three hours into the day begins at 10,800 s; each hour of weather lasts until the next one."""
    _, problem = _day()
    assert problem.docks[0].outages == ((10_800.0, 18_000.0),)
    assert [item.span[0] for item in problem.weather] == [0.0, 3600.0, 7200.0]
    assert [item.span[1] for item in problem.weather[:2]] == [3600.0, 7200.0]
    assert problem.weather[2].span[1] >= 2 * 86_400.0
    assert (problem.quiet, problem.operators) == ((), ())


def test_quiet_hours_and_operators_come_from_the_rules():
    """A quiet window opens on every date about the day; named operators are on duty all day."""
    made, problem = _day(quiet=(Window(start=1380, end=1440),), operators=2)
    first = (1380 - made.day_start_min) * 60.0
    assert (first, first + 3600.0) in problem.quiet
    assert [item.operators for item in problem.operators] == [2]
    assert problem.operators[0].span[0] <= 0
    assert problem.operators[0].span[1] >= 86_400.0
