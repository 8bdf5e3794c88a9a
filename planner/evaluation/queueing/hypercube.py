"""Larson's hypercube: how busy each unit is and who goes where, when calls choose by fixed lists.

Every unit is free or busy, so N units have 2^N states, the corners of a hypercube. A call from atom j takes the first
free unit of j's list; a busy unit n becomes free at its rate. The balance of all states is solved exactly. Source:
Larson, "A hypercube queuing model for facility location and redistricting in urban emergency services", Computers &
Operations Research 1, 1974; Larson and Odoni, "Urban Operations Research" (1981), chapter 5.

Calls that find all units busy are lost to others (zero line), or wait and are taken in the order of time (infinite
line). In the second case the states behind "all busy" are a queue of their own, whose chances fall by one ratio.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_UNITS = 12
"""Beyond this the states take minutes; the model is meant for ten units."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hypercube:
    """The steady state.

    Attributes
    ----------
    state
        (2^N,) chance of every state without calls waiting; bit n of its number is 1 when unit n is busy.
    waiting
        Chance that calls wait; 0 with a zero line.
    workload
        (N,) share of time that each unit is busy.
    dispatches
        (N, J) share of all answered calls that are calls of atom j taken by unit n; they sum to 1.
    all_busy
        Share of calls that find all units busy: lost with a zero line, else made to wait.
    """

    state: Floats
    waiting: float
    workload: Floats
    dispatches: Floats
    all_busy: float


def hypercube(calls: ArrayLike, served: ArrayLike, lists: ArrayLike, *, queue: bool) -> Hypercube:
    """Solve the model.

    Parameters
    ----------
    calls
        (J,) rate of calls of each atom [1/h].
    served
        (N,) rate at which each unit ends its services, travel included [1/h].
    lists
        (J, N) the units of each atom's list, the first choice first.
    queue
        Whether calls wait when all are busy.

    Raises
    ------
    ValueError
        If the lists do not name every unit once, there are more than `MOST_UNITS`, or a queue would grow without end.
    """
    rate, ends, order = np.asarray(calls, float), np.asarray(served, float), np.asarray(lists, np.int64)
    _refuse(rate, ends, order, queue=queue)
    first = _first_free(order)
    state = _balance(rate, ends, first)
    load = rate.sum() / ends.sum()
    if queue:
        state = state / (1.0 + state[-1] * load / (1.0 - load))
    waiting = state[-1] * load / (1.0 - load) if queue else 0.0
    number = np.arange(len(state))
    busy = (number[:, None] >> np.arange(len(ends)) & 1).astype(float)
    answered = np.zeros((len(ends), len(rate)))
    for atom, chosen in enumerate(first):
        np.add.at(answered[:, atom], chosen[:-1], state[:-1] * rate[atom])
    all_busy = float(state[-1] + waiting)
    if queue:
        answered += np.outer(ends / ends.sum(), rate) * all_busy
    return Hypercube(
        state=state,
        waiting=float(waiting),
        workload=state @ busy + waiting,
        dispatches=answered / answered.sum(),
        all_busy=all_busy,
    )


def _refuse(rate: Floats, ends: Floats, order: Ints, *, queue: bool) -> None:
    if order.shape != (len(rate), len(ends)) or not (np.sort(order, axis=1) == np.arange(len(ends))).all():
        raise ValueError("every atom's list names every unit once")
    if len(ends) > MOST_UNITS:
        raise ValueError(f"{len(ends)} units are more than {MOST_UNITS}")
    if queue and rate.sum() >= ends.sum():
        raise ValueError("calls come as fast as units can serve, or faster: the queue grows without end")


def _first_free(order: Ints) -> Ints:
    """Give the unit that goes in every state, (J, 2^N); -1 when all are busy."""
    states = np.arange(1 << order.shape[1])
    first = np.full((len(order), len(states)), -1, np.int64)
    for choice in order.T[::-1]:
        free = (states[None, :] >> choice[:, None] & 1) == 0
        first = np.where(free, choice[:, None], first)
    return first


def _balance(rate: Floats, ends: Floats, first: Ints) -> Floats:
    """Solve "what enters a state leaves it" with chances that sum to 1, (2^N,).

    A queue behind the last state does not change the ratios of these: what goes into it comes back.
    """
    from scipy.sparse import coo_array, csc_array
    from scipy.sparse.linalg import spsolve

    count = first.shape[1]
    states = np.arange(count)
    source, target, speed = [], [], []
    for atom, chosen in enumerate(first):
        source.append(states[:-1])
        target.append(states[:-1] | 1 << chosen[:-1])
        speed.append(np.full(count - 1, rate[atom]))
    for unit, leaves in enumerate(ends):
        busy = states[states >> unit & 1 == 1]
        source.append(busy)
        target.append(busy ^ 1 << unit)
        speed.append(np.full(len(busy), leaves))
    start, end, flow = np.concatenate(source), np.concatenate(target), np.concatenate(speed)
    rows, columns = np.concatenate([end, start]), np.concatenate([start, start])
    kept = rows > 0  # the first balance follows from the others; the sum of chances stands in its place
    rows = np.concatenate([rows[kept], np.zeros(count, np.int64)])
    columns = np.concatenate([columns[kept], states])
    values = np.concatenate([np.concatenate([flow, -flow])[kept], np.ones(count)])
    matrix = csc_array(coo_array((values, (rows, columns)), shape=(count, count)))
    wanted = np.zeros(count)
    wanted[0] = 1.0
    return np.asarray(spsolve(matrix, wanted), float)
