"""How zones are closed, and how docks lie to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from planner.domain.clock import MINUTES_PER_DAY
from planner.domain.noun import WEEKDAYS
from planner.errors import Fault
from planner.geo import Frame
from planner.sources.faults import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from planner.domain.noun import Window
    from planner.domain.place import Zone
    from planner.sources.draft import Draft


def ceilings_are_restricted(draft: Draft) -> Iterator[Fault]:
    """Refuse a ceiling of a zone that is closed from the ground."""
    for item in draft.zones:
        if item.noun.ceiling_m is not None and item.noun.kind != "restricted":
            place = f"{item.place}: ceiling_m"
            yield Fault(code="ceiling_not_restricted", file=item.file, place=place, params={"kind": item.noun.kind})


def zones_close_something(draft: Draft) -> Iterator[Fault]:
    """Refuse a zone whose closed heights end below where they begin."""
    for item in draft.zones:
        floor_m, top_m = item.noun.ceiling_m, item.noun.top_m
        if floor_m is not None and top_m is not None and top_m <= floor_m:
            params = {"ceiling_m": f"{floor_m:g}", "top_m": f"{top_m:g}"}
            yield Fault(code="zone_band_empty", file=item.file, place=f"{item.place}: top_m", params=params)


def cameras_are_off_over_privacy(draft: Draft) -> Iterator[Fault]:
    """Refuse a zone of another kind than privacy that may be passed with the camera off."""
    for item in draft.zones:
        if item.noun.camera_off and item.noun.kind != "privacy":
            place = f"{item.place}: camera_off"
            yield Fault(code="camera_off_not_privacy", file=item.file, place=place, params={"kind": item.noun.kind})


def docks_may_open(draft: Draft) -> Iterator[Fault]:
    """Refuse a dock from which no drone may ever take off: closed at all hours by one zone, or by several in turn."""
    import shapely

    if draft.ground.base is None:
        return
    frame, rounds = Frame(draft.ground.base), draft.rounds
    zones = [item.noun for item in draft.zones if _closes_climb(item.noun, min(rounds.heights_m))]
    shapes = [shapely.make_valid(frame.polygon(zone.region)) for zone in zones]
    for dock in draft.docks:
        away = [shape.distance(shapely.Point(frame.metres(dock.noun.location)[0])) for shape in shapes]
        kept = [rounds.margin_m if zone.stand_off_m is None else zone.stand_off_m for zone in zones]
        over = [number for number in range(len(zones)) if away[number] <= kept[number]]
        always = [number for number in over if not zones[number].windows]
        for number in always:
            distances = {"distance_m": f"{away[number]:.1f}", "kept_m": f"{kept[number]:g}"}
            params = {"zone": shown(zones[number].id), **distances}
            yield Fault(code="dock_in_closed_zone", file=dock.file, place=dock.place, params=params)
        shut = [minutes_of_week(zones[number].windows) for number in over]
        if not always and shut and bool(np.any(shut, axis=0).all()):
            names = ", ".join(shown(zones[number].id) for number in over)
            yield Fault(code="dock_closed_all_day", file=dock.file, place=dock.place, params={"zones": names})


def tasks_mean_their_keys(draft: Draft) -> Iterator[Fault]:
    """Refuse keys of a drone task that belong to another kind of task."""
    for item in draft.drone_tasks:
        task = item.noun
        idle = (
            (task.point is None and task.watch == "orbit", "watch", "point"),
            (task.point is None and task.heading_deg is not None, "heading_deg", "point"),
            (task.point is not None and task.watch == "orbit" and task.heading_deg is not None, "heading_deg", "hover"),
            (task.line is None and task.lines != 1, "lines", "line"),
        )
        for wrong, key, expected in idle:
            if wrong:
                params = {"key": key, "expected": expected}
                yield Fault(code="task_key_idle", file=item.file, place=f"{item.place}: {key}", params=params)


def minutes_of_week(windows: tuple[Window, ...]) -> NDArray[np.bool_]:
    """Tell for every minute of the week from Monday 00:00 on whether some window is open, (10080,)."""
    week = np.zeros(len(WEEKDAYS) * MINUTES_PER_DAY, bool)
    for window in windows:
        for day, name in enumerate(WEEKDAYS):
            if name in window.days:
                span = day * MINUTES_PER_DAY + np.arange(window.start, window.end)
                week[span % len(week)] = True
    return week


def _closes_climb(zone: Zone, height_m: float) -> bool:
    """Tell whether a zone is closed at some height between the ground and a flight height."""
    floor_m = zone.ceiling_m if zone.kind == "restricted" and zone.ceiling_m is not None else 0.0
    return not zone.camera_off and floor_m < height_m
