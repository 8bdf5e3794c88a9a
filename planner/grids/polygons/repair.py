"""Repair grid polygons so that they only touch: every change is told with its place and its area.

The borders of all polygons cut the ground into faces. A face that several polygons cover, and a narrow one that none
covers, goes to the polygon with which it shares the longest border. This is how coverages are cleaned in geographic
information systems (the tools named *clean* in GRASS and GEOS), done here by faces so that every one can be told.
What is too large to be a slip of the hand is not decided here: it stays, marked as beyond repair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from planner.grids.polygons.faces import Faces, cut

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Kind = Literal["invalid", "duplicate", "outside", "overlap", "gap", "sliver", "gap_left"]
"""What was wrong: a line that crosses itself, a polygon drawn twice, ground outside the boundary, ground of several
polygons, ground of none, a splinter cut off its polygon, a wide gap that stays."""

NOBODY = -1
SAME_SHARE = 0.98
"""Two polygons that have this share of their common ground in common are one drawn twice."""
TOLD_M2 = 0.01
"""Changes smaller than this are rounding and are not told [m2]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairRules:
    """What counts as a slip of the hand.

    Attributes
    ----------
    widest_m
        Overlaps, gaps, overhangs and splinters up to this width are repaired whatever their area [m].
    largest_share
        Wider ones are repaired up to this share of the smaller polygon's area.
    """

    widest_m: float = 10.0
    largest_share: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was wrong.

    Attributes
    ----------
    kind
        What it was.
    grids
        Names of the polygons that it concerns; the one that got the ground first.
    area_m2
        Ground that it concerns [m2].
    at_m
        A point of it, x and y [m].
    beyond
        Whether it is too large to be repaired; then it was left as it is.
    """

    kind: Kind
    grids: tuple[str, ...]
    area_m2: float
    at_m: tuple[float, float]
    beyond: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Repaired:
    """Polygons that only touch.

    Attributes
    ----------
    names, outlines
        What is left of the polygons, in their order [m].
    changes
        What was done, largest ground first.
    """

    names: tuple[str, ...]
    outlines: tuple[BaseGeometry, ...]
    changes: tuple[Change, ...]

    @property
    def refused(self) -> tuple[Change, ...]:
        """What is too large to be repaired."""
        return tuple(change for change in self.changes if change.beyond)


def repair(
    names: Sequence[str],
    outlines: Sequence[BaseGeometry],
    boundary: BaseGeometry | None = None,
    rules: RepairRules | None = None,
) -> Repaired:
    """Repair polygons [m] so that they only touch, inside a boundary if there is one.

    Parameters
    ----------
    names
        One name a polygon, in the same order.

    Returns
    -------
    Repaired
        When something is `beyond` repair, look at `Repaired.refused` before its polygons are used.
    """
    work = _Repair(tuple(names), rules or RepairRules())
    shapes = [work.valid(number, shape) for number, shape in enumerate(outlines)]
    alive = work.without_doubles(shapes)
    faces = cut([shapes[number] for number in alive], boundary, work.rules.widest_m)
    owner = work.owners(faces, alive, shapes)
    return work.joined(faces, owner)


class _Repair:
    """What grows while polygons are repaired."""

    def __init__(self, names: tuple[str, ...], rules: RepairRules) -> None:
        self.names = names
        self.rules = rules
        self.changes: list[Change] = []

    def tell(self, kind: Kind, grids: Sequence[int], shape: BaseGeometry, *, beyond: bool = False) -> None:
        """Note one change; rounding is not told."""
        if shape.area >= TOLD_M2:
            point = shape.representative_point()
            named = tuple(self.names[number] for number in grids)
            self.changes.append(
                Change(kind=kind, grids=named, area_m2=shape.area, at_m=(point.x, point.y), beyond=beyond)
            )

    def narrow(self, shape: BaseGeometry) -> bool:
        """Tell whether no part of a shape is wider than a slip of the hand."""
        return bool(shape.buffer(-self.rules.widest_m / 2).is_empty)

    def valid(self, number: int, shape: BaseGeometry) -> BaseGeometry:
        """Give a polygon whose lines do not cross."""
        import shapely

        if shape.is_valid:
            return shape
        whole = shapely.union_all(
            [part for part in shapely.get_parts(shapely.make_valid(shape)) if part.geom_type.endswith("Polygon")]
        )
        changed = shapely.symmetric_difference(whole, shapely.buffer(shape, 0.0))
        large = changed.area > self.rules.largest_share * max(whole.area, TOLD_M2)
        self.tell("invalid", [number], changed if changed.area >= TOLD_M2 else whole, beyond=large)
        return whole

    def without_doubles(self, shapes: Sequence[BaseGeometry]) -> list[int]:
        """List the polygons that are no copy of one before them."""
        import shapely

        dropped: set[int] = {number for number, shape in enumerate(shapes) if shape.is_empty}
        pairs = shapely.STRtree(shapes).query(np.array(shapes, dtype=object), predicate="intersects").T.tolist()
        for a, b in sorted((a, b) for a, b in pairs if a < b):
            if {a, b} & dropped:
                continue
            common = shapes[a].intersection(shapes[b]).area
            if common >= SAME_SHARE * (shapes[a].area + shapes[b].area - common):
                dropped.add(b)
                self.tell("duplicate", [a, b], shapes[b])
        return [number for number in range(len(shapes)) if number not in dropped]

    def owners(self, faces: Faces, alive: Sequence[int], shapes: Sequence[BaseGeometry]) -> list[int]:
        """Give every face to one polygon, or to nobody."""
        owner, open_faces = [NOBODY] * len(faces.shapes), []
        for face, covering in enumerate(faces.owners):
            shape, named = faces.shapes[face], [alive[number] for number in covering]
            if not faces.inside[face]:
                large = bool(named) and not self._slip(shape, named, shapes)
                if named:
                    self.tell("outside", named, shape, beyond=large)
            elif len(named) == 1:
                owner[face] = named[0]
            elif named:
                open_faces.append((face, tuple(named)))
                if not self._slip(shape, named, shapes):
                    self.tell("overlap", named, shape, beyond=True)
            elif self.narrow(shape):
                open_faces.append((face, ()))
            else:
                self.tell("gap_left", [], shape)
        self._deal(faces, owner, open_faces)
        return owner

    def _slip(self, shape: BaseGeometry, named: Sequence[int], shapes: Sequence[BaseGeometry]) -> bool:
        smallest = min(shapes[number].area for number in named)
        return shape.area <= self.rules.largest_share * smallest or self.narrow(shape)

    def _deal(self, faces: Faces, owner: list[int], open_faces: list[tuple[int, tuple[int, ...]]]) -> None:
        """Give open faces to the polygon of the longest border, those with a neighbour first."""
        import shapely

        filled: dict[int, list[int]] = {}
        while open_faces:
            later = []
            for face, named in open_faces:
                border: dict[int, float] = {}
                for other, length_m in faces.beside[face]:
                    if owner[other] != NOBODY and (not named or owner[other] in named):
                        border[owner[other]] = border.get(owner[other], 0.0) + length_m
                if border:
                    owner[face] = max(border, key=lambda number: (border[number], -number))
                    if named:
                        rest = [number for number in named if number != owner[face]]
                        self.tell("overlap", [owner[face], *rest], faces.shapes[face])
                    else:
                        filled.setdefault(owner[face], []).append(face)
                else:
                    later.append((face, named))
            if len(later) == len(open_faces):
                face, named = later.pop(0)
                if named:
                    owner[face] = named[0]
                    self.tell("overlap", named, faces.shapes[face])
            open_faces = later
        for number, parts in filled.items():
            self.tell("gap", [number], shapely.union_all(faces.shapes[parts]))

    def joined(self, faces: Faces, owner: list[int]) -> Repaired:
        """Join the faces of every polygon; splinters that hang on another polygon go to it."""
        import shapely

        for _ in range(2):
            for number in sorted(set(owner) - {NOBODY}):
                self._give_splinters(number, faces, owner)
        names, outlines = [], []
        for number, name in enumerate(self.names):
            own = [face for face, holder in enumerate(owner) if holder == number]
            if own:
                names.append(name)
                outlines.append(shapely.union_all(faces.shapes[own], grid_size=None))
        return Repaired(
            tuple(names),
            tuple(outlines),
            tuple(sorted(self.changes, key=lambda change: (-change.area_m2, change.at_m))),
        )

    def _give_splinters(self, number: int, faces: Faces, owner: list[int]) -> None:
        """Give parts that are cut off a polygon, and narrow, to the neighbour of the longest border."""
        parts = _parts([face for face, holder in enumerate(owner) if holder == number], faces)
        parts.sort(key=lambda part: -sum(faces.shapes[face].area for face in part))
        for part in parts[1:]:
            import shapely

            shape = shapely.union_all(faces.shapes[part])
            border: dict[int, float] = {}
            for face in part:
                for other, length_m in faces.beside[face]:
                    if owner[other] not in {number, NOBODY}:
                        border[owner[other]] = border.get(owner[other], 0.0) + length_m
            if border and self.narrow(shape):
                taker = max(border, key=lambda name: (border[name], -name))
                for face in part:
                    owner[face] = taker
                self.tell("sliver", [taker, number], shape)


def _parts(own: list[int], faces: Faces) -> list[list[int]]:
    """Split faces into parts that hang together by borders."""
    left, parts = set(own), []
    while left:
        part = [left.pop()]
        for face in part:
            beside = {other for other, _ in faces.beside[face]} & left
            left -= beside
            part += sorted(beside)
        parts.append(part)
    return parts
