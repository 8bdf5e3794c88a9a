"""The elements that both parts of a DJI mission file share: settings of the mission, places, headings, turns.

Ranges are those of DJI's Cloud API documentation, version 1.11.3:
https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/common-element.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.exports.format import DEGREE_DECIMALS
from planner.exports.waypoints import distance_m

if TYPE_CHECKING:
    from planner.exports.mission import Mission
    from planner.exports.waypoints import Waypoint
    from planner.exports.wpml import Tree

SECURITY_HEIGHT_M = (8.0, 1500.0)
"""Heights to which an aircraft may climb above its dock before it leaves."""
FASTEST_TRANSITION_MPS = 15.0
DAMPING_SHARE, LEAST_DAMPING_M = 0.45, 0.2
"""Part of the shorter leg that a turn may begin before its corner, so that two turns always fit on a leg."""
STOP, TURN = "toPointAndStopWithDiscontinuityCurvature", "coordinateTurn"


def mission_config(mission: Mission, *, is_template: bool) -> Iterator[Tree]:
    """Give the mission's settings.

    A drone that loses its link goes on: the planned way is the only one that is known to keep out of closed ground.
    """
    first_m = mission.waypoints[0].height_m if mission.waypoints else mission.top_m
    above_m = ground_m(mission)
    yield "flyToWaylineMode", "safely"
    yield "finishAction", "goHome" if mission.landing == mission.home else "autoLand"
    yield "exitOnRCLost", "goContinue"
    yield "executeRCLostAction", "goBack"
    yield "takeOffSecurityHeight", min(max(first_m, SECURITY_HEIGHT_M[0]), SECURITY_HEIGHT_M[1])
    if is_template and above_m is not None:
        lon, lat = mission.home
        yield "takeOffRefPoint", f"{lat:.{DEGREE_DECIMALS}f},{lon:.{DEGREE_DECIMALS}f},{above_m:.2f}"
        yield "takeOffRefPointAGLHeight", 0
    yield "globalTransitionalSpeed", min(mission.speed_mps, FASTEST_TRANSITION_MPS)
    yield "globalRTHHeight", mission.top_m
    if mission.model is not None and mission.model.dji_type is not None:
        kind, sub = mission.model.dji_type
        yield "droneInfo", [("droneEnumValue", kind), ("droneSubEnumValue", sub)]
    if mission.model is not None and mission.model.dji_payload is not None:
        kind, sub = mission.model.dji_payload
        camera: list[Tree] = [("payloadEnumValue", kind), ("payloadSubEnumValue", sub), ("payloadPositionIndex", 0)]
        yield "payloadInfo", camera


def place(point: Waypoint) -> Tree:
    """Give where a point is."""
    return "Point", [("coordinates", f"{point.lon:.{DEGREE_DECIMALS}f},{point.lat:.{DEGREE_DECIMALS}f}")]


def heading(point: Waypoint | None) -> Iterator[Tree]:
    """Give where the nose looks: along the way, at an angle of its own, or at a place until the next point."""
    if point is None or (point.heading_deg is None and point.looks_at is None):
        yield "waypointHeadingMode", "followWayline"
    elif point.heading_deg is not None:
        yield "waypointHeadingMode", "smoothTransition"
        yield "waypointHeadingAngle", half_turn_deg(point.heading_deg)
    elif point.looks_at is not None:
        lon, lat = point.looks_at
        yield "waypointHeadingMode", "towardPOI"
        yield "waypointPoiPoint", f"{lat:.{DEGREE_DECIMALS}f},{lon:.{DEGREE_DECIMALS}f},0"
    yield "waypointHeadingPathMode", "followBadArc"


def half_turn_deg(heading_deg: float) -> float:
    """Give a heading as an angle from -180 to 180 [deg]."""
    return (heading_deg + 180.0) % 360.0 - 180.0


def turn(mission: Mission, number: int) -> Iterator[Tree]:
    """Give how a corner is flown: cut by less than the margin from closed ground, and to the point where it cannot be.

    The first and the last point, and those with a stay, are flown to.
    """
    points = mission.waypoints
    reach_m = 0.0
    if 0 < number < len(points) - 1 and not points[number].hold_s:
        legs_m = [distance_m(a, b) for a, b in pairwise(points[number - 1 : number + 2])]
        reach_m = min(mission.margin_m, DAMPING_SHARE * min(legs_m))
    if reach_m < LEAST_DAMPING_M:
        yield "waypointTurnMode", STOP
        yield "waypointTurnDampingDist", 0
    else:
        yield "waypointTurnMode", TURN
        yield "waypointTurnDampingDist", reach_m


def ground_m(mission: Mission) -> float | None:
    """Give the height of the dock's ground above the ellipsoid [m], if the scenario states it."""
    return mission.dock.height_m if mission.dock else None
