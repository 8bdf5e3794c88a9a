"""Empirical Bayes: ratios of counted to expected calls, drawn towards 1 by as much as the counts ask for.

Calls of a group are Poisson with mean ``E θ``, and ``θ`` is Gamma distributed with mean 1 and variance ``1/a``, so the
posterior mean of the ratio is ``(n + a) / (E + a)`` and its shape ``n + a`` (Clayton & Kaldor, "Empirical Bayes
estimates of age-standardized relative risks", Biometrics 43, 1987). ``a`` is the value under which the counts of all
groups are likeliest, each negative binomial with mean ``E`` and size ``a``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

KERNEL = (1 / 3, 2 / 3, 1.0, 2 / 3, 1 / 3)
"""Part in which the hours from two before to two after count: a triangle, chosen for whole-hour data."""

PSEUDO_COUNTS = np.geomspace(0.5, 20_000, 15)
"""Values tried for ``a``: data never speak alone, and never not at all [calls]."""


def pseudo_count(calls: Floats, expected: Floats) -> float:
    """Give the ``a`` under which counts are likeliest, both arrays of one shape [calls]."""
    from scipy.special import gammaln

    known = expected > 0
    n, mean = calls[known], expected[known]
    if not len(n):
        return float(PSEUDO_COUNTS[-1])
    found = n > 0  # where nothing came, the likelihood needs no gamma function
    fit = [
        float(
            (gammaln(n[found] + a) - gammaln(a)).sum()
            - (a * np.log1p(mean / a)).sum()
            - (n[found] * np.log(mean[found] + a)).sum()
        )
        for a in PSEUDO_COUNTS
    ]
    return float(PSEUDO_COUNTS[int(np.argmax(fit))])


def over_hours(rows: Floats) -> Floats:
    """Add neighbouring hours in the parts of `KERNEL`, round the day or week, (..., hours)."""
    reach = len(KERNEL) // 2
    rolled = [
        part * np.roll(rows, shift, axis=-1) for shift, part in zip(range(-reach, reach + 1), KERNEL, strict=True)
    ]
    return np.asarray(sum(rolled))


def ratio(calls: Floats, expected: Floats, *, smooth: bool = False) -> tuple[Floats, Floats]:
    """Give the posterior mean of each group's ratio of calls to what was expected, and its shape.

    Parameters
    ----------
    calls, expected
        (..., groups) counts and their prior means.
    smooth
        Whether neighbouring groups, round the circle, count in part: a local likelihood, which smooths the ratio of
        the two and keeps the edges of what was expected, such as a closing time.
    """
    a = pseudo_count(calls, expected)
    if smooth:
        calls, expected = over_hours(calls), over_hours(expected)
    return (calls + a) / (expected + a), calls + a
