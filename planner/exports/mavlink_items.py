"""A round as MAVLink mission items, which ground stations upload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.exports.format import DEGREE_DECIMALS

if TYPE_CHECKING:
    from planner.exports.mission import Mission, Waypoint

NAV_WAYPOINT, NAV_LAND, NAV_TAKEOFF, DO_CHANGE_SPEED = 16, 21, 22, 178
"""Commands (MAV_CMD): https://mavlink.io/en/messages/common.html."""
FRAME_MISSION, FRAME_RELATIVE = 2, 3
"""Frames (MAV_FRAME): no place at all; longitude and latitude with the height above home."""
GROUND_SPEED, KEEP_THROTTLE = 1.0, -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a mission.

    Attributes
    ----------
    command, frame
        MAV_CMD and MAV_FRAME.
    params
        The first four parameters of the command; None: the autopilot's own choice (NaN in MAVLink).
    lat, lon
        WGS84 [deg]; 0 where the command has no place.
    height_m
        Above home [m]; 0 where the command has no place.
    """

    command: int
    frame: int
    params: tuple[float | None, float | None, float | None, float | None]
    lat: float = 0.0
    lon: float = 0.0
    height_m: float = 0.0


def items(mission: Mission) -> tuple[Item, ...]:
    """Give the items of a round: take off, cruising speed, waypoints with their stays, land.

    It ends with a landing at the place that the plan says and not with a return to launch, whose height and straight
    way are settings of the vehicle that the plan cannot see.
    """
    first_m = mission.waypoints[0].height_m if mission.waypoints else 0.0
    speed = (GROUND_SPEED, round(mission.speed_mps, 2), KEEP_THROTTLE, 0.0)
    return (
        _at(NAV_TAKEOFF, mission.home, first_m),
        Item(command=DO_CHANGE_SPEED, frame=FRAME_MISSION, params=speed),
        *(_waypoint(point) for point in mission.waypoints),
        _at(NAV_LAND, mission.landing, 0.0),
    )


def _waypoint(point: Waypoint) -> Item:
    place = (point.lon, point.lat)
    return _at(NAV_WAYPOINT, place, point.height_m, hold_s=point.hold_s, heading_deg=point.heading_deg)


def _at(
    command: int,
    place: tuple[float, float],
    height_m: float,
    *,
    hold_s: float = 0.0,
    heading_deg: float | None = None,
) -> Item:
    return Item(
        command=command,
        frame=FRAME_RELATIVE,
        params=(round(hold_s, 1), 0.0, 0.0, heading_deg),
        lat=round(place[1], DEGREE_DECIMALS),
        lon=round(place[0], DEGREE_DECIMALS),
        height_m=round(height_m, 2),
    )
