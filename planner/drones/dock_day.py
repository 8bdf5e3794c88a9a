"""One dock through the day: when its drone is away, and what its battery holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.drones.energy import used_pct
from planner.drones.problem import DockSite

EPSILON = 1e-6
"""Against rounding."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A flight of one dock: departure and time in the air [s]."""

    depart_s: float
    air_s: float


def charges(dock: DockSite, legs: Iterable[Leg]) -> Iterator[tuple[float, float, float]]:
    """Carry the charge through flights in the order of departure.

    Yields
    ------
    For every flight the time at which the drone was ready for it [s] and the charge before and after it [%].
    """
    model = dock.model
    ready_s, charge = dock.ready_s, dock.ready_pct
    for leg in legs:
        before = min(model.start_pct, charge + max(0.0, leg.depart_s - ready_s) * model.charge_pct_per_min / 60.0)
        charge = before - used_pct(dock, leg.air_s)
        yield ready_s, before, charge
        ready_s = leg.depart_s + leg.air_s + model.overhead_min * 60.0


def stands(dock: DockSite, legs: list[Leg]) -> bool:
    """Tell whether a dock can fly all its flights: ready for each, and never landing too low."""
    states = charges(dock, legs)
    return all(
        leg.depart_s >= ready_s - EPSILON and after >= dock.model.lowest_pct - EPSILON
        for leg, (ready_s, _, after) in zip(legs, states, strict=True)
    )
