"""Windows of the clock and visit rules, as the files have them."""

from __future__ import annotations

Window = dict[str, object]
Hours = list[Window]
Visit = dict[str, object]
WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]


def span(start: str, end: str, days: list[str] | None = None) -> Window:
    """Write a window, on all days unless some are given."""
    return {"start": start, "end": end} | ({"days": days} if days else {})


def visit(start: str, end: str, count: int, dwell_min: float, **more: object) -> Visit:
    """Write one visit rule."""
    return {"start": start, "end": end, "count": count, "dwell_min": dwell_min, **more}
