"""Judge a change to a roster against every rule, from what it touches alone.

The sentences come from the rules that the checker uses; layers are compared where the change touches them. A change of
one cell touches one officer, the needs of two shifts, two crews and the officer's squads, so that it is judged at once
in a roster of any size. Cells that no roster may have are judged like all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from planner.rosters.check_crews import crews_whole
from planner.rosters.check_layers import objective_of
from planner.rosters.check_sheet import Breach, Sheet, date_text
from planner.rosters.judging.comparing import Placed, compared, in_order
from planner.rosters.judging.cover import cover_findings
from planner.rosters.judging.places import days_of
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.standins import able
from planner.rosters.judging.verdict import Cell, Finding, Verdict
from planner.rosters.problem import FREE_OFF, LAYERS, OFF, Request, RosterProblem


def judge(standing: Standing, cells: Sequence[Cell]) -> Verdict:
    """Say what setting some cells does to a roster; no two of them may be the same officer's date.

    Raises
    ------
    ValueError
        If two cells are the same officer's date, or a shift does not start on its cell's date.
    """
    _see_to_cells(standing.problem, cells)
    return difference(standing, standing.after(cells), cells)


def _see_to_cells(problem: RosterProblem, cells: Sequence[Cell]) -> None:
    if len({(cell.officer, cell.day) for cell in cells}) < len(cells):
        raise ValueError("two cells are the same officer's date")
    if any(cell.shift != OFF and problem.shifts[cell.shift].day != cell.day for cell in cells):
        raise ValueError("a shift does not start on its cell's date")


def difference(before: Standing, after: Standing, cells: Sequence[Cell]) -> Verdict:
    """Compare a roster with what setting these cells has made of it."""
    moves = before.moves(cells)
    shifts = sorted({shift for _, shift, _ in moves})
    officers = sorted({officer for officer, _, _ in moves})
    found, gains = cover_findings(before, after, shifts)
    layers = Counter(gains)
    for officer in officers:
        found += compared(_personal(before, officer), _personal(after, officer))
        was, now = before.account(officer).layers, after.account(officer).layers
        layers.update({layer: now[layer] - was[layer] for layer in now})
    for shift in shifts:
        found += compared(_crew(before, shift), _crew(after, shift))
    days = {(officer, before.problem.shifts[shift].day) for officer, shift, _ in moves}
    touched = sorted({(squad, day) for officer, day in days for squad in before.lookup.squads.get((officer, day), ())})
    pairs = [(_apart(before, *place), _apart(after, *place)) for place in touched]
    pairs += [(_idle(before, *place), _idle(after, *place)) for place in sorted(days)]
    for was_broken, broken in pairs:
        found += compared(was_broken, broken)
        layers["soft"] += _points(broken) - _points(was_broken)
    found += _wishes(before, after, days)
    layers["kinds"] += _kinds(after) - _kinds(before)
    values = tuple(layers[layer] for layer in LAYERS)
    objective = objective_of(before.problem, values)
    return Verdict(cells=tuple(cells), findings=in_order(found), layers=values, objective=objective)


def _personal(standing: Standing, index: int) -> list[Placed]:
    problem, own = standing.problem, standing.own[index]
    officer = problem.officers[index]
    broken = standing.account(index).breaches
    return [Placed(breach, (index,), days_of(problem, officer, own, breach)) for breach in broken]


def _crew(standing: Standing, shift: int) -> list[Placed]:
    staff = standing.staff.get(shift, ())
    if not staff:
        return []
    broken = crews_whole(standing.problem, Sheet(own=(), staff={shift: staff}))
    return [Placed(breach, (), (standing.problem.shifts[shift].day,)) for breach in broken]


def _apart(standing: Standing, squad: int, day: int) -> list[Placed]:
    problem = standing.problem
    rule, there = problem.together[squad], standing.lookup.together[squad, day]
    cells = [standing.cell(officer, day) for officer in there]
    if len({"" if shift == OFF else problem.shifts[shift].shift for shift in cells}) <= 1:
        return []
    params = {"squad": rule.squad, "date": date_text(problem, day)}
    return [Placed(Breach(code="roster_squad_apart", params=params, points=rule.points), there, (day,))]


def _idle(standing: Standing, officer: int, day: int) -> list[Placed]:
    """Tell whether an officer is off on a date on which their rotation names shifts, one of which they may work."""
    problem, person = standing.problem, standing.problem.officers[officer]
    named = person.pattern[day] if person.pattern_points and day < len(person.pattern) else None
    if not named or FREE_OFF in named or standing.cell(officer, day) != OFF:
        return []
    if not any(shift.day == day and shift.shift in named and able(problem, person, shift) for shift in problem.shifts):
        return []
    params = {"officer": person.id, "date": date_text(problem, day), "allowed": " / ".join(sorted(named))}
    return [Placed(Breach(code="rotation_idle", params=params, points=person.pattern_points), (officer,), (day,))]


def _points(broken: Iterable[Placed]) -> int:
    return sum(placed.breach.units * (placed.breach.points or 0) for placed in broken)


def _wishes(before: Standing, after: Standing, days: Iterable[tuple[int, int]]) -> list[Finding]:
    """Compare what officers have asked for on dates that change."""
    problem, found = before.problem, []
    for officer, day in sorted(days):
        for request in problem.officers[officer].requests:
            was, now = (_denied(standing, officer, request) for standing in (before, after))
            if request.day == day and was != now:
                names = " / ".join(sorted(request.templates))
                code = ("request_wanted" if request.wanted else "request_unwanted") + ("" if names else "_any")
                params = {"officer": problem.officers[officer].id, "shift": names, "date": date_text(problem, day)}
                points = request.points
                found.append(
                    Finding(
                        code=code,
                        params=params,
                        layer="requests",
                        officers=(officer,),
                        days=(day,),
                        before=was * points,
                        after=now * points,
                    )
                )
    return found


def _denied(standing: Standing, officer: int, request: Request) -> bool:
    shift = standing.cell(officer, request.day)
    fits = shift != OFF and (not request.templates or standing.problem.shifts[shift].shift in request.templates)
    return fits != request.wanted


def _kinds(standing: Standing) -> int:
    return sum(count > 0 for count in standing.templates.values())
