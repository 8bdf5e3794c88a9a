"""How unlike each other several plans of the same days are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from planner.domain.noun import LonLat
from planner.domain.plan import Plan
from planner.geo import great_circle_m

Stretch = tuple[LonLat, LonLat]
"""Two neighbouring points of a path, in the order of their coordinates [deg]."""


def variety_figures(plans: Sequence[Plan], entropy_bits: Sequence[float | None]) -> dict[str, float]:
    """Give the figures of plans that may be drawn; none for fewer than two.

    Parameters
    ----------
    entropy_bits
        For each day how hard it is to foresee when places are visited (`planner.routing.variety.predictability`); None
        where it has one plan only.
    """
    if len(plans) < 2:
        return {}
    known = [bits for bits in entropy_bits if bits is not None]
    figures = {
        "alternatives": float(len(plans)),
        "street_overlap_share": street_overlap_share(plans),
    }
    if known:
        figures["visit_time_entropy_bits"] = math.fsum(known) / len(known)
    return {name: round(figure, 4) for name, figure in figures.items()}


def street_overlap_share(plans: Sequence[Plan]) -> float:
    """Give the mean over all pairs of plans of the length of the streets driven in both over that driven in either.

    Jaccard's index (Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11, 1912) by length: a
    street counts once, however often and in whichever direction it is driven. 1 when no plan drives at all.
    """
    driven = [_stretches(plan) for plan in plans]
    shares = []
    for one, other in combinations(driven, 2):
        either = math.fsum((one | other).values())
        shares.append(math.fsum(one[key] for key in one.keys() & other.keys()) / either if either else 1.0)
    return math.fsum(shares) / len(shares)


def _stretches(plan: Plan) -> dict[Stretch, float]:
    """List the stretches that a plan drives, each with its length [m]."""
    keys = {
        (min(here, there), max(here, there))
        for route in plan.routes
        for here, there in zip((p[:2] for p in route.path), (p[:2] for p in route.path[1:]), strict=False)
        if here != there
    }
    if not keys:
        return {}
    ordered = sorted(keys)
    lengths = great_circle_m([key[0] for key in ordered], [key[1] for key in ordered])
    return dict(zip(ordered, lengths.tolist(), strict=True))
