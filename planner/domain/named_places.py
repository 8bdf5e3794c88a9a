"""Places that people may call by name: what they may write, and where it is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from planner.domain.noun import LonLat, Region
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.geo import Frame

LONGEST = 200
"""Characters of a text that are compared with names."""
MOST_NEAR = 3
"""Names that a refusal proposes."""


def place_names(scenario: Scenario) -> list[str]:
    """List the names of control points, places, offices and grids, each once, sorted."""
    return sorted({name for name, _, _ in _named(scenario)})


def places_of(scenario: Scenario) -> dict[str, LonLat]:
    """Give where each name and each id is [deg]: control points, places, offices and grids (a point in their ground).

    The first of a name counts, and a name counts before an id.
    """
    named = list(_named(scenario))
    ids = {place_id: location for _, place_id, location in reversed(named)}
    return ids | {name: location for name, _, location in reversed(named)}


def place_of(text: str, places: Mapping[str, LonLat]) -> LonLat:
    """Give the place of a name or an id, or of longitude and latitude with a comma between them [deg].

    Raises
    ------
    NotFound
        With code ``"place_not_known"`` and the nearest names.
    """
    found = places.get(text.strip()) or lonlat_of(text)
    if found is None:
        near = ", ".join(_nearest(text.strip()[:LONGEST], list(places)))
        raise NotFound("place_not_known", text=text, near=near or "-")
    return found


def _nearest(text: str, names: list[str]) -> list[str]:
    """Give the names that are nearest to a text: those that hold it whole come first, the shortest of them ahead."""
    holding = sorted((name for name in names if text and text in name), key=len)
    alike = difflib.get_close_matches(text, names, n=MOST_NEAR, cutoff=0.0)
    return list(dict.fromkeys([*holding, *alike]))[:MOST_NEAR]


def lonlat_of(text: str) -> LonLat | None:
    """Read longitude and latitude with a comma between them [deg]; None: they are not."""
    try:
        lon, lat = (float(part) for part in text.replace("\uff0c", ",").split(","))
    except ValueError:
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _named(scenario: Scenario) -> Iterator[tuple[str, str, LonLat]]:
    yield from ((point.name, point.id, point.location) for point in scenario.points)
    yield from ((place.name, place.id, place.location) for place in scenario.places)
    yield from ((office.name, office.id, office.location) for office in scenario.offices)
    frame = Frame(scenario.station.base)
    for grid in scenario.grids:
        yield grid.name, grid.id, _middle(frame, grid.region)


def _middle(frame: Frame, region: Region) -> LonLat:
    """Give a point in the ground of a grid, in its largest part."""
    largest = max(frame.polygon(region).geoms, key=lambda part: part.area)
    point = largest.representative_point()
    lon, lat = frame.lonlat([(point.x, point.y)])[0]
    return float(lon), float(lat)
