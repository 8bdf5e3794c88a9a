"""Places that are put by hand, as a station writes them."""

from __future__ import annotations

from generator.ground import XY, Edge
from generator.streets import City

InBlock = tuple[str, float, float]
"""Superblock with u from the west and v from the north, 0..1; the nearest junction for cars counts."""
OnAvenue = tuple[Edge, float]
"""Stretch of avenue and the share of its length."""
Spot = InBlock | OnAvenue


def where(city: City, spot: Spot) -> XY:
    """Give the place of a spot [m]."""
    if len(spot) == 2:
        return city.on(*spot)
    return city.near(*spot)
