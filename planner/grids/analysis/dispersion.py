"""How much the calls of a day differ from day to day, beside pure chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LEAST_FREEDOM = 30
"""Degrees of freedom from which on the figure is told; below, days are taken to differ by chance alone."""


def dispersion(table: NDArray[np.float64], stratum: NDArray[np.int64]) -> float | None:
    """Give the ratio of variance to mean of a day's calls, at least 1; None: too few days or calls to tell.

    Pearson's statistic over its degrees of freedom (McCullagh & Nelder, "Generalized Linear Models", 1989, 4.5), all
    columns and strata together.

    Parameters
    ----------
    table
        (days, things) calls.
    stratum
        (days,) which days are alike.
    """
    squares = freedom = 0.0
    for alike in np.unique(stratum).tolist():
        rows = table[stratum == alike]
        mean = rows.mean(axis=0)
        has = mean > 0
        squares += float((((rows - mean) ** 2)[:, has] / mean[has]).sum())
        freedom += (len(rows) - 1) * int(has.sum())
    return max(1.0, squares / freedom) if freedom >= LEAST_FREEDOM else None
