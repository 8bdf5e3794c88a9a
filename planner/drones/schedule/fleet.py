"""States of a whole fleet in arrays, one row a label: what flying and missing a round does to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from planner.drones.problem import DroneProblem
from planner.drones.schedule.greedy import NEVER_S
from planner.drones.schedule.operators import Watch
from planner.drones.schedule.timetable import SHARES, Account, Option

Ints = NDArray[np.int64]


@dataclass(slots=True, eq=False)
class Labels:
    """Labels.

    Attributes
    ----------
    free, charge
        (n, docks) when every drone is free [s], and the charge that it has then [steps].
    cost
        (n,) rounds missed, and windows unserved x (rounds + 1).
    served
        (n,) bits of the required windows that are served and can still be served by later rounds.
    last
        (n,) departure before which the next round may not leave [s].
    until
        (n,) departure after which it may not leave [s]; for uninterrupted rounds.
    """

    free: Ints
    charge: Ints
    cost: Ints
    served: Ints
    last: Ints
    until: Ints

    def taken(self, rows: Ints) -> Labels:
        """Give some of them."""
        return Labels(*(getattr(self, name)[rows] for name in self.__slots__))

    @classmethod
    def joined(cls, parts: list[Labels]) -> Self:
        """Put labels together."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))


class Fleet:
    """The docks of a day.

    Attributes
    ----------
    exact
        Whether the departures tried are enough for a proof.
    """

    def __init__(self, problem: DroneProblem, options: list[Option]) -> None:
        self.problem = problem
        self.accounts = [Account(dock) for dock in problem.docks]
        self.watch = Watch(problem)
        self.uninterrupted = problem.rules.uninterrupted
        self.exact = not self.uninterrupted
        self._both_s = round(problem.rules.handover_min * 60.0)
        self._rate = np.array([account.rate for account in self.accounts])
        self._full = np.array([account.full for account in self.accounts])
        self._groups = [group for group in _equal_docks(self.accounts, options) if len(group) > 1]
        spans = [problem.departure_span(index) for index in range(problem.rules.rounds_per_day)]
        spans = [span for span in spans if span[0] <= span[1]]
        self._ordered = any(later[0] < earlier[1] for earlier, later in pairwise(spans))

    def start(self) -> Labels:
        """Give the one label of the day's start."""
        zero = np.zeros(1, np.int64)
        free = np.array([[account.start_s for account in self.accounts]], np.int64)
        charge = np.array([[account.start for account in self.accounts]], np.int64)
        return Labels(free, charge, zero, zero, zero, zero + NEVER_S)

    def missed(self, labels: Labels) -> Labels:
        """Miss a round."""
        until = np.full_like(labels.until, NEVER_S)
        return Labels(labels.free, labels.charge, labels.cost + 1, labels.served, labels.last, until)

    def departures(self, labels: Labels, option: Option) -> tuple[Ints, NDArray[np.bool_]]:
        """Give the departure of an option from every label [s], and whether it is possible at all."""
        account = self.accounts[option.dock]
        needed = account.needed(option)
        free, charge = labels.free[:, option.dock], labels.charge[:, option.dock]
        charged = free - (charge - needed) // account.rate
        depart = np.maximum(np.maximum(charged, free), np.maximum(labels.last, option.earliest_s))
        if self.uninterrupted:
            depart = np.maximum(depart, self._punctual(labels, option))
        depart = self._watched(labels, option, depart)
        able = (depart <= np.minimum(option.latest_s, labels.until)) & (needed <= account.full)
        return depart, able

    def _punctual(self, labels: Labels, option: Option) -> Ints:
        """Give the departure of the timetable, or the hand-over if that is earlier [s]."""
        nominal = round(float(self.problem.departures_s[option.round]))
        return np.minimum(np.minimum(nominal, option.latest_s), labels.until)

    def _watched(self, labels: Labels, option: Option, depart: Ints) -> Ints:
        """Put off departures until the operators can watch one more drone [s]."""
        if not self.watch.limited:
            return depart
        over = np.array([account.over_s for account in self.accounts])
        landings = (labels.free - over).tolist()
        late = option.latest_s
        return np.array(
            [
                self.watch.depart_s(at_s, option.air_s, own) if at_s <= late else at_s
                for at_s, own in zip(depart.tolist(), landings, strict=True)
            ],
            np.int64,
        )

    def flown(self, labels: Labels, option: Option, depart: Ints, served: int) -> Labels:
        """Fly an option at given departures."""
        dock, account = option.dock, self.accounts[option.dock]
        free, charge = labels.free.copy(), labels.charge.copy()
        before = np.minimum(account.full, charge[:, dock] + account.rate * (depart - free[:, dock]))
        charge[:, dock] = _after(account, before, account.use(option))
        free[:, dock] = depart + account.busy_s(option)
        last = depart if self._ordered else labels.last
        until = depart + option.air_s - self._both_s if self.uninterrupted else labels.until
        return Labels(free, charge, labels.cost, labels.served | served, last, until)

    def compared(self, labels: Labels) -> tuple[Ints, Ints]:
        """Give `free` and `charge` with equal docks in order of readiness."""
        free, charge = labels.free.copy(), labels.charge.copy()
        for group in self._groups:
            keys = free[:, group] * np.int64(2**26) - charge[:, group]
            order = np.argsort(keys, axis=1, kind="stable")
            free[:, group] = np.take_along_axis(free[:, group], order, axis=1)
            charge[:, group] = np.take_along_axis(charge[:, group], order, axis=1)
        return free, charge

    def dominates(self, labels: Labels, free: Ints, charge: Ints, better: Ints, worse: Ints) -> NDArray[np.bool_]:
        """Tell which labels are nowhere worse than which others, (better, worse)."""
        wait = free[worse][None, :, :] - free[better][:, None, :]
        grown = np.minimum(self._full, charge[better][:, None, :] + self._rate * wait)
        told = ((wait >= 0) & (grown >= charge[worse][None, :, :])).all(axis=2)
        told &= labels.cost[better][:, None] <= labels.cost[worse][None, :]
        told &= labels.served[worse][None, :] & ~labels.served[better][:, None] == 0
        told &= labels.last[better][:, None] <= labels.last[worse][None, :]
        told &= labels.until[better][:, None] >= labels.until[worse][None, :]
        return np.asarray(told)


def _after(account: Account, before: Ints, use: int) -> Ints:
    """Do what `Account.after` does, for many."""
    if account.swaps:
        return np.full_like(before, account.full)
    bend, share = account.bend, account.share
    steps = np.where(before <= bend, before, bend + (before - bend) * share // SHARES) - use
    return np.asarray(np.where(steps <= bend, steps, bend + (steps - bend) * SHARES // share), np.int64)


def _equal_docks(accounts: list[Account], options: list[Option]) -> list[list[int]]:
    """List the docks that differ in nothing that matters here: figures of the model, and options round by round."""
    offers: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for option in options:
        figures = (option.round, option.air_s, option.used_pct, option.needed_pct)
        offers[option.dock].append((*figures, option.earliest_s, option.latest_s, tuple(sorted(option.covers))))
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for dock, account in enumerate(accounts):
        curve = (account.rate, account.full, account.bend, account.share, account.over_s, account.swaps)
        groups[(*curve, *sorted(offers[dock], key=repr))].append(dock)
    return list(groups.values())
