"""Names of what plans refer to by id, and call signs of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from planner.domain.plan import Unit
from planner.domain.scenario import Scenario


def names(scenario: Scenario) -> dict[str, str]:
    """Give the name of everything that stops, flights and shortfalls refer to by id."""
    named: Sequence[tuple[Any, ...]] = (
        scenario.grids,
        scenario.docks,
        scenario.places,
        scenario.drone_tasks,
        scenario.areas,
        scenario.lines,
        scenario.points,
    )
    names = {item.id: item.name for items in named for item in items}
    return {**{duty.code: duty.name for duty in scenario.duties}, **names}


def call_signs(units: Iterable[Unit], forces: Mapping[str, str]) -> dict[str, str]:
    """Give what people call each unit: the name of its force and a number.

    Units of one force that are out at the same time and would be called the same carry their start as well. A unit
    whose id holds no number, or whose force has no name, is called by its id.

    Parameters
    ----------
    forces
        Names of the forces by their ids.
    """
    crews: dict[str, list[tuple[Unit, str]]] = defaultdict(list)
    signs = {}
    for unit in units:
        number = _number(unit)
        signs[unit.id] = unit.id
        if number and forces.get(unit.force):
            crews[unit.force].append((unit, number))
    for force, crew in crews.items():
        plain = not any(_clash(*pair) for pair in combinations(crew, 2))
        for unit, number in crew:
            start = "" if plain else f"{unit.shift_start:%H:%M}-"
            signs[unit.id] = f"{forces[force]} {start}{number}"
    return signs


def _number(unit: Unit) -> str:
    """Give the number at the end of an id that ends with the unit's start and a number."""
    stem, _, number = unit.id.rpartition("-")
    return number if number.isdecimal() and stem.endswith(f"-{unit.shift_start:%m%d-%H%M}") else ""


def _clash(one: tuple[Unit, str], other: tuple[Unit, str]) -> bool:
    (first, number), (second, other_number) = one, other
    return number == other_number and first.shift_start < second.shift_end and second.shift_start < first.shift_end
