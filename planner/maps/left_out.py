"""Parts of a plan that were not made, so that nothing is said to be missed in them."""

from __future__ import annotations

from planner.domain.plan import Plan


def left_out(plan: Plan, *, drones: bool) -> tuple[str, ...]:
    """Give ``roster``, ``routes`` and ``flights`` as far as they were skipped or stopped before anything was made.

    A station without `drones` lacks no flights.
    """
    made = {"roster": plan.roster, "routes": plan.routes, **({"flights": plan.flights} if drones else {})}
    unsolved = {stage for stage, report in plan.solver.items() if report.status in {"skipped", "cancelled"}}
    return tuple(stage for stage, parts in made.items() if stage in unsolved and not parts)
