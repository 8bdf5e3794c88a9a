"""Notices that follow from the patrols of a plan alone, and those that tell what was done to it."""

from __future__ import annotations

from planner.domain.plan import Notice, Plan

ACHIEVED = frozenset({
    "patrol_over_per_call", "patrol_under_per_call", "patrol_over_per_resident", "patrol_under_per_resident",
    "unit_missed_by_calls", "unit_missed_by_visits", "nobody_out", "nobody_free", "all_at_meal",
    "calls_far",
})  # fmt: skip
"""Codes of the notices of what patrols will achieve; those of a changed plan take their place."""


def renewed(notices: tuple[Notice, ...], achieved: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Give notices with those of the achievement in place of the earlier ones; before all others if there were none."""
    others = tuple(notice for notice in notices if notice.code not in ACHIEVED)
    first = next((row for row, notice in enumerate(notices) if notice.code in ACHIEVED), 0)
    return (*others[:first], *achieved, *others[first:])


def added(before: Plan, after: Plan) -> tuple[Notice, ...]:
    """Give the notices that a repair has added, those of the achievement left out."""
    kept = sum(notice.code not in ACHIEVED for notice in before.notices)
    return tuple(notice for notice in after.notices if notice.code not in ACHIEVED)[kept:]
