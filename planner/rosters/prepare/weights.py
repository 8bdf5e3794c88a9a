"""What one unit of each layer costs: one sum is minimised, in which each layer is worth many of the next.

The prices are the weights of one objective, so that a solver needs one search and not one for each layer. The dearest
is 24,000 times the cheapest: linear programmes that work to a relative accuracy of 1e-6 still see the smallest.
"""

from __future__ import annotations

from typing import NamedTuple

from planner.rosters.problem import LAYERS

HOUR_S = 3600


class Price(NamedTuple):
    """Price of a layer: of an officer-hour, or of one piece (a point, a wish, a changed cell, a kind of shift)."""

    price: int
    by_hour: bool


PRICES = {
    "short": Price(24_000, by_hour=True),
    "soft": Price(2_000, by_hour=False),
    "under": Price(600, by_hour=True),
    "hours": Price(60, by_hour=True),
    "unfair": Price(10, by_hour=False),
    "requests": Price(5, by_hour=False),
    "change": Price(2, by_hour=False),
    "kinds": Price(1, by_hour=False),
}
"""An officer-hour below the minimum is worth 12 points of soft rules or 40 officer-hours wanted, an officer-hour
wanted ten hours of duty (a shift is worked when a tenth of it is wanted), and an hour of duty 6 points of unfairness.
Prices by the hour are multiples of 60, exact for every unit of whole minutes."""


def weights(unit_s: int) -> tuple[int, ...]:
    """Give the price of one unit of each layer, for layers by the hour that of an officer in a span of `unit_s`."""
    return tuple(
        max(1, round(PRICES[layer].price * unit_s / HOUR_S)) if PRICES[layer].by_hour else PRICES[layer].price
        for layer in LAYERS
    )
