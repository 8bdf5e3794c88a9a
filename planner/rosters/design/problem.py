"""The choice of shifts as its solver sees it: slots counted from the first day's midnight, and whole prices.

This is the minimum shift design problem: N. Musliu, A. Schaerf and W. Slany, "Local search for shift design", European
Journal of Operational Research 153, 2004; L. Di Gaspero et al., "The minimum shift design problem", Annals of
Operations Research 155, 2007.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DesignStatus = Literal["optimal", "feasible", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignKind:
    """A kind of shift that may be used.

    Attributes
    ----------
    start
        Slot of its day in which it starts, from 0.
    length
        Slots from its start to its end, a pause included.
    pause
        First slot of the pause, counted from the start, and the pause's slots; None: without a pause.
    days
        Days on which it may start; None: all.
    """

    start: int
    length: int
    pause: tuple[int, int] | None = None
    days: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignProblem:
    """How many people are needed in every slot, the kinds of shift to choose from, and what a choice costs.

    Attributes
    ----------
    slots_per_day, days
        Shape of the span that is looked at.
    required
        People wanted in every slot, (slots_per_day x days,).
    kinds
        Kinds of shift to choose from.
    kind_price
        Price of each kind in use [points].
    cyclic
        Whether the span repeats: what runs over its end stands at its start. Otherwise it is outside and costs nothing.
    least
        People without whom a slot is short, at most those required, (slots_per_day x days,); empty: nobody.
    missing_price, over_price
        Price of one person too few or too many in one slot [points].
    short_price
        Price besides of one person below the least in one slot [points].
    most_kinds
        Most kinds in use; None: no limit.
    """

    slots_per_day: int
    days: int
    required: tuple[int, ...]
    kinds: tuple[DesignKind, ...]
    kind_price: int
    cyclic: bool = True
    least: tuple[int, ...] = ()
    missing_price: int = 1
    over_price: int = 1
    short_price: int = 0
    most_kinds: int | None = None

    @property
    def slots(self) -> int:
        """Slots of the whole span."""
        return self.slots_per_day * self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedKind:
    """A kind in use: its index among the problem's kinds, and the people who start it on each day, (days,)."""

    kind: int
    people: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignResult:
    """A choice of shifts.

    Attributes
    ----------
    used
        Kinds in use, by index.
    status
        ``optimal`` when the bound meets the objective.
    objective
        Price of all kinds in use and of everybody missing or too many [points].
    bound
        No choice has a smaller objective.
    missing, over, short
        People too few, too many, and below the least [people x slots].
    seconds
        Time used [s].
    """

    used: tuple[UsedKind, ...]
    status: DesignStatus
    objective: int
    bound: int
    missing: int
    over: int
    short: int
    seconds: float
