"""Judge a districting again in plain Python: every rule, every sum and the cost, with a search of its own."""

from __future__ import annotations

from planner.domain.violation import Violation
from planner.grids.districting.problem import Districting, DistrictProblem


def check(problem: DistrictProblem, found: Districting) -> list[Violation]:
    """List the rules that a districting breaks, and figures of it that are wrong."""
    district = [int(number) for number in found.district]
    broken = [*_whole(problem, district), *_centres(problem, district, found)]
    if broken:
        return broken
    return [
        *_hang_together(problem, district),
        *_loads(problem, district),
        *_allowed(problem, district),
        *_apart(problem, district),
        *_cost(problem, district, found),
    ]


def _whole(problem: DistrictProblem, district: list[int]) -> list[Violation]:
    """Every cell is in one of the districts, and every district has a cell."""
    if len(district) != len(problem.load):
        params = {"count": len(district), "needed": len(problem.load)}
        return [Violation(code="district_cells_wrong", params=params)]
    count = sum(int(number) for number in problem.slot_count)
    strange = [cell for cell, number in enumerate(district) if not 0 <= number < count]
    empty = [number for number in range(count) if number not in set(district)]
    return [Violation(code="district_unknown", params={"cell": cell}) for cell in strange] + [
        Violation(code="district_empty", params={"district": number}) for number in empty
    ]


def _centres(problem: DistrictProblem, district: list[int], found: Districting) -> list[Violation]:
    """The centre of a district is one of its cells."""
    centres = [int(cell) for cell in found.centre]
    if len(centres) != sum(int(number) for number in problem.slot_count):
        return [Violation(code="district_centre_wrong", params={"district": len(centres)})]
    return [
        Violation(code="district_centre_wrong", params={"district": number})
        for number, cell in enumerate(centres)
        if not 0 <= cell < len(district) or district[cell] != number
    ]


def _hang_together(problem: DistrictProblem, district: list[int]) -> list[Violation]:
    """From one cell of a district all others are reached over common borders inside it."""
    near: dict[int, list[int]] = {}
    for one, two in problem.pairs.tolist():
        if district[one] == district[two]:
            near.setdefault(one, []).append(two)
            near.setdefault(two, []).append(one)
    found, seen = [], set()
    parts: dict[int, int] = {}
    for cell, number in enumerate(district):
        if cell in seen:
            continue
        parts[number] = parts.get(number, 0) + 1
        waiting = [cell]
        seen.add(cell)
        while waiting:
            for other in near.get(waiting.pop(), []):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    for number, count in sorted(parts.items()):
        if count > 1:
            found.append(Violation(code="district_in_parts", params={"district": number, "count": count}))
    return found


def _loads(problem: DistrictProblem, district: list[int]) -> list[Violation]:
    """The load of every district keeps to the range."""
    found = []
    for number in range(sum(int(count) for count in problem.slot_count)):
        load = sum(int(work) for work, own in zip(problem.load, district, strict=True) if own == number)
        if not problem.load_low <= load <= problem.load_high:
            params = {"district": number, "load": load, "low": problem.load_low, "high": problem.load_high}
            found.append(Violation(code="district_load_wrong", params=params))
    return found


def _slots(problem: DistrictProblem) -> list[int]:
    return [slot for slot, count in enumerate(problem.slot_count.tolist()) for _ in range(count)]


def _allowed(problem: DistrictProblem, district: list[int]) -> list[Violation]:
    """No cell is in a district where it may not be: beyond the reach of its office, or pinned elsewhere."""
    slots = _slots(problem)
    return [
        Violation(code="district_cell_not_allowed", params={"cell": cell, "district": number})
        for cell, number in enumerate(district)
        if not problem.allowed[slots[number], cell]
    ]


def _apart(problem: DistrictProblem, district: list[int]) -> list[Violation]:
    """Cells that may never be together are in different districts."""
    return [
        Violation(code="district_cells_together", params={"first": one, "second": two})
        for one, two in problem.apart.tolist()
        if district[one] == district[two]
    ]


def _cost(problem: DistrictProblem, district: list[int], found: Districting) -> list[Violation]:
    """The cost is what ways, slots and borders sum up to, and the bound is not above it."""
    slots, cost = _slots(problem), 0
    for cell, number in enumerate(district):
        cost += int(problem.weight[cell]) * int(problem.seconds[int(found.centre[number]), cell])
        cost += int(problem.slot_cost[slots[number], cell])
    for (one, two), border in zip(problem.pairs.tolist(), problem.border_cost.tolist(), strict=True):
        cost += border if district[one] != district[two] else 0
    wrong = []
    if cost != found.objective:
        params = {"stated": found.objective, "counted": cost}
        wrong.append(Violation(code="district_cost_wrong", params=params))
    if found.bound > cost and found.broken == 0:
        wrong.append(Violation(code="district_bound_wrong", params={"bound": found.bound, "counted": cost}))
    return wrong
