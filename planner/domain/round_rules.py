"""How the rounds (轮次) of a day are laid out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.drone_model import Positive
from planner.domain.noun import Identifier, Noun, Window


class RoundRules(Noun):
    """How the day's rounds (轮次) are laid out."""

    rounds_per_day: Annotated[int, Field(ge=1, le=720)] = 72
    """Departures in a day."""
    headway_min: Positive | None = None
    """Time between departures [min]; the day divided by the rounds by default (20 min for 72)."""
    tolerance_min: Annotated[float, Field(ge=0)] = 3.0
    """How far a departure may move from its place in the timetable [min]."""
    height_m: Positive = 80.0
    """Flight height above ground [m]."""
    layers_m: tuple[Positive, ...] = ()
    """Flight heights above ground, one for the drones of each dock in turn [m]; none: `height_m` for all.

    They rise by at least `separation_height_m` from one to the next, and none lies below `height_m`, for which the
    swath is told.
    """
    ceiling_m: Positive = 120.0
    """Highest flight allowed above ground [m]; 120 m is the ceiling of China's 2024 regulation for small drones."""
    margin_m: Annotated[float, Field(ge=0)] = 10.0
    """Distance kept from closed zones [m]."""
    round_min: Positive = 18.0
    """Longest round from take-off to landing [min]."""
    shortest_round_min: Annotated[float, Field(ge=0)] = 0.0
    """Shortest round that counts as one [min]; a shorter flight stays over its last place for the rest."""
    uninterrupted: bool = False
    """Whether always one drone is in the air: each round takes off before the one before it lands.

    Rounds are then at least the headway and the hand-over long.
    """
    handover_min: Annotated[float, Field(ge=0)] = 1.0
    """How long two drones are in the air together at a hand-over [min]."""
    night: Window | None = None
    """When areas are seen with the thermal camera; none: never."""
    quiet: tuple[Window, ...] = ()
    """Hours in which no round departs, because of the noise."""
    separation_m: Annotated[float, Field(ge=0)] = 50.0
    """Least distance over ground between two drones in the air, away from their docks [m]."""
    separation_height_m: Positive = 15.0
    """Difference of height from which on two drones may pass each other at any distance [m]."""
    operators: Annotated[int, Field(ge=0)] | None = None
    """Drone operators on duty at any time; none: nobody counts them."""
    operator_duty: Identifier | None = None
    """Code of the duty (无人机飞手) whose officers watch the drones, within the hours of their shifts."""
    drones_per_operator: Annotated[int, Field(ge=1)] = 3
    """Drones in the air that one operator watches."""

    @property
    def heights_m(self) -> tuple[float, ...]:
        """Heights above ground in which drones fly, from low to high [m]."""
        return self.layers_m or (self.height_m,)
