"""A repair as a person reads it in a terminal: what changes, what is unmet, and what that does to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.cli.answering import one_line, say
from planner.cli.naming import places_by_id, seen_by_id, with_names
from planner.cli.unmet import named, runs
from planner.domain.achieved import ACHIEVED
from planner.domain.plan import Notice, Plan
from planner.domain.solving import OnProgress, Progress
from planner.i18n import N_, Language
from planner.i18n.changes import cell_text, change_text, flight_text
from planner.i18n.figure_text import figure_word, value_text
from planner.i18n.notices import notice_text
from planner.i18n.reasons import fix_text, reason_text

if TYPE_CHECKING:
    from planner.repairs.repair import Repaired

OF_DRONES = {"drone_alert", "dock_down", "landed_at_alternate", "no_alternate", "alternates_out_of_reach"}
"""Notices after which a plan's flights are what changed."""
JUDGED_BY = (
    "required_visits_met_pct",
    "demand_within_3_min_pct",
    "demand_within_5_min_pct",
    "grid_seen_pct",
    "grid_seen_least_pct",
    "place_idleness_mean_min",
    "rounds_flown",
)
"""Figures that are told when a repair changes them."""


def tell(made: Repaired, language: Language) -> None:
    """Tell every change, and what is unmet."""
    zone = ZoneInfo(made.plan.timezone)
    places = places_by_id(made.scenario)
    for cell in made.cells:
        text = cell_text(cell, language, made.scenario)
        print(one_line(text), flush=True)  # noqa: T201 - the command's result
    for change in made.changes:
        named = change.model_copy(update={"place": f"{change.place} {places.get(change.place, '')}".rstrip()})
        print(one_line(change_text(named, language, zone)), flush=True)  # noqa: T201 - the command's result
    if made.cells:
        people = {cell.officer for cell in made.cells if cell.reason != "officer_away"}
        told = N_("Dates changed on the roster: {count}; asked to change, besides who is away: {people}.")
        say(told, language, count=len(made.cells), people=len(people))
    for flight in made.flights:
        print(flight_text(flight, language, zone), flush=True)  # noqa: T201 - the command's result
    if made.rounds_missed_at_least is not None:
        missed = sum(flight.kind == "missed" for flight in made.flights)
        told = N_("At least {count} of the rounds to come must be missed; this repair misses {missed}.")
        say(told, language, count=made.rounds_missed_at_least, missed=missed)
    if made.plan.notices and made.plan.notices[-1].code in OF_DRONES:
        say(N_("Flights changed: {count}. All others are as they were."), language, count=len(made.flights))
    else:
        say(N_("Stops changed: {count}. All others are as they were."), language, count=len(made.changes))
    _tell_unmet(made.plan, seen_by_id(made.scenario), language)


def tell_achieved(before: Plan, made: Repaired, watch: OnProgress, language: Language) -> Repaired:
    """Complete the figures of a repair, and tell how those change by which a plan is judged."""
    from planner.repairs.repair import completed

    watch(Progress(stage="measure", done=0.0))
    made = completed(made)
    for name in JUDGED_BY:
        was, is_now = before.metrics.get(name), made.plan.metrics.get(name)
        if was is not None and is_now is not None and value_text(name, was) != value_text(name, is_now):
            words, values = figure_word(name, language), (value_text(name, was), value_text(name, is_now))
            say(
                N_("  {figure}: {before}, after this {after}"),
                language,
                figure=words,
                before=values[0],
                after=values[1],
            )
    told = {_subject(notice) for notice in before.notices}
    for notice in made.plan.notices:
        if notice.code in ACHIEVED and _subject(notice) not in told:
            say("  {text}", language, text=notice_text(notice.code, language, with_names(notice.params, made.scenario)))
    return made


def _subject(notice: Notice) -> tuple[object, ...]:
    """Give what a notice is about: a unit, a grid or a moment."""
    return (notice.code, *(notice.params.get(key) for key in ("unit", "grid", "start", "at")))


def _tell_unmet(plan: Plan, names: Mapping[str, str], language: Language) -> None:
    zone = ZoneInfo(plan.timezone)
    for run in runs(plan.required_unmet):
        item = run.first
        when = f"{item.when.astimezone(zone):%m-%d %H:%M}" if item.when else ""
        if run.last is not item and run.last.when is not None:
            when += f"-{run.last.when.astimezone(zone):%H:%M}"
        reason = reason_text(item.reason, language, item.params)
        fix = fix_text(item.fix.code, language, item.fix.params)
        text = N_("  {id} {when}: {reason}; what would mend it: {fix}")
        say(text, language, id=named(run, language, names), when=when, reason=reason, fix=fix)
