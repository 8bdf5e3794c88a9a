"""`planner intercept`: which units close which junctions, so that somebody who fled is shut in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import PASSES, UNMET, answered, deliver
from planner.cli.asking import moment_of, plan_and_scenario, units_of
from planner.cli.page import Page
from planner.domain.force import Mode
from planner.domain.named_places import place_of, places_of
from planner.domain.solving import Limits
from planner.i18n import N_, Language

if TYPE_CHECKING:
    from planner.cli.progress import Watch
    from planner.dispatch.intercept.report import Interception


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for; places are texts as they were typed."""

    at: str
    place: str
    minutes_ago: float
    mode: Mode
    speed_kmh: float | None
    within_min: float
    exits: tuple[str, ...]
    border: bool
    ready_min: float
    leave_ground: bool
    police: bool
    positions: Path | None
    geojson: bool
    out: Path | None
    time_s: float


@answered
def intercept(path: Path, asked: Asked, language: Language) -> int:
    """Find the cordon and print it; the exit code."""
    from planner.cli.progress import Watch
    from planner.dispatch.intercept.features import features

    with Watch(language) as watch:
        found = _found(path, asked, watch)
    if asked.geojson or asked.out is not None:
        code = deliver(json.dumps(features(found), ensure_ascii=False).encode() + b"\n", asked.out, language)
        if code or asked.out is None:
            return code or (PASSES if found.shut else UNMET)
    _print(Page(language), found)
    return PASSES if found.shut else UNMET


def _found(path: Path, asked: Asked, watch: Watch) -> Interception:
    from planner.dispatch.intercept.flight import FLEES_KMH, Fled
    from planner.dispatch.intercept.report import intercept as solve

    plan, scenario = plan_and_scenario(path, on_progress=watch)
    moment, places = moment_of(asked.at, ZoneInfo(plan.timezone)), places_of(scenario)
    fled = Fled(
        place=place_of(asked.place, places),
        ago_s=60 * asked.minutes_ago,
        mode=asked.mode,
        speed_kmh=asked.speed_kmh or FLEES_KMH[asked.mode],
        within_s=60 * asked.within_min,
    )
    units = units_of(asked.positions, plan, scenario, moment)
    return solve(
        scenario,
        units,
        moment,
        fled,
        Limits(time_s=asked.time_s),
        exits="border" if asked.border else [place_of(text, places) for text in asked.exits] or None,
        ready_s=60 * asked.ready_min,
        leave_ground=asked.leave_ground,
        police=asked.police,
        on_progress=watch,
    )


def _print(page: Page, found: Interception) -> None:
    """Print what is closed by whom, what stays open, and how sure that is."""
    from planner.dispatch.intercept.told import MOST_OPEN, sentences
    from planner.i18n.labels import LABELS

    for key, params in sentences(found):
        page.line(LABELS[key], **params)
    if found.closings:
        _table(page, found)
    if found.visits_left or found.meals_left:
        page.line(
            N_("They leave required visits: {visits}; meals: {meals}."),
            visits=found.visits_left,
            meals=found.meals_left,
        )
    if aides := [closing.unit.id for closing in found.closings if not closing.police]:
        page.line(N_("They may not act alone: {units}."), units=", ".join(aides))
    for junction in found.open[:MOST_OPEN]:
        page.line(
            N_("open: {place}; to be closed by {latest}"),
            place=_place(junction.streets, junction.lonlat),
            latest="-" if junction.latest is None else _clock(junction.latest),
        )
    if len(found.open) > MOST_OPEN:
        page.line(LABELS["cordon_more"], count=len(found.open) - MOST_OPEN)


def _table(page: Page, found: Interception) -> None:
    heads = [
        N_("unit"),
        N_("there at"),
        N_("they can be there from"),
        N_("margin, min"),
        N_("km"),
        N_("leaves"),
        N_("junction"),
    ]
    rows = [
        [
            closing.unit.id,
            _clock(closing.arrive),
            "-" if closing.latest is None else _clock(closing.latest),
            "-" if closing.latest is None else f"{closing.margin_s / 60:.1f}",
            f"{closing.length_m / 1000:.2f}",
            closing.leaves or "-",
            _place(closing.streets, closing.lonlat),
        ]
        for closing in found.closings
    ]
    page.table(N_("Who closes what"), heads, rows, left=(0, 6))


def _clock(moment: object) -> str:
    return f"{moment:%H:%M:%S}"


def _place(streets: tuple[str, ...], lonlat: tuple[float, float]) -> str:
    where = f"{lonlat[0]:.6f},{lonlat[1]:.6f}"
    return f"{' / '.join(streets)} ({where})" if streets else where
