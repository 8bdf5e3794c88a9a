"""The tables of a scenario that is written: officers, calls, requests, rosters, dates and weather as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planner.sources.values import join_list

if TYPE_CHECKING:
    from planner.domain.demand import Incident
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


def tables(scenario: Scenario) -> dict[str, str]:
    """Give the text of every table that holds something, by its key in ``[files]``."""
    found: dict[str, tuple[tuple[str, ...], Iterable[Sequence[object]]]] = {
        "officers": (OFFICER_COLUMNS, map(_officer_row, scenario.officers)),
        "incidents": (INCIDENT_COLUMNS, map(_incident_row, scenario.incidents)),
        "requests": (REQUEST_COLUMNS, map(_request_row, scenario.requests)),
        "history": (ROSTER_COLUMNS, map(_roster_row, scenario.history)),
        "published": (ROSTER_COLUMNS, map(_roster_row, scenario.published)),
        "calendar": (CALENDAR_COLUMNS, ([date.isoformat(), kind] for date, kind in scenario.day_kinds.items())),
        "weather": (WEATHER_COLUMNS, map(_weather_row, scenario.weather)),
    }
    full = {key: (columns, list(rows)) for key, (columns, rows) in found.items()}
    return {key: _table(columns, rows) for key, (columns, rows) in full.items() if rows}


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows(rows)
    return out.getvalue()


def _officer_row(officer: Officer) -> list[object]:
    leave = ";".join(f"{span.start.isoformat()}..{span.end.isoformat()}" for span in officer.leave)
    lists = {"skills": join_list(officer.skills), "duties": join_list(officer.duties), "leave": leave}
    return [lists.get(name, getattr(officer, name)) for name in OFFICER_COLUMNS]


def _incident_row(incident: Incident) -> list[object]:
    place = incident.location if incident.precise else (None, None)
    return [incident.time.isoformat(), *place, incident.kind, incident.source, incident.grid]


def _request_row(request: ShiftRequest) -> list[object]:
    wish = "wanted" if request.wanted else "unwanted"
    return [request.officer, request.date.isoformat(), request.shift, wish, request.weight]


def _roster_row(shift: PastShift) -> list[object]:
    return [shift.officer, shift.start.isoformat(), shift.end.isoformat(), shift.shift, shift.duty]


def _weather_row(hour: WeatherHour) -> list[object]:
    return [hour.start.isoformat(), *(getattr(hour, name) for name in WEATHER_COLUMNS[1:])]
