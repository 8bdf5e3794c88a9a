"""Names of what plans refer to by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
