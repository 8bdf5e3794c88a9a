"""A muster held against its problem again, in plain Python."""

from __future__ import annotations

from planner.dispatch.muster.problem import NEVER, STAYS, Muster, MusterProblem


def missing(problem: MusterProblem, points: tuple[int, ...]) -> tuple[int, ...]:
    """Count what every need lacks."""
    gives = problem.gives.tolist()
    found = []
    for need, (point, count) in enumerate(zip(problem.need_point.tolist(), problem.need_count.tolist(), strict=True)):
        brought = sum(gives[unit][need] for unit, goes in enumerate(points) if goes == point)
        found.append(max(0, count - brought))
    return tuple(found)


def allowed(problem: MusterProblem, points: tuple[int, ...]) -> list[str]:
    """List what must not be, as codes: a unit that is late, and a group that is left too thin."""
    wrong = []
    arrive, due = problem.arrive_ds.tolist(), problem.due_ds.tolist()
    for unit, point in enumerate(points):
        if point != STAYS and (arrive[unit][point] >= NEVER or arrive[unit][point] > due[point]):
            wrong.append(f"too_late {unit}")
    for group, least in enumerate(problem.keep.tolist()):
        members = [unit for unit in range(len(points)) if problem.in_group[unit, group]]
        gone = sum(points[unit] != STAYS for unit in members)
        if gone and len(members) - gone < least:
            wrong.append(f"left_too_thin {group}")
    return wrong


def empty(problem: MusterProblem, points: tuple[int, ...]) -> int:
    """Weigh the points to which nobody comes who brings something they need."""
    gives, needs = problem.gives.tolist(), problem.need_point.tolist()
    helped = set()
    for unit, point in enumerate(points):
        if any(of == point and gives[unit][need] for need, of in enumerate(needs)):
            helped.add(point)
    return sum(weight for point, weight in enumerate(problem.point_weight.tolist()) if point not in helped)


def figures(problem: MusterProblem, points: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Give what is left empty and what is missing, both weighed, when the last is in place, and the sum of times."""
    lack = sum(
        weight * lacks for weight, lacks in zip(problem.need_weight.tolist(), missing(problem, points), strict=True)
    )
    times = [int(problem.arrive_ds[unit, point]) for unit, point in enumerate(points) if point != STAYS]
    return empty(problem, points), lack, max(times, default=0), sum(times)


def broken(problem: MusterProblem, found: Muster) -> list[str]:
    """List what is wrong with a muster, as codes; empty: it is allowed and its figures are right."""
    if len(found.point) != len(problem.arrive_ds):
        return ["units_not_all_named"]
    wrong = allowed(problem, found.point)
    if missing(problem, found.point) != found.missing:
        wrong.append("missing")
    if figures(problem, found.point) != (found.empty, found.lack, found.last_ds, found.total_ds):
        wrong.append("figures")
    if found.lack_bound > found.lack:
        wrong.append(f"bound_above {found.lack_bound}")
    return wrong
