"""Many comparisons at once: which differences may be told without telling chance for news.

Benjamini & Hochberg ("Controlling the false discovery rate", Journal of the Royal Statistical Society B 57, 1995) hold
the share of false ones among all that are told. What has too few calls ever to be told is not counted among the
comparisons (Tarone, "A modified Bonferroni method for discrete data", Biometrics 46, 1990; Gilbert, Applied Statistics
54, 2005): that depends on the calls of both periods together, and so does not look at the difference itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def adjusted(p_values: ArrayLike) -> Floats:
    """Give the smallest share of false ones at which each of (n,) p-values is told, (n,)."""
    p = np.asarray(p_values, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum(1.0, np.minimum.accumulate(steps[::-1])[::-1])
    return found


def adjusted_where_tellable(p_values: ArrayLike, least: ArrayLike, false_share: float) -> Floats:
    """Give the same for those that can reach `false_share` at all, (n,); nan for the others.

    Parameters
    ----------
    least
        (n,) the smallest p-value that each could have.
    """
    p = np.asarray(p_values, float)
    tellable = np.asarray(least, float) <= false_share
    found = np.full(len(p), np.nan)
    found[tellable] = adjusted(p[tellable])
    return found
