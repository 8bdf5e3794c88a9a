"""A small plan made by hand, and names that try to break out of every format."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from planner.domain.clock import later
from planner.domain.plan import (
    Assignment,
    Dropped,
    Fix,
    Flight,
    Plan,
    PlanOfficer,
    Route,
    SolverReport,
    Stop,
    Unit,
    Unmet,
)

ZONE = ZoneInfo("Asia/Shanghai")
START = dt.datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
BASE = (114.0260, 22.5360)

PAYLOADS = (
    "{{7*7}}",
    "{% raw %}{#",
    "${7*7}",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' OR 1=1 --",
    "`${alert(1)}`",
    "\\1\\g<0>",
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "＝1+1",
    "a\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "天安\u2028云谷",
    "\u202egpj.exe",
    "]]>&amp;<!--",
    "%(x)s {0} {name}",
)


def small_plan(name: str = "天安派出所", word: str = "") -> Plan:
    """Give a plan with two units, one flight and something unmet; `word` is put into every free text of the data."""
    officers = tuple(
        PlanOfficer(id=f"O{k}{word}", name=f"陈{k}{word}", rank="警员" + word, squad=f"S{k % 2}{word}")
        for k in range(1, 5)
    )
    cars, walkers = (officers[0].id, officers[1].id), (officers[2].id, officers[3].id)
    return Plan(
        station="tianan",
        station_name=name,
        created=START,
        seed=1,
        timezone="Asia/Shanghai",
        start=START,
        end=later(START, 86400),
        officers=officers,
        roster=_roster(cars, walkers, word),
        units=(_unit("car" + word, "car", cars, 0), _unit("foot" + word, "foot", walkers, 1)),
        routes=(_route("car" + word, 0, word), _route("foot" + word, 1, word)),
        flights=(_flight(word),),
        required_unmet=(
            Unmet(
                kind="cover",
                id="patrol" + word,
                when=START,
                reason="too_few_officers",
                fix=Fix(code="add_officers", params={"count": 2, "duty": "patrol" + word}),
                params={"short": 2, "minimum": 4, "duty": "patrol" + word},
            ),
        ),
        optional_dropped=(Dropped(kind="point", id="P9" + word, when=START, reason="no_time_left" + word),),
        metrics={"patrol_km": 12.5, "visits_done": 3.0},
        solver={"routes": SolverReport(status="feasible", objective=10.0, bound=9.0, seconds=1.5)},
    )


def _roster(cars: tuple[str, ...], walkers: tuple[str, ...], word: str) -> tuple[Assignment, ...]:
    shifts = []
    for day in range(3):
        for late, crew, unit in ((0, cars, "car"), (1, walkers, "foot")):
            start = later(START, day * 86400 + late * 8 * 3600)
            extra: dict[str, Any] = {"unit": unit + word} if day == 0 else {"grid": "G1" + word}
            shifts += [
                Assignment(
                    officer=officer,
                    start=start,
                    end=later(start, 8 * 3600),
                    duty="patrol" + word,
                    shift="AB"[late] + word,
                    **extra,
                )
                for officer in crew
            ]
    return tuple(shifts)


def _unit(name: str, mode: Any, crew: tuple[str, ...], late: int) -> Unit:
    start = later(START, late * 8 * 3600)
    tier = {"car": "police_car", "foot": "police_foot"}[mode]
    return Unit(
        id=name,
        force=tier,
        tier=tier,
        mode=mode,
        officers=crew,
        shift_start=start,
        shift_end=later(start, 8 * 3600),
        base=BASE,
    )


def _route(unit: str, late: int, word: str) -> Route:
    start = later(START, late * 8 * 3600)
    lon, lat = BASE
    path = tuple((lon + 0.001 * k, lat + 0.0005 * k, later(start, 300 * k)) for k in range(4))
    stops = (
        _stop("base", "base", path[0], 60, required=False),
        _stop("point", "P1" + word, path[2], 600, required=True),
        _stop("area", "Q1" + word, path[3], 300, required=False),
    )
    path = (*path, (path[3][0], path[3][1], later(path[3][2], 900)))
    return Route(unit=unit, start=start, end=later(start, 8 * 3600), length_m=1234.5, stops=stops, path=path)


def _stop(kind: Any, name: str, at: tuple[float, float, dt.datetime], stay_s: float, *, required: bool) -> Stop:
    lon, lat, time = at
    return Stop(kind=kind, id=name, lon=lon, lat=lat, arrive=time, depart=later(time, stay_s), required=required)


def _flight(word: str) -> Flight:
    lon, lat = BASE
    return Flight(
        round=1,
        day=START.date(),
        dock="K1" + word,
        drone="D1" + word,
        battery_before_pct=90.0,
        battery_after_pct=55.0,
        takeoff=START,
        landing=later(START, 900),
        length_m=4000.0,
        purpose="school_gate" + word,
        serves=("T1" + word,),
        path=tuple((lon + 0.002 * k, lat, min(80.0, 40.0 * k), later(START, 300 * k)) for k in range(4)),
    )
