"""How batteries and aircraft age: full charges against the quota, sorties against the service."""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.domain.drone_model import DroneModel


def cycles(used_pct: Iterable[float]) -> float:
    """Count equivalent full charges: the charge that flights used, in whole batteries."""
    return math.fsum(used_pct) / 100.0


def days_to_quota(model: DroneModel, cycles_flown: float, cycles_per_day: float) -> float:
    """Give the days until the battery has its quota of full charges behind it [days]; inf if it is not used.

    Parameters
    ----------
    model
        The aircraft.
    cycles_flown
        Full charges that it has behind it.
    cycles_per_day
        Full charges of a day like the planned one.
    """
    left = max(0.0, model.cycles_quota - cycles_flown)
    return left / cycles_per_day if cycles_per_day > 0 else math.inf


def sorties_to_service(model: DroneModel, sorties_flown: int) -> int | None:
    """Count the sorties until the maker asks for a service, 0 when it is due; None if no figure is known."""
    return None if model.service_sorties is None else max(0, model.service_sorties - sorties_flown)


def days_to_service(model: DroneModel, sorties_flown: int, sorties_per_day: float) -> float | None:
    """Give the days until the service [days]; None if no figure is known, inf if it does not fly."""
    left = sorties_to_service(model, sorties_flown)
    if left is None:
        return None
    return left / sorties_per_day if sorties_per_day > 0 else math.inf
