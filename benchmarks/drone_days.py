"""Days of drone rounds to measure: of 72 rounds over one large area, and of rounds that all have one length."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import shapely

from planner.domain.drone_model import DroneModel
from planner.domain.round_rules import RoundRules
from planner.drones.problem import DockSite, DroneProblem, LookTask, Span
from planner.drones.schedule.openings import closures, departures
from planner.drones.schedule.timetable import Option

DOCK_2 = DroneModel(id="dock-2", name="Dock 2", endurance_min=50.0, usable_share=0.8, charge_pct_per_min=2.19)
"""Figures of ../shared/design/drones.md, section 2.1: 40 effective minutes, 20 to 90 % in 32 min."""
DOCK_3 = DroneModel(
    id="dock-3", name="Dock 3", endurance_min=54.0, usable_share=0.8, charge_pct_per_min=2.96, start_pct=95.0
)
"""43 effective minutes, 15 to 95 % in 27 min."""
PLACES = ((0.0, 0.0), (1500.0, 800.0), (-1200.0, 1000.0))


def day(docks: int, round_min: float, *, model: DroneModel = DOCK_2, shortest_min: float = 0.0) -> DroneProblem:
    """Make a day over one large area, whose rounds are as long as a round may be, and a school gate."""
    school = ((0.0, 3600.0), (16_200.0, 18_600.0), (34_200.0, 39_600.0))
    sites = [
        DockSite(id=f"D{i}", drone=f"U{i}", xy=xy, radius_m=5000.0, model=model, ready_s=0.0, ready_pct=model.start_pct)
        for i, xy in enumerate(PLACES[:docks])
    ]
    area = LookTask(
        id="area",
        purpose="patrol",
        shape=shapely.box(-2000, -1500, 2000, 1500),
        windows=(),
        required=False,
        value=10.0,
        hover_s=0.0,
    )
    gate = LookTask(
        id="gate",
        purpose="school_gate",
        shape=shapely.Point(700, 300),
        windows=school,
        required=True,
        value=5.0,
        hover_s=60.0,
    )
    return DroneProblem(
        day=dt.date(2026, 11, 23),
        start=dt.datetime(2026, 11, 23, 7, tzinfo=ZoneInfo("Asia/Shanghai")),
        centre=(114.0, 22.5),
        docks=tuple(sites),
        zones=(),
        tasks=(area, gate),
        rules=RoundRules(round_min=round_min, shortest_round_min=shortest_min),
    )


def fixed(
    docks: int,
    round_min: float,
    *,
    rounds: int = 72,
    down: tuple[Span, ...] = (),
    uninterrupted: bool = False,
    model: DroneModel = DOCK_2,
) -> tuple[DroneProblem, list[Option]]:
    """Make a day whose rounds all take `round_min`, with the options of every round; dock 0 may be down at times."""
    sites = [
        DockSite(
            id=f"D{number}",
            drone=f"U{number}",
            xy=(0.0, 0.0),
            radius_m=5000.0,
            model=model,
            ready_s=0.0,
            ready_pct=model.start_pct,
            outages=() if number else down,
        )
        for number in range(docks)
    ]
    problem = DroneProblem(
        day=dt.date(2026, 11, 23),
        start=dt.datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai")),
        centre=(114.0, 22.5),
        docks=tuple(sites),
        zones=(),
        tasks=(),
        rules=RoundRules(round_min=round_min, rounds_per_day=rounds, uninterrupted=uninterrupted),
    )
    return problem, [option for index in range(rounds) for option in _options(problem, index, round_min * 60.0)]


def _options(problem: DroneProblem, index: int, air_s: float) -> list[Option]:
    found = []
    for dock, site in enumerate(problem.docks):
        used_pct = air_s / site.usable_s * 100.0
        for first, last in departures(closures(problem, site), air_s, *problem.departure_span(index)):
            found.append(
                Option(
                    round=index,
                    dock=dock,
                    sortie=0,
                    air_s=round(air_s),
                    used_pct=used_pct,
                    needed_pct=max(site.model.threshold_pct, site.model.lowest_pct + used_pct),
                    earliest_s=first,
                    latest_s=last,
                    covers=frozenset(),
                )
            )
    return found
