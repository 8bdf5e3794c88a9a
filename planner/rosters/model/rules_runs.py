"""Runs of dates in a row: of work, of nights, of days off, each with a shortest and a longest.

A run of nights is judged only if a shift of this roster has a night in it: nights before are nobody's fault.
"""

from __future__ import annotations

from collections.abc import Callable

from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.problem import Runs

In = Callable[[int], Expression]
"""Whether a date belongs to a run: 0 or 1."""


def runs_of_work(frame: Frame) -> None:
    """Keep runs of dates with a start neither too long nor too short."""
    for o, officer in frame.officers():
        _hold(frame, o, "work", officer.work_run, lambda day, o=o: frame.work(o, day))  # type: ignore[misc]


def runs_of_nights(frame: Frame) -> None:
    """Keep runs of nights neither too long nor too short."""
    for o, officer in frame.officers():
        _hold(frame, o, "night", officer.night_run, lambda day, o=o: frame.night(o, day))  # type: ignore[misc]


def runs_of_days_off(frame: Frame) -> None:
    """Keep runs of dates without a start neither too long nor too short."""
    for o, officer in frame.officers():
        _hold(frame, o, "off", officer.off_run, lambda day, o=o: 1 - frame.work(o, day))  # type: ignore[misc]


def _hold(frame: Frame, o: int, kind: str, runs: Runs, inside: In) -> None:
    if runs.points is not None and not frame.priced:
        return
    _longest(frame, o, kind, runs, inside)
    _shortest(frame, o, kind, runs, inside)


def _first_known(frame: Frame, o: int, kind: str) -> int:
    """Give the first date of which everything is known; a night may belong to the date before a cut model."""
    if frame.days.start == 0:
        return -frame.problem.officers[o].past_days
    return frame.days.start + (kind == "night")


def _longest(frame: Frame, o: int, kind: str, runs: Runs, inside: In) -> None:
    """Allow no run of one date more than the longest, or charge for each date at whose end there is one."""
    if runs.longest is None:
        return
    stop = frame.days.stop + (kind == "night")
    for last in range(max(0, _first_known(frame, o, kind) + runs.longest), stop):
        dates = range(last - runs.longest, last + 1)
        fact = Fact(f"{kind}_longest", o)
        if runs.points is not None:
            ends = frame.any_of(frame.own_nights(o, [last]), f"own_{o}_{last}") if kind == "night" else inside(last)
            total = sum(inside(day) for day in dates[:-1]) + ends
            frame.soft.append(runs.points * frame.excess(total - runs.longest, 1, f"{kind}_long_{o}_{last}"))
        elif kind == "night" and _all_before(frame, o, dates):
            for own in frame.own_nights(o, dates):
                frame.hold(fact, own <= 0)
        else:
            frame.hold(fact, sum(inside(day) for day in dates) <= runs.longest)


def _all_before(frame: Frame, o: int, dates: range) -> bool:
    """Tell whether all of some dates are nights of shifts before the horizon."""
    return all(frame.past_night(o, day) for day in dates)


def _shortest(frame: Frame, o: int, kind: str, runs: Runs, inside: In) -> None:
    """Allow no whole run of fewer dates, or charge for each date missing; what touches the edge counts as kept."""
    for length in range(1, runs.shortest):
        for start in range(_first_known(frame, o, kind) + 1, frame.days.stop - length):
            if start + length <= 0:
                continue
            dates = range(start, start + length)
            is_run = sum(inside(day) for day in dates) - inside(start - 1) - inside(start + length)
            if kind == "night" and _all_before(frame, o, dates):
                own = frame.any_of(frame.own_nights(o, dates), f"own_{o}_{start}_{length}")
                is_run += own - 1
            if runs.points is None:
                frame.hold(Fact(f"{kind}_shortest", o), is_run <= length - 1)
            else:
                short = frame.excess(is_run - (length - 1), 1, f"{kind}_short_{o}_{start}_{length}")
                frame.soft.append(runs.points * (runs.shortest - length) * short)
