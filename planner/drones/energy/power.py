"""Power by airspeed, as a part of the power at which the usable endurance is met.

The maker's endurance is met at the speed of least power. Slower and faster flight costs more, in the shape of the
rotary-wing model of Zeng, Xu and Zhang ("Energy Minimization for Wireless Communication With Rotary-Wing UAV", IEEE
Transactions on Wireless Communications 18(4), 2019, with the constants of its numerical example); towards hover that
shape is scaled so that hovering takes what the maker's hovering time says. Climbing adds the induced power of axial
climb by momentum theory (Leishman, Principles of Helicopter Aerodynamics, 2nd ed., section 2.13); descending counts as
hovering, although it takes a little less.
"""

from __future__ import annotations

import numpy as np

from planner.domain.drone_model import DroneModel
from planner.drones.energy.wind import Winds
from planner.drones.problem import Floats

BLADE_W, INDUCED_W = 79.86, 88.63
"""Blade profile and induced power in hover [W]."""
TIP_MPS, INDUCED_MPS = 120.0, 4.03
"""Speed of the blade tips, and induced velocity in hover [m/s]."""
DRAG_WS3_M3 = 0.5 * 0.6 * 1.225 * 0.05 * 0.503
"""Half of drag ratio x air density x solidity x disc area [W s3/m3]."""
BEST_MPS = 10.21
"""Airspeed of least power in that shape [m/s]."""
HOVER_SHARE = 0.88
"""Hovering time of a model that states none, as a part of its endurance: Matrice 3D 44 of 50 min, 4D 47 of 54 min."""


def _shape_w(speed: Floats) -> Floats:
    ratio = speed**2 / (2.0 * INDUCED_MPS**2)
    blade = BLADE_W * (1.0 + 3.0 * (speed / TIP_MPS) ** 2)
    induced = INDUCED_W * np.sqrt(np.sqrt(1.0 + ratio**2) - ratio)
    return np.asarray(blade + induced + DRAG_WS3_M3 * speed**3, float)


BEST_W, HOVER_W = float(_shape_w(np.array(BEST_MPS))), BLADE_W + INDUCED_W
"""Least power and power of hovering in that shape [W]."""


def level_share(airspeed_mps: Floats | float, model: DroneModel) -> Floats:
    """Give the power of level flight, 1 at its least, in the shape of the input."""
    speed = np.asarray(airspeed_mps, float)
    excess = _shape_w(speed) / BEST_W - 1.0
    slow = excess * (hover_share(model) - 1.0) / (HOVER_W / BEST_W - 1.0)
    return np.asarray(1.0 + np.maximum(np.where(speed < BEST_MPS, slow, excess), 0.0), float)


def hover_share(model: DroneModel) -> float:
    """Give the power of hovering in calm air; at least 1."""
    hover_min = HOVER_SHARE * model.endurance_min if model.hover_min is None else model.hover_min
    return max(1.0, model.endurance_min / hover_min)


def still_share(model: DroneModel, winds: Winds) -> float:
    """Give the power of holding a place in the worst of some winds: never less than hovering in calm air."""
    return max(hover_share(model), float(level_share(np.array([wind.speed_mps for wind in winds]), model).max()))


def climb_share(model: DroneModel) -> float:
    """Give the power of climbing at the model's speed."""
    climb = model.climb_mps / INDUCED_MPS / 2.0
    induced = INDUCED_W * (climb + np.sqrt(climb**2 + 1.0))
    return hover_share(model) * float((BLADE_W + induced) / HOVER_W)


def pct_per_s(model: DroneModel) -> float:
    """Give the charge that flight of least power takes [% per s]."""
    return 100.0 / (model.usable_share * model.endurance_min * 60.0)
