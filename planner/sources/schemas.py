"""JSON Schemas of the nouns that stand in files: ``python -m planner.sources.schemas``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from planner.domain.analysis import IncidentAnalysis
from planner.domain.filing_table import FilingTable
from planner.domain.plan import Plan
from planner.domain.roster_table import RosterTable
from planner.sources.manifest import Manifest

FOLDER = Path(__file__).parent.parent / "schemas"

SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "scenario.schema.json": (Manifest, "scenario.toml (patrol-scenario/1)"),
    "plan.schema.json": (Plan, "plan.json (patrol-plan/1)"),
    "roster.schema.json": (RosterTable, "the export roster-json (patrol-roster/1)"),
    "analysis.schema.json": (IncidentAnalysis, "analysis.json of planner analyse (patrol-analysis/1)"),
    "filing.schema.json": (FilingTable, "the export flight-filing-json (patrol-filing/1)"),
}
"""File of each schema, the noun it comes from and its title."""


def schema_text(name: str) -> str:
    """Give the text of one schema; the same nouns always give the same text."""
    model, title = SCHEMAS[name]
    made: dict[str, Any] = model.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    made["properties"].get("format", {}).pop("default", None)
    required = sorted({"format", *made["required"]}, key=list(made["properties"]).index)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title, "required": required}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write all schemas."""
    FOLDER.mkdir(exist_ok=True)
    for name in SCHEMAS:
        (FOLDER / name).write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    main()
