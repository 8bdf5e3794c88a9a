"""From a scenario and its demand to a roster problem.

The horizon runs from the planning day's start on the first date, or from the first shift's where that is earlier, to
the same clock time after the last date. A shift belongs to it when it starts inside it. What the very first hours need
and only a shift of the day before could give is left out: it stands on the roster before this one.
"""

from __future__ import annotations

import datetime as dt
from math import ceil, gcd
from zoneinfo import ZoneInfo

from planner.domain.clock import hour_of_week, instant, later, openings, seconds_between
from planner.domain.demand import Demand
from planner.domain.force import Officer
from planner.domain.scenario import Scenario
from planner.rosters.needs import Span, Tide, needs_of, tide_by_hour
from planner.rosters.problem import LAYERS, NIGHT_POINTS, DutyShift, Need, RosterDuty, RosterOfficer, RosterProblem

NIGHT_END_MIN = 6 * 60
"""A night runs from 00:00 to 06:00 [min after midnight]."""
NIGHT_S = 3 * 3600
"""Least part of a night that makes a shift a night shift [s]."""
DAYS_PER_WEEK = 7
DATES_AROUND = 2
"""Dates before and after the horizon on which something that touches it can open: clocks run to 48:00."""


class Horizon:
    """The time that is rostered, and how its dates lie in it."""

    def __init__(self, scenario: Scenario) -> None:
        rules = scenario.roster
        self.zone = ZoneInfo(scenario.station.timezone)
        self.first, self.days = rules.start, rules.days
        opens_min = min([scenario.day_start_min, *(shift.window.start for shift in scenario.shifts)])
        self.origin = instant(rules.start, opens_min, self.zone)
        self.end_s = self.second(instant(rules.start + dt.timedelta(rules.days), opens_min, self.zone))

    def second(self, moment: dt.datetime) -> int:
        """Give the seconds from the horizon's start to a moment [s]."""
        return round(seconds_between(self.origin, moment))

    def midnight(self, day: int, minutes: int = 0) -> int:
        """Give the second of a clock time on a date, counted from the first one [s]."""
        return self.second(instant(self.first + dt.timedelta(day), minutes, self.zone))

    def dates(self) -> list[dt.date]:
        """List every date on which something that touches the horizon can open."""
        return [self.first + dt.timedelta(day) for day in range(-DATES_AROUND, self.days + DATES_AROUND)]


def prepare(scenario: Scenario, demand: Demand) -> RosterProblem:
    """Make the roster problem of a scenario's whole horizon."""
    horizon = Horizon(scenario)
    every = _shifts(scenario, horizon)
    shifts = tuple(shift for shift in every if 0 <= shift.start_s < horizon.end_s)
    carried = [shift for shift in every if shift.start_s < 0 < shift.end_s]
    needs = tuple(
        need
        for index in range(len(scenario.duties))
        for need in _needs(scenario, demand, index, horizon, shifts)
        if not _stands_before(need, shifts, carried)
    )
    officers = _officers(scenario, horizon)
    lengths = [need.end_s - need.start_s for need in needs] + [shift.end_s - shift.start_s for shift in shifts]
    unit_s = gcd(*lengths) or 1
    return RosterProblem(
        origin=horizon.origin,
        officers=officers,
        duties=tuple(
            RosterDuty(code=duty.code, skills=frozenset(duty.skills), crew_size=duty.crew_size)
            for duty in scenario.duties
        ),
        shifts=shifts,
        needs=needs,
        rest_s=round(scenario.roster.rest_h * 3600),
        longest_run_days=scenario.roster.longest_run_days,
        most_nights_in_row=scenario.roster.most_nights_in_row,
        unit_s=unit_s,
        weights=_weights(officers, needs, unit_s, horizon.days),
    )


def _shifts(scenario: Scenario, horizon: Horizon) -> list[DutyShift]:
    """List every shift of every duty that touches the horizon, by start."""
    found = []
    monday = horizon.first - dt.timedelta(horizon.first.weekday())
    for date in horizon.dates():
        for shift in scenario.shifts:
            for opens, closes in openings((shift.window,), date, horizon.zone):
                start_s, end_s = horizon.second(opens), horizon.second(closes)
                for index, duty in enumerate(scenario.duties):
                    if start_s < end_s and (not shift.duties or duty.code in shift.duties):
                        found.append(
                            DutyShift(
                                shift=shift.code,
                                duty=index,
                                start_s=start_s,
                                end_s=end_s,
                                day=(opens.date() - horizon.first).days,
                                week=(opens.date() - monday).days // DAYS_PER_WEEK,
                                nights=_nights(horizon, opens, start_s, end_s),
                            )
                        )
    return sorted(found, key=lambda item: (item.start_s, item.end_s, item.shift, item.duty))


