"""What pins must name; units are known only when a day is planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Fault
from planner.sources.faults import nearest, shown

if TYPE_CHECKING:
    from planner.sources.draft import Draft

STOPS = ("points", "lines", "areas", "places")
"""Kinds that a pin may name; they share their ids."""


def pins_name_places(draft: Draft) -> Iterator[Fault]:
    """Refuse a pin to something that is no point, line, area or place."""
    if any(kind in draft.unread for kind in STOPS):
        return
    known = frozenset().union(*(draft.ids(kind) for kind in STOPS))
    for item in draft.pins:
        if item.noun.place not in known:
            near = nearest(item.noun.place, sorted(known)) or "-"
            params = {"id": shown(item.noun.place), "kind": ", ".join(STOPS), "nearest": shown(near)}
            yield Fault(code="reference_unknown", file=item.file, place=f"{item.place}: place", params=params)
