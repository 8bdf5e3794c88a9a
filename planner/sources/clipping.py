"""Cut streets at the border of the ground that is planned for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from planner.geo import Frame
from planner.sources.ways import Runs, joined_runs

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import MultiPolygon, Polygon

    from planner.domain.noun import Region

BORDER_M = 0.1
"""A point this close to the border counts as inside [m], so that streets that were cut there once stay as they are."""


@dataclass(frozen=True, slots=True, eq=False)
class _Stretches:
    """What is left of the stretches between neighbouring points.

    Attributes
    ----------
    first
        (s,) the point at which each stretch starts; it leads to the next one.
    near, far
        (s,) the shares of the stretch at which what is left begins and ends, 0 to 1.
    """

    first: NDArray[np.int64]
    near: NDArray[np.float64]
    far: NDArray[np.float64]


def clipped(runs: Runs, region: Region, margin_m: float) -> Runs:
    """Keep what lies inside a region or within a margin of it; a line that crosses the border ends there.

    A stretch between two neighbouring points inside that leaves the ground in between is kept whole.

    Parameters
    ----------
    margin_m
        Width of the strip about the region that is kept as well [m].
    """
    frame = Frame(_middle(region))
    xy = frame.metres(runs.lonlat)
    kept = _inside(frame.polygon(region).buffer(margin_m), xy, runs)
    begins = np.ones(len(kept.first), bool)
    begins[1:] = (np.diff(kept.first) != 1) | (kept.far[:-1] < 1.0) | (kept.near[1:] > 0.0)
    # every stretch gives its end, and the first of an unbroken row its start before that
    stretch = np.repeat(np.arange(len(kept.first)), 1 + begins)
    is_end = np.diff(stretch, append=len(kept.first)) != 0
    share = np.where(is_end, kept.far[stretch], kept.near[stretch])
    point = kept.first[stretch]
    cut = (share > 0.0) & (share < 1.0)
    ref, lonlat = runs.ref[point + (share > 0.0)], runs.lonlat[point + (share > 0.0)]
    ref[cut] = runs.ref.max(initial=0) + 1 + np.arange(np.count_nonzero(cut))
    lonlat[cut] = frame.lonlat(xy[point[cut]] + share[cut, None] * (xy[point[cut] + 1] - xy[point[cut]]))
    way = np.repeat(runs.way, np.diff(runs.start))[point]
    return joined_runs(ref, lonlat, way, np.cumsum(begins)[stretch])


def _middle(region: Region) -> tuple[float, float]:
    corners = np.array([corner for polygon in region for corner in polygon[0]], float)
    west, south = corners.min(axis=0)
    east, north = corners.max(axis=0)
    return float(west + east) / 2, float(south + north) / 2


def _inside(ground: Polygon | MultiPolygon, xy: NDArray[np.float64], runs: Runs) -> _Stretches:
    """Find what of the stretches lies on the ground."""
    import shapely

    reach = ground.buffer(BORDER_M)
    shapely.prepare(reach)
    inside = shapely.contains_xy(reach, xy[:, 0], xy[:, 1])
    first = np.delete(np.arange(len(xy)), runs.start[1:] - 1)
    near, far = np.zeros(len(first)), np.ones(len(first))
    whole = inside[first] & inside[first + 1]
    rows = np.flatnonzero(~whole & _around(ground.bounds, xy[first], xy[first + 1]))
    start, end = xy[first[rows]], xy[first[rows] + 1]
    lowest, highest = _shares(ground, start, end)
    near[rows] = np.where(inside[first[rows]], 0.0, lowest)
    far[rows] = np.where(inside[first[rows] + 1], 1.0, highest)
    whole[rows] = far[rows] > near[rows]
    return _Stretches(first[whole], near[whole], far[whole])


def _around(
    bounds: tuple[float, float, float, float], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which stretches come near a box."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    return np.asarray((low <= bounds[2:]).all(axis=1) & (high >= bounds[:2]).all(axis=1))


def _shares(
    ground: Polygon | MultiPolygon, start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the shares of stretches at which they first and last touch the ground; 1 and 0 if they never do."""
    import shapely

    lowest, highest = np.ones(len(start)), np.zeros(len(start))
    if not len(start):
        return lowest, highest
    lines = shapely.linestrings(np.stack([start, end], axis=1))
    touching, owner = shapely.get_coordinates(shapely.intersection(lines, ground), return_index=True)
    along = (end - start)[owner]
    square = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((touching - start[owner]) * along).sum(axis=1) / square, 0.0, 1.0)
    np.minimum.at(lowest, owner, share)
    np.maximum.at(highest, owner, share)
    return lowest, highest
