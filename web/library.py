"""Bring plan folders into the database."""

from __future__ import annotations

from pathlib import Path

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
    from planner.sources.plan_folder import read_plan, scenario_folder
    from planner.sources.scenario import read_scenario

    plan = read_plan(folder)
    database = open_database(database_url)
    try:
        with database.reading() as session:
            known = Plans(session).complete(plan)
        if known is not None:
            return known
        scenario = scenario_folder(plan, folder)
        packed, names = (pack(scenario), names_of(read_scenario(scenario))) if scenario else (None, None)
        with database.writing() as session:
            return Plans(session).add(plan, packed, names)
    finally:
        database.close()