def _nights(horizon: Horizon, opens: dt.datetime, start_s: int, end_s: int) -> tuple[int, ...]:
    first = (opens.date() - horizon.first).days
    spans = [(day, horizon.midnight(day), horizon.midnight(day, NIGHT_END_MIN)) for day in range(first, first + 3)]
    return tuple(day for day, dusk, dawn in spans if min(end_s, dawn) - max(start_s, dusk) >= NIGHT_S)


def _needs(
    scenario: Scenario, demand: Demand, duty: int, horizon: Horizon, shifts: tuple[DutyShift, ...]
) -> list[Need]:
    """Give a duty's needs in steps of `slot_min`, cut further where a shift of the duty starts or ends."""
    marks = {*range(0, horizon.end_s, scenario.roster.slot_min * 60), horizon.end_s}
    ends = {second for shift in shifts if shift.duty == duty for second in (shift.start_s, shift.end_s)}
    marks |= {second for second in ends if 0 <= second <= horizon.end_s}
    return needs_of(duty, marks, _cover_spans(scenario, duty, horizon), _tide(scenario, demand, duty, horizon))


def _tide(scenario: Scenario, demand: Demand, duty: int, horizon: Horizon) -> Tide | None:
    peak = scenario.duties[duty].tide_peak
    if not peak:
        return None
    hourly = tide_by_hour(demand, peak)
    return lambda second: hourly[hour_of_week(later(horizon.origin, second))]


def _cover_spans(scenario: Scenario, duty: int, horizon: Horizon) -> list[Span]:
    """List when a duty's cover windows are open, cut to the horizon."""
    spans = []
    for cover in scenario.duties[duty].cover:
        for date in horizon.dates():
            for opens, closes in openings((cover,), date, horizon.zone):
                start_s, end_s = max(horizon.second(opens), 0), min(horizon.second(closes), horizon.end_s)
                if start_s < end_s:
                    spans.append(Span(start_s, end_s, cover.minimum, max(cover.minimum, cover.wanted or 0)))
    return spans


def _stands_before(need: Need, shifts: tuple[DutyShift, ...], carried: list[DutyShift]) -> bool:
    """Tell whether only a shift that started before the horizon could meet a need."""

    def meets(shift: DutyShift) -> bool:
        return shift.duty == need.duty and shift.start_s <= need.start_s and need.end_s <= shift.end_s

    return any(map(meets, carried)) and not any(map(meets, shifts))


def _officers(scenario: Scenario, horizon: Horizon) -> tuple[RosterOfficer, ...]:
    """Give the officers; peers are those who can do the same duties."""
    codes = {duty.code: index for index, duty in enumerate(scenario.duties)}
    groups: dict[frozenset[int], int] = {}
    found = []
    for officer in scenario.officers:
        duties = frozenset(codes[code] for code in officer.duties) if officer.duties else frozenset(codes.values())
        able = frozenset(index for index in duties if set(scenario.duties[index].skills) <= set(officer.skills))
        week_s = round(officer.weekly_hours * 3600)
        found.append(
            RosterOfficer(
                id=officer.id,
                duties=duties,
                skills=frozenset(officer.skills),
                leave=tuple(
                    (
                        horizon.midnight((leave.start - horizon.first).days),
                        horizon.midnight((leave.end - horizon.first).days + 1),
                    )
                    for leave in officer.leave
                ),
                week_s=week_s,
                total_s=week_s * max(horizon.days, DAYS_PER_WEEK) // DAYS_PER_WEEK,
                contract_s=week_s * _days_present(officer, horizon) // DAYS_PER_WEEK,
                peers=groups.setdefault(able, len(groups)),
            )
        )
    return tuple(found)


def _days_present(officer: Officer, horizon: Horizon) -> int:
    days = [horizon.first + dt.timedelta(day) for day in range(horizon.days)]
    return sum(not any(leave.start <= day <= leave.end for leave in officer.leave) for day in days)


def _weights(officers: tuple[RosterOfficer, ...], needs: tuple[Need, ...], unit_s: int, days: int) -> tuple[int, ...]:
    """Weigh the layers so that one unit of each outweighs the most that all later ones can come to."""
    groups = len({officer.peers for officer in officers})
    load_pct = max((ceil(100 * o.total_s / o.contract_s) for o in officers if o.contract_s), default=0)
    most = {
        "under": sum(need.wanted * (need.end_s - need.start_s) for need in needs) // unit_s,
        "hours": sum(officer.total_s for officer in officers) // unit_s,
        "unfair": groups * (load_pct + NIGHT_POINTS * (days + DATES_AROUND)),
    }
    weights = [1]
    for layer in reversed(LAYERS[1:]):
        weights.insert(0, weights[0] * (most[layer] + 1))
    return tuple(weights)
