"""What officers worked before the horizon, and how far back that is known."""

from __future__ import annotations

from collections import defaultdict

from planner.domain.force import Shift
from planner.domain.rostering import PastShift
from planner.domain.scenario import Scenario
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.shifts import counted_s, nights_of
from planner.rosters.problem import Past

MOST_PAST_DAYS = 14
"""Dates before the horizon that a solver is given."""

Span = tuple[int, int]


def past_of(scenario: Scenario, horizon: Horizon) -> dict[str, tuple[Past, ...]]:
    """Give every shift of the history that started before the first date, by officer and then by start."""
    found = defaultdict(list)
    for shift in scenario.history:
        past = _past(scenario, horizon, shift)
        if past.day < 0:
            found[shift.officer].append(past)
    return {officer: tuple(sorted(shifts, key=lambda past: past.start_s)) for officer, shifts in found.items()}


def known_days(history: dict[str, tuple[Past, ...]]) -> int:
    """Count the dates before the horizon of which everything is known, `MOST_PAST_DAYS` at most.

    The history is taken to be whole back to the last date on which nobody at all started a shift.
    """
    days = {past.day for shifts in history.values() for past in shifts}
    return next((back for back in range(MOST_PAST_DAYS) if -1 - back not in days), MOST_PAST_DAYS)


def _past(scenario: Scenario, horizon: Horizon, shift: PastShift) -> Past:
    template = next((known for known in scenario.shifts if known.code == shift.shift), None)
    duty = next((known for known in scenario.duties if known.code == shift.duty), None)
    day = (shift.start.astimezone(horizon.zone).date() - horizon.first).days
    parts = _parts(template, horizon.second(shift.start), horizon.second(shift.end))
    return Past(
        template=shift.shift,
        day=day,
        start_s=parts[0][0],
        end_s=parts[-1][1],
        counted_s=counted_s(template, duty, sum(end_s - start_s for start_s, end_s in parts)),
        nights=nights_of(horizon, day, parts),
    )


def _parts(template: Shift | None, start_s: int, end_s: int) -> list[Span]:
    """Take the pause of a split shift out of its span; one that does not fit its template counts as one part."""
    if template is not None and template.second is not None:
        first_s, second_s = (60 * (window.end - window.start) for window in (template.window, template.second))
        if first_s + second_s < end_s - start_s:
            return [(start_s, start_s + first_s), (end_s - second_s, end_s)]
    return [(start_s, end_s)]
