"""One dock through the day: when its drone is away, and what its battery holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.drones.energy import charged
from planner.drones.problem import DockSite

EPSILON = 1e-6
"""Against rounding."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight of one dock.

    Attributes
    ----------
    depart_s, air_s
        Departure and time in the air [s].
    used_pct, needed_pct
        Charge that it takes, and without which it does not take off [%].
    """

    depart_s: float
    air_s: float
    used_pct: float
    needed_pct: float = 0.0


def charges(dock: DockSite, legs: Iterable[Leg]) -> Iterator[tuple[float, float, float]]:
    """Carry the charge through flights in the order of departure.

    Yields
    ------
    For every flight the time at which the drone was ready for it [s] and the charge before and after it [%].
    """
    model = dock.model
    ready_s, charge = dock.ready_s, dock.ready_pct
    for leg in legs:
        before = charged(charge, leg.depart_s - ready_s, model)
        charge = before - leg.used_pct
        yield ready_s, before, charge
        ready_s = leg.depart_s + leg.air_s + model.overhead_min * 60.0


def stands(dock: DockSite, legs: list[Leg]) -> bool:
    """Tell whether a dock can fly all its flights: ready and charged for each, and never landing too low."""
    states = charges(dock, legs)
    return all(
        leg.depart_s >= ready_s - EPSILON
        and before >= leg.needed_pct - EPSILON
        and after >= dock.model.lowest_pct - EPSILON
        for leg, (ready_s, before, after) in zip(legs, states, strict=True)
    )
