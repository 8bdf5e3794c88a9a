"""The figures of a plan with their words and units."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.i18n import Language
from planner.i18n.figure_text import value_text
from web.pages.rendering import word


def figure_rows(plan: Plan, language: Language) -> list[tuple[str, str]]:
    """List every figure as its words and its value with the unit that ends its name."""
    return [(word(f"figure_{name}", language), value_text(name, value)) for name, value in plan.metrics.items()]
