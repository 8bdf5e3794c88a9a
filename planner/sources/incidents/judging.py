"""Which positions and times of incidents can belong to the station, all rows at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

import numpy as np
import shapely
from numpy.typing import NDArray

from planner.domain.noun import LonLat, Region
from planner.geo import Datum, great_circle_m, in_china, to_wgs84
from planner.sources.ground import FARTHEST_KM
from planner.sources.incidents.rows import NUMBER, Rows

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

OVERHANG_DEG = 6.0 / 111_195.0
"""How far a call may lie beyond the boundary [deg], about 6 m: grids may reach as far."""
EXPLAINED_SHARE = 0.8
"""Share of the rows outside that another datum must bring inside before it is named."""
NOTED_SHARE = 0.01
"""Share of all rows that must be so: a single call beyond the border says nothing of the datum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where and when a call can have come; None: not known, and nothing is compared with it.

    Attributes
    ----------
    datum
        Datum of the file.
    base
        The station's base [deg].
    ground
        Its ground, as `ground_of` gives it [deg].
    end_us
        End of the roster's horizon [us since 1970 UTC]: what is later has not happened when the plan is made.
    """

    datum: Datum
    base: LonLat | None
    ground: BaseGeometry | None
    end_us: int | None


def judge(rows: Rows, bounds: Bounds) -> tuple[Rows, Floats]:
    """Bring the positions of rows to WGS84, and note in `Rows.reason` why some cannot be used.

    Returns
    -------
    The rows, and the (k, 2) positions of those outside the boundary as the file has them.
    """
    precise = rows.grid < 0
    given = rows.lonlat
    x, y = np.abs(given.T)
    _note(rows, precise & ((x > 180) | (y > 90)) & (x <= 90) & (y <= 180), "incidents_swapped")
    _note(rows, precise & ((x > 180) | (y > 90)), "incidents_not_degrees")
    usable = precise & (rows.reason == 0)
    lonlat = given.copy()
    lonlat[usable] = to_wgs84(given[usable], bounds.datum)
    if bounds.base is not None:
        _judge_distance(rows, lonlat, usable, bounds.base)
    if bounds.end_us is not None:
        _note(rows, rows.time_us >= bounds.end_us, "incidents_future")
    if bounds.ground is not None:
        inside = np.asarray(shapely.intersects_xy(bounds.ground, lonlat[:, 0], lonlat[:, 1]), bool)
        _note(rows, precise & ~inside, "incidents_outside")
    return replace(rows, lonlat=lonlat), given[rows.reason == NUMBER["incidents_outside"]]


def explained(rows: Rows, outside: Floats, bounds: Bounds) -> Datum | None:
    """Name the datum that would bring most of what lies outside the boundary inside, and note it in `Rows.reason`.

    Parameters
    ----------
    outside
        (k, 2) positions of the rows outside as the file has them.
    """
    index = np.flatnonzero(rows.reason == NUMBER["incidents_outside"])
    least = max(EXPLAINED_SHARE * len(index), NOTED_SHARE * (rows.grid < 0).sum())
    best, most = None, np.zeros(len(index), bool)
    for other in get_args(Datum):
        if other != bounds.datum and len(index) and in_china(outside).any():
            points = to_wgs84(outside, other)
            inside = np.asarray(shapely.intersects_xy(bounds.ground, points[:, 0], points[:, 1]), bool)
            if inside.sum() >= least and inside.sum() > most.sum():
                best, most = other, inside
    rows.reason[index[most]] = NUMBER["incidents_other_datum"]
    return best


def note_repeated(rows: Rows) -> None:
    """Note in `Rows.reason` which good rows repeat the time, place and kind of an earlier good one."""
    good = np.flatnonzero(rows.reason == 0)
    columns = (rows.time_us[good], rows.lonlat[good, 0], rows.lonlat[good, 1], rows.kind[good])
    order = np.lexsort((good, *columns))
    same = np.ones(max(0, len(good) - 1), bool)
    for column in columns:
        same &= column[order[1:]] == column[order[:-1]]
    rows.reason[good[order[1:][same]]] = NUMBER["incidents_doubled"]


def _note(rows: Rows, found: Mask, reason: str) -> None:
    rows.reason[found & (rows.reason == 0)] = NUMBER[reason]


def _judge_distance(rows: Rows, lonlat: Floats, usable: Mask, base: LonLat) -> None:
    index = np.flatnonzero(usable)
    far = index[great_circle_m(lonlat[index], base) > FARTHEST_KM * 1000]
    turned = lonlat[far][:, ::-1]
    swapped = (np.abs(turned[:, 1]) <= 90) & (great_circle_m(turned, base) <= FARTHEST_KM * 1000)
    rows.reason[far] = np.where(swapped, NUMBER["incidents_swapped"], NUMBER["incidents_far"])


def ground_of(boundary: Region) -> BaseGeometry:
    """Give the ground in which calls count, ready to be asked: the boundary and a little about it [deg]."""
    shape = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in boundary])
    grown = shapely.union_all(shapely.make_valid(shape)).buffer(OVERHANG_DEG)
    shapely.prepare(grown)
    return grown
