"""What people call the codes in a plan."""

from __future__ import annotations

from planner.domain.scenario import Scenario

Names = dict[str, dict[str, str]]
"""By kind (``duty``, ``shift``, ``tier``, ``force``, ``grid``, ``zone``, ``dock``, ``place``): names by their codes."""


def names_of(scenario: Scenario) -> Names:
    """Give the names that a scenario has for the codes in its plans; ``place`` holds everything that is visited."""
    visited = (*scenario.points, *scenario.lines, *scenario.areas, *scenario.drone_tasks)
    names = {
        "duty": {duty.code: duty.name for duty in scenario.duties},
        "shift": {shift.code: shift.name for shift in scenario.shifts},
        "tier": {tier.id: tier.name for tier in scenario.tiers},
        "force": {force.id: force.name for force in scenario.forces},
        "grid": {grid.id: grid.name for grid in scenario.grids},
        "zone": {zone.id: zone.name for zone in scenario.zones},
        "dock": {dock.id: dock.name for dock in scenario.docks},
        "place": {place.id: place.name for place in visited},
    }
    return {kind: {code: name for code, name in known.items() if name} for kind, known in names.items()}
