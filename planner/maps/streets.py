"""Streets as a page draws them: whole lines by class and name, simplified to what the scale shows."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypedDict

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

Runs = list[int]
"""Marks along a line: mark, how many of its pieces have it, mark, pieces, ...; a line of one mark has that alone."""


class _Line(NamedTuple):
    """A line with its marks: of every piece between two points, or, when it is drawn, as runs."""

    points: NDArray[np.float64]
    marks: Runs


Lines = list[_Line]


class StreetData(TypedDict):
    """Streets on a page.

    Attributes
    ----------
    classes
        One row a class: its name, street names as indices into `names`, and lines in the same order.
    left_out
        Classes that the page has no room for.
    marks
        One row a class: the marks of each of its lines as runs; empty for streets without marks.
    """

    names: list[str]
    classes: list[tuple[str, list[int], list[list[int]]]]
    marks: list[list[Runs]]
    left_out: list[str]


def street_data(streets: Streets, frame: Frame, marks: NDArray[np.int64] | None = None) -> StreetData:
    """Merge both directions and all pieces of a street, and simplify it by Douglas and Peucker within 2 m.

    Parameters
    ----------
    marks
        (edges,) whole numbers, alike in both directions; where they change along a line, its point is kept.
    """
    merged: dict[str, list[tuple[int, _Line]]] = defaultdict(list)
    for (road_class, name), lines in sorted(_pieces(streets, marks).items()):
        merged[ROAD_CLASSES[road_class]] += [(name, line) for line in _simplified(lines, frame)]
    drawn, left_out = _within_budget(merged)
    return {
        "names": list(streets.names),
        "classes": [
            (
                road_class,
                [name for name, _ in merged[road_class]],
                [encode.line(line.points, frame.centre) for _, line in merged[road_class]],
            )
            for road_class in drawn
        ],
        "left_out": left_out,
        "marks": [] if marks is None else [[line.marks for _, line in merged[road_class]] for road_class in drawn],
    }


def _pieces(streets: Streets, marks: NDArray[np.int64] | None) -> dict[tuple[int, int], Lines]:
    """Gather the edges by class and name, two directions of one street once."""
    pieces: dict[tuple[int, int], Lines] = defaultdict(list)
    seen = set()
    for edge in range(streets.edges):
        shape = streets.shape(edge)
        ends = sorted((int(streets.edge_source[edge]), int(streets.edge_target[edge])))
        key = (*ends, len(shape), round(float(shape.sum()), 6))
        if key not in seen:
            seen.add(key)
            mark = 0 if marks is None else int(marks[edge])
            pieces[int(streets.edge_class[edge]), int(streets.edge_name[edge])].append(
                _Line(shape, [mark] * (len(shape) - 1))
            )
    return pieces


def _simplified(lines: Lines, frame: Frame) -> Lines:
    """Join lines end to end, and leave out the points that a stretch of one mark can do without."""
    import shapely

    drawn = [frame.line(line.points) for line in lines]
    merged = shapely.line_merge(shapely.MultiLineString(drawn))
    parts = [part for part in shapely.get_parts(merged) if not part.is_empty]
    whole = {mark for line in lines for mark in line.marks}
    if len(whole) == 1:
        shapes = [shapely.get_coordinates(part) for part in shapely.simplify(parts, TOLERANCE_M)]
        return [_Line(frame.lonlat(shape), [*whole]) for shape in shapes if len(shape)]
    marks = {
        ends: mark
        for line, shape in zip(lines, drawn, strict=True)
        for ends, mark in zip(_ends(shapely.get_coordinates(shape)), line.marks, strict=True)
    }
    return [_marked(shapely.get_coordinates(part), marks, frame) for part in parts]


def _ends(points: NDArray[np.float64]) -> list[frozenset[tuple[float, ...]]]:
    """Name every piece between two points by its ends, alike in both directions."""
    return [frozenset(ends) for ends in itertools.pairwise(tuple(point) for point in points.tolist())]


def _marked(points: NDArray[np.float64], marks: dict[frozenset[tuple[float, ...]], int], frame: Frame) -> _Line:
    """Simplify each stretch of one mark along a line by itself, so that the points between them stay."""
    import shapely

    kept, runs, begin = [points[:1]], [], 0
    for mark, same in itertools.groupby(marks[ends] for ends in _ends(points)):
        end = begin + len(list(same))
        stretch = shapely.get_coordinates(shapely.simplify(shapely.LineString(points[begin : end + 1]), TOLERANCE_M))
        kept.append(stretch[1:])
        runs += [mark, len(stretch) - 1]
        begin = end
    return _Line(frame.lonlat(np.concatenate(kept)), runs[:1] if len(runs) == 2 else runs)


def _within_budget(merged: dict[str, list[tuple[int, _Line]]]) -> tuple[list[str], list[str]]:
    """Split the classes into drawn and left out, so that the drawn ones have at most `MOST_POINTS` points."""
    drawn: list[str] = []
    left_out: list[str] = []
    points = 0
    for road_class in (road_class for road_class in ROAD_CLASSES if road_class in merged):
        points += sum(len(line.points) for _, line in merged[road_class])
        (drawn if points <= MOST_POINTS else left_out).append(road_class)
    return drawn, left_out
