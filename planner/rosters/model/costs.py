"""The eight layers of the objective as expressions, in the order of `problem.LAYERS`.

Each adds what it must count to the model. Minimised, an expression is the layer's value.
"""

from __future__ import annotations

from collections.abc import Callable
from math import gcd

from planner.rosters.model.cover import Cover, granted, pairs, there
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.model.rules_amounts import weekend
from planner.rosters.problem import FREE_OFF, OFF, FairShare, Need, RosterProblem

Cost = Callable[[Frame], Expression]


def cover_minimum(frame: Frame) -> Expression:
    """Count the officers missing below the minimum, and what is missing of requirements without a price."""
    cover = Cover(frame.problem)
    short = [need.units * _short(frame, cover, number, need) for number, need in enumerate(frame.problem.needs)]
    for number, rule in enumerate(frame.problem.requirements):
        if rule.points is None:
            short.append(rule.units * frame.excess(rule.least - pairs(frame, rule), rule.least, f"missing_{number}"))
    return sum(short)


def _short(frame: Frame, cover: Cover, number: int, need: Need) -> Expression:
    """Count the officers missing below a need's minimum."""
    staff = there(frame, cover.of(need))
    return frame.excess(need.minimum - staff, need.minimum, f"short_{number}")


def soft_rules(frame: Frame) -> Expression:
    """Count the points of rules that are broken at a price."""
    soft = list(frame.soft)
    for number, rule in enumerate(frame.problem.requirements):
        if rule.points is not None:
            missing = frame.excess(rule.least - pairs(frame, rule), rule.least, f"lacking_{number}")
            soft.append(rule.units * rule.points * missing)
    return sum(soft) + _idle_dates(frame)


def _idle_dates(frame: Frame) -> Expression:
    """Count the points of dates off that a rotation wants worked and that could be worked.

    Duties, skills, leave, a pin on the date, or a limit that allows none of a template keep them off without a price.
    """
    total: list[Expression] = []
    for o, officer in frame.officers():
        never = {limit.template for limit in officer.shift_limits if limit.points is None and limit.most <= 0}
        pinned = {day for day, _ in officer.pins}
        for day, templates in enumerate(officer.pattern if officer.pattern_points else ()):
            if not templates or FREE_OFF in templates or day in pinned:
                continue
            open_to = [s for s in frame.on_day.get(day, ()) if (o, s) not in frame.banned]
            if any(frame.problem.shifts[s].shift not in never for s in open_to):
                total.append(officer.pattern_points * (1 - frame.work(o, day)))
    return sum(total)


def cover_wanted(frame: Frame) -> Expression:
    """Count the officers missing between the minimum and the number wanted, and those above the maximum."""
    points: list[Expression] = []
    cover = Cover(frame.problem)
    for number, need in enumerate(frame.problem.needs):
        staff = there(frame, cover.of(need))
        if need.wanted > need.minimum:
            points.append(need.units * need.under_points * _below_wanted(frame, number, need, staff))
        if need.maximum is not None:
            over = frame.excess(staff - need.maximum, len(frame.problem.officers), f"over_{number}")
            points.append(need.units * need.over_points * over)
    return sum(points)


def _below_wanted(frame: Frame, number: int, need: Need, staff: Expression) -> Expression:
    """Count what is missing above the minimum; below it, that is counted elsewhere."""
    if need.minimum == 0:
        return frame.excess(need.wanted - staff, need.wanted, f"under_{number}")
    counted = frame.model.new_int_var(need.minimum, max(need.minimum, len(frame.problem.officers)), f"at_{number}")
    frame.model.add_max_equality(counted, [need.minimum, staff])
    return frame.excess(need.wanted - counted, need.wanted - need.minimum, f"under_{number}")


