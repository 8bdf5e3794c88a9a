"""Routes and flights as GPX 1.1 tracks, stops as waypoints."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from planner.domain.plan import Flight, Plan, Route, Stop
from planner.exports.format import DEGREE_DECIMALS, Format
from planner.exports.xml_text import xml_text
from planner.i18n import N_

if TYPE_CHECKING:
    from gpxpy.gpx import GPX, GPXTrack, GPXWaypoint

HEIGHTS_NOTE = "Elevations of flights are heights above ground, not above sea level."


def encode(plan: Plan) -> bytes:
    """Give one track a route and a flight, and one waypoint a stop, times in UTC as GPX wants them."""
    from gpxpy.gpx import GPX

    document = GPX()
    document.creator = "patrol-planner"
    document.name = xml_text(plan.station_name or plan.station)
    document.description = HEIGHTS_NOTE if plan.flights else None
    document.time = _utc(plan.created)
    for route in plan.routes:
        _add_route(document, route)
    document.tracks.extend(_flight_track(flight) for flight in plan.flights)
    return str(document.to_xml(version="1.1", prettyprint=False)).encode()


def _add_route(document: GPX, route: Route) -> None:
    from gpxpy.gpx import GPXTrack, GPXTrackPoint, GPXTrackSegment

    points = [GPXTrackPoint(_degrees(lat), _degrees(lon), time=_utc(time)) for lon, lat, time in route.path]
    track = GPXTrack(name=xml_text(route.unit))
    track.type = "patrol"  # type: ignore[assignment]  # gpxpy has no annotation here, only None
    track.segments.append(GPXTrackSegment(points))
    document.tracks.append(track)
    document.waypoints.extend(_waypoint(route.unit, stop) for stop in route.stops)


def _waypoint(unit: str, stop: Stop) -> GPXWaypoint:
    from gpxpy.gpx import GPXWaypoint

    need = "required" if stop.required else "optional"
    stay = f"{stop.arrive:%Y-%m-%d %H:%M:%S} - {stop.depart:%H:%M:%S}"
    return GPXWaypoint(
        _degrees(stop.lat),
        _degrees(stop.lon),
        time=_utc(stop.arrive),
        name=xml_text(stop.id),
        description=xml_text(f"{unit}: {stop.kind}, {need}, {stay}"),
        type=stop.kind,
    )


def _flight_track(flight: Flight) -> GPXTrack:
    from gpxpy.gpx import GPXTrack, GPXTrackPoint, GPXTrackSegment

    track = GPXTrack(name=xml_text(f"{flight.drone} {flight.day.isoformat()} round {flight.round}"))
    track.description = xml_text(f"{flight.purpose}. {HEIGHTS_NOTE}")
    track.type = "drone round"  # type: ignore[assignment]  # as above
    points = [
        GPXTrackPoint(_degrees(lat), _degrees(lon), elevation=round(height, 1), time=_utc(time))
        for lon, lat, height, time in flight.path
    ]
    track.segments.append(GPXTrackSegment(points))
    return track


def _degrees(value: float) -> float:
    return round(value, DEGREE_DECIMALS)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)


FORMAT = Format(
    id="gpx",
    suffix=".gpx",
    media_type="application/gpx+xml",
    summary=N_("Tracks with times and stops as waypoints, for GPS devices and phones"),
    encode=encode,
    per_round=True,
)
