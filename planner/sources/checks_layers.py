"""Whether the layers of height in which drones fly can be flown, and part the drones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from planner.errors import Fault

if TYPE_CHECKING:
    from planner.sources.draft import Draft


def layers_part_drones(draft: Draft) -> Iterator[Fault]:
    """Refuse layers below the flight height or above the ceiling, and layers that are not apart from low to high."""
    rounds = draft.rounds
    for number, layer_m in enumerate(rounds.layers_m, 1):
        if not rounds.height_m <= layer_m <= rounds.ceiling_m:
            heights = {"layer_m": layer_m, "height_m": rounds.height_m, "ceiling_m": rounds.ceiling_m}
            yield Fault(code="layer_outside_heights", file=draft.manifest, place=_place(number), params=heights)
    for number, (lower_m, upper_m) in enumerate(pairwise(rounds.layers_m), 2):
        if upper_m - lower_m < rounds.separation_height_m:
            heights = {"lower_m": lower_m, "upper_m": upper_m, "apart_m": rounds.separation_height_m}
            yield Fault(code="layers_not_apart", file=draft.manifest, place=_place(number), params=heights)


def _place(number: int) -> str:
    return f"[rounds]: layers_m[{number}]"
