"""Hot streets: the densest ones that together hold a quarter of the calls."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from planner.domain.analysis import HotStreet
from planner.domain.incidents import Incidents
from planner.domain.noun import Line
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.analysis.hours import peak_of
from planner.grids.analysis.spots import named_near
from planner.grids.street_density import Segments, StreetDensity, street_density

CALLS_SHARE = 0.25
"""Part of the calls that the hot streets hold."""
LEAST_CALLS = 20
"""Calls with a known place from which on streets are told apart."""


@dataclass(frozen=True, slots=True)
class Hot:
    """Hot streets with their share of the calls and of all streets [%]."""

    streets: tuple[HotStreet, ...] = ()
    calls_pct: float = 0.0
    length_pct: float = 0.0


def hot_streets(scenario: Scenario, now: Incidents, before: Incidents, days: tuple[int, int]) -> Hot:
    """Find the hot streets of some calls, and how many of the calls before lay along them.

    Parameters
    ----------
    days
        Days of the period and of the one before.
    """
    if not scenario.streets.edges or int(now.precise.sum()) < LEAST_CALLS:
        return Hot()
    zone: dt.tzinfo = ZoneInfo(scenario.station.timezone)
    try:
        density = street_density(scenario.streets, now, zone)
        earlier = street_density(scenario.streets, before, zone)
    except NotFound:
        return Hot()
    calls = density.calls.sum(axis=1)
    order = np.argsort(-density.per_km.sum(axis=1), kind="stable")
    held = np.cumsum(calls[order])
    hot = order[: int(np.searchsorted(held, CALLS_SHARE * held[-1])) + 1]
    scale = days[0] / days[1] if days[1] else 0.0
    found = _by_street(scenario, density, earlier, hot, scale)
    length_m = density.segments.length_m
    return Hot(
        streets=tuple(sorted(found, key=lambda street: -street.calls)),
        calls_pct=100 * float(calls[hot].sum() / calls.sum()),
        length_pct=100 * float(length_m[hot].sum() / length_m.sum()),
    )


def _by_street(
    scenario: Scenario, density: StreetDensity, earlier: StreetDensity, hot: NDArray[np.int64], scale: float
) -> list[HotStreet]:
    """Put hot segments of one street together; streets without a name by the place near them."""
    names, segments = scenario.streets.names, density.segments
    middles = Frame(scenario.station.base).metres(scenario.streets.node_lonlat[segments.ends[hot]].mean(axis=1))
    parts: dict[tuple[str, str], list[int]] = defaultdict(list)
    for segment, near in zip(hot.tolist(), named_near(scenario, middles), strict=True):
        name = names[int(scenario.streets.edge_name[segments.edge[segment]])]
        parts[name, "" if name else near].append(segment)
    return [
        HotStreet(
            name=name,
            near=near or next(filter(None, named_near(scenario, middles[np.isin(hot, rows)])), ""),
            length_m=float(segments.length_m[rows].sum()),
            calls=float(density.calls[rows].sum()),
            calls_before=float(earlier.calls[rows].sum()) * scale,
            peak_h=peak_of(density.calls[rows].sum(axis=0)) or 0,
            lines=tuple(_line(scenario, segments, row) for row in rows),
        )
        for (name, near), rows in parts.items()
    ]


def _line(scenario: Scenario, segments: Segments, segment: int) -> Line:
    streets, edge = scenario.streets, int(segments.edge[segment])
    points = streets.shape_lonlat[streets.shape_start[edge] : streets.shape_start[edge + 1]]
    return tuple((round(float(lon), 7), round(float(lat), 7)) for lon, lat in points)
