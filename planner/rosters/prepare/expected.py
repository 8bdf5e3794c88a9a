"""How much work of each kind the needs come to, before anybody is put on a shift.

A linear programme staffs the shifts with as few hours as cover what is wanted. What each duty takes is then shared out
among the groups of peers who may do it, so that their loads by contract are as even as the duties allow: the sum of
load squared by contract is least (a convex problem, solved one duty after the other until nothing moves).
"""

from __future__ import annotations

from collections.abc import Sequence

from planner.rosters.problem import DutyShift, Need, RosterDuty

MISSING_PRICE = 1000
"""Price of an officer who is missing, by the hour of one who is there: more than any shift is long."""
SWEEPS = 100
"""Most rounds over the duties; two groups that share two duties settle within ten."""
SETTLED_S = 1.0
"""Change of a share that counts as none [s]."""


def staff(
    shifts: Sequence[DutyShift], needs: Sequence[Need], duties: Sequence[RosterDuty], covering: Sequence[Sequence[int]]
) -> list[float]:
    """Give how many officers each shift would have if all were free to work it, in parts of an officer, (shifts,).

    Parameters
    ----------
    covering
        For each need the indices of the shifts that cover it.
    """
    from ortools.math_opt.python import expressions, parameters, solve, variables
    from ortools.math_opt.python import model as models

    model = models.Model()
    there = [model.add_variable(lb=0.0) for _ in shifts]
    lengths_h = [(shift.end_s - shift.start_s) / 3600 for shift in shifts]
    price: list[variables.LinearTypes] = [length * number for length, number in zip(lengths_h, there, strict=True)]
    for need, meeting in zip(needs, covering, strict=True):
        asked = max(need.wanted, duties[need.duty].crew_size if need.wanted else 0)
        missing = model.add_variable(lb=0.0, ub=asked)
        price.append(MISSING_PRICE * (need.end_s - need.start_s) / 3600 * missing)
        model.add_linear_constraint(expressions.fast_sum([missing, *(there[index] for index in meeting)]) >= asked)
    model.minimize(expressions.fast_sum(price))
    found = solve.solve(model, parameters.SolverType.GLOP)
    return list(found.variable_values(there))


def shares(work_s: Sequence[float], able: Sequence[Sequence[int]], contract_s: Sequence[float]) -> list[list[float]]:
    """Share out each duty's work among groups of peers, (duties, groups), each row summing to 1 or to 0.

    Parameters
    ----------
    work_s
        Work of each duty [s].
    able
        For each duty the groups that may do it.
    contract_s
        What the contracts of each group come to [s].
    """
    taken = [[0.0] * len(contract_s) for _ in work_s]
    for _ in range(SWEEPS):
        moved = 0.0
        for duty, row in enumerate(taken):
            groups = [group for group in able[duty] if contract_s[group] > 0]
            others = {group: sum(line[group] for line in taken) - row[group] for group in groups}
            level = _level(work_s[duty], groups, others, contract_s)
            for group in groups:
                fill = max(0.0, level * contract_s[group] - others[group])
                moved, row[group] = max(moved, abs(fill - row[group])), fill
        if moved < SETTLED_S:
            break
    return [[part / sum(row) if sum(row) else 0.0 for part in row] for row in taken]


def _level(work_s: float, groups: Sequence[int], others: dict[int, float], contract_s: Sequence[float]) -> float:
    """Find the load by contract up to which the groups are filled with a duty's work, the least laden ones first."""
    filled_s = contract = level = 0.0
    for group in sorted(groups, key=lambda group: others[group] / contract_s[group]):
        start = others[group] / contract_s[group]
        if contract and (work_s + filled_s) / contract <= start:
            break
        filled_s, contract = filled_s + others[group], contract + contract_s[group]
        level = (work_s + filled_s) / contract
    return level
