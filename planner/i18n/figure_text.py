"""Figures as people read them: their words, and their values with the unit that ends their names."""

from __future__ import annotations

import math

from planner.i18n import N_, Language, sentence, translate
from planner.i18n.labels import LABELS

UNITS = {"_pct": " %", "_km": " km", "_m": " m", "_min": " min", "_h": " h", "_s": " s"}
MINUS = "\u2212"
POINT, POINTS = N_("{number} percentage point"), N_("{number} percentage points")


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
        text = f"{value:,.0f}{unit}"
    else:
        text = f"{value:,.1f}{unit}" if abs(value) >= 1 else f"{value:.2f}{unit}"
    return text.replace("-", MINUS)


def reads_as_nought(name: str, value: float) -> bool:
    """Tell whether nothing but zeros is written of a figure."""
    return not any(digit in "123456789" for digit in value_text(name, value))


def difference_text(name: str, value: float, language: Language) -> str:
    """Write a difference, with its sign; nought, as it is written, has none. Shares differ by percentage points."""
    text = value_text(name, abs(value))
    if not reads_as_nought(name, value):
        text = ("+" if value > 0 else MINUS) + text
    return points_text(text.removesuffix(UNITS["_pct"]), language) if text.endswith(UNITS["_pct"]) else text


def points_text(number: str, language: Language) -> str:
    """Write a difference of two shares; `number` is the difference as it is written."""
    one = number.lstrip(f"+{MINUS}") == "1"
    return sentence(POINT if one else POINTS, language, {"number": number})


def signed_text(value: float) -> str:
    """Write a number with two decimals and its sign; nought has none, and what is not finite is a dash."""
    if not math.isfinite(value):
        return "\u2013"
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else ("+" if value > 0 else MINUS) + text
