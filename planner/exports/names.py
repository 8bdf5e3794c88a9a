"""What people call the codes that stand in a roster."""

from __future__ import annotations

from collections.abc import Mapping

from planner.domain.scenario import Scenario


def names_by_code(scenario: Scenario | None) -> Mapping[str, str]:
    """Give the names of shifts, duties, forces, grids and places of work by their codes; none without a scenario."""
    if scenario is None:
        return {}
    names = {point.id: point.name for point in scenario.points}
    names |= {line.id: line.name for line in scenario.lines}
    names |= {area.id: area.name for area in scenario.areas}
    names |= {force.id: force.name for force in scenario.forces}
    names |= {grid.id: grid.name for grid in scenario.grids}
    names |= {shift.code: shift.name for shift in scenario.shifts}
    names |= {duty.code: duty.name for duty in scenario.duties}
    return {code: name for code, name in names.items() if name}
