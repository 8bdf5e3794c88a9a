"""What a DJI aircraft does on arrival at a waypoint: record or not, turn to where the camera looks, stay.

Names are those of DJI's Cloud API documentation, version 1.11.3:
https://developer.dji.com/doc/cloud-api-tutorial/en/api-reference/dji-wpml/common-element.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.exports.dji_elements import half_turn_deg
from planner.exports.waypoints import course_deg

if TYPE_CHECKING:
    from planner.exports.mission import Mission
    from planner.exports.wpml import Tree


def actions(mission: Mission, number: int) -> Iterator[Tree]:
    """Give the actions at a waypoint as one group in sequence, or nothing where there are none."""
    done = enumerate((*_recording(mission, number), *_look(mission, number)))
    own: list[Tree] = [
        ("action", [("actionId", k), ("actionActuatorFunc", name), ("actionActuatorFuncParam", parameters)])
        for k, (name, parameters) in done
    ]
    if own:
        yield (
            "actionGroup",
            [
                ("actionGroupId", number),
                ("actionGroupStartIndex", number),
                ("actionGroupEndIndex", number),
                ("actionGroupMode", "sequence"),
                ("actionTrigger", [("actionTriggerType", "reachPoint")]),
                *own,
            ],
        )


def _recording(mission: Mission, number: int) -> Iterator[tuple[str, list[Tree]]]:
    """Start or stop the recording where it changes; it is stopped before the first waypoint."""
    records = mission.waypoints[number].records
    before = mission.waypoints[number - 1].records if number else False
    if records is None or records == bool(before):
        return
    lenses: list[Tree] = [("payloadLensIndex", ",".join(mission.lenses))]
    if records:
        yield (
            "startRecord",
            [
                ("payloadPositionIndex", 0),
                ("fileSuffix", f"point{number}"),
                ("useGlobalPayloadLensIndex", 0),
                *lenses,
            ],
        )
    else:
        yield "stopRecord", [("payloadPositionIndex", 0), *lenses]


def _look(mission: Mission, number: int) -> Iterator[tuple[str, list[Tree]]]:
    """Turn the aircraft to where the camera looks, the nearer way round, and stay for whole seconds."""
    point = mission.waypoints[number]
    if point.heading_deg is not None:
        comes_deg = course_deg(mission.waypoints[number - 1], point) if number else 0.0
        nearer = "clockwise" if half_turn_deg(point.heading_deg - comes_deg) >= 0 else "counterClockwise"
        yield "rotateYaw", [("aircraftHeading", half_turn_deg(point.heading_deg)), ("aircraftPathMode", nearer)]
    if point.hold_s:
        yield "hover", [("hoverTime", max(1, round(point.hold_s)))]
