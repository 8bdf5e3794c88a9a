"""The filing sheet for programs: the same figures as on paper, with codes for words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from planner.domain.filing_table import FilingDay, FilingTable
from planner.exports.filing import filings
from planner.exports.format import Format
from planner.i18n import N_

if TYPE_CHECKING:
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.i18n import Language

REGULATION = "国务院、中央军委令第761号"


def encode(plan: Plan) -> bytes:
    """Give the applications without the scenario: what it alone knows is empty or null."""
    return encode_for_reader(plan, None, "en")


def encode_for_reader(plan: Plan, scenario: Scenario | None, language: Language) -> bytes:  # noqa: ARG001 - programs read it: no language
    """Give one record a planning day; moments carry their offset, places are longitude and latitude [deg].

    Raises
    ------
    NotFound
        With code ``no_flights`` if the plan has no drone rounds.
    """
    filed = FilingTable(
        station=plan.station,
        station_name=plan.station_name,
        timezone=plan.timezone,
        created=plan.created,
        regulation=REGULATION,
        days=tuple(FilingDay.model_validate(asdict(filing)) for filing in filings(plan, scenario)),
    )
    return filed.model_dump_json(indent=1).encode()


FORMAT = Format(
    id="flight-filing-json",
    suffix=".filing.json",
    media_type="application/json",
    summary=N_("Filing sheet of each day's drone flights, for programs"),
    encode=encode,
    encode_for_reader=encode_for_reader,
    per_unit=False,
    per_round=True,
)
