"""Long tables of incidents of which it is known how many rows cannot be used, and why."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import shapely

from planner.geo import wgs84_to_gcj02

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from planner.domain.scenario import Scenario

HEADER = ("time", "lon", "lat", "kind", "source")
KINDS = ("theft", "dispute", "traffic", "noise", "help")

SHARES = {
    "incidents_outside": 0.005,
    "incidents_other_datum": 0.05,
    "incidents_future": 0.005,
    "incidents_doubled": 0.01,
    "incidents_without_time": 0.005,
    "incidents_kind_unreadable": 0.005,
}
"""Share of the rows that are bad in each way."""
CLEAR_DEG = 0.0005
"""How far outside a position is at least, so that no rounding brings it in [deg]."""
FAR_DEG = (0.1, 0.3)
"""How far from the base positions outside are: beyond what another datum shifts [deg]."""

Row = tuple[str, float, float, str, str]


def made_rows(scenario: Scenario, rows: int, seed: int) -> tuple[Iterator[Row], Counter[str]]:
    """Draw rows in an order of chance; bad ones are bad in one way only.

    Returns
    -------
    The rows, and how many of them are bad in each way, by the code of the notice.
    """
    rng = np.random.default_rng(seed)
    bad = list(SHARES)
    what = rng.choice(len(bad) + 1, size=rows, p=[*SHARES.values(), 1.0 - sum(SHARES.values())])
    what[0] = len(bad)
    count = Counter({code: int((what == number).sum()) for number, code in enumerate(bad)})
    lonlat = _positions(scenario, rng, what == bad.index("incidents_outside"), what == bad.index(_SHIFTED))
    return _drawn(scenario, rng, [*bad, ""], what, lonlat), count


_SHIFTED = "incidents_other_datum"


def _drawn(
    scenario: Scenario,
    rng: np.random.Generator,
    codes: Sequence[str],
    what: NDArray[np.int64],
    lonlat: NDArray[np.float64],
) -> Iterator[Row]:
    """Give the rows one by one: each has a second of its own, so that only a doubled one repeats another."""
    first = dt.datetime.combine(scenario.roster.start, dt.time()) - dt.timedelta(seconds=2 * len(what))
    seconds = rng.permutation(len(what)).tolist()
    kinds = rng.integers(len(KINDS), size=len(what)).tolist()
    good: Row | None = None
    for row, (lon, lat) in enumerate(lonlat.round(6).tolist()):
        code, kind = codes[what[row]], KINDS[kinds[row]]
        time = f"{first + dt.timedelta(seconds=seconds[row]):%Y-%m-%d %H:%M:%S}"
        if code == "incidents_doubled" and good is not None:
            yield good
        elif code == "incidents_without_time":
            yield "", lon, lat, kind, "public"
        elif code == "incidents_future":
            yield time.replace(time[:4], "2099", 1), lon, lat, kind, "public"
        elif code == "incidents_kind_unreadable":
            yield time, lon, lat, f"{kind}\x07", "public"
        else:
            made = time, lon, lat, kind, "public"
            good = made if not code else good
            yield made


def _positions(
    scenario: Scenario, rng: np.random.Generator, outside: NDArray[np.bool_], shifted: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Draw a position for every row, (n, 2) [deg]: inside the boundary, outside, or outside until it is shifted."""
    ground = shapely.MultiPolygon([(rings[0], rings[1:]) for rings in scenario.boundary])
    about = ground.buffer(CLEAR_DEG)
    lonlat = positions_inside(ground, rng, len(outside))
    angle = rng.uniform(0, 2 * np.pi, outside.sum())
    away = rng.uniform(*FAR_DEG, outside.sum())[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    lonlat[outside] = scenario.station.base + away
    kept: list[NDArray[np.float64]] = []
    while sum(map(len, kept)) < shifted.sum():
        points = wgs84_to_gcj02(positions_inside(ground, rng, 100_000))
        kept.append(points[~shapely.intersects_xy(about, points[:, 0], points[:, 1])])
    lonlat[shifted] = np.concatenate([np.empty((0, 2)), *kept])[: shifted.sum()]
    return lonlat


def positions_inside(ground: BaseGeometry, rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Draw positions inside a ground, (count, 2) [deg]."""
    west, south, east, north = ground.bounds
    shapely.prepare(ground)
    kept: list[NDArray[np.float64]] = [np.empty((0, 2))]
    while sum(map(len, kept)) < count:
        points = rng.uniform((west, south), (east, north), (count + 1000, 2))
        kept.append(points[shapely.intersects_xy(ground, points[:, 0], points[:, 1])])
    return np.concatenate(kept)[:count]
