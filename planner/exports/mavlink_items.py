"""A round as MAVLink mission items, which ground stations upload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.exports.format import DEGREE_DECIMALS

if TYPE_CHECKING:
    from planner.exports.mission import Mission
    from planner.exports.waypoints import Waypoint

NAV_WAYPOINT, NAV_LAND, NAV_TAKEOFF, DO_CHANGE_SPEED = 16, 21, 22, 178
DO_SET_ROI_LOCATION, DO_SET_ROI_NONE, VIDEO_START_CAPTURE, VIDEO_STOP_CAPTURE = 195, 197, 2500, 2501
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
    """Give the items of a round: take off, cruising speed, waypoints with their stays and what the camera does, land.

    It ends with a landing at the place that the plan says and not with a return to launch, whose height and straight
    way are settings of the vehicle that the plan cannot see.
    """
    first_m = mission.waypoints[0].height_m if mission.waypoints else 0.0
    speed = (GROUND_SPEED, round(mission.speed_mps, 2), KEEP_THROTTLE, 0.0)
    return (
        _at(NAV_TAKEOFF, mission.home, first_m),
        Item(command=DO_CHANGE_SPEED, frame=FRAME_MISSION, params=speed),
        *(item for pair in pairwise((None, *mission.waypoints)) for item in _waypoint(*pair)),
        _at(NAV_LAND, mission.landing, 0.0),
    )


def _waypoint(before: Waypoint | None, point: Waypoint | None) -> Iterator[Item]:
    """Give a waypoint, and what the camera does from there on.

    A command takes effect after the stay of the waypoint before it. So where the camera changes at a stay, the drone
    comes there without one, and stays after the command.
    """
    if point is None:
        return
    place = (point.lon, point.lat)
    changes = list(_camera(before, point))
    if changes and point.hold_s:
        yield _at(NAV_WAYPOINT, place, point.height_m, heading_deg=point.heading_deg)
        yield from changes
        changes = []
    yield _at(NAV_WAYPOINT, place, point.height_m, hold_s=point.hold_s, heading_deg=point.heading_deg)
    yield from changes


def _camera(before: Waypoint | None, point: Waypoint) -> Iterator[Item]:
    """Give the commands for what the camera looks at and whether it records, where they change."""
    was_at = before.looks_at if before else None
    if point.looks_at is not None and point.looks_at != was_at:
        yield _at(DO_SET_ROI_LOCATION, point.looks_at, 0.0, heading_deg=0.0)
    elif point.looks_at is None and was_at is not None:
        yield Item(command=DO_SET_ROI_NONE, frame=FRAME_MISSION, params=(0.0, 0.0, 0.0, 0.0))
    did_record = bool(before and before.records)
    if point.records is not None and point.records != did_record:
        command = VIDEO_START_CAPTURE if point.records else VIDEO_STOP_CAPTURE
        yield Item(command=command, frame=FRAME_MISSION, params=(0.0, 0.0, 0.0, 0.0))


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
