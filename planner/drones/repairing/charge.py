"""A battery through its time in the dock."""

from __future__ import annotations

import math

from planner.drones.energy import charged, seconds_to
from planner.drones.problem import DockSite

EPSILON_PCT = 1e-6
"""Against rounding [%]."""


def charge_at(dock: DockSite, free_s: float, pct: float, at_s: float) -> float:
    """Give the charge at a moment of a battery that is served since `free_s` and held `pct` then [%]."""
    return max(pct, charged(pct, at_s - free_s, dock.model)) if at_s > free_s else pct


def charged_by(dock: DockSite, free_s: float, pct: float, wanted_pct: float) -> float:
    """Give the moment from which such a battery holds a charge [s]; infinite if it never does."""
    if pct >= wanted_pct - EPSILON_PCT:
        return free_s
    wait_s = seconds_to(pct, wanted_pct, dock.model)
    return free_s + wait_s if math.isfinite(wait_s) else math.inf


def free_after(dock: DockSite, landing_s: float) -> float:
    """Give when a drone that lands is served, so that its battery charges and it may start again [s]."""
    return landing_s + dock.model.overhead_min * 60.0
