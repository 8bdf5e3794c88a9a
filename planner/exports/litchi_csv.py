"""One round as a table of waypoints for Litchi's mission hub.

Columns and ranges are those of https://www.litchiutilities.com/docs/litchiCsv.php.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.errors import NotFound
from planner.exports.format import DEGREE_DECIMALS
from planner.exports.mission import course_deg
from planner.exports.round_files import round_format
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario
    from planner.exports.mission import Mission

ACTIONS = 15
NO_ACTION, STAY = -1, 0
"""No action, and a stay whose length is its parameter [ms]."""
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
    for point, course in zip(points, courses, strict=True):
        heading = course if point.heading_deg is None else point.heading_deg
        stay_ms = round(point.hold_s * 1000)
        actions = [STAY, stay_ms] if stay_ms else [NO_ACTION, 0]
        cells = (
            f"{point.lat:.{DEGREE_DECIMALS}f}",
            f"{point.lon:.{DEGREE_DECIMALS}f}",
            f"{point.height_m:.1f}",
            f"{heading % 360:.1f}",
            *("0", "0", "0", "0"),
            *(str(cell) for cell in actions + [NO_ACTION, 0] * (ACTIONS - 1)),
            str(ABOVE_GROUND_OFF),
            f"{mission.speed_mps:.1f}",
            *("0", "0", "0", "0"),
            *("-1", "-1"),
        )
        yield ",".join(cells)


FORMAT = round_format(
    format_id="litchi-csv",
    suffix=".litchi.csv",
    media_type="text/csv; charset=utf-8",
    summary=N_("Drone rounds as tables of waypoints for Litchi"),
    write=encode,
)
