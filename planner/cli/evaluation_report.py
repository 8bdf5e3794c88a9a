"""What a plan will achieve as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import numpy as np
from rich.cells import cell_len

from planner.cli.naming import with_names
from planner.cli.page import Page
from planner.domain.scenario import Scenario
from planner.evaluation.achievement.call_cover import WITHIN_MIN
from planner.evaluation.achievement.presence_table import HOURS, Presence, PresenceRow, Share
from planner.evaluation.achievement.unit_minutes import Floats
from planner.evaluation.report import Hours, Report
from planner.i18n import Language
from planner.i18n.evaluating import GROUPS, WORDS, evaluation_text
from planner.i18n.figure_text import figure_word, value_text
from planner.i18n.notices import notice_text

WORST = 5
"""Units listed whose loss costs most."""
BARS = "▁▂▃▄▅▆▇█"
CELL = 4
"""Width of an hour in the table of presence, with the gap before the next [characters]."""
MARKS = {"over": "▲", "under": "▼", "": " "}


def print_report(found: Report, scenario: Scenario, language: Language) -> None:
    """Print figures by what they tell, hours, grids, the units that are missed most, and what to know."""
    page, plan = Page(language), found.plan
    zone = ZoneInfo(plan.timezone)
    page.console.print()
    page.line(
        WORDS["title"],
        station=plan.station_name or plan.station,
        start=f"{plan.start.astimezone(zone):%Y-%m-%d %H:%M}",
        end=f"{plan.end.astimezone(zone):%Y-%m-%d %H:%M}",
    )
    page.console.print()
    for group, names in GROUPS.items():
        rows = [
            [figure_word(name, language), value_text(name, found.figures[name])]
            for name in names
            if name in found.figures
        ]
        if rows:
            page.table(WORDS[group], ["", ""], rows)
        elif group == "foreseen" and plan.routes:
            page.line(WORDS["one_plan"])
            page.console.print()
    if found.hours is None or found.presence is None:
        page.line(WORDS["no_patrols"])
        return
    _hours(page, found, found.hours, found.presence)
    _presence(page, found.presence, f"{found.hours.begins[0]:%H:%M}")
    _fairness(page, found.presence)
    _losses(page, found)
    _notices(page, found, scenario)


def by_clock(values: Floats) -> Floats:
    """Average the hours of several days by the hour of the clock, (hours,) to at most `HOURS`; NaN is left out."""
    rows = [values[first::HOURS] for first in range(min(HOURS, len(values)))]
    return np.array([float(row[np.isfinite(row)].mean()) if np.isfinite(row).any() else np.nan for row in rows])


def sparkline(values: Sequence[float], most: float) -> str:
    """Draw values from 0 to `most` as bars, one letter each; one that is not a number is a gap."""
    top = len(BARS) - 1
    return "".join(
        BARS[min(top, max(0, round(top * value / most) if most > 0 else 0))] if np.isfinite(value) else " "
        for value in values
    )


def _hours(page: Page, found: Report, hours: Hours, seen: Presence) -> None:
    """Print every series as bars with its least, mean and most."""

    def word(key: str, minutes: int = 0) -> str:
        return evaluation_text(key, page.language, minutes=minutes)

    rows = []
    for name, values, top, mean, digits in _series(found, hours, seen):
        clock = by_clock(values)
        if not np.isfinite(clock).any():
            continue
        least, most = float(np.nanmin(clock)), float(np.nanmax(clock))
        at = f"{hours.begins[int(np.nanargmin(clock))]:%H:%M}"
        figures = [f"{value:.{digits}f}" for value in (least, float(np.nanmean(clock)) if mean is None else mean, most)]
        rows.append([word(*name), sparkline(clock.tolist(), top or most), figures[0], at, *figures[1:]])
    heads = ["", "", WORDS["least"], WORDS["least_at"], WORDS["mean"], WORDS["most"]]
    title = evaluation_text("by_hour", page.language, hour=f"{hours.begins[0]:%H:%M}")
    page.table(title, heads, rows, left=(0, 1))
    if len(hours.begins) > HOURS:
        page.line(WORDS["averaged"])
        page.console.print()


_Series = tuple[tuple[str, int] | tuple[str], Floats, float | None, float | None, int]
"""Word, values by hour, top of the bars, mean if it is not that of the hours, decimals."""


def _series(found: Report, hours: Hours, seen: Presence) -> Iterator[_Series]:
    """List what is shown by hour; calls count by how many they are, so that the means are the plan's figures."""
    yield ("calls",), hours.calls, None, None, 2
    yield ("units_out",), hours.units_out, None, None, 1
    yield ("units_free",), hours.units_free, None, None, 1
    for kind, prefix, shares in (
        ("demand_within", "demand", hours.demand_pct),
        ("junctions_within", "junctions", hours.junction_pct),
    ):
        for row, minutes in enumerate(WITHIN_MIN):
            yield (kind, minutes), shares[:, row], 100.0, found.figures.get(f"{prefix}_within_{minutes}_min_pct"), 1
    yield ("seen_by_hour",), np.array([float(pct) for pct, _ in seen.station.cells]), 100.0, None, 0


