"""Plans in the database."""

from __future__ import annotations

import gzip
import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.domain.plan import Plan
from planner.errors import NotFound
from planner.storage.models import PlanRow
from planner.storage.names import Names
from planner.storage.stations import Stations

ID_LENGTH = 20
"""Hexadecimal digits of the hash that make a plan's id: 80 bits."""

Figures = dict[str, int | float | bool]


def figures_of(plan: Plan) -> Figures:
    """Give the figures that lists show, units in their names."""
    return {
        "officers": len(plan.officers),
        "shifts": len(plan.roster),
        "units": len(plan.units),
        "routes": len(plan.routes),
        "routes_km": round(sum(route.length_m for route in plan.routes) / 1000, 1),
        "stops": sum(len(route.stops) for route in plan.routes),
        "flights": len(plan.flights),
        "required_unmet": len(plan.required_unmet),
        "optional_dropped": len(plan.optional_dropped),
        "cancelled": plan.cancelled,
    }


class Plans:
    """The plans, within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def complete(self, plan: Plan) -> str | None:
        """Give the id of a plan that is stored together with its scenario; None if there is something to add."""
        row = self._session.get(PlanRow, _sha256(_encoded(plan))[:ID_LENGTH])
        return row.id if row is not None and row.scenario_zip is not None else None

    def add(self, plan: Plan, scenario_zip: bytes | None = None, names: Names | None = None) -> str:
        """Store a plan with the scenario that it was made from and the names in it, and give its id.

        A plan that is there already keeps its row; only a scenario that it lacked is added, with its names.
        """
        data = _encoded(plan)
        sha256 = _sha256(data)
        row = self._session.get(PlanRow, sha256[:ID_LENGTH])
        if row is None:
            station = Stations(self._session).add(plan.station, plan.station_name)
            row = PlanRow(
                id=sha256[:ID_LENGTH],
                station=station,
                created=plan.created,
                start=plan.start,
                end=plan.end,
                timezone=plan.timezone,
                sha256=sha256,
                figures=figures_of(plan),
                names=names or {},
                plan_gzip=gzip.compress(data, mtime=0),
                scenario_zip=scenario_zip,
            )
            self._session.add(row)
        elif row.scenario_zip is None:
            row.scenario_zip = scenario_zip
            row.names = names or {}
        return row.id

    def get(self, plan_id: str) -> PlanRow:
        """Give one stored plan; `read` makes the plan of it.

        Raises
        ------
        NotFound
            With code ``unknown_plan`` if it is not there.
        """
        row = self._session.get(PlanRow, plan_id)
        if row is None:
            raise NotFound("unknown_plan", plan=plan_id)
        return row

    def alike(self, row: PlanRow) -> list[PlanRow]:
        """List the other plans of the same station and hours that were stored with their scenario, latest first."""
        query = (
            select(PlanRow)
            .where(PlanRow.station_id == row.station_id, PlanRow.start == row.start, PlanRow.end == row.end)
            .where(PlanRow.id != row.id, PlanRow.scenario_zip.is_not(None))
            .order_by(PlanRow.created.desc(), PlanRow.id)
        )
        return [*self._session.scalars(query)]

    def list(self, station_id: str | None = None, *, limit: int | None = None, offset: int = 0) -> list[PlanRow]:
        """List stored plans without their content, the latest start first."""
        query = select(PlanRow).order_by(PlanRow.start.desc(), PlanRow.created.desc(), PlanRow.id)
        if station_id is not None:
            query = query.where(PlanRow.station_id == station_id)
        return [*self._session.scalars(query.limit(limit).offset(offset))]

    def count(self) -> dict[str, int]:
        """Count the plans of every station that has any, by its id."""
        query = select(PlanRow.station_id, func.count().label("plans")).group_by(PlanRow.station_id)
        return {row.station_id: row.plans for row in self._session.execute(query)}


def _encoded(plan: Plan) -> bytes:
    return plan.model_dump_json().encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(row: PlanRow) -> Plan:
    """Give the plan that a row holds."""
    return Plan.model_validate_json(gzip.decompress(row.plan_gzip))
