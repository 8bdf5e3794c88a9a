"""The way of a unit that is sent somewhere, for maps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from planner.dispatch.nearest import Dispatcher
from planner.dispatch.standing import Standing
from planner.domain.noun import LonLat
from planner.errors import NotFound


def way_told(
    dispatcher: Dispatcher, standing: Standing, at: dt.datetime, to: LonLat, *, leave_ground: bool = False
) -> tuple[LonLat, ...]:
    """Give the points of the quickest way of a unit to a place, both ends included [deg].

    Where no street comes near the place, or the unit has no way along streets, the two ends alone are given.
    """
    try:
        found = dispatcher.nearest([replace(standing, police=True)], at, to, 1, leave_ground=leave_ground)
    except NotFound:
        found = ()
    along = [(lon, lat) for lon, lat, _ in found[0].path] if found else []
    points = [standing.place, *along, to]
    return (points[0], *(after for before, after in pairwise(points) if after != before))
