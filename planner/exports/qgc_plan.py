"""One round as a plan file of QGroundControl: mission, fence and rally points.

The keys are those of https://docs.qgroundcontrol.com/master/en/qgc-dev-guide/file_formats/plan.html.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from planner.exports.format import DEGREE_DECIMALS
from planner.exports.geofence import fence
from planner.exports.mavlink_items import FRAME_RELATIVE, Item, items
from planner.exports.round_files import round_format
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario
    from planner.exports.mission import Mission

PX4, MULTIROTOR = 12, 2
"""MAV_AUTOPILOT and MAV_TYPE that the file states; QGroundControl loads it for other vehicles too."""
RELATIVE = 1
"""QGroundControl's altitude mode for heights above home."""


def encode(mission: Mission, flight: Flight, scenario: Scenario | None) -> bytes:
    """Give the file; without the scenario it has neither fence nor rally points.

    The plan does not know heights above the sea, so home states 0; all heights are above home.
    """
    plan = {
        "fileType": "Plan",
        "geoFence": _fence(flight, scenario),
        "groundStation": "QGroundControl",
        "mission": {
            "cruiseSpeed": round(mission.speed_mps, 2),
            "firmwareType": PX4,
            "globalPlanAltitudeMode": RELATIVE,
            "hoverSpeed": round(mission.speed_mps, 2),
            "items": [_item(number, item) for number, item in enumerate(items(mission), start=1)],
            "plannedHomePosition": [*_lat_lon(mission.home), 0.0],
            "vehicleType": MULTIROTOR,
            "version": 2,
        },
        "rallyPoints": {"points": _rally(mission), "version": 2},
        "version": 1,
    }
    return json.dumps(plan, indent=1, allow_nan=False).encode()


def _item(number: int, item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {
        "autoContinue": True,
        "command": item.command,
        "doJumpId": number,
        "frame": item.frame,
        "params": [*item.params, item.lat, item.lon, item.height_m],
        "type": "SimpleItem",
    }
    if item.frame == FRAME_RELATIVE:
        made |= {"AMSLAltAboveTerrain": None, "Altitude": item.height_m, "AltitudeMode": RELATIVE}
    return made


def _fence(flight: Flight, scenario: Scenario | None) -> dict[str, Any]:
    limits = fence(flight, scenario) if scenario else None
    if limits is None:
        return {"circles": [], "polygons": [], "version": 2}
    reach = {"center": _lat_lon(limits.centre), "radius": limits.radius_m}
    return {
        "circles": [{"circle": reach, "inclusion": True, "version": 1}],
        "polygons": [
            {"inclusion": False, "polygon": [_lat_lon(corner) for corner in ring], "version": 1}
            for ring in limits.closed
        ],
        "version": 2,
    }


def _rally(mission: Mission) -> list[list[float]]:
    """Give the dock's alternates at the round's height, which is known to be clear of what stands on the ground."""
    places = mission.dock.alternates if mission.dock else ()
    return [[*_lat_lon(place), round(mission.top_m, 2)] for place in places]


def _lat_lon(place: tuple[float, float]) -> list[float]:
    return [round(place[1], DEGREE_DECIMALS), round(place[0], DEGREE_DECIMALS)]


FORMAT = round_format(
    format_id="qgc-plan",
    suffix=".plan",
    media_type="application/json",
    summary=N_("Drone rounds as missions of QGroundControl, with fence and rally points"),
    write=encode,
)
