"""What a date is: a working day, a day of rest, or a statutory holiday."""

from __future__ import annotations

from typing import Literal

DayKind = Literal["workday", "rest", "holiday"]
"""工作日 (make-up workdays included), 休息日 (weekends and the days moved to a holiday), 法定节假日 (statutory)."""

OpenOn = Literal["any", "workdays", "rest_days"]
"""All dates, working days only (make-up workdays included), or all others."""


def opens_on_kind(calendar: OpenOn, kind: DayKind) -> bool:
    """Tell whether something that keeps to a calendar opens on a date of a kind."""
    return calendar == "any" or (calendar == "workdays") == (kind == "workday")
