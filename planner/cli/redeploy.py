"""`planner redeploy`: where units wait, hour by hour, so that most of the demand can be reached soon."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import PASSES, answered, deliver
from planner.cli.asking import moment_of, plan_and_scenario, units_of
from planner.cli.page import Page
from planner.domain.solving import Limits
from planner.errors import NotFound
from planner.i18n import N_, Language
from planner.i18n.labels import LABELS

if TYPE_CHECKING:
    from planner.cli.progress import Watch
    from planner.dispatch.redeploy.report import Redeployment
    from planner.domain.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for, as it was typed."""

    at: str
    hours: int
    rings: str
    worth: str
    within_min: float
    give_pct: float
    recent_h: float
    calls: Path | None
    positions: Path | None
    geojson: bool
    out: Path | None
    map_file: Path | None
    time_s: float


@answered
def redeploy(path: Path, asked: Asked, language: Language) -> int:
    """Choose the posts and print them; the exit code."""
    from planner.cli.progress import Watch
    from planner.dispatch.redeploy.features import features

    with Watch(language) as watch:
        found, scenario = _found(path, asked, watch)
    if asked.map_file is not None:
        from planner.exports.decision_pages import posts_page

        code = deliver(posts_page(found, scenario, language).encode(), asked.map_file, language)
        if code:
            return code
    if asked.geojson or asked.out is not None:
        code = deliver(json.dumps(features(found), ensure_ascii=False).encode() + b"\n", asked.out, language)
        if code or asked.out is None:
            return code
    page = Page(language)
    for hour in found:
        _print(page, hour)
    return PASSES


def _found(path: Path, asked: Asked, watch: Watch) -> tuple[tuple[Redeployment, ...], Scenario]:
    from planner.dispatch.redeploy.aim import RecentCall
    from planner.dispatch.redeploy.report import redeploy_hours
    from planner.pipeline import estimate_demand
    from planner.sources.dispatch_files import read_calls

    rings, worth = _figures(asked)
    plan, scenario = plan_and_scenario(path, on_progress=watch)
    moment = moment_of(asked.at, ZoneInfo(plan.timezone))
    units = None if asked.positions is None else units_of(asked.positions, plan, scenario, moment)
    recent: tuple[RecentCall, ...] = ()
    if asked.calls is not None:
        recent = read_calls(asked.calls)
    elif asked.recent_h:
        recent = tuple(RecentCall(time=call.time, place=call.location) for call in scenario.incidents)
    found = redeploy_hours(
        plan,
        scenario,
        estimate_demand(scenario),
        moment,
        Limits(time_s=asked.time_s),
        hours=asked.hours,
        units=units,
        recent=recent,
        recent_h=asked.recent_h or (RECENT_H if asked.calls is not None else 0.0),
        give=asked.give_pct / 100,
        latest_s=60 * asked.within_min,
        rings_s=rings,
        worth=worth,
        on_progress=watch,
    )
    return found, scenario


RECENT_H = 3.0
"""How far back calls of a file count unless it is said [h]."""


def _figures(asked: Asked) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Read the rings and their worth.

    Raises
    ------
    NotFound
        With code ``"rings_wrong"`` unless the rings ascend and each has a worth.
    """
    try:
        rings = tuple(60 * float(part) for part in asked.rings.split(","))
        worth = tuple(int(part) for part in asked.worth.split(","))
    except ValueError:
        raise NotFound("rings_wrong", rings=asked.rings, worth=asked.worth) from None
    ascend = all(one < other for one, other in zip((0.0, *rings), rings, strict=False))
    fit = len(rings) == len(worth) and all(0 <= one <= MOST_WORTH for one in worth) and sum(worth) > 0
    if not ascend or not fit or rings[-1] > MOST_RING_S:
        raise NotFound("rings_wrong", rings=asked.rings, worth=asked.worth)
    return rings, worth


MOST_WORTH, MOST_RING_S = 10, 3600.0
"""Largest worth of a ring, and longest response time [s]."""


def _print(page: Page, hour: Redeployment) -> None:
    page.line(
        N_("{at}: units posted: {units}, of them moved: {moves}."),
        at=f"{hour.at:%Y-%m-%d %H:%M}",
        units=len(hour.posted),
        moves=hour.moves,
    )
    rows = [
        [f"{limit_s / 60:g}", f"{100 * before:.1f}", f"{100 * after:.1f}"]
        for limit_s, before, after in zip(hour.rings_s, hour.before, hour.after, strict=True)
    ]
    for rise in hour.told_rises:
        page.line(LABELS["posts_risen"], **asdict(rise))
    page.table(N_("Demand within reach"), [N_("within, min"), N_("as they stand, %"), N_("posted, %")], rows)
    page.line(LABELS["posts_worth"], stood=100 * hour.stood, worth=100 * hour.worth)
    if hour.status == "optimal":
        page.line(
            N_("Proven: no posts among {posts} reach more, and none as much with fewer moves."),
            posts=hour.posts_offered,
        )
    else:
        page.line(
            N_("The best found in the time given: {worth:.1f} % of all worth; no posts reach more than {bound:.1f} %."),
            worth=100 * hour.worth,
            bound=100 * hour.bound,
        )
    heads = [N_("unit"), N_("there at"), N_("min"), N_("place"), N_("name")]
    rows = [
        [
            posted.unit.id,
            f"{posted.arrive:%H:%M}" if posted.eta_s else "-",
            f"{posted.eta_s / 60:.1f}" if posted.eta_s else "-",
            f"{posted.lonlat[0]:.6f},{posted.lonlat[1]:.6f}",
            posted.name,
        ]
        for posted in hour.posted
    ]
    page.table(N_("Who waits where"), heads, rows, left=(0, 3, 4))
