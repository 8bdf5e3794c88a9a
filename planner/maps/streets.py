"""Streets as a page draws them: whole lines by class and name, simplified to what the scale shows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from planner.domain.street import ROAD_CLASSES, Streets
from planner.geo import Frame
from planner.maps import encode

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLERANCE_M = 2.0
"""Farthest that a drawn line leaves the street [m]: 2 pixels at the closest zoom that a page opens with."""
MOST_POINTS = 60_000
"""Points that a page carries before it leaves out the least classes, last of `ROAD_CLASSES` first."""

Lines = list["NDArray[np.float64]"]


class StreetData(TypedDict):
    """Streets on a page.

    Attributes
    ----------
    classes
        One row a class: its name, street names as indices into `names`, and lines in the same order.
    left_out
        Classes that the page has no room for.
    """

    names: list[str]
    classes: list[tuple[str, list[int], list[list[int]]]]
    left_out: list[str]


def street_data(streets: Streets, frame: Frame) -> StreetData:
    """Merge both directions and all pieces of a street, and simplify it by Douglas and Peucker within 2 m."""
    merged: dict[str, list[tuple[int, NDArray[np.float64]]]] = defaultdict(list)
    for (road_class, name), lines in sorted(_pieces(streets).items()):
        merged[ROAD_CLASSES[road_class]] += [(name, line) for line in _simplified(lines, frame)]
    drawn, left_out = _within_budget(merged)
    return {
        "names": list(streets.names),
        "classes": [
            (
                road_class,
                [name for name, _ in merged[road_class]],
                [encode.line(line, frame.centre) for _, line in merged[road_class]],
            )
            for road_class in drawn
        ],
        "left_out": left_out,
    }


def _pieces(streets: Streets) -> dict[tuple[int, int], Lines]:
    """Gather the edges by class and name, two directions of one street once."""
    pieces: dict[tuple[int, int], Lines] = defaultdict(list)
    seen = set()
    for edge in range(streets.edges):
        shape = streets.shape(edge)
        ends = sorted((int(streets.edge_source[edge]), int(streets.edge_target[edge])))
        key = (*ends, len(shape), round(float(shape.sum()), 6))
        if key not in seen:
            seen.add(key)
            pieces[int(streets.edge_class[edge]), int(streets.edge_name[edge])].append(shape)
    return pieces


def _simplified(lines: Lines, frame: Frame) -> Lines:
    import shapely

    merged = shapely.line_merge(shapely.MultiLineString([frame.line(line) for line in lines]))
    parts = shapely.get_parts(shapely.simplify(merged, TOLERANCE_M))
    return [frame.lonlat(shapely.get_coordinates(part)) for part in parts if not part.is_empty]


def _within_budget(merged: dict[str, list[tuple[int, NDArray[np.float64]]]]) -> tuple[list[str], list[str]]:
    """Split the classes into drawn and left out, so that the drawn ones have at most `MOST_POINTS` points."""
    drawn: list[str] = []
    left_out: list[str] = []
    points = 0
    for road_class in (road_class for road_class in ROAD_CLASSES if road_class in merged):
        points += sum(len(line) for _, line in merged[road_class])
        (drawn if points <= MOST_POINTS else left_out).append(road_class)
    return drawn, left_out
