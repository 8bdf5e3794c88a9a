"""A plan as a person reads it in a terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.table import Table
from rich.text import Text

from planner.cli.naming import seen_by_id, with_names
from planner.cli.page import terminal
from planner.cli.unmet import main_fix, named, runs
from planner.dispatch.drones import DroneResponse
from planner.dispatch.nearest import Response
from planner.domain.noun import Window
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.i18n import N_, Language, sentence, translate
from planner.i18n.notices import notice_text
from planner.i18n.reasons import brief_reason_text, fix_text, reason_text
from planner.sources.plan_folder import ALTERNATIVES

LISTED = 12
"""Unmet lines shown; the plan holds them all."""
LISTED_DROPPED = 3
"""Optional visits that are explained one by one, those of most value first."""
MOST_DATES = 7
"""Dates side by side in the table of the roster."""


class _Page:
    """Prints headings, tables and lines; text from data is never markup."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.console = terminal()

    def word(self, text: str) -> str:
        return translate(text, self.language)

    def line(self, template: str, **params: object) -> None:
        self.console.print(Text(sentence(template, self.language, params)))

    def table(self, title: str, columns: list[str], rows: list[list[str]], *, long: int | None = None) -> None:
        """Print a table; the column `long` holds words and takes the lines it needs, so that no figure is cut."""
        table = Table(title=Text(self.word(title)), title_justify="left", box=None, padding=(0, 2, 0, 0))
        for number, column in enumerate(columns):
            words = number in {0, long}
            table.add_column(Text(column), justify="left" if words else "right", no_wrap=number != long)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self.console.print(table)
        self.console.print()


def print_summary(plan: Plan, scenario: Scenario, out: Path, language: Language) -> None:
    """Print who is on duty, what the patrols do, how the rounds fly, what is unmet and what would mend it."""
    page = _Page(language)
    zone = ZoneInfo(plan.timezone)
    page.console.print()
    page.line(
        N_("Plan of {station}, {start} to {end}"),
        station=plan.station_name or plan.station,
        start=f"{plan.start.astimezone(zone):%Y-%m-%d %H:%M}",
        end=f"{plan.end.astimezone(zone):%Y-%m-%d %H:%M}",
    )
    if plan.cancelled:
        page.line(N_("It was stopped early: this is the best that had been found."))
    page.console.print()
    _roster(page, plan, scenario, zone)
    _units(page, plan, zone)
    _flights(page, plan)
    _figures(page, plan)
    names = seen_by_id(scenario)
    _unmet(page, plan, zone, names)
    _dropped(page, plan, zone, names)
    _notices(page, plan, scenario)
    if "alternatives" in plan.metrics:
        page.line(
            N_("Written: {count} alternatives in {folder}"),
            count=round(plan.metrics["alternatives"]),
            folder=out / ALTERNATIVES,
        )
    page.line(N_("Written: {plan} and {map} (opens without a network)"), plan=out / "plan.json", map=out / "map.html")


def _roster(page: _Page, plan: Plan, scenario: Scenario, zone: ZoneInfo) -> None:
    if not plan.roster:
        return
    days = sorted({row.start.astimezone(zone).date() for row in plan.roster})
    names = {shift.code: shift for shift in scenario.shifts}
    duties = {duty.code: duty.name for duty in scenario.duties}
    there = {(row.duty, row.shift, row.start.astimezone(zone).date(), row.officer) for row in plan.roster}
    counts = Counter((duty, shift, day) for duty, shift, day, _ in there)
    pairs = sorted({(duty, shift) for duty, shift, _ in counts}, key=lambda key: (key[0], names[key[1]].window.start))
    titles = [f"{duties.get(duty, duty)} {_clock(names[code].window)}" for duty, code in pairs]
    for first in range(0, len(days), MOST_DATES):
        shown = days[first : first + MOST_DATES]
        rows = [
            [title, *(str(counts[duty, code, day] or "-") for day in shown)]
            for title, (duty, code) in zip(titles, pairs, strict=True)
        ]
        heads = [page.word(N_("duty and shift")), *(f"{day:%m-%d}" for day in shown)]
        page.table(N_("Officers on duty by shift"), heads, rows)


def _clock(window: Window) -> str:
    """Write when a shift starts and ends on the clock."""
    return "-".join(f"{minute // 60 % 24:02d}:{minute % 60:02d}" for minute in (window.start, window.end))


