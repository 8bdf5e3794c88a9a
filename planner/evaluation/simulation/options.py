"""What a simulation of a plan takes for granted; every figure is an assumption until a station measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.evaluation.simulation.calls import CallKind, Service

URGENT_SHARE = 0.2
"""Share of calls that are urgent; an assumption."""
SERVICE = Service(law="lognormal", mean_min=30.0, variation=0.8)
"""Half an hour at a call, with a long tail; an assumption."""


Rates = Literal["drawn", "mean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How calls are answered.

    Attributes
    ----------
    kinds
        Kinds of call; by default one in five is urgent and is answered first.
    tiers
        Ids of the tiers that answer calls; empty: all.
    rates
        ``drawn``: each replication draws the rates of calls from what past calls leave open of them; ``mean``: every
        one has the expected rates. A demand that no calls were counted for has no doubts, and is the same in both.
    most_waiting
        Calls that can wait at one time; None: any number.
    """

    kinds: tuple[CallKind, ...] = (
        CallKind(priority=1, share=URGENT_SHARE, service=SERVICE),
        CallKind(priority=2, share=1 - URGENT_SHARE, service=SERVICE),
    )
    tiers: tuple[str, ...] = ()
    rates: Rates = "drawn"
    most_waiting: int | None = None


def with_service(mean_min: float) -> Options:
    """Give the usual options with another mean service [min]."""
    service = Service(law="lognormal", mean_min=mean_min, variation=SERVICE.variation)
    return Options(
        kinds=(
            CallKind(priority=1, share=URGENT_SHARE, service=service),
            CallKind(priority=2, share=1 - URGENT_SHARE, service=service),
        )
    )
