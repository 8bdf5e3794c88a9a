"""`planner repair`: change a plan that is being worked for what has happened."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import CANCELLED, PASSES, UNMET, refuse, say
from planner.cli.asking import moment_of, plan_and_scenario
from planner.cli.plan import set_aside
from planner.cli.repair_report import tell, tell_achieved
from planner.domain.named_places import place_of, places_of
from planner.domain.noun import LonLat
from planner.domain.repair import (
    Absence,
    CallTaken,
    DockDown,
    DroneAlert,
    Event,
    HotSpotAdded,
    MoreNeeded,
    Offer,
    OfficerAway,
    UnitLost,
)
from planner.domain.solving import Limits, Progress
from planner.errors import NotFound, PlannerError
from planner.i18n import N_, Language

if TYPE_CHECKING:
    from planner.repairs.repair import Repaired
    from planner.sources.plan_folder import PlanFolder

CHANGES = "changes.json"
LONGEST_MIN = 480.0
STAY_MIN = 12.0
"""Stay at a new hot spot unless another one is asked for [min]."""
MOST_MORE = 200
"""Most officers that more can be needed [officers]."""
CALL_MIN = 30.0
"""Time at a call unless another one is asked for [min]."""
ALERT_MIN, LONGEST_ALERT_MIN = 10.0, 120.0
"""Time of a drone at an alert unless another one is asked for, and the most [min]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line says has happened; texts are read against the plan's time zone.

    Attributes
    ----------
    lose, unit
        Ids of units; empty: none.
    call, hot_spot
        Places: a name, an id or ``LON,LAT``; empty: none.
    opens, closes
        Window of the hot spot, time of more need, or first and last date away.
    minutes
        Stay at the call or the hot spot [min].
    away, more
        Id of an officer, code of a duty; empty: none.
    kind
        Why the officer is away, as in `OfficerAway`.
    count
        How many more are needed [officers].
    offer
        What a change of the roster gives first.
    alert, dock
        Place of an alert, likewise, and id of the dock whose drone is to go; empty: none.
    dock_down
        Dock that is out of service, as ``DOCK,FROM,TO``; empty: none.
    """

    lose: str = ""
    call: str = ""
    unit: str = ""
    hot_spot: str = ""
    opens: str = ""
    closes: str = ""
    minutes: float | None = None
    away: str = ""
    more: str = ""
    kind: Absence = "sick"
    count: int = 1
    offer: Offer = "people"
    alert: str = ""
    dock: str = ""
    dock_down: str = ""


def repair(
    path: Path,
    at: str,
    asked: Asked,
    out: Path | None,
    time_s: float | None,
    language: Language,
    *,
    what_if: bool = False,
) -> int:
    """Repair a plan and write it, with what was changed, to a folder; give the exit code of `planner plan`.

    With `what_if` nothing is written.
    """
    from planner.cli.progress import Watch
    from planner.pipeline import PlanRefused
    from planner.repairs.repair import repair as make_repair
    from planner.sources.plan_folder import PlanFolder

    with Watch(language) as watch:
        try:
            watch(Progress(stage="read", done=0.0))
            plan, scenario = plan_and_scenario(path, on_progress=watch)
            zone = ZoneInfo(plan.timezone)
            now, event = moment_of(at, zone), _event(asked, zone, places_of(scenario))
            limits = None if time_s is None else Limits(time_s=time_s, seed=plan.seed, workers=1)
            if what_if:
                made = make_repair(
                    plan, scenario, now, event, offer=asked.offer, limits=limits, on_progress=watch, complete=False
                )
                tell(made, language)
                tell_achieved(plan, made, watch, language)
                say(N_("Nothing was written: this is what a repair would change."), language)
                return UNMET if made.plan.required_unmet else PASSES
            if out is None:
                raise NotFound("out_missing")
            with PlanFolder(out) as folder:
                try:
                    made = make_repair(
                        plan, scenario, now, event, offer=asked.offer, limits=limits, on_progress=watch, complete=False
                    )
                except PlanRefused as refused:
                    return set_aside(refused, folder.set_aside(refused.plan), language)
                tell(made, language)  # who must act reads it while the rest is reckoned
                made = tell_achieved(plan, made, watch, language)
                watch(Progress(stage="map", done=0.5))
                _keep(folder, made, language)
        except PlannerError as error:
            return refuse(error, language)
        except KeyboardInterrupt:
            say(N_("Given up; nothing was written."), language)
            return CANCELLED
    say(N_("Written: {plan} and {changes}"), language, plan=out / "plan.json", changes=out / CHANGES)
    if made.plan.cancelled and not plan.cancelled:
        return CANCELLED
    return UNMET if made.plan.required_unmet else PASSES


def _event(asked: Asked, zone: ZoneInfo, places: Mapping[str, LonLat]) -> Event:
    """Read what has happened.

    Raises
    ------
    NotFound
        If it is not exactly one thing, or a place, a moment or a number cannot be read.
    """
    named = (asked.lose, asked.call, asked.hot_spot, asked.away, asked.more, asked.alert, asked.dock_down)
    if sum(map(bool, named)) != 1:
        raise NotFound("repair_asks_for_one")
    if asked.minutes is not None and not 0 < asked.minutes <= LONGEST_MIN:
        raise NotFound("minutes_wrong", minutes=asked.minutes)
    if asked.away or asked.more:
        return _roster_event(asked, zone)
    if asked.alert:
        if (asked.minutes or ALERT_MIN) > LONGEST_ALERT_MIN:
            raise NotFound("alert_too_long", minutes=asked.minutes, most=LONGEST_ALERT_MIN)
        return DroneAlert(
            location=place_of(asked.alert, places), minutes=asked.minutes or ALERT_MIN, dock=asked.dock or None
        )
    if asked.dock_down:
        return _dock_down(asked.dock_down, zone)
    if asked.lose:
        return UnitLost(unit=asked.lose)
    if asked.call:
        return CallTaken(
            location=place_of(asked.call, places), minutes=asked.minutes or CALL_MIN, unit=asked.unit or None
        )
    if not (asked.opens and asked.closes):
        raise NotFound("hot_spot_window_missing")
    return HotSpotAdded(
        location=place_of(asked.hot_spot, places),
        opens=moment_of(asked.opens, zone),
        closes=moment_of(asked.closes, zone),
        minutes=asked.minutes or STAY_MIN,
    )


def _dock_down(text: str, zone: ZoneInfo) -> DockDown:
    """Read which dock is out of service, and when."""
    dock, _, span = text.partition(",")
    parts = [part.strip() for part in span.split(",")]
    if not dock.strip() or len(parts) != 2:
        raise NotFound("dock_down_wrong", text=text)
    start, end = (moment_of(part, zone) for part in parts)
    if end <= start:
        raise NotFound("outage_over", dock=dock.strip(), end=end.isoformat(timespec="minutes"))
    return DockDown(dock=dock.strip(), start=start, end=end)


def _roster_event(asked: Asked, zone: ZoneInfo) -> Event:
    """Read what has happened to the roster."""
    if asked.more:
        if not 0 < asked.count <= MOST_MORE:
            raise NotFound("count_wrong", count=asked.count)
        start, end = moment_of(asked.opens, zone), moment_of(asked.closes, zone)
        return MoreNeeded(duty=asked.more, start=start, end=end, count=asked.count)
    try:
        first, last = (dt.date.fromisoformat(text) for text in (asked.opens, asked.closes or asked.opens))
        return OfficerAway(officer=asked.away, first=first, last=last, kind=asked.kind)
    except ValueError:
        raise NotFound("dates_wrong", first=asked.opens, last=asked.closes) from None


def _keep(folder: PlanFolder, made: Repaired, language: Language) -> None:
    """Write the plan folder and what was changed."""
    from planner.maps.page import render_file
    from planner.pipeline import estimate_demand

    page = render_file(made.plan, made.scenario, estimate_demand(made.scenario), language=language)
    changes = [change.model_dump(mode="json", exclude_none=True) for change in made.changes]
    cells = [cell.model_dump(mode="json", exclude_defaults=True) for cell in made.cells]
    flights = [change.model_dump(mode="json", exclude_none=True) for change in made.flights]
    text = json.dumps({"changes": changes, "cells": cells, "flights": flights}, ensure_ascii=False, indent=1) + "\n"
    folder.keep(made.plan, made.scenario, page, extra={CHANGES: text})
