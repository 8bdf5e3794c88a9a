"""The visits of a planning day: every rule of every point, line and area, and the hot spots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from planner.domain.clock import later, next_day, openings, seconds_between
from planner.domain.noun import LonLat
from planner.domain.scenario import Scenario
from planner.domain.work import PatrolPoint, VisitRule, Work

if TYPE_CHECKING:
    from planner.grids.hot_spots import HotSpot

VisitKind = Literal["point", "line", "area", "break"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to make, named.

    Attributes
    ----------
    kind, id
        What is visited; a hot spot is a point with the id of its place.
    index
        Place of the point, line or area among the scenario's; -1 for a hot spot or a break.
    lonlat
        Where a point lies [deg]; for lines, areas and breaks None.
    opens_s, closes_s
        Seconds since the planning day's start between which the stay lies [s].
    dwell_s
        Stay; for a line, time beyond the drive along it [s].
    required, value
        Whether it must be made, and what it is worth if not [points].
    tiers
        Tiers that may make it; empty: all.
    """

    kind: VisitKind
    id: str
    index: int = -1
    lonlat: LonLat | None = None
    opens_s: float
    closes_s: float
    dwell_s: float
    required: bool
    value: float = 0.0
    tiers: tuple[str, ...] = ()


def day_visits(scenario: Scenario, hot_spots: tuple[HotSpot, ...], day_start: dt.datetime) -> list[Visit]:
    """List the visits that open between the start of a planning day and that of the next: the scenario's, hot spots."""
    length_s = seconds_between(day_start, next_day(day_start, scenario.day_start_min))
    visits = [
        Visit(
            kind=kind,
            id=work.id,
            index=index,
            lonlat=work.location if isinstance(work, PatrolPoint) else None,
            opens_s=opens_s,
            closes_s=closes_s,
            dwell_s=rule.dwell_min * 60.0,
            required=rule.required,
            value=0.0 if rule.required else rule.value,
            tiers=work.tiers,
        )
        for kind, index, work in _works(scenario)
        for rule in work.visits
        for opens_s, closes_s in _parts(rule, day_start, length_s, ZoneInfo(scenario.station.timezone))
    ]
    return visits + [_hot_spot_visit(spot, day_start) for spot in hot_spots]


def _works(scenario: Scenario) -> Iterator[tuple[Literal["point", "line", "area"], int, Work]]:
    yield from (("point", index, work) for index, work in enumerate(scenario.points))
    yield from (("line", index, work) for index, work in enumerate(scenario.lines))
    yield from (("area", index, work) for index, work in enumerate(scenario.areas))


def _parts(rule: VisitRule, day_start: dt.datetime, day_s: float, zone: ZoneInfo) -> Iterator[tuple[float, float]]:
    """Cut a rule's windows into equal parts, one a visit; give those that open in the planning day [s].

    A window of the date before may reach into the day when it runs over midnight, and one of the date after belongs to
    it as long as it opens before the next planning day.
    """
    first = day_start.astimezone(zone).date() - dt.timedelta(days=1)
    for days in range(3):
        for opens, closes in openings((rule,), first + dt.timedelta(days=days), zone):
            opens_s, length_s = seconds_between(day_start, opens), seconds_between(opens, closes)
            for part in range(rule.count):
                begin_s = opens_s + length_s * part / rule.count
                if 0.0 <= begin_s < day_s:
                    yield begin_s, opens_s + length_s * (part + 1) / rule.count


def _hot_spot_visit(spot: HotSpot, day_start: dt.datetime) -> Visit:
    return Visit(
        kind="point",
        id=spot.place,
        lonlat=spot.lonlat,
        opens_s=seconds_between(day_start, spot.opens),
        closes_s=seconds_between(day_start, spot.closes),
        dwell_s=spot.dwell_s,
        required=False,
        value=spot.value,
    )


def opening(visit: Visit, day_start: dt.datetime) -> dt.datetime:
    """Give the moment when a visit's window opens."""
    return later(day_start, visit.opens_s)
