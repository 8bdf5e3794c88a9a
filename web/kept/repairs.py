"""Repairs that are being chosen from or were made lately, so that a page of them can be read again."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from planner.domain.repair import FlightChange, Offer, PlanChange, RosterChange
from planner.errors import NotFound
from web.kept.latest import Latest

if TYPE_CHECKING:
    from planner.repairs.repair import Repaired

CHOICES_KEPT = 4
TOLD_KEPT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Offers for one repair, none of them stored.

    Attributes
    ----------
    before
        Id of the plan that is to be repaired.
    offers
        What each offer comes to.
    """

    before: str
    offers: Mapping[Offer, Repaired]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a stored repair has changed.

    Attributes
    ----------
    before
        Id of the plan that was repaired.
    changes, cells
        As `planner.repairs.repair.Repaired` has them.
    called
        Names that the reader gave to places, by their ids in the changes.
    flights, rounds_missed_at_least
        As `planner.repairs.repair.Repaired` has them.
    """

    before: str
    changes: tuple[PlanChange, ...]
    cells: tuple[RosterChange, ...]
    called: Mapping[str, str]
    flights: tuple[FlightChange, ...] = ()
    rounds_missed_at_least: int | None = None


class RepairsKept:
    """Holds repairs in memory; a stored plan does not say what was changed in it, nor why."""

    def __init__(self) -> None:
        self._choices = Latest[Choice](CHOICES_KEPT)
        self._taken = Latest[str](TOLD_KEPT)
        self._told = Latest[Told](TOLD_KEPT)
        self._lock, self._storing = Lock(), Lock()

    def offer(self, choice: Choice) -> str:
        """Keep offers, and give the word that they are asked for by."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            self._choices.put(key, choice)
        return key

    def choice(self, before: str, key: str) -> Choice:
        """Give offers for a plan.

        Raises
        ------
        NotFound
            With code ``offers_gone`` if they are not kept, or are for another plan.
        """
        with self._lock:
            choice = self._choices.get(key)
        if choice is None or choice.before != before:
            raise NotFound("offers_gone")
        return choice

    def take(self, before: str, key: str, offer: Offer, store: Callable[[Repaired], str]) -> str:
        """Store one offer and give the plan's id; an offer that was taken before is not stored again.

        Raises
        ------
        NotFound
            With code ``offers_gone``, as `choice`.
        """
        with self._storing:
            with self._lock:
                taken = self._taken.get(f"{key} {offer}")
            if taken is not None:
                return taken
            made = self.choice(before, key).offers.get(offer)
            if made is None:
                raise NotFound("offers_gone")
            plan_id = store(made)
            with self._lock:
                self._taken.put(f"{key} {offer}", plan_id)
            return plan_id

    def tell(self, plan_id: str, told: Told) -> None:
        """Keep what a repair has changed, by the id of the repaired plan."""
        with self._lock:
            self._told.put(plan_id, told)

    def told(self, plan_id: str) -> Told | None:
        """Give what a repair has changed; None if that is not kept."""
        with self._lock:
            return self._told.get(plan_id)
