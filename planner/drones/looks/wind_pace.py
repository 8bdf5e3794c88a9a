"""What the wind does to the time of legs, for lanes that lie where it takes least."""

from __future__ import annotations

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.coverage.leg_time import SLOWEST, Slowness
from planner.drones.energy import Winds
from planner.drones.energy.wind import speeds
from planner.drones.problem import Floats

HEADINGS = np.radians(np.arange(0.0, 360.0, 5.0))


def slowness(model: DroneModel, winds: Winds) -> Slowness | None:
    """Give how many times as long as in calm air legs take, by the wind triangle; None where no heading is slowed.

    Parameters
    ----------
    model
        The aircraft.
    winds
        The winds in which it may have to be flown; the least favourable counts on every leg.
    """

    def slower(legs: Floats) -> Floats:
        ground, _ = speeds(legs, model, winds)
        return model.cruise_mps / np.maximum(ground, model.cruise_mps / SLOWEST)

    ahead = np.column_stack([np.cos(HEADINGS), np.sin(HEADINGS)])
    return slower if (slower(ahead) > 1.0 + 1e-9).any() else None
