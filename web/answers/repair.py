"""Repair a stored plan and store the result beside it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.repair import Event, Offer
from planner.errors import NotFound, PlannerError
from planner.i18n import Language
from planner.i18n.changes import cell_text, change_text, flight_text
from planner.storage.database import Database
from planner.storage.names import names_of
from planner.storage.plans import Plans, read
from planner.storage.scenario_archive import pack, unpack
from web.representations.plans import RepairedPlan, ToldCell, ToldChange, ToldFlight

if TYPE_CHECKING:
    from planner.repairs.repair import Repaired

SCENARIO = "scenario"


class RepairRefused(PlannerError):
    """A repaired plan failed its own check: a defect, and nothing was stored."""

    code = "repair_defect"


def mended(
    database: Database,
    plan_id: str,
    now: dt.datetime,
    event: Event,
    offers: Sequence[Offer] = ("people",),
    *,
    search_s: float | None = None,
) -> dict[Offer, Repaired]:
    """Repair a plan with the scenario that it is stored with, once for each offer; nothing is stored.

    `search_s` is the time that the search for each answer may take [s], by default what the repair takes.

    Raises
    ------
    NotFound
        If there is no such plan, it was stored without its scenario, or what has happened does not fit it.
    RepairRefused
        If an answer fails its own check.
    """
    from planner.domain.solving import Limits
    from planner.pipeline import PlanRefused
    from planner.repairs.repair import repair
    from planner.sources.scenario import read_scenario

    with database.reading() as session:
        row = Plans(session).get(plan_id)
        plan, packed = read(row), row.scenario_zip
    if packed is None:
        raise NotFound("plan_without_scenario", plan=plan_id)
    with tempfile.TemporaryDirectory() as folder:
        unpack(packed, Path(folder))
        scenario = read_scenario(Path(folder))
    limits = None if search_s is None else Limits(time_s=search_s, seed=plan.seed, workers=2)
    try:
        return {
            offer: repair(plan, scenario, now, event, offer=offer, limits=limits, complete=False) for offer in offers
        }
    except PlanRefused as refused:
        raise RepairRefused from refused


def keep(database: Database, made: Repaired) -> str:
    """Store a repaired plan, with all figures of what it will achieve, and its scenario; give its id."""
    from planner.domain.plan import ScenarioReference
    from planner.repairs.repair import completed
    from planner.sources.write import write_scenario

    made = completed(made)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "repaired"
        copy = ScenarioReference(path=SCENARIO, sha256=write_scenario(made.scenario, changed))
        zipped = pack(changed)
    plan = made.plan.model_copy(update={"scenario": copy})
    with database.writing() as session:
        return Plans(session).add(plan, zipped, names_of(made.scenario))


def repair_stored(
    database: Database, plan_id: str, now: dt.datetime, event: Event, language: Language, offer: Offer = "people"
) -> RepairedPlan:
    """Repair a plan and store the result beside it; the stored plan stays as it is.

    Raises
    ------
    NotFound, RepairRefused
        As `mended`.
    """
    made = mended(database, plan_id, now, event, (offer,))[offer]
    zone = ZoneInfo(made.plan.timezone)
    told = tuple(ToldChange(**dict(change), text=change_text(change, language, zone)) for change in made.changes)
    cells = tuple(ToldCell(**dict(cell), text=cell_text(cell, language, made.scenario)) for cell in made.cells)
    unmet = len(made.plan.required_unmet)
    flights = tuple(ToldFlight(**dict(flight), text=flight_text(flight, language, zone)) for flight in made.flights)
    return RepairedPlan(
        plan=keep(database, made),
        required_unmet=unmet,
        changes=told,
        cells=cells,
        flights=flights,
        rounds_missed_at_least=made.rounds_missed_at_least,
    )
