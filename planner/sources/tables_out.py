"""The tables of a scenario that is written: officers, calls, requests, rosters, dates and weather as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sized
from typing import TYPE_CHECKING

from planner.domain.incidents import Incidents
from planner.sources.incidents.written import written
from planner.sources.values import join_list

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from planner.domain.force import Officer
    from planner.domain.rostering import PastShift, ShiftRequest
    from planner.domain.scenario import Scenario
    from planner.domain.weather import WeatherHour

OFFICER_COLUMNS = (
    "id",
    "name",
    "rank",
    "squad",
    "skills",
    "grid",
    "duties",
    "service",
    "weekly_hours",
    "least_weekly_hours",
    "leave",
)
INCIDENT_COLUMNS = ("time", "lon", "lat", "kind", "source", "grid")
REQUEST_COLUMNS = ("officer", "date", "shift", "wish", "weight")
ROSTER_COLUMNS = ("officer", "start", "end", "shift", "duty")
CALENDAR_COLUMNS = ("date", "kind")
WEATHER_COLUMNS = ("start", "wind_mps", "wind_from_deg", "gust_mps", "rain", "temperature_c")


def write_tables(scenario: Scenario, folder: Path) -> dict[str, str]:
    """Write every table that holds something, row by row; give the name of its file by its key in ``[files]``."""
    found: dict[str, tuple[tuple[str, ...], Sized, Iterable[Iterable[object]]]] = {
        "officers": (OFFICER_COLUMNS, scenario.officers, map(_officer_row, scenario.officers)),
        "incidents": (INCIDENT_COLUMNS, scenario.incidents, written(Incidents.of(scenario.incidents))),
        "requests": (REQUEST_COLUMNS, scenario.requests, map(_request_row, scenario.requests)),
        "history": (ROSTER_COLUMNS, scenario.history, map(_roster_row, scenario.history)),
        "published": (ROSTER_COLUMNS, scenario.published, map(_roster_row, scenario.published)),
        "calendar": (CALENDAR_COLUMNS, scenario.day_kinds, map(_date_row, scenario.day_kinds.items())),
        "weather": (WEATHER_COLUMNS, scenario.weather, map(_weather_row, scenario.weather)),
    }
    full = {key: (columns, rows) for key, (columns, nouns, rows) in found.items() if len(nouns)}
    for key, (columns, rows) in full.items():
        with (folder / f"{key}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(columns)
            table.writerows(rows)
    return {key: f"{key}.csv" for key in full}


def _officer_row(officer: Officer) -> list[object]:
    leave = ";".join(f"{span.start.isoformat()}..{span.end.isoformat()}" for span in officer.leave)
    lists = {"skills": join_list(officer.skills), "duties": join_list(officer.duties), "leave": leave}
    return [lists.get(name, getattr(officer, name)) for name in OFFICER_COLUMNS]


def _request_row(request: ShiftRequest) -> list[object]:
    wish = "wanted" if request.wanted else "unwanted"
    return [request.officer, request.date.isoformat(), request.shift, wish, request.weight]


def _roster_row(shift: PastShift) -> list[object]:
    return [shift.officer, shift.start.isoformat(), shift.end.isoformat(), shift.shift, shift.duty]


def _date_row(date: tuple[dt.date, str]) -> list[object]:
    return [date[0].isoformat(), date[1]]


def _weather_row(hour: WeatherHour) -> list[object]:
    return [hour.start.isoformat(), *(getattr(hour, name) for name in WEATHER_COLUMNS[1:])]
