"""How grids and the boundary must lie to each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Fault
from planner.geo import Frame
from planner.sources.faults import shown

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from planner.domain.noun import Region
    from planner.sources.draft import Draft

SLIVER_M = 1.0
"""Overlaps narrower than this come from drawing and are no mistake [m]."""
OVERHANG_M = 5.0
"""How far a grid may reach over the boundary [m]."""


def grids_apart(draft: Draft) -> Iterator[Fault]:
    """Refuse two grids that share ground."""
    import shapely

    if draft.ground.base is None or not draft.grids:
        return
    frame = Frame(draft.ground.base)
    shapes = [_shape(frame, item.noun.region) for item in draft.grids]
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T.tolist()
    for a, b in sorted((a, b) for a, b in pairs if a < b):
        shared = shapely.intersection(shapes[a], shapes[b])
        if _has_width(shared):
            one, other = draft.grids[a], draft.grids[b]
            params = {"other": shown(one.noun.id), "area_m2": round(shared.area)}
            yield Fault(code="grids_overlap", file=other.file, place=other.place, params=params)


def grids_inside_boundary(draft: Draft) -> Iterator[Fault]:
    """Refuse a grid that reaches out of the station's ground."""
    if draft.ground.base is None or draft.boundary is None:
        return
    frame = Frame(draft.ground.base)
    ground = _shape(frame, draft.boundary).buffer(OVERHANG_M)
    for item in draft.grids:
        outside = _shape(frame, item.noun.region).difference(ground)
        if _has_width(outside):
            params = {"area_m2": round(outside.area)}
            yield Fault(code="grid_outside_boundary", file=item.file, place=item.place, params=params)


def _shape(frame: Frame, region: Region) -> BaseGeometry:
    """Give a region in metres; one that is barely valid in degrees may need mending after the projection."""
    import shapely

    return shapely.make_valid(frame.polygon(region))


def _has_width(shape: BaseGeometry) -> bool:
    """Tell whether some part of a shape is as wide as `SLIVER_M`."""
    return not shape.buffer(-SLIVER_M / 2).is_empty
