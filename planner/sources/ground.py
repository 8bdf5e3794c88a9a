"""Positions of the input: brought to WGS84, and refused when they cannot belong to the station."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from planner.domain.noun import LonLat
from planner.geo import Datum, Floats, great_circle_m, in_china, to_wgs84
from planner.sources.faults import Faults

FARTHEST_KM = 200.0
"""A coordinate farther from the station's base than this is a mistake [km]."""

SWAPPED = "coordinates_swapped"
"""Fault code of latitude before longitude."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the station stands, and what its coordinates are measured in.

    Attributes
    ----------
    datum
        Datum of the manifest and of files that state no other.
    base
        The station's base in WGS84; None when it is not known, and nothing is compared with it.
    tally
        How many records were placed and how many were refused, by fault code.
    """

    datum: Datum
    base: LonLat | None
    tally: Counter[str] = field(default_factory=Counter, compare=False)

    def placed(
        self, lonlat: ArrayLike, file: str, place: str, faults: Faults, *, datum: Datum | None = None
    ) -> Floats | None:
        """Bring the (n, 2) points of one record to WGS84 [deg].

        Returns
        -------
        (n, 2) points, or None if one of them is refused; only the first one is told.
        """
        points = np.asarray(lonlat, float).reshape(-1, 2)
        wrong = first_outside(points)
        if wrong is None:
            points = to_wgs84(points, datum or self.datum)
            wrong = self._first_far(points)
        if len(points):
            self.tally[wrong.code if wrong else "placed"] += 1
        if wrong is None:
            return points
        faults.add(wrong.code, file, place, **wrong.params)
        return None

    @property
    def base_is_swapped(self) -> bool:
        """Whether all else would be right if the base had its longitude and latitude the other way round."""
        return self.base is not None and self.tally[SWAPPED] > 1 and set(self.tally) == {SWAPPED}

    def _first_far(self, points: Floats) -> Wrong | None:
        if self.base is None or not len(points):
            return None
        distance_km = great_circle_m(points, self.base) / 1000
        far = np.flatnonzero(~(distance_km <= FARTHEST_KM))
        if not len(far):
            return None
        lon, lat = points[far[0]]
        seen = {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}
        if _close((lat, lon), self.base):
            return Wrong(SWAPPED, seen)
        return Wrong(
            "coordinates_far", {**seen, "distance_km": float(round(distance_km[far[0]])), "limit_km": FARTHEST_KM}
        )


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a position is refused."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def first_outside(points: Floats) -> Wrong | None:
    """Find the first of (n, 2) points that is no longitude and latitude at all."""
    lon, lat = points[:, 0], points[:, 1]
    if not np.isfinite(points).all():
        return Wrong("coordinate_not_finite")
    outside = np.flatnonzero((np.abs(lon) > 180) | (np.abs(lat) > 90))
    if not len(outside):
        return None
    x, y = points[outside[0]]
    if abs(x) <= 90 and abs(y) <= 180:
        return Wrong(SWAPPED, {"lon": f"{x:.6f}", "lat": f"{y:.6f}"})
    return Wrong("coordinates_not_degrees", {"x": f"{x:.6g}", "y": f"{y:.6g}"})


def _close(point: tuple[float, float], base: LonLat) -> bool:
    return abs(point[1]) <= 90 and bool(great_circle_m(point, base) <= FARTHEST_KM * 1000)


def base_ground(base: LonLat | None, datum: Datum, manifest: str, faults: Faults) -> Ground:
    """Bring the station's base to WGS84 and refuse a Chinese datum elsewhere."""
    nowhere = Ground(datum, None)
    if base is None:
        return nowhere
    placed = nowhere.placed(base, manifest, "[station]: base", faults)
    if placed is None:
        return nowhere
    if datum != "wgs84" and not in_china(base):
        faults.add("datum_outside_china", manifest, "datum", datum=datum)
        return nowhere
    return Ground(datum, (float(placed[0, 0]), float(placed[0, 1])))
