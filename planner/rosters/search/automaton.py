"""The rules that follow an officer from one date to the next, as a finite automaton.

A letter is a class of shifts that all these rules treat alike, or a date off. A state knows what the rules need of the
days before: the run of dates with a shift or without, the run of nights, and the last shift as long as it matters.
What is never broken has no step; what may be broken at a price has a step that costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import Runs
from planner.rosters.search.letters import Letters

NONE = -1


class State(NamedTuple):
    """What the rules need of the days before.

    Attributes
    ----------
    works
        Whether the last date has a shift.
    run
        Dates in a row so far, worked or off, capped where no rule looks further; 0: nothing is known before.
    run_kept
        The run is long enough or touches the edge of what is known.
    nights, ahead
        Nights in a row, of which the last lies so many dates after the last date.
    nights_kept
        As `run_kept`.
    last, since
        Class of the last shift and the dates passed since its start; `NONE` when it no longer matters.
    past_run, past_nights
        The run, or all its nights, lie before the horizon: if they end there, nobody judges them.
    """

    works: bool
    run: int
    run_kept: bool
    nights: int
    ahead: int
    nights_kept: bool
    last: int
    since: int
    past_run: bool = False
    past_nights: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Automaton:
    """States as numbers; 0 is the start.

    Attributes
    ----------
    step
        Next state by state and letter, or -1, (states, letters); the last letter is a date off.
    step_points
        What a step costs in the layer ``soft`` [points], (states, letters).
    step_cost
        The same at the layer's price.
    works
        Whether the date that led into a state has a shift, (states,).
    """

    step: NDArray[np.int32]
    step_points: NDArray[np.float64]
    step_cost: NDArray[np.float64]
    works: NDArray[np.bool_]


EDGE = State(works=False, run=0, run_kept=True, nights=0, ahead=0, nights_kept=True, last=NONE, since=0)
"""Where nothing is known of the days before."""


def after_past(letters: Letters, past: list[int], last: int, since: int) -> State:
    """Give the state after dates that are past, one letter each; rules that they broke are not judged again.

    The last shift, so many dates before the horizon's first, matters even where not all dates since are known.
    """
    lenient = letters.lenient()
    state = EDGE
    for letter in past:
        stepped = _step(lenient, state, letter)
        if stepped is None:
            raise RuntimeError("a lenient rule forbade a date")
        state = stepped[0]
    if last == NONE or since > letters.reach[last]:
        last, since = NONE, 0
    return state._replace(last=last, since=since, past_run=True, past_nights=state.nights > 0)


def automaton(letters: Letters, start: State, price: int) -> Automaton:
    """Explore every state that can be reached from `start`; a point of the layer ``soft`` has a price."""
    numbers = {start: 0}
    waiting = [start]
    steps: list[list[int]] = []
    costs: list[list[float]] = []
    off = letters.count
    for state in waiting:
        row, prices = [NONE] * (off + 1), [0.0] * (off + 1)
        for letter in range(off + 1):
            found = _step(letters, state, letter)
            if found is None:
                continue
            after, cost = found
            if after not in numbers:
                numbers[after] = len(waiting)
                waiting.append(after)
            row[letter], prices[letter] = numbers[after], cost
        steps.append(row)
        costs.append(prices)
    points = np.array(costs).reshape(len(waiting), off + 1)
    return Automaton(
        step=np.array(steps, np.int32).reshape(len(waiting), off + 1),
        step_points=points,
        step_cost=price * points,
        works=np.array([state.works for state in waiting]),
    )


def _step(letters: Letters, state: State, letter: int) -> tuple[State, float] | None:
    """Take one date; None where a rule that is never broken forbids it."""
    works = letter < letters.count
    price = 0.0
    for judged in (_follow(letters, state, letter) if works else 0.0, _end_run(letters, state, works=works)):
        if judged is None:
            return None
        price += judged
    runs = letters.work_run if works else letters.off_run
    same = state.works == works
    run = state.run + 1 if same else 1
    longest_price = _above(runs, run)
    nights = _nights(letters, state, letter if works else NONE)
    if longest_price is None or nights is None:
        return None
    kept = run >= runs.shortest or (state.run_kept and (same or state.run == 0))
    last, since = (letter, 1) if works else (state.last, state.since + 1)
    if last == NONE or since > letters.reach[last]:
        last, since = NONE, 0
    past_nights = state.past_nights and nights.length == state.nights and nights.ahead == state.ahead - 1
    after = State(
        works,
        min(run, _cap(runs)),
        kept,
        nights.length,
        nights.ahead,
        nights.kept,
        last,
        since,
        past_nights=past_nights,
    )
    return after, price + longest_price + nights.price


def _follow(letters: Letters, state: State, letter: int) -> float | None:
    """Judge a shift after the last one: rest, free dates, forbidden successions."""
    if state.last == NONE:
        return 0.0
    price = float(letters.follow[state.last, letter, state.since])
    return None if np.isinf(price) else price


def _end_run(letters: Letters, state: State, *, works: bool) -> float | None:
    """Judge a run of dates that this date ends."""
    if state.works == works or state.run_kept or state.run == 0 or state.past_run:
        return 0.0
    runs = letters.work_run if state.works else letters.off_run
    return None if runs.points is None else float(runs.points * (runs.shortest - state.run))


def _above(runs: Runs, run: int) -> float | None:
    if runs.longest is None or run <= runs.longest:
        return 0.0
    return None if runs.points is None else float(runs.points)


def _cap(runs: Runs) -> int:
    """Give the length from which on a run looks the same: one more than the longest is as long as any."""
    return max(runs.shortest, 0 if runs.longest is None else runs.longest)


class _Nights(NamedTuple):
    """The run of nights after a date: its length, how far ahead it ends, whether it is kept, and what it costs."""

    length: int
    ahead: int
    kept: bool
    price: float


def _nights(letters: Letters, state: State, letter: int) -> _Nights | None:
    """Count the nights of this date's shift on."""
    runs = letters.night_run
    count, ahead, price = state.nights, state.ahead - 1, 0.0
    kept, judged = state.nights_kept, not state.past_nights
    for offset in letters.nights[letter] if letter != NONE else ():
        if count and offset <= ahead:
            continue
        if not (count and offset == ahead + 1):
            ended = _short(runs, count, kept=kept or not judged)
            if ended is None:
                return None
            price, count, kept = price + ended, 0, kept and not count and offset == 0
        count, ahead, judged = count + 1, offset, True
        above = _above(runs, count)
        if above is None:
            return None
        price, kept = price + above, kept or count >= runs.shortest
        count = min(count, _cap(runs))
    if count and ahead < 0:
        ended = _short(runs, count, kept=kept or not judged)
        if ended is None:
            return None
        price, count = price + ended, 0
    return _Nights(count, ahead, kept, price) if count else _Nights(0, 0, kept=False, price=price)


def _short(runs: Runs, count: int, *, kept: bool) -> float | None:
    """Judge a run of nights that has ended."""
    if not count or kept or count >= runs.shortest:
        return 0.0
    return None if runs.points is None else float(runs.points * (runs.shortest - count))