def _units(page: _Page, plan: Plan, zone: ZoneInfo) -> None:
    routes = {route.unit: route for route in plan.routes}
    rows = []
    day = "%m-%d " if len({unit.shift_start.date() for unit in plan.units}) > 1 else ""
    for unit in sorted(plan.units, key=lambda unit: (unit.shift_start, unit.id)):
        route = routes.get(unit.id)
        kinds = (
            Counter(stop.required for stop in route.stops if stop.kind in {"point", "line", "area"})
            if route
            else Counter()
        )
        shift = f"{unit.shift_start.astimezone(zone):{day}%H:%M}-{unit.shift_end.astimezone(zone):%H:%M}"
        length = f"{route.length_m / 1000:.1f}" if route else "-"
        rows.append([unit.id, shift, str(len(unit.officers) or "-"), length, str(kinds[True]), str(kinds[False])])
    if rows:
        heads = [N_("unit"), N_("shift"), N_("officers"), N_("km"), N_("required"), N_("optional")]
        page.table(N_("Patrols"), [page.word(head) for head in heads], rows)


def _flights(page: _Page, plan: Plan) -> None:
    days: dict[tuple[dt.date, str], list[float]] = defaultdict(list)
    for flight in plan.flights:
        days[flight.day, flight.dock].append((flight.landing - flight.takeoff).total_seconds() / 60)
    rows = [
        [f"{day:%m-%d} {dock}", str(len(minutes)), f"{sum(minutes):.0f}", f"{max(minutes):.1f}"]
        for (day, dock), minutes in sorted(days.items())
    ]
    if rows:
        heads = [N_("day and dock"), N_("rounds"), N_("minutes in the air"), N_("longest round")]
        page.table(N_("Drone rounds"), [page.word(head) for head in heads], rows)


FIGURES = {
    "roster_cover_pct": N_("minimum cover reached: {value:.1f} %"),
    "required_visits_met_pct": N_("required visits made: {value:.1f} %"),
    "optional_visits": N_("visits to hot spots: {value:.0f}"),
    "presence_min_share": N_("places kept seen, worst window: {value:.0%} of what is asked for"),
    "three_sights_share": N_("the three sights are there for {value:.0%} of the time in their windows"),
    "patrol_length_km": N_("patrolled: {value:.1f} km"),
    "deadhead_pct": N_("of that deadhead: {value:.1f} %"),
    "visit_time_entropy_bits": N_("times of visits in the alternatives: {value:.2f} bits of entropy"),
    "street_overlap_share": N_("streets that two alternatives share: {value:.0%}"),
    "presence_tide_correlation": N_("patrols follow the tide: correlation {value:.2f}"),
    "rostered_tide_correlation": N_("those crewed from the roster follow the tide: correlation {value:.2f}"),
    "response_median_min": N_("quickest unit at a replayed call, median: {value:.1f} min"),
    "response_within_5_min_pct": N_("replayed calls reached within 5 minutes: {value:.0f} %"),
    "demand_within_5_min_pct": N_("expected calls within 5 minutes of a free unit: {value:.0f} %"),
    "grid_seen_pct": N_("visible presence, mean of the grids: {value:.0f} %"),
    "grid_longest_unseen_h": N_("longest time a grid is unseen: {value:.0f} h"),
    "rounds_flown": N_("drone rounds flown: {value:.0f}"),
    "battery_lowest_pct": N_("lowest charge at landing: {value:.0f} %"),
}
"""The figures that a summary shows, of all those in the plan."""


def _figures(page: _Page, plan: Plan) -> None:
    for name, template in FIGURES.items():
        if name in plan.metrics:
            page.line("  {text}", text=sentence(template, page.language, {"value": plan.metrics[name]}))
    page.console.print()


PARTS = {"roster": N_("roster"), "routes": N_("patrol routes"), "flights": N_("drone rounds")}


