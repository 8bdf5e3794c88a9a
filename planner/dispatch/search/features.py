"""A search as GeoJSON: stretches with their chances and sectors, likely places, drone areas."""

from __future__ import annotations

from typing import Any

from planner.dispatch.search.report import Search
from planner.dispatch.search.task import SHARES
from planner.domain.street import Streets


def features(found: Search, streets: Streets) -> dict[str, Any]:
    """Give a FeatureCollection (RFC 7946); coordinates are WGS84 [deg], times ISO 8601 with offset.

    Its `kind`s are ``seen`` (where they were seen last), ``street`` (a stretch with the chance and the unit of every
    stage, and the tightest ring that it lies in), ``place``, and ``drone`` (an area to look at).
    """
    return {
        "type": "FeatureCollection",
        "format": "patrol-search/1",
        "at": found.at.isoformat(timespec="seconds"),
        "seen": found.lost.seen.isoformat(timespec="seconds"),
        "who": found.lost.who,
        "distances": found.lost.kind.known,
        "rings": [
            {
                "at": ring.at.isoformat(timespec="seconds"),
                **dict(zip(map(str, SHARES), map(round, ring.metres), strict=True)),
            }
            for ring in found.rings
        ],
        "stages": [
            {
                "begin": stage.begin.isoformat(timespec="seconds"),
                "end": stage.end.isoformat(timespec="seconds"),
                "success": round(stage.success, 4),
                "even": round(stage.even, 4),
                "bound": round(stage.bound, 4),
                "off_streets": round(stage.off, 4),
                "sectors": _sectors(found, number),
            }
            for number, stage in enumerate(found.stages)
        ],
        "features": [
            _feature("Point", found.lost.place, {"kind": "seen"}),
            *_streets(found, streets),
            *_places(found),
            *_drones(found),
        ],
    }


def _sectors(found: Search, number: int) -> list[dict[str, Any]]:
    stage = found.stages[number]
    rows = []
    for unit, searcher in enumerate(found.units):
        own = [step for step in stage.steps if step.unit == unit]
        rows.append(
            {
                "unit": searcher.standing.unit.id,
                "streets": [step.stretch for step in own],
                "metres": round(float(sum(found.ground.length_m[step.stretch] for step in own))),
                "chance": round(sum(step.chance for step in own), 4),
                "searching_s": round(sum(step.end_s - step.begin_s for step in own)),
            }
        )
    return rows


def ring_of(found: Search, stretch: int) -> float | None:
    """Give the tightest share of chances in whose ring a stretch begins, at the first moment; None: in none."""
    near_m = float(found.ground.near_m[stretch])
    return next((share for share, metres in zip(SHARES, found.rings[0].metres, strict=True) if near_m <= metres), None)


def _streets(found: Search, streets: Streets) -> list[dict[str, Any]]:
    taken = [{step.stretch: step.unit for step in stage.steps} for stage in found.stages]
    listed = []
    for row, edge in enumerate(found.ground.edge.tolist()):
        units = [found.units[own[row]].standing.unit.id if row in own else None for own in taken]
        about = {
            "kind": "street",
            "street": row,
            "name": streets.names[streets.edge_name[edge]],
            "length_m": round(float(found.ground.length_m[row]), 1),
            "away_m": round(float(found.ground.near_m[row])),
            "ring": ring_of(found, row),
            "chance": [round(float(stage.chance[row]), 6) for stage in found.stages],
            "unit": units,
        }
        listed.append(_feature("LineString", streets.shape(edge).round(6).tolist(), about))
    return listed


def _places(found: Search) -> list[dict[str, Any]]:
    return [
        _feature(
            "Point",
            likely.place.location,
            {
                "kind": "place",
                "name": likely.place.name,
                "chance": round(likely.chance, 4),
                "away_m": round(likely.away_m),
            },
        )
        for likely in found.places
    ]


def _drones(found: Search) -> list[dict[str, Any]]:
    return [
        _feature(
            "Point",
            area.centre,
            {
                "kind": "drone",
                "drone": area.response.drone,
                "dock": area.response.dock,
                "arrive": area.response.arrive.isoformat(timespec="seconds"),
                "chance": round(area.chance, 4),
            },
        )
        for area in found.drones
    ]


def _feature(kind: str, coordinates: object, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
