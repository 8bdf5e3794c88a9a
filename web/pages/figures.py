"""The figures of a plan with their words and units."""

from __future__ import annotations

from planner.domain.plan import Plan
from planner.i18n import Language
from web.pages.rendering import word

UNITS = {"_pct": " %", "_km": " km", "_m": " m", "_min": " min", "_h": " h", "_s": " s"}


def figure_rows(plan: Plan, language: Language) -> list[tuple[str, str]]:
    """List every figure as its words and its value with the unit that ends its name."""
    return [(word(f"figure_{name}", language), value_text(name, value)) for name, value in plan.metrics.items()]


def value_text(name: str, value: float) -> str:
    """Write a figure: whole numbers whole, others with as many decimals as tell something."""
    unit = next((text for ending, text in UNITS.items() if name.endswith(ending)), "")
    if float(value).is_integer():
        return f"{value:,.0f}{unit}"
    return f"{value:,.1f}{unit}" if abs(value) >= 1 else f"{value:.2f}{unit}"
