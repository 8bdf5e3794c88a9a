"""The plan itself, as `plan.json` holds it."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.exports.format import Format
from planner.i18n import N_


def encode(plan: Plan) -> bytes:
    """Give the plan in the form `patrol-plan/1`, UTF-8."""
    return plan.model_dump_json().encode()


FORMAT = Format(
    id="json",
    suffix=".json",
    media_type="application/json",
    summary=N_("The whole plan as plan.json holds it, for other programs"),
    encode=encode,
    per_unit=False,
)
