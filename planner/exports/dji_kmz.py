"""One round as a mission file of DJI: a KMZ with a template to edit and the waylines to fly.

Elements and ranges are those of DJI's Cloud API documentation, version 1.11.3 (template.kml, waylines.wpml, common
elements): https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/overview.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.exports.archive import archive
from planner.exports.dji_actions import actions
from planner.exports.dji_elements import STOP, ground_m, heading, mission_config, place, turn
from planner.exports.round_files import round_format
from planner.exports.wpml import Tree, document
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario
    from planner.exports.mission import Mission

RELATIVE, ELLIPSOID = "relativeToStartPoint", "WGS84"


def encode(mission: Mission, _flight: Flight, _scenario: Scenario | None) -> bytes:
    """Give the archive; it holds figures and DJI's own words, and no text from data."""
    return archive(
        (
            ("wpmz/template.kml", document(_template(mission))),
            ("wpmz/waylines.wpml", document(_waylines(mission))),
        )
    )


def _template(mission: Mission) -> Iterator[Tree]:
    yield "missionConfig", list(mission_config(mission, is_template=True))
    yield (
        "Folder",
        [
            ("templateType", "waypoint"),
            ("templateId", 0),
            ("waylineCoordinateSysParam", [("coordinateMode", ELLIPSOID), ("heightMode", RELATIVE)]),
            ("autoFlightSpeed", mission.speed_mps),
            ("globalHeight", mission.top_m),
            ("gimbalPitchMode", "manual"),
            ("globalWaypointHeadingParam", list(heading(None))),
            ("globalWaypointTurnMode", STOP),
            ("globalUseStraightLine", 1),
            *(_template_point(mission, number) for number in range(len(mission.waypoints))),
        ],
    )


def _template_point(mission: Mission, number: int) -> Tree:
    point = mission.waypoints[number]
    is_global = point.heading_deg is None and point.looks_at is None
    own_heading = [] if is_global else [("waypointHeadingParam", list(heading(point)))]
    parts: list[Tree] = [
        place(point),
        ("index", number),
        ("ellipsoidHeight", point.height_m + (ground_m(mission) or 0.0)),
        ("height", point.height_m),
        ("useGlobalHeight", int(point.height_m == mission.top_m)),
        ("useGlobalSpeed", 1),
        ("useGlobalHeadingParam", int(is_global)),
        *own_heading,
        *_template_turn(mission, number),
        ("useStraightLine", 1),
        *actions(mission, number),
    ]
    return "Placemark", parts


def _template_turn(mission: Mission, number: int) -> Iterator[Tree]:
    """Give the turn of a point where it is not that of the whole template, which is to stop."""
    own_turn = list(turn(mission, number))
    is_global = own_turn[0] == ("waypointTurnMode", STOP)
    yield "useGlobalTurnParam", int(is_global)
    if not is_global:
        yield "waypointTurnParam", own_turn


def _waylines(mission: Mission) -> Iterator[Tree]:
    yield "missionConfig", list(mission_config(mission, is_template=False))
    yield (
        "Folder",
        [
            ("templateId", 0),
            ("executeHeightMode", RELATIVE if ground_m(mission) is None else ELLIPSOID),
            ("waylineId", 0),
            ("autoFlightSpeed", mission.speed_mps),
            *(_wayline_point(mission, number) for number in range(len(mission.waypoints))),
        ],
    )


def _wayline_point(mission: Mission, number: int) -> Tree:
    point = mission.waypoints[number]
    parts: list[Tree] = [
        place(point),
        ("index", number),
        ("executeHeight", point.height_m + (ground_m(mission) or 0.0)),
        ("waypointSpeed", mission.speed_mps),
        ("waypointHeadingParam", list(heading(point))),
        ("waypointTurnParam", list(turn(mission, number))),
        ("useStraightLine", 1),
        *actions(mission, number),
    ]
    return "Placemark", parts


FORMAT = round_format(
    format_id="dji-kmz",
    suffix=".kmz",
    media_type="application/vnd.google-earth.kmz",
    summary=N_("Drone rounds as mission files of DJI (WPML)"),
    write=encode,
)
