"""Repair a stored plan and store the result beside it."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

from planner.domain.repair import Event, Offer
from planner.errors import NotFound, PlannerError
from planner.i18n import Language
from planner.i18n.changes import cell_text, change_text
from planner.storage.database import Database
from planner.storage.names import names_of
from planner.storage.plans import Plans, read
from planner.storage.scenario_archive import pack, unpack
from web.representations import RepairedPlan, ToldCell, ToldChange

SCENARIO = "scenario"


class RepairRefused(PlannerError):
    """A repaired plan failed its own check: a defect, and nothing was stored."""

    code = "repair_defect"


def repair_stored(
    database: Database,
    plan_id: str,
    now: dt.datetime,
    event: Event,
    language: Language,
    offer: Offer = "people",
) -> RepairedPlan:
    """Repair a plan with the scenario that it is stored with; the stored plan stays as it is.

    Raises
    ------
    NotFound
        If there is no such plan, it was stored without its scenario, or what has happened does not fit it.
    RepairRefused
        If the answer fails its own check.
    """
    from planner.domain.plan import ScenarioReference
    from planner.pipeline import PlanRefused
    from planner.repairs import repair
    from planner.sources.scenario import read_scenario
    from planner.sources.write import write_scenario

    with database.reading() as session:
        row = Plans(session).get(plan_id)
        plan, packed = read(row), row.scenario_zip
    if packed is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    with tempfile.TemporaryDirectory() as folder:
        unpack(packed, Path(folder) / SCENARIO)
        try:
            made = repair(plan, read_scenario(Path(folder) / SCENARIO), now, event, offer=offer)
        except PlanRefused as refused:
            raise RepairRefused from refused
        changed = Path(folder) / "repaired"
        copy = ScenarioReference(path=SCENARIO, sha256=write_scenario(made.scenario, changed))
        zipped = pack(changed)
    mended = made.plan.model_copy(update={"scenario": copy})
    with database.writing() as session:
        stored = Plans(session).add(mended, zipped, names_of(made.scenario))
    zone = ZoneInfo(plan.timezone)
    told = tuple(ToldChange(**dict(change), text=change_text(change, language, zone)) for change in made.changes)
    cells = tuple(ToldCell(**dict(cell), text=cell_text(cell, language, made.scenario)) for cell in made.cells)
    return RepairedPlan(plan=stored, required_unmet=len(mended.required_unmet), changes=told, cells=cells)
