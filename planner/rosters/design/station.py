"""The staggered shifts of a station: designed by duty, named, and put in the place of those that were there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planner.domain.clock import MINUTES_PER_DAY
from planner.domain.demand import Demand
from planner.domain.force import Duty, Shift
from planner.domain.noun import WEEKDAYS, Window, clock_text
from planner.domain.patterns import pattern_of
from planner.domain.rostering import ShiftDesign
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, OnProgress, Progress, keep_going
from planner.rosters.design.check import check
from planner.rosters.design.problem import DesignKind, DesignProblem, DesignResult
from planner.rosters.design.solve import solve
from planner.rosters.design.week import week_problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDesign:
    """The shifts designed for one duty.

    Attributes
    ----------
    duty
        Code of the duty.
    problem, result
        What was asked and answered; a week from Monday 00:00.
    shifts
        The shifts in use, in the order of `result.used`.
    """

    duty: str
    problem: DesignProblem
    result: DesignResult
    shifts: tuple[Shift, ...]

    @property
    def slot_min(self) -> int:
        """Length of a slot [min]."""
        return MINUTES_PER_DAY // self.problem.slots_per_day


def design(
    scenario: Scenario, demand: Demand, limits: Limits, *, on_progress: OnProgress = keep_going
) -> tuple[DutyDesign, ...]:
    """Design the shifts of every duty that asks for it in `[[roster.design]]`; they share the time.

    Raises
    ------
    RuntimeError
        If an answer fails its own check: a defect of this package.
    """
    wishes = scenario.roster.design
    duties = {duty.code: duty for duty in scenario.duties}
    found: list[DutyDesign] = []
    left_s, stopped = limits.time_s, False

    def listen(report: Progress) -> bool:
        nonlocal stopped
        stopped = stopped or on_progress(replace(report, done=(len(found) + report.done) / len(wishes)))
        return stopped

    for wish in wishes:
        own = replace(limits, time_s=left_s / (len(wishes) - len(found)))
        made = design_duty(duties[wish.duty], wish, demand, own, on_progress=listen)
        left_s = max(0.0, left_s - made.result.seconds)
        found.append(made)
    return tuple(found)


def design_duty(
    duty: Duty, wanted: ShiftDesign, demand: Demand, limits: Limits, *, on_progress: OnProgress = keep_going
) -> DutyDesign:
    """Design the shifts of one duty for the week of its cover and of the tide."""
    problem = week_problem(duty, wanted, demand)
    result = solve(problem, limits, on_progress=on_progress)
    if violations := check(problem, result):
        raise RuntimeError(f"a shift design fails its own check: {violations}")
    slot_min = MINUTES_PER_DAY // problem.slots_per_day
    shifts = tuple(_shift(duty.code, problem.kinds[row.kind], slot_min) for row in result.used)
    return DutyDesign(duty=duty.code, problem=problem, result=result, shifts=shifts)


def designed(scenario: Scenario, demand: Demand, limits: Limits, *, on_progress: OnProgress = keep_going) -> Scenario:
    """Give the scenario with designed shifts in the place of the shifts of their duties.

    Shifts that a pin, a rotation, a request, the history or a rule names stay beside them, and so do all shifts of a
    duty for which no shift is of use. A scenario without designs is given back as it is.
    """
    for made in design(scenario, demand, limits, on_progress=on_progress) if scenario.roster.design else ():
        if made.shifts:
            scenario = scenario.model_copy(update={"shifts": _replaced(scenario, made)})
    return scenario


def _shift(duty: str, kind: DesignKind, slot_min: int) -> Shift:
    start, end = kind.start * slot_min, (kind.start + kind.length) * slot_min
    days = WEEKDAYS if kind.days is None else tuple(WEEKDAYS[day] for day in sorted(kind.days))
    spans = [(start, end)]
    if kind.pause is not None:
        leaves = start + kind.pause[0] * slot_min
        spans = [(start, leaves), (leaves + kind.pause[1] * slot_min, end)]
    hours = "+".join(f"{(close - begin) / 60:g}" for begin, close in spans)
    windows = [Window(start=begin, end=close, days=days) for begin, close in spans]
    return Shift(
        code=f"{duty}-{clock_text(start).replace(':', '')}-{hours}",
        name=" ".join(f"{_clock(begin)}-{_clock(close)}" for begin, close in spans),
        window=windows[0],
        second=windows[1] if len(windows) > 1 else None,
        duties=(duty,),
    )


def _clock(minutes: int) -> str:
    return clock_text(minutes % MINUTES_PER_DAY)


def _replaced(scenario: Scenario, made: DutyDesign) -> tuple[Shift, ...]:
    """Give all shifts: those of other duties, those of the duty that are named somewhere, and the designed ones."""
    named = named_shifts(scenario)
    others = tuple(duty.code for duty in scenario.duties if duty.code != made.duty)
    kept = []
    for shift in scenario.shifts:
        codes = tuple(code for code in shift.duties or (*others, made.duty) if code != made.duty)
        if shift.code in named or (shift.duties and made.duty not in shift.duties):
            kept.append(shift)
        elif codes:
            kept.append(shift.model_copy(update={"duties": codes}))
    return (*kept, *_renamed(made.shifts, {shift.code: shift for shift in kept}))


def _renamed(shifts: Iterable[Shift], taken: dict[str, Shift]) -> list[Shift]:
    """Give new shifts codes of their own; one that is there already is left out."""
    found = []
    for shift in shifts:
        code = shift.code
        while code in taken and not _same(taken[code], shift):
            code += "x"
        if code not in taken:
            found.append(shift.model_copy(update={"code": code}))
    return found


def _same(there: Shift, shift: Shift) -> bool:
    return (there.window, there.second) == (shift.window, shift.second) and set(shift.duties) <= set(there.duties)


def named_shifts(scenario: Scenario) -> frozenset[str]:
    """Give the codes of the shifts that pins, rotations, requests, rosters or rules name."""
    roster = scenario.roster
    codes = {pin.shift for pin in roster.pins} | {request.shift for request in scenario.requests}
    codes |= {past.shift for past in (*scenario.history, *scenario.published)}
    codes |= {code for pair in roster.rules.successions.pairs for code in pair} | set(roster.rules.shift_counts.most)
    known = {shift.code for shift in scenario.shifts}
    for rotation in roster.rotations:
        codes |= {code for day in pattern_of(rotation, known) for code in day or ()}
    return frozenset(codes)
