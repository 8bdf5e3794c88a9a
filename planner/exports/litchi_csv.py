"""One round as a table of waypoints for Litchi's mission hub.

Columns and ranges are those of https://www.litchiutilities.com/docs/litchiCsv.php.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.errors import NotFound
from planner.exports.format import DEGREE_DECIMALS
from planner.exports.round_files import round_format
from planner.exports.waypoints import course_deg
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario
    from planner.exports.mission import Mission
    from planner.exports.waypoints import Waypoint

ACTIONS = 15
NO_ACTION, STAY, START_RECORDING, STOP_RECORDING = -1, 0, 2, 3
"""Kinds of actions; the parameter of a stay is its length [ms], those of the others are 0."""
GIMBAL_OFF, GIMBAL_TO_PLACE = 0, 1
"""The gimbal is left as it is, or keeps the point of interest in sight."""
ABOVE_GROUND_OFF = 0
"""Heights are above the place of take-off."""
HEADER = (
    "latitude",
    "longitude",
    "altitude(m)",
    "heading(deg)",
    "curvesize(m)",
    "rotationdir",
    "gimbalmode",
    "gimbalpitchangle",
    *(f"action{what}{k}" for k in range(1, ACTIONS + 1) for what in ("type", "param")),
    "altitudemode",
    "speed(m/s)",
    "poi_latitude",
    "poi_longitude",
    "poi_altitude(m)",
    "poi_altitudemode",
    "photo_timeinterval",
    "photo_distinterval",
)
MOST_WAYPOINTS = 99
"""Waypoints that the aircraft of Litchi's waypoint missions take."""


def encode(mission: Mission, flight: Flight, _scenario: Scenario | None) -> bytes:
    """Give one row a waypoint; numbers only, so no name can stand in it.

    Raises
    ------
    NotFound
        With code ``too_many_waypoints`` if the round has more than the aircraft take.
    """
    if len(mission.waypoints) > MOST_WAYPOINTS:
        figures = {"round": flight.round, "waypoints": len(mission.waypoints), "most": MOST_WAYPOINTS}
        raise NotFound("too_many_waypoints", **figures)
    return "".join(f"{line}\r\n" for line in (",".join(HEADER), *_rows(mission))).encode()


def _rows(mission: Mission) -> Iterator[str]:
    points = mission.waypoints
    courses = [course_deg(a, b) for a, b in pairwise(points)]
    courses.append(courses[-1] if courses else 0.0)
    for before, point, course in zip((None, *points), points, courses, strict=False):
        heading = course if point.heading_deg is None else point.heading_deg
        done = [part for action in _actions(before, point) for part in action]
        lon, lat = point.looks_at or (0.0, 0.0)
        cells = (
            f"{point.lat:.{DEGREE_DECIMALS}f}",
            f"{point.lon:.{DEGREE_DECIMALS}f}",
            f"{point.height_m:.1f}",
            f"{heading % 360:.1f}",
            *("0", "0"),
            *(str(GIMBAL_OFF if point.looks_at is None else GIMBAL_TO_PLACE), "0"),
            *(str(cell) for cell in done + [NO_ACTION, 0] * (ACTIONS - len(done) // 2)),
            str(ABOVE_GROUND_OFF),
            f"{mission.speed_mps:.1f}",
            *("0" if point.looks_at is None else f"{degrees:.{DEGREE_DECIMALS}f}" for degrees in (lat, lon)),
            *("0", "0"),
            *("-1", "-1"),
        )
        yield ",".join(cells)


def _actions(before: Waypoint | None, point: Waypoint) -> Iterator[tuple[int, int]]:
    """Give kind and parameter of what is done on arrival: recording where it changes, then the stay."""
    did_record = bool(before and before.records)
    if point.records is not None and point.records != did_record:
        yield START_RECORDING if point.records else STOP_RECORDING, 0
    if point.hold_s:
        yield STAY, round(point.hold_s * 1000)


FORMAT = round_format(
    format_id="litchi-csv",
    suffix=".litchi.csv",
    media_type="text/csv; charset=utf-8",
    summary=N_("Drone rounds as tables of waypoints for Litchi"),
    write=encode,
)
