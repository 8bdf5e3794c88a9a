"""What several commands are asked: a plan, a moment, a place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.named_places import lonlat_of
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import OnProgress, keep_going
from planner.errors import NotFound

if TYPE_CHECKING:
    from planner.dispatch.standing import Standing


def plan_and_scenario(path: Path, *, on_progress: OnProgress = keep_going) -> tuple[Plan, Scenario]:
    """Read a plan and the scenario that it was made from."""
    from planner.sources.plan_folder import plan_file, read_plan, scenario_of

    found = read_plan(path)
    scenario = scenario_of(found, path, on_progress=on_progress)
    if scenario is None:
        raise NotFound("scenario_missing", file=plan_file(path).parent / "scenario")
    return found, scenario


def moment_of(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read a moment; without an offset it is on the clock of a zone."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotFound("not_a_time", text=text) from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def lonlat_asked(text: str) -> tuple[float, float]:
    """Read a place written as ``LON,LAT``, where no names are known."""
    if (found := lonlat_of(text)) is None:
        raise NotFound("not_a_place", text=text)
    return found


def units_of(positions: Path | None, plan: Plan, scenario: Scenario, at: dt.datetime) -> tuple[Standing, ...]:
    """Give the units at a moment: those of a file of live positions, or else as the plan has them.

    Raises
    ------
    PlannerError
        If the file is not such a file, or names units or forces that are unknown.
    """
    from planner.dispatch.standing import reported, standings
    from planner.sources.positions import read_positions

    if positions is None:
        return standings(plan, scenario, at)
    return reported(read_positions(positions), plan, scenario, at)
