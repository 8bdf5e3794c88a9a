"""One round as a waypoint file, ``QGC WPL 110``, which QGroundControl, Mission Planner and MAVProxy read.

The columns are those of https://mavlink.io/en/file_formats/#mission_plain_text_file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.exports.format import DEGREE_DECIMALS
from planner.exports.mavlink_items import NAV_WAYPOINT, Item, items
from planner.exports.round_files import round_format
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario
    from planner.exports.mission import Mission

HEADER = "QGC WPL 110"
FRAME_GLOBAL = 0
"""The frame of the first row, which is home."""


def encode(mission: Mission, _flight: Flight, _scenario: Scenario | None) -> bytes:
    """Give the file: one row an item, the first row home; numbers only, so no name can stand in it."""
    return ("\n".join([HEADER, *_rows(mission)]) + "\n").encode()


def _rows(mission: Mission) -> Iterator[str]:
    lon, lat = mission.home
    home = Item(command=NAV_WAYPOINT, frame=FRAME_GLOBAL, params=(0.0, 0.0, 0.0, 0.0), lat=lat, lon=lon)
    for number, item in enumerate((home, *items(mission))):
        params = "\t".join(f"{param or 0.0:g}" for param in item.params)
        place = f"{item.lat:.{DEGREE_DECIMALS}f}\t{item.lon:.{DEGREE_DECIMALS}f}\t{item.height_m:.2f}"
        yield f"{number}\t{int(number == 0)}\t{item.frame}\t{item.command}\t{params}\t{place}\t1"


FORMAT = round_format(
    format_id="qgc-waypoints",
    suffix=".waypoints",
    media_type="text/plain; charset=utf-8",
    summary=N_("Drone rounds as waypoint files for QGroundControl, Mission Planner and MAVProxy"),
    write=encode,
)
