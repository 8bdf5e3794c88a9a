"""Streets flown along on both sides, so that the fronts of the houses on either side are seen."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely import LineString

from planner.drones.airspace.space import Airspace
from planner.drones.problem import Floats

OFFSET_SHARE = 0.25
"""Distance of either line from the middle of the street, as a part of the swath: both see the street itself."""


def sides(
    street: LineString, swath_m: float, shortest_m: float, airspace: Airspace, reach: shapely.Polygon
) -> list[Floats]:
    """Give the paths along both sides of a street.

    Parameters
    ----------
    street
        Its middle [m].
    swath_m
        Width seen [m].
    shortest_m
        Pieces shorter than this are left out [m].
    airspace
        Where a drone may be.
    reach
        Ground that the dock's drone reaches.

    Returns
    -------
    list of (k, 2)
        One path up one side and down the other if both sides are open, each piece of a side on its own if not [m].
    """
    there, back = (
        [piece for piece in _open_pieces(line, airspace, reach) if piece.length >= shortest_m]
        for line in _lines(street, swath_m * OFFSET_SHARE)
    )
    if len(there) == 1 and len(back) == 1:
        up, down = shapely.get_coordinates(there[0]), shapely.get_coordinates(back[0])[::-1]
        across = airspace.way(up[-1], down[0])
        if across is not None:
            whole = np.vstack([up, across[1:-1], down])
            if bool(shapely.covers(reach, shapely.linestrings(whole))):
                return [whole]
    return [shapely.get_coordinates(piece) for piece in (*there, *back)]


def _lines(street: LineString, offset_m: float) -> Iterator[shapely.Geometry]:
    """Give the left and the right side, both in the street's direction [m]."""
    for offset in (offset_m, -offset_m):
        yield shapely.offset_curve(street, offset, quad_segs=4, join_style="round")


def _open_pieces(line: shapely.Geometry, airspace: Airspace, reach: shapely.Polygon) -> Iterator[LineString]:
    """Give the pieces of a line that may be flown."""
    for part in shapely.get_parts(airspace.open_part(shapely.intersection(line, reach))):
        if isinstance(part, LineString) and not part.is_empty:
            yield part
