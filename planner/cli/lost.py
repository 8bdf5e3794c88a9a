"""`planner lost`: a joint search (走失查找) as a map, sheets for the units, and JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import PASSES, answered, deliver_all
from planner.cli.asking import moment_of, plan_and_scenario, units_of
from planner.cli.page import Page
from planner.domain.named_places import place_of, places_of
from planner.errors import NotFound
from planner.i18n import N_, Language

if TYPE_CHECKING:
    from planner.cli.progress import Watch
    from planner.dispatch.search.kinds import Who
    from planner.dispatch.search.report import Search
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for, as it was typed."""

    at: str
    place: str
    seen: str
    who: Who
    pace_kmh: float | None
    distances: str
    positions: Path | None
    out: Path


@answered
def lost(path: Path, asked: Asked, language: Language) -> int:
    """Plan the search, write it and print what matters; the exit code."""
    from planner.cli.progress import Watch

    with Watch(language) as watch:
        found, plan, scenario = _found(path, asked, watch)
        code = _write(found, plan, scenario, asked.out, language)
    if not code:
        _print(Page(language), found, asked.out)
    return code or PASSES


def _found(path: Path, asked: Asked, watch: Watch) -> tuple[Search, Plan, Scenario]:
    from planner.dispatch.search.report import search
    from planner.dispatch.search.task import lost as task

    try:
        distances = [float(part) for part in asked.distances.split(",") if part.strip()]
    except ValueError:
        raise NotFound("search_distances_wrong", text=asked.distances) from None
    plan, scenario = plan_and_scenario(path, on_progress=watch)
    zone = ZoneInfo(plan.timezone)
    moment, seen = moment_of(asked.at, zone), moment_of(asked.seen, zone)
    units = units_of(asked.positions, plan, scenario, moment)
    place = place_of(asked.place, places_of(scenario))
    described = task(place, seen, asked.who, pace_kmh=asked.pace_kmh, quartiles_km=distances)
    return search(plan, scenario, units, moment, described, on_progress=watch), plan, scenario


def _write(found: Search, plan: Plan, scenario: Scenario, folder: Path, language: Language) -> int:
    from planner.dispatch.search.features import features
    from planner.domain.naming import call_signs
    from planner.exports.search_pages import map_page, sheets_page

    signs = call_signs(plan.units, {force.id: force.name for force in scenario.forces})
    files = {
        "map.html": map_page(found, scenario, language, signs),
        "sheets.html": sheets_page(found, scenario, language, signs),
        "search.json": json.dumps(features(found, scenario.streets), ensure_ascii=False) + "\n",
    }
    return deliver_all({name: text.encode() for name, text in files.items()}, folder, language)


def _print(page: Page, found: Search, folder: Path) -> None:
    from planner.dispatch.search.task import SHARES
    from planner.i18n.labels import LABELS

    page.line(N_("{units} units and {drones} drones search."), units=len(found.units), drones=len(found.drones))
    page.table(
        N_("Within how many metres along the street they are"),
        [N_("at"), *(f"{100 * share:.0f} %" for share in SHARES)],
        [[f"{ring.at:%H:%M}", *(f"{metres:,.0f}" for metres in ring.metres)] for ring in found.rings],
    )
    page.table(
        N_("Chance that they are found, %"),
        [N_("until"), N_("by these sectors"), N_("evenly searched"), N_("at the most"), N_("on no street here")],
        [
            [f"{one.end:%H:%M}", *(f"{100 * share:.0f}" for share in (one.success, one.even, one.bound, one.off))]
            for one in found.stages
        ],
    )
    if found.places:
        page.table(
            N_("Likely places"),
            [N_("name"), N_("chance nearby, %"), N_("metres")],
            [[one.place.name, f"{100 * one.chance:.1f}", f"{one.away_m:,.0f}"] for one in found.places],
        )
    page.line(LABELS[f"search_known_{found.lost.kind.known}"])
    page.line(LABELS["search_assumed"])
    page.line(N_("The map, the sheets and search.json are in {folder}."), folder=folder)
