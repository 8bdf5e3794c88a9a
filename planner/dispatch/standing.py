"""Where units are and what they are doing: on the plan, or as they report it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.clock import seconds_between
from planner.domain.noun import Identifier, Latitude, Longitude, LonLat, Moment, Noun
from planner.domain.plan import Plan, Route, Stop, Unit
from planner.domain.scenario import Scenario
from planner.domain.track import position
from planner.errors import NotFound

Status = Literal["free", "visit", "break", "busy"]
"""Patrolling; at a required visit or handing over; on a meal break; bound until a moment."""


class Position(Noun):
    """Where a unit is, as it reports it; of its crew nothing is told."""

    unit: Identifier
    """Id of the unit."""
    lon: Longitude
    """WGS84 longitude [deg]."""
    lat: Latitude
    """WGS84 latitude [deg]."""
    force: Identifier | None = None
    """Id of its force; needed for a unit that is not in the plan."""
    status: Status = "free"
    """What it is doing."""
    place: Identifier | None = None
    """Id of the place of its visit."""
    until: Moment | None = None
    """Until when it is bound; needed when it is busy."""


class Positions(Noun):
    """What a file of live positions holds."""

    format: Literal["patrol-positions/1"]
    """Name and number of this format."""
    units: Annotated[tuple[Position, ...], Field(min_length=1, max_length=10_000)]
    """The units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One unit that is out.

    Attributes
    ----------
    place
        Where it is [deg].
    status
        What it is doing.
    task
        Id of the place of a visit, ``break``, ``base``; empty: none that would be left.
    until
        When that ends.
    police
        Whether it may act alone: a police officer is in the crew, or the roster crews its force and the crew is not
        known.
    """

    unit: Unit
    place: LonLat
    status: Status = "free"
    task: str = ""
    until: dt.datetime | None = None
    police: bool = True


def waits(standing: Standing, at: dt.datetime) -> float:
    """Give how long a unit is bound before it can set out [s]."""
    if standing.status != "busy" or standing.until is None:
        return 0.0
    return max(0.0, seconds_between(at, standing.until))


def standings(plan: Plan, scenario: Scenario, at: dt.datetime) -> tuple[Standing, ...]:
    """Give every unit in its shift at a moment as the plan has it."""
    routes = {route.unit: route for route in plan.routes if route.path}
    police = _police(scenario)
    found = []
    for unit in plan.units:
        if unit.id in routes and unit.shift_start <= at < unit.shift_end:
            status, task, until = _doing(routes[unit.id], at)
            place = position(routes[unit.id], at)
            may = _acts_alone(unit, scenario, police)
            found.append(Standing(unit=unit, place=place, status=status, task=task, until=until, police=may))
    return tuple(found)


def _doing(route: Route, at: dt.datetime) -> tuple[Status, str, dt.datetime | None]:
    """Give what a route has its unit do at a moment, with the task and when it ends."""
    stop = next((stop for stop in route.stops if stop.arrive <= at < stop.depart), None)
    if stop is None or not _binds(stop):
        return "free", "", None
    return ("break" if stop.kind == "break" else "visit"), stop.id, stop.depart


def _binds(stop: Stop) -> bool:
    return stop.required or stop.kind in {"break", "base"}


def reported(positions: Sequence[Position], plan: Plan, scenario: Scenario, at: dt.datetime) -> tuple[Standing, ...]:
    """Give the units of live positions; their crews are those of the plan.

    Raises
    ------
    NotFound
        If a unit is neither in the plan nor in a force of the scenario, stands twice in the list, or is busy without
        an end.
    """
    known, police, seen = {unit.id: unit for unit in plan.units}, _police(scenario), set()
    found = []
    for report in positions:
        if report.unit in seen:
            raise NotFound("position_twice", unit=report.unit)
        if report.status == "busy" and report.until is None:
            raise NotFound("position_without_end", unit=report.unit)
        seen.add(report.unit)
        unit = known.get(report.unit) or _stranger(report, plan, scenario, at)
        task = report.place or ("break" if report.status == "break" else "") if report.status != "free" else ""
        found.append(
            Standing(
                unit=unit,
                place=(report.lon, report.lat),
                status=report.status,
                task=task,
                until=report.until,
                police=_acts_alone(unit, scenario, police),
            )
        )
    return tuple(found)


def _stranger(report: Position, plan: Plan, scenario: Scenario, at: dt.datetime) -> Unit:
    """Make a unit that is not in the plan; it counts as out until the plan ends."""
    force = next((force for force in scenario.forces if force.id == report.force), None)
    if force is None:
        raise NotFound("position_unknown_unit", unit=report.unit)
    mode = next(tier.mode for tier in scenario.tiers if tier.id == force.tier)
    end = max(plan.end, at + dt.timedelta(hours=1))
    return Unit(
        id=report.unit, force=force.id, tier=force.tier, mode=mode, shift_start=at, shift_end=end, base=force.base
    )


def _police(scenario: Scenario) -> Mapping[str, bool]:
    return {officer.id: officer.service == "police" for officer in scenario.officers}


def _acts_alone(unit: Unit, scenario: Scenario, police: Mapping[str, bool]) -> bool:
    """Tell whether a unit may act alone (民警): only the police may."""
    crew = [police[officer] for officer in unit.officers if officer in police]
    if crew:
        return any(crew)
    return any(force.id == unit.force and force.duty is not None for force in scenario.forces)
