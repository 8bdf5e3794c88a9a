"""Crews of units that are routed already: whoever stays keeps their unit, and newcomers take the seats left."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.force import Force
from planner.domain.plan import Assignment, Unit
from planner.domain.scenario import Scenario
from planner.rosters.crew_mix import Mix

Key = tuple[str, dt.datetime, dt.datetime]
"""Duty, start and end in UTC of those who go out together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recrewed:
    """Units after a change of the roster.

    Attributes
    ----------
    units
        Units that still go out, in their order.
    roster
        The rows with their units.
    lost
        Ids of units that are left without a crew.
    """

    units: tuple[Unit, ...]
    roster: tuple[Assignment, ...]
    lost: tuple[str, ...]


def recrew(scenario: Scenario, units: Sequence[Unit], roster: Sequence[Assignment]) -> Recrewed:
    """Crew the units of a plan again from a changed roster.

    Only shifts whose officers are not the same are crewed again. No unit is added, since it would have no route:
    officers beyond the crews join one, and those of a shift without units stay at their post.
    """
    forces = {force.id: force for force in scenario.forces}
    duties = {duty.code: duty for duty in scenario.duties}
    out: dict[Key, list[Unit]] = defaultdict(list)
    for unit in units:
        duty = forces[unit.force].duty
        if duty is not None:
            out[duty, _utc(unit.shift_start), _utc(unit.shift_end)].append(unit)
    there: dict[Key, list[str]] = defaultdict(list)
    for row in roster:
        there[_key(row)].append(row.officer)
    crew_of: dict[str, tuple[str, ...]] = {unit.id: unit.officers for unit in units}
    for key, group in out.items():
        if {name for unit in group for name in unit.officers} != set(there[key]):
            crew_of.update(_crewed(group, there[key], forces, Mix(scenario, duties[key[0]])))
    own = {id(unit) for group in out.values() for unit in group}
    kept = [unit for unit in units if id(unit) not in own or crew_of[unit.id]]
    kept = [unit.model_copy(update={"officers": crew_of[unit.id]}) for unit in kept]
    seats = {(name, *key): unit.id for key, group in out.items() for unit in group for name in crew_of[unit.id]}
    return Recrewed(
        units=tuple(kept),
        roster=tuple(_seated(row, seats.get((row.officer, *_key(row))), key=_key(row), out=out) for row in roster),
        lost=tuple(unit.id for unit in units if id(unit) in own and not crew_of[unit.id]),
    )


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)


def _key(row: Assignment) -> Key:
    return row.duty, _utc(row.start), _utc(row.end)


def _seated(row: Assignment, unit: str | None, *, key: Key, out: dict[Key, list[Unit]]) -> Assignment:
    if unit == row.unit or (unit is None and key not in out):
        return row
    return row.model_copy(update={"unit": unit, "post": None if unit or row.grid else row.duty})


def _crewed(
    group: Sequence[Unit], officers: Sequence[str], forces: dict[str, Force], mix: Mix
) -> dict[str, tuple[str, ...]]:
    """Give the crews of one shift, empty for units that stay in."""
    crews = {unit.id: [name for name in unit.officers if name in officers] for unit in group}
    sizes = {unit.id: forces[unit.force].crew_size for unit in group}
    seated = {name for crew in crews.values() for name in crew}
    waiting = sorted(set(officers) - seated)
    going = list(crews)
    while going:
        for name in waiting:
            crews[min(going, key=lambda unit: len(crews[unit]) - sizes[unit])].append(name)
        short = [unit for unit in going if len(crews[unit]) < sizes[unit]]
        if not short:
            break
        last = min(reversed(short), key=lambda unit: len(crews[unit]))
        going.remove(last)
        waiting, crews[last] = crews[last], []
    if not all(mix.is_met(crews[unit]) for unit in going):
        dealt = mix.deal(sorted(name for unit in going for name in crews[unit]), [len(crews[unit]) for unit in going])
        crews.update({unit: list(crew) for unit, crew in zip(going, dealt, strict=True)})
    return {unit: tuple(crew) for unit, crew in crews.items()}
