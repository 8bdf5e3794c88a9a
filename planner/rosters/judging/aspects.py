"""What speaks for and against an officer in a shift beside the rules: hours, rest, fair shares, wishes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from planner.rosters.check_sheet import HOUR_S, date_text
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.standins import counted_s
from planner.rosters.problem import OFF, FairShare


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One thing to weigh: the key of its sentence in `planner.i18n.judging`, and its figures."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


def aspects(before: Standing, after: Standing, officer: int, shift: int) -> tuple[Aspect, ...]:
    """Tell of an officer who takes a shift, once it is theirs in `after`."""
    return (
        *_called_in(before, officer, shift),
        *_hours(before, after, officer),
        *_rest(after, officer, shift),
        *_shares(before, after, officer),
        *_wishes(after, officer, shift),
    )


def _called_in(before: Standing, officer: int, shift: int) -> Iterator[Aspect]:
    problem = before.problem
    day = problem.shifts[shift].day
    there = before.cell(officer, day)
    params = {"officer": problem.officers[officer].id, "date": date_text(problem, day)}
    if there == OFF:
        yield Aspect(code="called_in", params=params)
    else:
        yield Aspect(code="moves", params={**params, "shift": problem.shifts[there].shift})


def _hours(before: Standing, after: Standing, officer: int) -> Iterator[Aspect]:
    contract_s = before.problem.officers[officer].contract_s
    params = {
        "hours": counted_s(before, officer) / HOUR_S,
        "after": counted_s(after, officer) / HOUR_S,
        "contract": contract_s / HOUR_S,
    }
    yield Aspect(code="hours" if contract_s else "hours_alone", params=params)


def _rest(after: Standing, officer: int, shift: int) -> Iterator[Aspect]:
    """Give the rest on both sides of the shift; the history counts."""
    problem, own = after.problem, after.own[officer]
    this = problem.shifts[shift]
    ends = [past.end_s for past in problem.officers[officer].past]
    ends += [problem.shifts[other].end_s for other in own if problem.shifts[other].start_s < this.start_s]
    starts = [problem.shifts[other].start_s for other in own if problem.shifts[other].start_s > this.start_s]
    if ends:
        yield Aspect(code="rest_before", params={"rest_h": (this.start_s - max(ends)) / HOUR_S})
    if starts:
        yield Aspect(code="rest_after", params={"rest_h": (min(starts) - this.end_s) / HOUR_S})


def _shares(before: Standing, after: Standing, officer: int) -> Iterator[Aspect]:
    """Compare with the fair shares that the shift counts for; hours in hours, all else in pieces."""
    for share in before.problem.fair_shares:
        if share.officer != officer:
            continue
        had, has = amount(before, share), amount(after, share)
        if had == has:
            continue
        kind, _, duty = share.what.partition(":")
        per = HOUR_S if kind == "hours" else 1
        params = {"amount": had / per, "after": has / per, "target": share.target / 1000 / per}
        yield Aspect(code=f"fair_{kind}", params={**params, **({"duty": duty} if duty else {})})


def amount(standing: Standing, share: FairShare) -> int:
    """Count what an officer has of what is shared out: seconds for hours, else pieces."""
    problem = standing.problem
    shifts = [problem.shifts[shift] for shift in standing.own[share.officer]]
    days = {shift.day for shift in shifts}
    kind, _, code = share.what.partition(":")
    if kind == "hours":
        return sum(shift.counted_s for shift in shifts)
    if kind == "nights":
        return sum(len(shift.nights) for shift in shifts)
    if kind == "weekends":
        return sum(not days.isdisjoint(weekend) for weekend in problem.weekends)
    if kind == "holidays":
        return sum(problem.day_kinds[day] == "holiday" for day in days)
    return sum(problem.duties[shift.duty].code == code for shift in shifts)


def _wishes(after: Standing, officer: int, shift: int) -> Iterator[Aspect]:
    problem = after.problem
    this, person = problem.shifts[shift], problem.officers[officer]
    for request in person.requests:
        if request.day == this.day and (not request.templates or this.shift in request.templates):
            code = "wished" if request.wanted else "wished_against"
            yield Aspect(code=code, params={"officer": person.id, "points": request.points})
