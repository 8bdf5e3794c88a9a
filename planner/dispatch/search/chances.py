"""How likely the missing is on each stretch at a moment, and the rings in which a share of all chances lies."""

from __future__ import annotations

import numpy as np

from planner.dispatch.search.ground import BAND_M, Floats, Ground
from planner.dispatch.search.kinds import Kind


def chances(ground: Ground, kind: Kind, after_s: float) -> Floats:
    """Give the chance of each stretch some time after they were seen last, (s,); the rest of 1 lies off all stretches.

    Every band of distances has the chance that the kind's figures give it, less the part that lies beyond the streets
    of the file (`Ground.known`). It is shared among the metres of street in the band, those near
    places that draw the kind counting more.
    """
    if not ground.size:
        return np.zeros(0)
    bands = len(ground.known)
    borders = BAND_M * np.arange(bands + 1)
    beyond = kind.beyond(borders, after_s)
    beyond[0] = 1.0
    mass = -np.diff(beyond) * ground.known
    low = (ground.near_m // BAND_M).astype(np.int64)
    high = np.minimum((ground.far_m // BAND_M).astype(np.int64), bands - 1)
    count = high - low + 1
    row = np.repeat(np.arange(ground.size), count)
    band = np.repeat(low - np.concatenate([[0], np.cumsum(count)[:-1]]), count) + np.arange(len(row))
    overlap = np.minimum(ground.far_m[row], borders[band + 1]) - np.maximum(ground.near_m[row], borders[band])
    weight = np.maximum(overlap, 0.0) / (ground.far_m - ground.near_m)[row]
    weight *= (ground.length_m * ground.draw)[row]
    whole = np.bincount(band, weight, minlength=bands)
    part = np.divide(weight, whole[band], out=np.zeros_like(weight), where=whole[band] > 0)
    return np.asarray(np.bincount(row, part * mass[band], minlength=ground.size), float)


def ring_m(kind: Kind, after_s: float, share: float) -> float:
    """Give the distance along the street within which they are with a chance of `share` [m], to a metre."""
    low, high = 0.0, 1.0
    while float(kind.beyond(high, after_s)) > 1.0 - share and high < MOST_M:
        high *= 2.0
    while high - low > 1.0:
        middle = (low + high) / 2
        low, high = (middle, high) if float(kind.beyond(middle, after_s)) > 1.0 - share else (low, middle)
    return high


MOST_M = 1e6
"""Farther than anybody gets in a day [m]."""
