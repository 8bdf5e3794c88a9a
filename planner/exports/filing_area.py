"""The ground that a day's rounds fly over, as the few corners that an application states."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.domain.plan import Flight

ROUGH_M = 20.0
"""How far the area may reach beyond the ways for the sake of fewer corners [m]."""
CORNER_DECIMALS = 5
"""Decimals of its corners: about a metre."""


def area_of(flights: Iterable[Flight], margin_m: float) -> tuple[tuple[tuple[float, float], ...], float]:
    """Give the corners of a convex area around all ways [deg], the first not repeated, and its size [km2].

    Parameters
    ----------
    margin_m
        Distance between the ways and the border [m], at least.
    """
    import shapely

    from planner.geo import Frame

    lonlat = [point[:2] for flight in flights for point in flight.path]
    frame = Frame(lonlat[0])
    hull = shapely.convex_hull(shapely.MultiPoint(frame.metres(lonlat)))
    area = hull.simplify(ROUGH_M).buffer(ROUGH_M + margin_m, join_style="mitre", cap_style="square")
    ring = frame.lonlat(shapely.get_coordinates(shapely.convex_hull(area)))
    corners = tuple((round(float(lon), CORNER_DECIMALS), round(float(lat), CORNER_DECIMALS)) for lon, lat in ring[:-1])
    return corners, float(area.area) / 1e6
