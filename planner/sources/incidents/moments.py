"""Times of many rows: most are written alike, so that the clock is asked once an hour of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from planner.domain.incidents import EPOCH, MICROSECOND
from planner.domain.noun import YEARS
from planner.sources.values import station_moment

Read = tuple[int, int]
"""A moment [us since 1970 UTC], and the offset of the clock that it is kept on [s]."""

MINUTE_US, SECOND_US = 60_000_000, 1_000_000
LENGTHS = (16, 19, 25)
"""Letters of ``2026-11-23 22:15``, with seconds, and with an offset."""
ZERO, NINE, COLON = (ord(letter) for letter in "09:")
NONE = -(2**62)
"""Stands for a time that cannot be read [us]."""


class Moments:
    """Reads times on a station's clock.

    Parameters
    ----------
    zone
        The clock on which a time without an offset is, and on which all are kept.
    """

    def __init__(self, zone: dt.tzinfo) -> None:
        self._zone = zone
        self._known: dict[str, Read] = {}

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Read times as `station_moment` does; what is none, or of no year that can be, is `NONE`.

        Returns
        -------
        (n,) moments [us since 1970 UTC], and (n,) offsets of the clock [s].
        """
        begins = np.array(self._starts(texts), np.int64).reshape(-1, 2)
        minute, second, plain = _minutes(texts)
        time_us = begins[:, 0] + minute * MINUTE_US + second * SECOND_US
        offset_s = begins[:, 1].astype(np.int32)
        for row in np.flatnonzero(~plain | (begins[:, 0] == NONE)).tolist():
            time_us[row], offset_s[row] = self._slowly(texts[row])
        return time_us, offset_s

    def _starts(self, texts: Sequence[str]) -> list[Read]:
        """Give the start of each text's hour."""
        known, found = self._known, []
        for text in texts:
            key = text[:13] + text[19:]
            begins = known.get(key)
            if begins is None:
                begins = known[key] = self._hour(text[:13], text[19:])
            found.append(begins)
        return found

    def _hour(self, hour: str, offset: str) -> Read:
        """Read the start of an hour; none where it is none, or the clock changes in it."""
        first, last = self._slowly(f"{hour}:00{offset}"), self._slowly(f"{hour}:59{offset}")
        return first if last == (first[0] + 59 * MINUTE_US, first[1]) else (NONE, 0)

    def _slowly(self, text: str) -> Read:
        found = station_moment(text, self._zone) if text else None
        if found is None or found.year not in YEARS:
            return NONE, 0
        return (found - EPOCH) // MICROSECOND, round((found.utcoffset() or dt.timedelta()).total_seconds())


def _minutes(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Give the minute and second of each text, (n,), and which are written so that they stand where they should."""
    letters = np.array(texts, f"U{LENGTHS[-1]}").view(np.uint32).reshape(-1, LENGTHS[-1]).astype(np.int64)
    length = np.fromiter(map(len, texts), np.int64, len(texts))
    digit = (letters >= ZERO) & (letters <= NINE)
    seconds = length > LENGTHS[0]
    plain = np.isin(length, LENGTHS) & (letters[:, 13] == COLON) & digit[:, 14:16].all(axis=1)
    plain &= ~seconds | ((letters[:, 16] == COLON) & digit[:, 17:19].all(axis=1))
    value = letters - ZERO
    minute = value[:, 14] * 10 + value[:, 15]
    second = np.where(seconds, value[:, 17] * 10 + value[:, 18], 0)
    return minute, second, plain & (minute < 60) & (second < 60)
