"""Whether the shifts of forces leave time to patrol."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Fault

if TYPE_CHECKING:
    from planner.domain.force import Force
    from planner.domain.noun import Window
    from planner.sources.draft import Draft


def handovers_leave_time(draft: Draft) -> Iterator[Fault]:
    """Refuse a handover that, at both ends of a shift, takes all of it."""
    for item in draft.forces:
        lengths = [window.end - window.start for window in _shifts(draft, item.noun)]
        if lengths and 2 * item.noun.handover_min >= min(lengths):
            params = {"handover_min": item.noun.handover_min, "shift_min": min(lengths), "most_min": min(lengths) / 2}
            yield Fault(code="handover_too_long", file=item.file, place=f"{item.place}: handover_min", params=params)


def _shifts(draft: Draft, force: Force) -> list[Window]:
    """Give the shifts in which a force is out: its own, or those of its duty."""
    if force.duty is None:
        return list(force.shifts)
    shifts = [item.noun for item in draft.shifts]
    return [shift.window for shift in shifts if not shift.duties or force.duty in shift.duties]
