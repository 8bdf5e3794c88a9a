"""Which stages of a plan were carried out, so that their work must be accounted for."""

from __future__ import annotations

from planner.domain.plan import Plan


def solved(plan: Plan, stage: str) -> bool:
    """Tell whether a stage was carried out, so that its work must be accounted for."""
    report = plan.solver.get(stage)
    return report is not None and report.status not in {"skipped", "cancelled"}
