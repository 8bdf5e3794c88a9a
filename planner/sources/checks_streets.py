"""How bases and patrol work must lie to the streets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from planner.errors import Fault
from planner.geo import Frame

if TYPE_CHECKING:
    from planner.domain.force import Mode
    from planner.domain.noun import LonLat, Region
    from planner.domain.street import Streets
    from planner.domain.work import Work
    from planner.geo import Floats
    from planner.sources.draft import Draft
    from planner.sources.records import Sourced

STEP_M = 25.0
"""Lines and edges of areas are looked at in steps of this [m]."""


def bases_on_streets(draft: Draft) -> Iterator[Fault]:
    """Refuse a base that no street reaches from which the whole network can be reached, for each way of moving."""
    streets = draft.streets
    if streets is None or draft.ground.base is None:
        return
    mode_of = {item.noun.id: item.noun.mode for item in draft.tiers}
    wanted: list[tuple[str, str, LonLat, Mode]] = [
        (item.file, f"{item.place}: base", item.noun.base, mode_of[item.noun.tier])
        for item in draft.forces
        if item.noun.tier in mode_of
    ]
    used = sorted({mode for *_, mode in wanted}) or ["foot"]
    wanted += [(draft.manifest, "[station]: base", draft.ground.base, mode) for mode in used]
    for file, place, base, mode in wanted:
        distance_m = float(_distances_m(streets, np.array([base]), mode)[0])
        if not np.isfinite(distance_m):
            yield Fault(code="streets_without_main_part", file=draft.streets_file, params={"mode": mode})
        elif distance_m > draft.patrol.snap_m:
            params = {"distance_m": round(distance_m), "limit_m": draft.patrol.snap_m, "mode": mode}
            yield Fault(code="base_off_streets", file=file, place=place, params=params)


def work_on_streets(draft: Draft) -> Iterator[Fault]:
    """Refuse a point, line or area that lies off every street on which its patrols move."""
    streets, base = draft.streets, draft.ground.base
    if streets is None or base is None:
        return
    frame = Frame(base)
    for point in draft.points:
        yield from _judged(draft, streets, point, np.array([point.noun.location]), "point_off_streets")
    for line in draft.lines:
        yield from _judged(draft, streets, line, _steps(frame, np.array(line.noun.line)), "line_off_streets")
    for area in draft.areas:
        inside = _nodes_inside(frame, streets, area.noun.region)
        edge = np.concatenate([_steps(frame, np.array(ring)) for part in area.noun.region for ring in part])
        places = inside if len(inside) else edge
        yield from _judged(draft, streets, area, places, "area_off_streets", farthest=False)


def _judged(
    draft: Draft, streets: Streets, item: Sourced[Work], places: Floats, code: str, *, farthest: bool = True
) -> Iterator[Fault]:
    """Compare the distance of the places, (n, 2) [deg], with the limit: of the farthest, or of the nearest of them."""
    modes = {tier.noun.mode for tier in draft.tiers if not item.noun.tiers or tier.noun.id in item.noun.tiers}
    found = [_distances_m(streets, places, mode) for mode in sorted(modes) or ["foot"]]
    distance_m = min(float(d.max() if farthest else d.min()) for d in found)
    if np.isfinite(distance_m) and distance_m > draft.patrol.snap_m:
        params = {"distance_m": round(distance_m), "limit_m": draft.patrol.snap_m}
        yield Fault(code=code, file=item.file, place=item.place, params=params)


def _distances_m(streets: Streets, places: Floats, mode: Mode) -> Floats:
    """Give the distance of (n, 2) places to the street, (n,) [m]; inf if the mode may use none."""
    from planner.streets.snapping import nearest

    if not _hangs_together(streets, mode):
        return np.full(len(places), np.inf)
    return nearest(streets, places, mode).distance_m


@lru_cache(maxsize=8)
def _hangs_together(streets: Streets, mode: Mode) -> bool:
    """Tell whether there are two nodes between which the mode can go there and back."""
    from planner.streets.network import main_part

    return bool(np.count_nonzero(main_part(streets, mode)) > 1)


def _steps(frame: Frame, path: Floats) -> Floats:
    """Give points along a path at most `STEP_M` apart, (n, 2) [deg]."""
    import shapely

    line = shapely.segmentize(frame.line(path), STEP_M)
    return frame.lonlat(shapely.get_coordinates(line))


def _nodes_inside(frame: Frame, streets: Streets, region: Region) -> Floats:
    """Give the nodes inside a region, (n, 2) [deg]."""
    import shapely

    nodes = frame.metres(streets.node_lonlat)
    return streets.node_lonlat[shapely.contains_xy(frame.polygon(region), nodes[:, 0], nodes[:, 1])]
