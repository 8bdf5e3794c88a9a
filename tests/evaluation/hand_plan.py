"""Plans made by hand: units that stand at places at given times, and drive straight from one to the next."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from small_station import MONDAY, Ground

from planner.domain.plan import Plan, Route, SolverReport, Stop, Unit

ZONE = ZoneInfo("Asia/Shanghai")
GROUND = Ground()


def clock(text: str, day: dt.date = MONDAY) -> dt.datetime:
    """Give a moment of the plan's day; hours run to 48."""
    hours, minutes = map(float, text.split(":"))
    return dt.datetime.combine(day, dt.time(), ZONE) + dt.timedelta(hours=hours, minutes=minutes)


def stay(
    place: str,
    arrive: str,
    depart: str,
    at: tuple[float, float] = (0, 0),
    *,
    kind: str = "point",
    required: bool = True,
) -> Stop:
    """Make a stop at metres east and north of the station."""
    lon, lat = GROUND.lonlat(*at)
    times = {"arrive": clock(arrive), "depart": clock(depart)}
    return Stop(kind=kind, id=place, lon=lon, lat=lat, required=required, **times)


def unit(name: str, tier: str = "police_car", start: str = "07:00", end: str = "31:00") -> Unit:
    """Make a unit."""
    mode = "car" if tier == "police_car" else "foot"
    span = {"shift_start": clock(start), "shift_end": clock(end)}
    return Unit(id=name, force="cars", tier=tier, mode=mode, base=GROUND.lonlat(110, 40), **span)


def plan(*routes: tuple[Unit, list[Stop]], days: int = 1, **changes: Any) -> Plan:
    """Make a plan of units and their stops; each unit is far away before its first stop and after its last."""
    parts: dict[str, Any] = {
        "station": "small",
        "station_name": "小站",
        "created": clock("06:00"),
        "seed": 1,
        "timezone": "Asia/Shanghai",
        "start": clock("07:00"),
        "end": clock("07:00") + dt.timedelta(days=days),
        "units": tuple(unit for unit, _ in routes),
        "routes": tuple(_route(unit, stops) for unit, stops in routes),
        "solver": {"routes": SolverReport(status="feasible")},
    }
    return Plan(**{**parts, **changes})


def _route(unit: Unit, stops: list[Stop]) -> Route:
    lon, lat = GROUND.lonlat(5000, 5000)
    second = dt.timedelta(seconds=1)
    path = [(lon, lat, unit.shift_start)]
    for stop in sorted(stops, key=lambda stop: stop.arrive):
        path += [
            (lon, lat, stop.arrive - second),
            (stop.lon, stop.lat, stop.arrive),
            (stop.lon, stop.lat, stop.depart),
            (lon, lat, stop.depart + second),
        ]
    path.append((lon, lat, unit.shift_end))
    return Route(
        unit=unit.id, start=unit.shift_start, end=unit.shift_end, length_m=0.0, stops=tuple(stops), path=tuple(path)
    )
