"""How much: counted hours, weekends, and shifts of a kind."""

from __future__ import annotations

from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.problem import HoursLimit

HOUR_S = 3600


def hours_within_limits(frame: Frame) -> None:
    """Keep the counted hours of every span of dates within its limits."""
    for o, officer in frame.officers():
        for number, limit in enumerate(officer.hours):
            days = range(limit.first_day, limit.last_day + 1)
            total = sum(
                frame.problem.shifts[s].counted_s * frame.of[o, s]
                for s in frame.shifts
                if frame.problem.shifts[s].day in days and (o, s) in frame.of
            )
            if limit.points is not None:
                if frame.priced:
                    frame.soft.append(limit.points * _hours_outside(frame, limit, total, f"{o}_{number}"))
                continue
            if limit.most_s is not None:
                frame.hold(Fact("most_hours", o, number), total <= limit.most_s)
            if limit.least_s > 0 and all(day in frame.days for day in days):
                frame.hold(Fact("least_hours", o, number), total >= limit.least_s)


def _hours_outside(frame: Frame, limit: HoursLimit, total: Expression, name: str) -> Expression:
    """Count the hours begun above the most or below the least."""
    every_s = sum(frame.problem.shifts[s].counted_s for s in frame.shifts)
    outside: Expression = 0
    spans = [(limit.least_s - total, limit.least_s)]
    if limit.most_s is not None:
        spans.append((total - limit.most_s, every_s - limit.most_s))
    for amount, most_s in spans:
        if isinstance(amount, int):
            outside += max(0, -(-amount // HOUR_S))
            continue
        hours = frame.model.new_int_var(0, max(0, -(-most_s // HOUR_S)), f"hours_{name}")
        frame.model.add(HOUR_S * hours >= amount)
        outside += hours
    return outside


def weekends_limited(frame: Frame) -> None:
    """Keep the weekends worked at or below the most."""
    for o, officer in frame.officers():
        for number, limit in enumerate(officer.weekends):
            worked = sum(weekend(frame, o, days) for days in limit.weekends)
            if limit.points is None:
                frame.hold(Fact("weekends", o, number), worked <= limit.most)
            elif frame.priced:
                over = frame.excess(worked - limit.most, len(limit.weekends), f"weekends_{o}_{number}")
                frame.soft.append(limit.points * over)


def weekend(frame: Frame, officer: int, days: tuple[int, ...]) -> Expression:
    """Tell whether an officer starts a shift on any date of a weekend: 0 or 1."""
    shifts = [s for day in days for s in frame.on_day.get(day, ())]
    return frame.any_of(frame.variables(officer, shifts), f"weekend_{officer}_{days}")


def shifts_of_a_kind_limited(frame: Frame) -> None:
    """Keep the shifts of a template at or below the most."""
    for o, officer in frame.officers():
        for number, limit in enumerate(officer.shift_limits):
            shifts = [s for s in frame.shifts if frame.problem.shifts[s].shift == limit.template]
            worked = frame.some(o, shifts)
            if limit.points is None:
                frame.hold(Fact("shift_limit", o, number), worked <= limit.most)
            elif frame.priced:
                over = frame.excess(worked - limit.most, len(shifts), f"shifts_{o}_{number}")
                frame.soft.append(limit.points * over)
