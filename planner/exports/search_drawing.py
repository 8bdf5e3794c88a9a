"""The streets of a search as SVG: one path a stretch, drawn once and used by every map of the page."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.dispatch.search.drone_areas import RADIUS_M
from planner.dispatch.search.ground import Floats
from planner.dispatch.search.report import Search
from planner.domain.street import Streets
from planner.geo import Frame

LEVELS = 5
"""Shades of chance."""
COLOURS = 10
"""Colours of sectors; after them the same ones are dashed."""
MARGIN_M = 60.0
"""Room about the streets that are drawn [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Paths of stretches, by number, and the box that holds them [m]: left, top, width, height."""

    paths: dict[int, str]
    box: tuple[int, int, int, int]
    seen: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word on a map, and where [m]."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One map: class names of stretches by number, marks, areas of drones, and its own box if it shows a part only.

    An area is its middle and its radius [m].
    """

    classes: dict[int, str]
    marks: tuple[Mark, ...] = ()
    areas: tuple[tuple[int, int, int], ...] = ()
    box: tuple[int, int, int, int] | None = None


def paths(found: Search, streets: Streets) -> Paths:
    """Draw every stretch that lies in the widest ring or is searched; the place they were seen at is in the box."""
    widest = max(found.rings[-1].metres)
    searched = {step.stretch for stage in found.stages for step in stage.steps}
    frame = Frame(found.lost.place)
    lines = {
        row: frame.metres(streets.shape(int(edge)))
        for row, edge in enumerate(found.ground.edge)
        if row in searched or found.ground.near_m[row] <= widest
    }
    texts = {row: "M" + "L".join(f"{x:.0f} {-y:.0f}" for x, y in line) for row, line in lines.items()}
    return Paths(paths=texts, box=box_of([*lines.values(), np.zeros((1, 2))]), seen=(0, 0))


def box_of(lines: list[Floats]) -> tuple[int, int, int, int]:
    """Give the box round lines, north up [m]."""
    points = np.vstack(lines)
    west, south = points.min(axis=0) - MARGIN_M
    east, north = points.max(axis=0) + MARGIN_M
    return round(west), round(-north), round(east - west), round(north - south)


def chance_map(found: Search, drawn: Paths, chance: Floats) -> Drawing:
    """Shade the stretches by chance per metre: as many in each shade, the likeliest darkest."""
    rows = np.array(sorted(drawn.paths), np.int64)
    per_m = chance[rows] / found.ground.length_m[rows]
    some = per_m > 0
    rank = np.zeros(len(rows), int)
    rank[some] = np.argsort(np.argsort(per_m[some], kind="stable"), kind="stable") * LEVELS // max(1, int(some.sum()))
    return Drawing(
        classes={int(row): f"c{level}" if known else "no" for row, level, known in zip(rows, rank, some, strict=True)}
    )


def sector_map(found: Search, drawn: Paths, stage: int) -> Drawing:
    """Colour the stretches by the unit that searches them, with the unit's number in the middle of its sector."""
    classes, marks = dict.fromkeys(drawn.paths, "no"), []
    frame = Frame(found.lost.place)
    for unit in range(len(found.units)):
        own = [step.stretch for step in found.stages[stage].steps if step.unit == unit]
        classes.update(dict.fromkeys(own, unit_class(unit)))
        if own:
            middle = frame.metres(found.ground.middle[own])
            x, y = middle[np.hypot(*(middle - middle.mean(axis=0)).T).argmin()]
            marks.append(Mark(x=round(float(x)), y=round(-float(y)), text=str(unit + 1)))
    middles = [frame.metres(area.centre)[0] for area in found.drones] if not stage else []
    areas = tuple((round(float(x)), round(-float(y)), round(RADIUS_M)) for x, y in middles)
    return Drawing(classes=classes, marks=tuple(marks), areas=areas)


def unit_map(found: Search, streets: Streets, unit: int, stage: int, firsts: list[int]) -> Drawing:
    """Show the sector of one unit alone, with a number at the first stretch of each line of its sheet."""
    own = [step.stretch for step in found.stages[stage].steps if step.unit == unit]
    frame = Frame(found.lost.place)
    lines = [frame.metres(streets.shape(int(found.ground.edge[row]))) for row in own]
    box = box_of(lines) if lines else None
    classes = dict.fromkeys(own, "own")
    marks = tuple(
        Mark(x=round(float(x)), y=round(-float(y)), text=str(number))
        for number, (x, y) in enumerate(frame.metres(found.ground.middle[firsts]) if firsts else (), 1)
    )
    return Drawing(classes={**_around(found, box), **classes}, marks=marks, box=box)


def _around(found: Search, box: tuple[int, int, int, int] | None) -> dict[int, str]:
    """Give the stretches about a box, to find one's way by."""
    if box is None:
        return {}
    x, y = Frame(found.lost.place).metres(found.ground.middle).T
    left, top, wide, high = box
    near = (x >= left) & (x <= left + wide) & (-y >= top) & (-y <= top + high)
    return dict.fromkeys(np.flatnonzero(near).tolist(), "no")


def unit_class(unit: int) -> str:
    """Give the class of a unit's colour."""
    return f"u{unit % COLOURS}" + (" dash" if unit >= COLOURS else "")
