"""What a dock does for a battery: charge it, slower above the taper, or swap it."""

from __future__ import annotations

import math

from planner.domain.drone_model import DroneModel


def charged(from_pct: float, seconds: float, model: DroneModel) -> float:
    """Give the charge after a time in the dock [%].

    Parameters
    ----------
    from_pct
        Charge at the beginning [%].
    seconds
        Time of charging, without the overhead of a round [s]; a negative one counts as none.
    model
        The aircraft with its dock.

    Notes
    -----
    The charge rises evenly up to `taper_pct`, at `taper_share` of that rate above it, and stops at `start_pct`. A dock
    that swaps batteries leaves the charge as it is until the swap is done; then the battery holds `start_pct`.
    """
    if from_pct >= model.start_pct or seconds <= 0:
        return min(from_pct, model.start_pct)
    if model.swap_min is not None:
        return model.start_pct if seconds >= model.swap_min * 60.0 else from_pct
    fast = model.charge_pct_per_min / 60.0
    slow = fast * model.taper_share
    bend_s = max(0.0, model.taper_pct - from_pct) / fast
    bend_pct = from_pct + fast * min(seconds, bend_s)
    return min(model.start_pct, bend_pct + slow * max(0.0, seconds - bend_s))


def seconds_to(from_pct: float, to_pct: float, model: DroneModel) -> float:
    """Give the time in the dock until a charge is reached [s]; inf if the dock never fills it so far."""
    if to_pct <= from_pct:
        return 0.0
    if to_pct > model.start_pct + 1e-9:
        return math.inf
    if model.swap_min is not None:
        return model.swap_min * 60.0
    fast = model.charge_pct_per_min / 60.0
    below = max(0.0, min(to_pct, model.taper_pct) - from_pct)
    above = max(0.0, to_pct - max(from_pct, model.taper_pct))
    return below / fast + above / (fast * model.taper_share)
