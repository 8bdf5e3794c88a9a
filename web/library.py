"""Bring plan folders into the database."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from planner.domain.plan import Plan
from planner.errors import Fault, InputRefused
from planner.storage.database import open_database
from planner.storage.names import names_of
from planner.storage.plans import Plans
from planner.storage.scenario_archive import pack


def add_plan_folder(database_url: str, folder: Path) -> str:
    """Store the plan of a folder that `planner plan` wrote, with its scenario, and give its id.

    The same plan twice is stored once.

    Raises
    ------
    InputRefused
        If there is no plan, it cannot be read, or the scenario beside it is not the one it was made from.
    DatabaseRefused
        If the database cannot be used.
    """
    from planner.sources.plan_folder import plan_file, read_plan
    from planner.sources.scenario import read_scenario

    plan = read_plan(folder)
    file = plan_file(folder)
    _check_timezone(plan, file)
    database = open_database(database_url)
    try:
        with database.reading() as session:
            known = Plans(session).complete(plan)
        if known is not None:
            return known
        scenario = _scenario_folder(plan, file.parent)
        packed, names = (pack(scenario), names_of(read_scenario(scenario))) if scenario else (None, None)
        with database.writing() as session:
            return Plans(session).add(plan, packed, names)
    finally:
        database.close()


def _check_timezone(plan: Plan, file: Path) -> None:
    try:
        ZoneInfo(plan.timezone)
    except (KeyError, ValueError, OSError) as cause:
        fault = Fault(code="not_a_plan", file=str(file), place="timezone", params={"why": str(cause)})
        raise InputRefused([fault]) from cause


def _scenario_folder(plan: Plan, beside: Path) -> Path | None:
    """Give the folder of the plan's scenario if it is there; a plan may name none outside of its own folder."""
    from planner.sources.write import scenario_hash

    if plan.scenario is None:
        return None
    folder = (beside / plan.scenario.path).resolve()
    if folder == beside.resolve() or not folder.is_relative_to(beside.resolve()):
        raise InputRefused([Fault(code="scenario_changed", file=plan.scenario.path)])
    if not folder.is_dir():
        return None
    if scenario_hash(folder) != plan.scenario.sha256:
        raise InputRefused([Fault(code="scenario_changed", file=str(folder))])
    return folder
