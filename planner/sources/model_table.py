"""The table of aircraft that comes with the planner, every figure with its source and its date."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.domain.drone_model import DroneModel
from planner.sources.records import Sourced

if TYPE_CHECKING:
    from planner.sources.draft import Draft

TABLE = Path(__file__).parent / "drone_models.toml"
"""The data; nothing about any aircraft stands in code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """Where a figure comes from.

    Attributes
    ----------
    title
        The source.
    verified
        Whether the figure was read there; if not, it is a guess or an assumption.
    checked
        When it was looked up.
    """

    title: str
    verified: bool
    checked: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Aircraft:
    """An aircraft of the table: its figures, and the source of each by its key."""

    model: DroneModel
    sources: Mapping[str, FigureSource]


@cache
def model_table() -> Mapping[str, Aircraft]:
    """Give the aircraft of the table by id."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {row["id"]: _aircraft(row, data["sources"]) for row in data["models"]}


def add_from_table(draft: Draft) -> None:
    """Add the models that docks name and the scenario does not have itself; a scenario's own model wins."""
    own = draft.ids("drone_models")
    for identity in sorted({item.noun.model for item in draft.docks} - own):
        if identity in model_table():
            place = f"[[models]] (id {identity})"
            draft.met("drone_models", {"id": identity}, TABLE.name, place)
            draft.drone_models.append(Sourced(model_table()[identity].model, TABLE.name, place))


def _aircraft(row: Mapping[str, Any], sources: Mapping[str, Any]) -> Aircraft:
    figures = {key: value for key, value in row.items() if isinstance(value, dict)}
    told = {
        key: FigureSource(
            title=sources[figure["source"]]["title"],
            verified=sources[figure["source"]]["verified"],
            checked=figure["checked"],
        )
        for key, figure in figures.items()
    }
    model = DroneModel(
        id=row["id"],
        name=row["name"],
        source=f"the planner's table of aircraft, {TABLE.name}",
        checked=min(source.checked for source in told.values()),
        **{key: figure["value"] for key, figure in figures.items()},
    )
    return Aircraft(model=model, sources=told)