def _presence(page: Page, seen: Presence, begin: str) -> None:
    """Print the table of grids and hours, in as many parts as the terminal is narrow."""
    rows = [*seen.rows, seen.station]
    names = [_name(row, page.language) for row in rows]
    wide = max(cell_len(name) for name in (*names, evaluation_text("grid", page.language))) + 2
    mean = evaluation_text("mean", page.language)
    fit = max(1, (page.console.width - wide - cell_len(mean) - 2) // CELL)
    parts = -(-len(seen.hours) // fit)
    step = -(-len(seen.hours) // parts)
    page.line(WORDS["presence"], hour=begin)
    for first in range(0, len(seen.hours), step):
        shown = slice(first, first + step)
        heads = "".join(f"{hour:02d}".rjust(CELL - 1) + " " for hour in seen.hours[shown])
        grid = evaluation_text("grid", page.language)
        _plain(page, grid + " " * (wide - cell_len(grid)) + heads + " " + mean)
        for name, row in zip(names, rows, strict=True):
            cells = "".join(f"{pct}".rjust(CELL - 1) + " " for pct, _ in row.cells[shown])
            _plain(page, name + " " * (wide - cell_len(name)) + cells + " " + f"{row.mean_pct}".rjust(cell_len(mean)))
        page.console.print()


def _plain(page: Page, text: str) -> None:
    page.line("{text}", text=text)


def _name(row: PresenceRow, language: Language) -> str:
    return row.name or evaluation_text("station", language)


def _fairness(page: Page, seen: Presence) -> None:
    """Print the minutes per expected call and per resident of every grid."""
    rows = [[_name(row, page.language), *_share(row.call), *_share(row.resident)] for row in (*seen.rows, seen.station)]
    heads = [WORDS["grid"], WORDS["per_call"], WORDS["times"], WORDS["per_resident"], WORDS["times"]]
    page.table(evaluation_text("fairness", page.language, ratio=f"{seen.ratio:g}"), heads, rows)


def _share(share: Share) -> list[str]:
    minutes = "-" if share.minutes is None else f"{share.minutes:.1f}" if share.minutes >= 1 else f"{share.minutes:.3f}"
    return [minutes, "" if share.times is None else f"{MARKS[share.mark]} {share.times:.2f}"]


def _losses(page: Page, found: Report) -> None:
    rows = [
        [
            loss.unit,
            f"{loss.demand_within_5_min_pct:.1f}",
            str(loss.required_visits_lost),
            f"{loss.required_visits_met_pct:.1f}",
        ]
        for loss in found.losses[:WORST]
    ]
    if rows:
        heads = [WORDS["unit"], WORDS["near_short"], WORDS["visits_lost"], WORDS["visits_met"]]
        page.table(WORDS["lost"], heads, rows)


def _notices(page: Page, found: Report, scenario: Scenario) -> None:
    if found.notices:
        page.line(WORDS["notices"])
    for notice in found.notices:
        page.line("  {text}", text=notice_text(notice.code, page.language, with_names(notice.params, scenario)))
