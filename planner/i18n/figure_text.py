"""Figures as people read them: their words, and their values with the unit that ends their names."""

from __future__ import annotations

import math

from planner.i18n import Language, translate
from planner.i18n.labels import LABELS

UNITS = {"_pct": " %", "_km": " km", "_m": " m", "_min": " min", "_h": " h", "_s": " s"}


def figure_word(name: str, language: Language) -> str:
    """Give what a figure is called; one that another version made stands for itself."""
    text = LABELS.get(f"figure_{name}")
    return name if text is None else translate(text, language)


def value_text(name: str, value: float) -> str:
    """Write a figure: whole numbers whole, others with as many decimals as tell something, shares of 1 in percent."""
    if name.endswith("_share"):
        name, value = name.removesuffix("_share") + "_pct", round(100 * value, 6)
    unit = next((text for ending, text in UNITS.items() if name.endswith(ending)), "")
    if float(value).is_integer():
        return f"{value:,.0f}{unit}"
    return f"{value:,.1f}{unit}" if abs(value) >= 1 else f"{value:.2f}{unit}"


def difference_text(name: str, value: float) -> str:
    """Write a difference, with its sign; nought, as it is written, has none."""
    text = value_text(name, abs(value))
    return text if not any(digit in "123456789" for digit in text) else ("+" if value > 0 else "\u2212") + text


def signed_text(value: float) -> str:
    """Write a number with two decimals and its sign; nought has none, and what is not finite is a dash."""
    if not math.isfinite(value):
        return "\u2013"
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else ("+" if value > 0 else "\u2212") + text
