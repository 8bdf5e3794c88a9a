"""Where patrols are seen by grid and hour of the day, and how evenly, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.equity import equity, mean_min, times_the_mean
from planner.evaluation.achievement.unit_minutes import Floats, unit_minutes
from planner.evaluation.achievement.visible import visible

HOURS = 24
SHADES = 5
"""Shades of a cell that is not empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a grid has of the patrols' minutes.

    Attributes
    ----------
    minutes
        Minutes per call or resident [min]; None where there is none.
    times
        How many times the minutes of the whole station that is; None where there is none.
    mark
        ``over`` or ``under`` beyond the station's ratio (`patrol.equity_ratio`), or nothing.
    """

    minutes: float | None
    times: float | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceRow:
    """One grid.

    Attributes
    ----------
    name
        What the station calls it.
    cells
        Share of the minutes with a patrol in each hour [%], and its shade from 0 to `SHADES`.
    mean_pct
        The same over the whole plan [%].
    call, resident
        Patrol minutes per expected call and per resident.
    """

    name: str
    cells: tuple[tuple[int, int], ...]
    mean_pct: int
    call: Share
    resident: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """The table.

    Attributes
    ----------
    hours
        Hours of the clock, in the order of the columns.
    rows
        One a grid, in the scenario's order.
    station
        Means of the grids, and patrol minutes per call and per resident of the whole station.
    ratio
        Beyond how many times of these a grid is marked.
    """

    hours: tuple[int, ...]
    rows: tuple[PresenceRow, ...]
    station: PresenceRow
    ratio: float


def presence(plan: Plan, scenario: Scenario, demand: Demand) -> Presence | None:
    """Lay the figures of `visible` and `equity` out; hours of several days are averaged.

    Nothing without patrols or grids.
    """
    if not plan.routes or not scenario.grids:
        return None
    readings = unit_minutes(plan)
    seen = visible(readings, scenario)
    found = equity(seen, plan, scenario, demand)
    count = min(HOURS, seen.seen_share.shape[1])
    pct = 100 * np.stack([seen.seen_share[:, hour::HOURS].mean(axis=1) for hour in range(count)], axis=1)
    weights = np.bincount(readings.hour, minlength=seen.seen_share.shape[1])
    mean = 100 * np.average(seen.seen_share, axis=1, weights=weights)
    ratio = scenario.patrol.equity_ratio
    calls, residents = (_shares(found.minutes, amount, ratio) for amount in (found.calls, found.residents))
    rows = zip(scenario.grids, pct, mean, calls, residents, strict=True)
    first = plan.start.astimezone(ZoneInfo(plan.timezone)).hour
    return Presence(
        hours=tuple((first + hour) % HOURS for hour in range(count)),
        rows=tuple(
            PresenceRow(
                name=grid.name or grid.id, cells=_cells(own), mean_pct=round(whole), call=call, resident=resident
            )
            for grid, own, whole, call, resident in rows
        ),
        station=PresenceRow(
            name="",
            cells=_cells(pct.mean(axis=0)),
            mean_pct=round(float(mean.mean())),
            call=Share(minutes=mean_min(found.minutes, found.calls) or None),
            resident=Share(minutes=mean_min(found.minutes, found.residents) or None),
        ),
        ratio=ratio,
    )


def _cells(pct: Floats) -> tuple[tuple[int, int], ...]:
    return tuple((round(share), int(np.ceil(SHADES * round(share) / 100))) for share in pct.tolist())


def _shares(minutes: Floats, amount: Floats, ratio: float) -> list[Share]:
    """Give every grid its minutes per amount, and mark what is far from the station's."""
    shares = []
    for own, each, times in zip(
        minutes.tolist(), amount.tolist(), times_the_mean(minutes, amount).tolist(), strict=True
    ):
        known = each > 0
        mark = "over" if times > ratio else "under" if times < 1 / ratio else ""
        known_times = times if known and np.isfinite(times) else None
        shares.append(Share(minutes=own / each if known else None, times=known_times, mark=mark))
    return shares
