"""Who goes out together: the officers of a shift as crews, and the units of forces that keep their own shifts."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.clock import instant, openings
from planner.domain.force import Force
from planner.domain.plan import Assignment, Fix, Unit, Unmet
from planner.domain.scenario import Scenario
from planner.rosters.crew_mix import Mix

Moment = dt.datetime
"""In UTC: datetimes of one zone compare by their clocks, which lie when daylight saving ends."""

LONGEST_STEM = 60
"""Part of a force's id that is kept in the ids of its units [characters]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewPart:
    """What crewing adds to a plan.

    Attributes
    ----------
    units
        Every unit of the planning days, by start.
    roster
        The whole roster, with the unit of every officer who goes out in one.
    unmet
        Shifts on which officers find no unit or too few others.
    """

    units: tuple[Unit, ...]
    roster: tuple[Assignment, ...]
    unmet: tuple[Unmet, ...]


class _Yard:
    """Units as they go out: how many of a force are out, and what they are called."""

    def __init__(self, scenario: Scenario) -> None:
        self.modes = {tier.id: tier.mode for tier in scenario.tiers}
        self.units: list[Unit] = []
        self._numbers: Counter[str] = Counter()

    def free(self, force: Force, start: dt.datetime) -> int:
        """Count the units that may still go out; all others that are out have started by then."""
        out = sum(unit.force == force.id and _utc(unit.shift_end) > _utc(start) for unit in self.units)
        return force.units - out

    def send(self, force: Force, start: dt.datetime, end: dt.datetime, officers: tuple[str, ...]) -> Unit:
        """Let one more unit go out."""
        stem = f"{force.id[:LONGEST_STEM]}-{start:%m%d-%H%M}"
        self._numbers[stem] += 1
        unit = Unit(
            id=f"{stem}-{self._numbers[stem]}",
            force=force.id,
            tier=force.tier,
            mode=self.modes[force.tier],
            officers=officers,
            shift_start=start,
            shift_end=end,
            base=force.base,
        )
        self.units.append(unit)
        return unit


def crews(scenario: Scenario, roster: tuple[Assignment, ...], start: dt.date, days: int) -> CrewPart:
    """Crew the units of the planning days `start` to `start + days - 1`.

    The officers of a shift of a force's duty go out in crews of its `crew_size`, the police and the skills that a crew
    needs in each; those left over join a crew, and so do those for whom no unit is free. Each part of a split shift has
    units of its own. Where forces share a duty the one with most units free goes first. A force without
    a duty sends all its units in each of its own shifts, without officers. Never more than a force's `units` are out
    at one time.
    """
    zone = ZoneInfo(scenario.station.timezone)
    begins = _utc(instant(start, scenario.day_start_min, zone))
    ends = _utc(instant(start + dt.timedelta(days), scenario.day_start_min, zone))
    yard = _Yard(scenario)
    forces: dict[str, list[Force]] = defaultdict(list)
    for force in scenario.forces:
        if force.duty is not None:
            forces[force.duty].append(force)
    squads = {officer.id: (officer.squad, officer.id) for officer in scenario.officers}
    mixes = {duty.code: Mix(scenario, duty) for duty in scenario.duties}
    shifts: dict[tuple[Moment, Moment, str, str], list[Assignment]] = defaultdict(list)
    for row in roster:
        if row.duty in forces and begins <= _utc(row.start) < ends:
            shifts[_utc(row.start), _utc(row.end), row.duty, row.shift].append(row)
    unit_of: dict[tuple[str, Moment], str] = {}
    unmet = []
    for (opens, _, duty, _), rows in sorted(shifts.items(), key=lambda item: item[0]):
        rows.sort(key=lambda row: squads[row.officer])
        out, fault = _crew_shift(yard, forces[duty], rows, mixes[duty])
        unit_of.update({(officer, opens): unit.id for unit in out for officer in unit.officers})
        unmet += [fault] if fault else []
    _send_own_shifts(scenario, yard, begins, ends, zone)
    return CrewPart(
        units=tuple(sorted(yard.units, key=lambda unit: (_utc(unit.shift_start), unit.id))),
        roster=tuple(_with_unit(row, unit_of.get((row.officer, _utc(row.start)))) for row in roster),
        unmet=tuple(unmet),
    )


def _utc(moment: dt.datetime) -> Moment:
    return moment.astimezone(dt.UTC)


def _with_unit(row: Assignment, unit: str | None) -> Assignment:
    return row.model_copy(update={"unit": unit, "post": None}) if unit else row


def _crew_shift(yard: _Yard, forces: list[Force], rows: list[Assignment], mix: Mix) -> tuple[list[Unit], Unmet | None]:
    """Split the officers of one shift into crews; they stay in order, so that a squad stays together."""
    start, end = rows[0].start, rows[0].end
    officers = [row.officer for row in rows]
    sizes: list[tuple[Force, int]] = []
    left = len(officers)
    free = {force.id: yard.free(force, start) for force in forces}
    while fitting := [force for force in forces if free[force.id] > 0 and force.crew_size <= left]:
        force = max(fitting, key=lambda force: free[force.id])
        sizes.append((force, force.crew_size))
        free[force.id] -= 1
        left -= force.crew_size
    if not sizes:
        return [], _nobody_goes_out(forces, free, start, left)
    seats = [size + left // len(sizes) + (number < left % len(sizes)) for number, (_, size) in enumerate(sizes)]
    dealt = mix.deal(officers, seats)
    return [yard.send(force, start, end, crew) for (force, _), crew in zip(sizes, dealt, strict=True)], None


def _nobody_goes_out(forces: list[Force], free: dict[str, int], start: dt.datetime, count: int) -> Unmet:
    """Say why the officers of a shift make no crew: too few of them, or every unit is out."""
    able = [force for force in forces if free[force.id] > 0]
    force = min(able or forces, key=lambda force: force.crew_size)
    params: dict[str, str | int | float | bool | None] = {
        "count": count,
        "needed": force.crew_size,
        "duty": force.duty,
        "force": force.id,
    }
    if able:
        fix = Fix(code="add_officers", params={"count": force.crew_size - count, "duty": force.duty})
        return Unmet(kind="crew", id=force.id, when=start, reason="crew_incomplete", fix=fix, params=params)
    fix = Fix(code="add_units", params={"count": max(1, count // force.crew_size), "force": force.id})
    return Unmet(kind="crew", id=force.id, when=start, reason="no_unit_free", fix=fix, params=params)


def _send_own_shifts(scenario: Scenario, yard: _Yard, begins: dt.datetime, ends: dt.datetime, zone: ZoneInfo) -> None:
    """Send the units of every force that no duty crews, in each of its shifts that starts in the span."""
    first = begins.date() - dt.timedelta(2)
    dates = [first + dt.timedelta(day) for day in range((ends.date() - first).days + 1)]
    for force in scenario.forces:
        if force.duty is None:
            spans = [span for date in dates for span in openings(force.shifts, date, zone)]
            for opens, closes in sorted(spans, key=lambda span: (_utc(span[0]), _utc(span[1]))):
                if begins <= _utc(opens) < ends:
                    for _ in range(yard.free(force, opens)):
                        yard.send(force, opens, closes, ())
