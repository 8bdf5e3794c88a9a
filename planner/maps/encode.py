"""Numbers as the pages read them: whole, small, and as differences from the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from planner.domain.noun import LonLat, Region

STEPS_PER_DEG = 1_000_000
"""Resolution of coordinates on a page [1/deg]; a step is 0.11 m of latitude."""

HOSTILE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""Characters that could end a script element, open markup or break a line of script."""


def line(points: ArrayLike, origin: LonLat) -> list[int]:
    """Encode (n, 2) lon/lat [deg] as lon, lat, lon, lat, ... in steps, each the difference from the point before.

    The first point is the difference from `origin`.
    """
    lonlat = np.asarray(points, float).reshape(-1, 2)
    steps = np.rint((lonlat - np.asarray(origin, float)) * STEPS_PER_DEG).astype(np.int64)
    return _values(np.diff(steps, axis=0, prepend=0).ravel())


def differences(values: Iterable[float]) -> list[int]:
    """Encode a series as whole differences, the first one from nought."""
    return _values(np.diff(np.rint(np.fromiter(values, float)), prepend=0.0).astype(np.int64))


def _values(array: ArrayLike) -> list[int]:
    return [int(value) for value in np.asarray(array)]


def region(polygons: Region, origin: LonLat) -> list[list[list[int]]]:
    """Encode every ring of a region as a line."""
    return [[line(ring, origin) for ring in rings] for rings in polygons]


def json_text(value: object) -> str:
    """Write JSON that may stand inside an HTML page: short, and with nothing that a browser takes for markup."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(HOSTILE)
