"""What may follow what: one place at a time, rest, free dates after a long shift, forbidden successions, pins."""

from __future__ import annotations

from collections import defaultdict

from planner.rosters.model.facts import Fact
from planner.rosters.model.frame import Expression, Frame
from planner.rosters.problem import OFF, Past, RosterOfficer


def one_place_at_a_time(frame: Frame) -> None:
    """Let nobody start two shifts on a date, or be on two shifts at once."""
    clashes = _clashes(frame, 0)
    for o, officer in frame.officers():
        for shifts in frame.on_day.values():
            frame.at_most_one(frame.variables(o, shifts))
        for clash in clashes:
            frame.at_most_one(frame.variables(o, clash))
        last = last_before(officer)
        for s in frame.shifts if last else ():
            if last and frame.problem.shifts[s].start_s < last.end_s and (o, s) in frame.of:
                frame.model.add(frame.of[o, s] == 0)


def pins_kept(frame: Frame) -> None:
    """Keep every cell that is decided by hand."""
    for o, officer in frame.officers():
        for number, (day, shift) in enumerate(officer.pins):
            if day in frame.days:
                kept = frame.work(o, day) == 0 if shift == OFF else frame.some(o, [shift]) == 1
                frame.hold(Fact("pin", o, number), kept)


def rest_between_shifts(frame: Frame) -> None:
    """Give everybody the least rest before the next shift.

    Two shifts are too close when their spans, each made longer by the rest, overlap. Spans that overlap pairwise have a
    moment in common, and the first such moment is the start of one of them: one at-most-one a start is enough.
    """
    close: dict[int, list[list[int]]] = {}
    for o, officer in frame.officers():
        if officer.rest_s <= 0:
            continue
        if officer.rest_points is not None:
            _price_rest(frame, o, officer)
            continue
        clashes = close.setdefault(officer.rest_s, _clashes(frame, officer.rest_s))
        for clash in clashes:
            frame.at_most_one(frame.variables(o, clash), Fact("rest", o))
        last = last_before(officer)
        for s in frame.shifts if last else ():
            if last and frame.problem.shifts[s].start_s < last.end_s + officer.rest_s and (o, s) in frame.of:
                frame.hold(Fact("rest", o), frame.of[o, s] == 0)


def _clashes(frame: Frame, rest_s: int) -> list[list[int]]:
    """List the sets of shifts of which one officer can work only one; none is part of the one before or after it."""
    shifts = [(s, frame.problem.shifts[s]) for s in frame.shifts]
    found: list[list[int]] = []
    for moment in sorted({shift.start_s for _, shift in shifts}):
        clash = [s for s, shift in shifts if shift.start_s <= moment < shift.end_s + rest_s]
        if found and set(clash).issuperset(found[-1]):
            found.pop()
        if len(clash) > 1 and not (found and set(clash).issubset(found[-1])):
            found.append(clash)
    return found


def last_before(officer: RosterOfficer) -> Past | None:
    """Give the last shift before the horizon, if one is known."""
    return max(officer.past, key=lambda past: past.start_s, default=None)


def _price_rest(frame: Frame, o: int, officer: RosterOfficer) -> None:
    """Count the pairs of consecutive shifts that are too close."""
    if not frame.priced or officer.rest_points is None:
        return
    ends = defaultdict(list)
    for s in frame.shifts:
        ends[frame.problem.shifts[s].day, frame.problem.shifts[s].end_s].append(s)
    before: list[tuple[int, int, Expression]] = [(day, end_s, frame.some(o, s)) for (day, end_s), s in ends.items()]
    last = last_before(officer)
    if last:
        before.append((min(last.day, -1), last.end_s, 1))
    for day, end_s, first in before:
        for later in frame.days:
            if later <= day:
                continue
            near = [s for s in frame.on_day.get(later, ()) if frame.problem.shifts[s].start_s < end_s + officer.rest_s]
            if near:
                _charge_pair(frame, o, (day, first), (later, frame.some(o, near)), officer.rest_points)


def _charge_pair(
    frame: Frame, o: int, first: tuple[int, Expression], second: tuple[int, Expression], points: int
) -> None:
    """Charge points when an officer works a shift on one date and another next, with none between."""
    between = sum(frame.work(o, day) for day in range(max(first[0] + 1, 0), second[0]))
    name = f"pair_{o}_{first[0]}_{second[0]}_{len(frame.soft)}"
    frame.soft.append(points * frame.excess(first[1] + second[1] - 1 - between, 1, name))


def free_after_long(frame: Frame) -> None:
    """Start no shift on the free dates after a long one."""
    for o, officer in frame.officers():
        last = last_before(officer)
        for number, rule in enumerate(officer.free_after):
            starts = [(day, _of_template(frame, o, rule.template, day)) for day in frame.days]
            if last and last.template == rule.template:
                starts.append((last.day, 1))
            for day, first in starts:
                for later in range(max(0, day + 1), day + 1 + rule.free_days):
                    if later not in frame.days:
                        continue
                    if rule.points is None:
                        frame.hold(Fact("free_after", o, number), first + frame.work(o, later) <= 1)
                    elif frame.priced:
                        missing = rule.free_days - (later - day - 1)
                        _charge_pair(frame, o, (day, first), (later, frame.work(o, later)), missing * rule.points)


def _of_template(frame: Frame, officer: int, template: str, day: int) -> Expression:
    """Count an officer's shifts of a template on a date."""
    if day < 0:
        past = frame.problem.officers[officer].past
        return int(any(shift.day == day and shift.template == template for shift in past))
    return frame.some(officer, [s for s in frame.on_day.get(day, ()) if frame.problem.shifts[s].shift == template])


def successions_forbidden(frame: Frame) -> None:
    """Start no shift of the second template of a pair on the date after one of the first."""
    for o, officer in frame.officers():
        for first, second in sorted(officer.successions):
            for day in frame.days:
                both = _of_template(frame, o, first, day - 1) + _of_template(frame, o, second, day)
                if officer.successions_points is None:
                    frame.hold(Fact("successions", o), both <= 1)
                elif frame.priced:
                    broken = frame.excess(both - 1, 1, f"succession_{o}_{day}_{len(frame.soft)}")
                    frame.soft.append(officer.successions_points * broken)
