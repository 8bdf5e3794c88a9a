"""What people call the codes in a plan."""

from __future__ import annotations

from planner.domain.scenario import Scenario

Names = dict[str, dict[str, str]]
"""By kind (``duty``, ``shift``, ``tier``, ``force``, ``grid``, ``zone``, ``dock``, ``place``): names by their codes."""


def names_of(scenario: Scenario) -> Names:
    """Give the names that a scenario has for the codes in its plans; ``place`` holds everything that is visited."""
    work = (*scenario.points, *scenario.lines, *scenario.areas)
    names = {
        "duty": {duty.code: duty.name for duty in scenario.duties},
        "shift": {shift.code: shift.name for shift in scenario.shifts},
        "tier": {tier.id: tier.name for tier in scenario.tiers},
        "force": {force.id: force.name for force in scenario.forces},
        "grid": {grid.id: grid.name for grid in scenario.grids},
        "zone": {zone.id: zone.name for zone in scenario.zones},
        "dock": {dock.id: dock.name for dock in scenario.docks},
        "place": {item.id: item.name for item in work} | {task.id: task.name for task in scenario.drone_tasks},
    }
    return {kind: {code: name for code, name in known.items() if name} for kind, known in names.items()}
