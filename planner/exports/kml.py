"""Routes, stops and flights as KML 2.2 for globe viewers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from planner.domain.plan import Flight, Plan, Route, Stop
from planner.exports.format import DEGREE_DECIMALS, Format
from planner.exports.xml_text import xml_text
from planner.i18n import N_

if TYPE_CHECKING:
    from fastkml import Data, Placemark
    from fastkml.enums import AltitudeMode
    from fastkml.geometry import LineString, Point
    from fastkml.styles import Style
    from fastkml.times import TimeSpan

BALLOON_STYLE = "plain"
BALLOON_TEXT = "$[description]"
"""All that a viewer's balloon shows: viewers read it as HTML, so descriptions hold no text from data."""


def encode(plan: Plan) -> bytes:
    """Give one folder a unit with its route and stops, and one with all flights; valid by the OGC's schema."""
    from fastkml import KML, Document, Folder

    folders = [Folder(name=xml_text(route.unit), features=list(_route(route))) for route in plan.routes]
    if plan.flights:
        folders.append(Folder(name="drones", features=[_flight(flight) for flight in plan.flights]))
    document = Document(name=xml_text(plan.station_name or plan.station), features=folders, styles=[_style()])
    text: str = KML(features=[document]).to_string(prettyprint=False, precision=DEGREE_DECIMALS)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text.encode()


def _style() -> Style:
    from fastkml.styles import BalloonStyle, Style

    return Style(id=BALLOON_STYLE, styles=[BalloonStyle(text=BALLOON_TEXT)])


def _route(route: Route) -> Iterator[Placemark]:
    length = f"{route.length_m / 1000:.1f} km"
    points = [(lon, lat) for lon, lat, _ in route.path]
    yield _placemark(route.unit, length, _span(route.start, route.end), _shape(points), {"unit": route.unit})
    for stop in route.stops:
        yield _stop(route.unit, stop)


def _stop(unit: str, stop: Stop) -> Placemark:
    need = "required" if stop.required else "optional"
    description = f"{stop.kind}, {need}, {stop.arrive:%Y-%m-%d %H:%M:%S} - {stop.depart:%H:%M:%S}"
    shape = _shape([(stop.lon, stop.lat)])
    return _placemark(stop.id, description, _span(stop.arrive, stop.depart), shape, {"unit": unit, "kind": stop.kind})


def _flight(flight: Flight) -> Placemark:
    from fastkml.enums import AltitudeMode

    battery = f"battery {flight.battery_before_pct:.0f} % to {flight.battery_after_pct:.0f} %"
    data = {
        "drone": flight.drone,
        "dock": flight.dock,
        "purpose": flight.purpose,
        "serves": ", ".join(flight.serves),
    }
    if flight.alternate is not None:
        data["alternate"] = "{1:.6f}, {0:.6f}".format(*flight.alternate)
    shape = _shape([(lon, lat, height) for lon, lat, height, _ in flight.path], AltitudeMode.relative_to_ground)
    name = f"{flight.drone} {flight.day.isoformat()} round {flight.round}"
    return _placemark(name, f"{battery}, heights above ground", _span(flight.takeoff, flight.landing), shape, data)


def _placemark(
    name: str, description: str, span: TimeSpan, shape: LineString | Point | None, data: dict[str, str]
) -> Placemark:
    from fastkml import ExtendedData, Placemark
    from fastkml.styles import StyleUrl

    return Placemark(
        name=xml_text(name),
        description=description,
        times=span,
        style_url=StyleUrl(url=f"#{BALLOON_STYLE}"),
        extended_data=ExtendedData(elements=list(_data(data.items()))),
        kml_geometry=shape,
    )


def _data(items: Iterable[tuple[str, str]]) -> Iterator[Data]:
    from fastkml import Data

    for key, value in items:
        yield Data(name=key, value=xml_text(value))


def _span(start: dt.datetime, end: dt.datetime) -> TimeSpan:
    from fastkml.times import KmlDateTime, TimeSpan

    return TimeSpan(begin=KmlDateTime(start.astimezone(dt.UTC)), end=KmlDateTime(end.astimezone(dt.UTC)))


def _shape(
    points: Sequence[tuple[float, float]] | Sequence[tuple[float, float, float]], altitude: AltitudeMode | None = None
) -> LineString | Point | None:
    """Give a line, a point if everything happens at one position, nothing if there is none."""
    from fastkml.geometry import LineString, Point
    from pygeoif import geometry

    if not points:
        return None
    if len(set(points)) == 1:
        return Point(geometry=geometry.Point(*points[0]), altitude_mode=altitude)
    return LineString(geometry=geometry.LineString(points), altitude_mode=altitude)


FORMAT = Format(
    id="kml",
    suffix=".kml",
    media_type="application/vnd.google-earth.kml+xml",
    summary=N_("Routes, stops and flights in time and height, for globe viewers"),
    encode=encode,
    per_round=True,
)
