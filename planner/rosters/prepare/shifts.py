"""From shift templates to the shifts of the horizon: one for each template, duty and date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from planner.domain.calendar import DayKind, opens_on_kind
from planner.domain.clock import instant, later, openings
from planner.domain.force import Duty, Shift
from planner.domain.rostering import NIGHT_END_MIN, NIGHT_S
from planner.domain.scenario import Scenario
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.problem import DutyShift

KindOf = Callable[[dt.date], DayKind]
"""From a date to what it is: a working day, a day of rest or a statutory holiday."""
Span = tuple[int, int]


def shifts_around(scenario: Scenario, horizon: Horizon, kind_of: KindOf) -> list[DutyShift]:
    """List every shift of every duty that touches the horizon, by start; those that start before it as well.

    A shift belongs to the date on which it starts: one from 25:00 of a date belongs to the date after. One whose hours
    the clock skips, or whose second part it skips, is left out or lasts as long as what is left of it.
    """
    found = []
    for date in horizon.dates():
        for template in scenario.shifts:
            parts = _parts(template, date, horizon) if opens_on_kind(template.calendar, kind_of(date)) else []
            if parts:
                for index, duty in enumerate(scenario.duties):
                    if not template.duties or duty.code in template.duties:
                        found.append(_shift(template, duty, index, parts, horizon))
    return sorted(found, key=lambda item: (item.start_s, item.end_s, item.shift, item.duty))


def _parts(template: Shift, date: dt.date, horizon: Horizon) -> list[Span]:
    """Give when the parts of a shift start and end [s]; the second part keeps to the dates of the first."""
    parts = [
        (horizon.second(opens), horizon.second(closes))
        for opens, closes in openings((template.window,), date, horizon.zone)
    ]
    if parts and template.second is not None:
        opens, closes = (
            instant(date, minutes, horizon.zone) for minutes in (template.second.start, template.second.end)
        )
        second = (horizon.second(opens), horizon.second(closes))
        parts += [second] if second[0] < second[1] else []
    return parts


def _shift(template: Shift, duty: Duty, index: int, parts: list[Span], horizon: Horizon) -> DutyShift:
    worked_s = sum(end_s - start_s for start_s, end_s in parts)
    first = _date_of(parts[0][0], horizon)
    pause = (parts[0][1], parts[1][0]) if len(parts) > 1 and parts[0][1] < parts[1][0] else None
    return DutyShift(
        shift=template.code,
        duty=index,
        start_s=parts[0][0],
        end_s=parts[-1][1],
        day=first,
        counted_s=counted_s(template, duty, worked_s),
        nights=nights_of(horizon, first, parts),
        pause_s=pause,
    )


def counted_s(template: Shift | None, duty: Duty | None, worked_s: int) -> int:
    """Give what a shift counts as hours of duty; without a template or a duty, all that is worked [s]."""
    if template is not None and template.counted_h is not None:
        return round(template.counted_h * 3600)
    return round(worked_s * duty.counted_share) if duty is not None else worked_s


def _date_of(second: int, horizon: Horizon) -> int:
    """Give the date on the clock at a second, counted from the horizon's first one."""
    return (later(horizon.origin, second).date() - horizon.first).days


def nights_of(horizon: Horizon, first: int, parts: list[Span]) -> tuple[int, ...]:
    """List the dates of whose hours from 00:00 to 06:00 a shift works three or more."""
    spans = [(day, horizon.midnight(day), horizon.midnight(day, NIGHT_END_MIN)) for day in range(first, first + 3)]
    return tuple(
        day
        for day, dusk, dawn in spans
        if sum(max(0, min(end_s, dawn) - max(start_s, dusk)) for start_s, end_s in parts) >= NIGHT_S
    )