def hours_of_duty(frame: Frame) -> Expression:
    """Count all time on duty without pauses, in officers times units: nobody is on duty without need."""
    total: list[Expression] = []
    for s in frame.shifts:
        shift = frame.problem.shifts[s]
        pause_s = shift.pause_s[1] - shift.pause_s[0] if shift.pause_s else 0
        total.append((shift.end_s - shift.start_s - pause_s) // frame.problem.unit_s * frame.staff(s))
    return sum(total)


def unfairness(frame: Frame) -> Expression:
    """Count the squares of how far officers are from their fair shares."""
    return sum(_unfair(frame, number, share) for number, share in enumerate(frame.problem.fair_shares))


def _unfair(frame: Frame, number: int, share: FairShare) -> Expression:
    """Look the points of a share up in a table by what the officer has, in steps that all shifts are multiples of."""
    amounts = _amounts(frame, share)
    step = gcd(*(factor for factor, _ in amounts)) or 1
    most = sum(factor for factor, _ in amounts) // step
    table = []
    for steps in range(most + 1):
        apart = 1000 * step * steps - share.target
        table.append(share.points * apart * apart // (share.unit * share.unit))
    if most == 0:
        return table[0]
    points = frame.model.new_int_var(0, max(table), f"unfair_{number}")
    had = frame.model.new_int_var(0, most, f"has_{number}")
    frame.model.add(had == sum(factor // step * amount for factor, amount in amounts))
    frame.model.add_element(had, table, points)
    return points


def _amounts(frame: Frame, share: FairShare) -> list[tuple[int, Expression]]:
    """Give figures of 0 or 1 and what each counts: seconds for hours, else pieces."""
    problem, o = frame.problem, share.officer
    if share.what == "weekends":
        return [(1, weekend(frame, o, days)) for days in problem.weekends]
    counts = [(_count(problem, share.what, s), frame.of[o, s]) for s in frame.shifts if (o, s) in frame.of]
    return [(count, works) for count, works in counts if count]


def _count(problem: RosterProblem, what: str, shift: int) -> int:
    """Count what a shift gives of something that is shared out."""
    seen = problem.shifts[shift]
    if what == "hours":
        return seen.counted_s
    if what == "nights":
        return len(seen.nights)
    if what == "holidays":
        return int(problem.day_kinds[seen.day] == "holiday")
    return int(what == f"turns:{problem.duties[seen.duty].code}")


def requests_refused(frame: Frame) -> Expression:
    """Count the points of requests that are not granted."""
    return sum(
        request.points * (1 - granted(frame, o, request))
        for o, officer in frame.officers()
        for request in officer.requests
    )


def changes(frame: Frame) -> Expression:
    """Count what changes against the published roster: people, cells, and days off that become days of work."""
    prices, total = frame.problem.change, []
    for o, officer in frame.officers():
        changed: list[Expression] = []
        for day, shift in enumerate(officer.published):
            if shift is None:
                continue
            changed.append(frame.work(o, day) if shift == OFF else 1 - frame.some(o, [shift]))
            total.append((prices.cell + (prices.called_in if shift == OFF else 0)) * changed[-1])
        if changed:
            person = frame.model.new_bool_var(f"changed_{o}")
            for cell in changed:
                frame.model.add(person >= cell)
            total.append(prices.person * person)
    return sum(total)


def kinds_in_use(frame: Frame) -> Expression:
    """Count the templates that are worked."""
    kinds: list[Expression] = []
    for template in sorted({shift.shift for shift in frame.problem.shifts}):
        works = [x for (_, s), x in frame.of.items() if frame.problem.shifts[s].shift == template]
        if works:
            used = frame.model.new_bool_var(f"kind_{template}")
            for x in works:
                frame.model.add_implication(x, used)
            kinds.append(used)
    return sum(kinds)


COSTS: tuple[Cost, ...] = (
    cover_minimum,
    soft_rules,
    cover_wanted,
    hours_of_duty,
    unfairness,
    requests_refused,
    changes,
    kinds_in_use,
)
