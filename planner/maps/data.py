"""What a page draws, as plain JSON: short, without officers' names, and in the reader's language.

Times are whole seconds since the start, coordinates whole steps (`planner.maps.encode`). Text from the scenario stands
in it as it was typed; the page shows it with `textContent` only.
"""

from __future__ import annotations

from typing import Any

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.geo import Frame
from planner.i18n import Language
from planner.i18n.labels import labels
from planner.maps import encode
from planner.maps.dock_charge_data import dock_charge_data
from planner.maps.flight_data import flight_data
from planner.maps.ground_data import ground_data
from planner.maps.horizon import horizon
from planner.maps.kept_data import kept_data
from planner.maps.left_out import left_out
from planner.maps.near_data import near_data
from planner.maps.patrol_data import patrol_data
from planner.maps.round_line_data import round_line_data
from planner.maps.shortfall_data import shortfall_data
from planner.maps.sights_data import sights_data
from planner.maps.streets import street_data
from planner.maps.unseen_data import unseen
from planner.maps.work_data import work_data

FORMAT = "patrol-map/1"
WORDS = ("map_", "mode_", "place_kind_", "zone_kind_")
"""Prefixes of the labels that the page's script asks for."""


def map_data(plan: Plan, scenario: Scenario, demand: Demand, *, language: Language) -> dict[str, Any]:
    """Give everything that a page shows of a plan.

    Returns
    -------
    dict
        ``origin`` [deg], ``start_ms`` [ms since 1970], ``seconds`` [s], and one key a layer; see docs/maps.md.

    Raises
    ------
    KeyError
        If the plan names a tier or dock that the scenario does not have.
    """
    span = horizon(plan)
    origin = scenario.station.base
    streets = unseen(plan, scenario)
    return {
        "format": FORMAT,
        "language": language,
        "labels": {key: text for prefix in WORDS for key, text in labels(language, prefix).items()},
        "station": {"id": scenario.station.id, "name": scenario.station.name},
        "timezone": plan.timezone,
        "utc_offsets_min": span.utc_offsets(),
        "start_ms": round(plan.start.timestamp() * 1000),
        "seconds": span.seconds,
        "cancelled": plan.cancelled,
        "left_out": [*left_out(plan, drones=bool(scenario.docks))],
        "origin": [*origin],
        "steps_per_deg": encode.STEPS_PER_DEG,
        "boundary": encode.region(scenario.boundary, origin),
        "streets": street_data(scenario.streets, Frame(origin), streets.marks),
        "unseen": streets.data,
        **ground_data(scenario, demand, span),
        **work_data(plan, scenario, span),
        **kept_data(plan, scenario, span),
        **near_data(plan, scenario, demand, span),
        **patrol_data(plan, scenario, span),
        **flight_data(plan, scenario, span),
        **dock_charge_data(plan, scenario, span),
        **sights_data(plan, scenario, span),
        **round_line_data(plan, span, language),
        **shortfall_data(plan, scenario, span, language),
    }
