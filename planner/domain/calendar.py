"""What a date is: a working day, a day of rest, or a statutory holiday."""

from __future__ import annotations

from typing import Literal

DayKind = Literal["workday", "rest", "holiday"]
"""工作日 (make-up workdays included), 休息日 (weekends and the days moved to a holiday), 法定节假日 (statutory)."""