def _unmet(page: _Page, plan: Plan, zone: ZoneInfo, names: Mapping[str, str]) -> None:
    made = {"roster": plan.roster, "routes": plan.routes, "flights": plan.flights}
    unsolved = {stage for stage, report in plan.solver.items() if report.status in {"skipped", "cancelled"}}
    left_out = [page.word(text) for stage, text in PARTS.items() if stage in unsolved and not made[stage]]
    if left_out:
        page.line(N_("Not made: {parts}"), parts=", ".join(left_out))
    if not plan.required_unmet:
        page.line(N_("Nothing required is unmet in what was made.") if left_out else N_("Everything required is met."))
        return
    page.line(N_("Required and not met: {count}"), count=len(plan.required_unmet))
    mends = main_fix(plan.required_unmet)
    if mends is not None:
        fix, count = mends
        text = fix_text(fix.code, page.language, fix.params)
        page.line(N_("One thing would mend {count} of them: {fix}"), count=count, fix=text)
    lines = list(runs(plan.required_unmet))
    for run in lines[:LISTED]:
        item = run.first
        when = f"{item.when.astimezone(zone):%m-%d %H:%M}" if item.when else ""
        if run.last is not item and run.last.when is not None:
            when += f"-{run.last.when.astimezone(zone):%H:%M}"
        reason = reason_text(item.reason, page.language, item.params)
        mended = fix_text(item.fix.code, page.language, item.fix.params)
        page.line(
            N_("  {id} {when}: {reason}; what would mend it: {fix}"),
            id=named(run, page.language, names),
            when=when,
            reason=reason,
            fix=mended,
        )
    if len(lines) > LISTED:
        page.line(N_("  and {count} more, all in plan.json"), count=len(lines) - LISTED)


def _dropped(page: _Page, plan: Plan, zone: ZoneInfo, names: Mapping[str, str]) -> None:
    """Tell drone tasks left out; count the visits left out by their reasons, and explain the most valuable ones."""
    visits = [item for item in plan.optional_dropped if item.kind != "drone_task"]
    looks = [item for item in plan.optional_dropped if item.kind == "drone_task"]
    if looks:
        page.line(N_("Optional drone tasks that no round can look at: {count}"), count=len(looks))
    for item in looks[:LISTED_DROPPED]:
        when = f"{item.when.astimezone(zone):%m-%d %H:%M}" if item.when else ""
        reason = reason_text(item.reason, page.language, item.params)
        name = f"{item.id} {names.get(item.id, '')}".rstrip()
        page.line(N_("  {id} {when}: {reason}"), id=name, when=when, reason=reason)
    if not visits:
        return
    page.line(N_("Optional visits left out: {count}"), count=len(visits))
    for reason, count in Counter(item.reason for item in visits).most_common():
        page.line(N_("  {count}: {reason}"), count=count, reason=brief_reason_text(reason, page.language))
    explained = [item for item in visits if isinstance(item.params.get("value"), float)]
    explained.sort(key=lambda item: -float(item.params["value"] or 0.0))
    for item in explained[:LISTED_DROPPED]:
        when = f"{item.when.astimezone(zone):%m-%d %H:%M}" if item.when else ""
        reason = reason_text(item.reason, page.language, item.params)
        name = f"{item.id} {names.get(item.id, '')}".rstrip()
        page.line(N_("  {id} {when}: {reason}"), id=name, when=when, reason=reason)


def _notices(page: _Page, plan: Plan, scenario: Scenario) -> None:
    for notice in plan.notices:
        page.line("{text}", text=notice_text(notice.code, page.language, with_names(notice.params, scenario)))


def print_responses(responses: tuple[Response, ...], language: Language) -> None:
    """Print who can be there first, quickest first."""
    page = _Page(language)
    rows = [
        [
            response.unit.id,
            f"{response.eta_s / 60:.1f}",
            f"{response.arrive:%H:%M:%S}",
            f"{response.length_m / 1000:.2f}",
            response.leaves or "-",
            page.word(N_("yes") if response.police else N_("no")),
            " - ".join(response.streets[:6]),
        ]
        for response in responses
    ]
    heads = [
        N_("unit"),
        N_("minutes"),
        N_("there at"),
        N_("km"),
        N_("leaves"),
        N_("may act alone"),
        N_("along"),
    ]
    page.table(N_("Who can be there first"), [page.word(head) for head in heads], rows, long=len(heads) - 1)


def print_drones(responses: tuple[DroneResponse, ...], language: Language) -> None:
    """Print which drones can be there first, quickest first."""
    page = _Page(language)
    rows = [
        [
            response.drone,
            response.dock,
            str(response.round or "-"),
            f"{response.eta_s / 60:.1f}",
            f"{response.arrive:%H:%M:%S}",
            f"{response.length_m / 1000:.2f}",
            f"{response.landing_pct:.0f} %",
        ]
        for response in responses
    ]
    heads = [
        N_("drone"),
        N_("dock"),
        N_("breaks off round"),
        N_("minutes"),
        N_("there at"),
        N_("km"),
        N_("left at landing"),
    ]
    page.table(N_("Which drones can be there first"), [page.word(head) for head in heads], rows)
