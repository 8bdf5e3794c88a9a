"""Answers of the dispatch room as rows of tables, with names and call signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.domain.clock import later
from planner.domain.plan import Plan, Unit
from planner.i18n import Language, sentence
from planner.i18n.labels import LABELS
from planner.storage.names import Names
from web.pages.dispatch_positions import Source
from web.pages.patrols import signs_of
from web.pages.rendering import called, word

if TYPE_CHECKING:
    from planner.dispatch.drones import DroneResponse
    from planner.dispatch.intercept.report import Interception
    from web.answers.dispatch import Nearest

MOST_STREETS = 6
"""Streets of a way that a row names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit that comes: when, how far, what it leaves, along which streets, where to (a cordon's junction).

    Attributes
    ----------
    source
        Where its position is from.
    ready
        When it is ready: to set out for a place, or, of a cordon, when it has closed its junction.
    """

    number: int
    call_sign: str
    kind: str
    source: Source
    minutes: float
    arrive: dt.datetime
    ready: dt.datetime
    km: float
    leaves: str
    police: bool
    along: str = ""
    there: str = ""
    latest: dt.datetime | None = None
    margin_min: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DroneRow:
    """A drone that comes: from which dock or round, when, how far, with which charge it lands."""

    number: int
    dock: str
    drone: str
    round: int
    minutes: float
    arrive: dt.datetime
    km: float
    landing_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """A junction that nobody closes."""

    number: int
    there: str
    latest: dt.datetime | None


def unit_rows(
    found: Nearest, sources: Mapping[str, Source], plan: Plan, names: Names, reader: Language
) -> list[UnitRow]:
    """List the units that come to a place."""
    signs = signs_of(plan, names)
    return [
        UnitRow(
            number=number,
            call_sign=signs.get(one.unit.id, one.unit.id),
            kind=_kind(one.unit, names, reader),
            source=sources[one.unit.id],
            minutes=one.eta_s / 60,
            arrive=one.arrive,
            ready=later(found.at, one.waits_s),
            km=one.length_m / 1000,
            leaves=_leaves(one.leaves, names, reader),
            police=one.police,
            along=_along(one.streets, reader),
        )
        for number, one in enumerate(found.units, 1)
    ]


def drone_rows(drones: tuple[DroneResponse, ...], names: Names, first: int) -> list[DroneRow]:
    """List the drones that come to a place, numbered on from the units."""
    docks = names.get("dock", {})
    return [
        DroneRow(
            number=number,
            dock=docks.get(one.dock, one.dock),
            drone=one.drone,
            round=one.round,
            minutes=one.eta_s / 60,
            arrive=one.arrive,
            km=one.length_m / 1000,
            landing_pct=one.landing_pct,
        )
        for number, one in enumerate(drones, first)
    ]


def closing_rows(
    found: Interception, sources: Mapping[str, Source], plan: Plan, names: Names, reader: Language
) -> list[UnitRow]:
    """List the units of a cordon with their junctions."""
    signs = signs_of(plan, names)
    return [
        UnitRow(
            number=number,
            call_sign=signs.get(one.unit.id, one.unit.id),
            kind=_kind(one.unit, names, reader),
            source=sources[one.unit.id],
            minutes=(one.path[-1][2] - found.at).total_seconds() / 60,
            arrive=one.path[-1][2],
            ready=one.arrive,
            km=one.length_m / 1000,
            leaves=_leaves(one.leaves, names, reader),
            police=one.police,
            there=_junction(one.streets, one.lonlat),
            latest=one.latest,
            margin_min=None if one.latest is None else one.margin_s / 60,
        )
        for number, one in enumerate(found.closings, 1)
    ]


def open_rows(found: Interception) -> list[OpenRow]:
    """List the first exits that are open, numbered on from the junctions that somebody closes."""
    from planner.dispatch.intercept.told import MOST_OPEN

    first = len(found.closings) + 1
    return [
        OpenRow(number=number, there=_junction(one.streets, one.lonlat), latest=one.latest)
        for number, one in enumerate(found.open[:MOST_OPEN], first)
    ]


def cordon_sentences(found: Interception, reader: Language) -> list[str]:
    """Say whether they are shut in, when, on how many ways they are stopped, and how sure that is."""
    from planner.dispatch.intercept.told import sentences

    return [_said(key, reader, **params) for key, params in sentences(found)]


def open_more(found: Interception, reader: Language) -> str:
    """Say how many exits are open that `open_rows` leaves to the map; empty: none."""
    from planner.dispatch.intercept.told import MOST_OPEN

    count = len(found.open) - MOST_OPEN
    return _said("cordon_more", reader, count=count) if count > 0 else ""


def _kind(unit: Unit, names: Names, reader: Language) -> str:
    return f"{called('tier', unit.tier, names, reader)} · {word(f'mode_{unit.mode}', reader)}"


def _leaves(task: str, names: Names, reader: Language) -> str:
    if task in {"break", "base"}:
        return word(f"leaves_{task}", reader)
    return names.get("place", {}).get(task, task)


def _along(streets: tuple[str, ...], reader: Language) -> str:
    named = word("web_list_comma", reader).join(streets[:MOST_STREETS])
    return f"{named} …" if len(streets) > MOST_STREETS else named


def _junction(streets: tuple[str, ...], lonlat: tuple[float, float]) -> str:
    where = f"{lonlat[0]:.5f}, {lonlat[1]:.5f}"
    return f"{' / '.join(streets)} ({where})" if streets else where


def _said(key: str, reader: Language, **params: object) -> str:
    return sentence(LABELS[key], reader, params)
