"""What searching brings: detection grows as Koopman's law has it, and the best use of a given effort.

A stretch that was searched with an effort z (1: passed once, at the searcher's pace and with sure eyes) is found out
with the chance 1 - exp(-z) if the missing is there (Koopman, Operations Research 5, 1957). Effort that may be dealt
out at will is best spent where chance per minute, times what is not yet found, is largest, all at one level (de Guenin,
Operations Research 9, 1961; Stone, "Theory of optimal search", 1975). No tour of units can do better in as much time.
"""

from __future__ import annotations

import numpy as np

from planner.dispatch.search.ground import Floats


def found(chance: Floats, effort: Floats) -> float:
    """Give the chance of success with an effort on each of (s,) stretches."""
    return float((chance * -np.expm1(-effort)).sum())


def best_effort(chance: Floats, full_s: Floats, total_s: float) -> Floats:
    """Deal out a time among stretches so that success is likeliest.

    Parameters
    ----------
    chance, full_s
        (s,) the chance of each, and the time that an effort of 1 takes on it [s].
    total_s
        The time of all searchers together [s].

    Returns
    -------
    ndarray
        (s,) efforts; their times add up to `total_s`, unless no stretch has a chance.
    """
    effort = np.zeros(len(chance))
    rate = np.divide(chance, full_s, out=np.zeros(len(chance)), where=full_s > 0)
    order = np.argsort(-rate, kind="stable")
    order = order[rate[order] > 0]
    if not len(order) or total_s <= 0:
        return effort
    size, logs = np.cumsum(full_s[order]), np.log(rate[order])
    level = (np.cumsum(full_s[order] * logs) - total_s) / size
    last = int(np.flatnonzero(logs > level)[-1])
    effort[order[: last + 1]] = logs[: last + 1] - level[last]
    return effort


def level(chance: Floats, full_s: Floats, total_s: float) -> float:
    """Give the chance per time that is left everywhere where the best effort is spent; nothing below it is searched."""
    effort = best_effort(chance, full_s, total_s)
    spent = effort > 0
    return float((chance[spent] / full_s[spent] * np.exp(-effort[spent])).min(initial=np.inf)) if spent.any() else 0.0


def even_effort(searched: np.ndarray[tuple[int], np.dtype[np.bool_]], full_s: Floats, total_s: float) -> Floats:
    """Deal out a time evenly by length among some of (s,) stretches, (s,)."""
    whole = float(full_s[searched].sum())
    return np.where(searched, total_s / whole, 0.0) if whole > 0 else np.zeros(len(full_s))
