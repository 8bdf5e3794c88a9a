"""One table of things compared: counts of each, what days alike let expect, and how sure a difference is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.domain.analysis import Compared, Verdict
from planner.grids.analysis.calls import Calls
from planner.grids.analysis.dispersion import dispersion
from planner.grids.analysis.many import adjusted_where_tellable
from planner.grids.analysis.periods import Dates, KindOf
from planner.grids.analysis.rates import Stratum, least_p, p_value, ratio_interval

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FALSE_SHARE = 0.05
"""Share of rises and falls told that come from chance, at most, on average."""
HISTORY_DAYS = 182
"""How far back is looked for how much days differ [days]."""
USUAL_DAYS = 56
"""Days before the period that say what is usual [days]."""


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """The dates of a comparison as rows of days.

    Attributes
    ----------
    days
        Days known.
    now, before
        Days of the period and of the period before, indices.
    stratum
        (days,) which days are alike.
    history
        Days before the period, indices.
    history_stratum
        (days,) which days are alike there.
    """

    days: int
    now: Ints
    before: Ints
    stratum: Ints
    history: Ints
    history_stratum: Ints

    @classmethod
    def of(cls, calls: Calls, dates: Dates, kind_of: KindOf) -> Board:
        """Lay out the known dates of a comparison."""

        def rows(some: Sequence[Any]) -> Ints:
            return np.array([(date - calls.first).days for date in some], np.int64)

        every = [calls.date(day) for day in range(calls.days)]
        now, before = rows(calls.known(dates.now)), rows(calls.known(dates.before))
        first = int(now.min()) if len(now) else 0
        return cls(
            days=calls.days,
            now=now,
            before=before,
            stratum=np.array([dates.stratum(date, kind_of) for date in every], np.int64),
            history=np.arange(max(0, first - HISTORY_DAYS), first),
            history_stratum=np.array([_like(date.weekday(), kind_of(date)) for date in every], np.int64),
        )

    def spread(self, table: Floats) -> float | None:
        """Give the dispersion of a (days, things) table before the period."""
        return dispersion(table[self.history], self.history_stratum[self.history])

    def usual(self, column: Floats) -> float | None:
        """Give what the days of the period usually have, from days alike before it; None: some had none before."""
        recent = self.history[-USUAL_DAYS:]
        total = 0.0
        for alike, days in zip(*np.unique(self.history_stratum[self.now], return_counts=True), strict=True):
            like = recent[self.history_stratum[recent] == alike]
            if not len(like):
                return None
            total += int(days) * float(column[like].mean())
        return total

    def strata(self, column: Floats) -> list[Stratum]:
        """Give the strata of (days,) calls that both periods have."""
        found = []
        for alike in np.unique(self.stratum[self.now]).tolist():
            here, there = self.now[self.stratum[self.now] == alike], self.before[self.stratum[self.before] == alike]
            if len(there):
                counts = int(column[here].sum()), int(column[there].sum())
                found.append(Stratum(*counts, len(here), len(there)))
        return found


def _like(weekday: int, kind: str) -> int:
    """Give the number of a day of the week; days of another kind than theirs have numbers of their own."""
    regular = kind == ("rest" if weekday >= 5 else "workday")
    return weekday if regular else {"workday": 7, "rest": 8, "holiday": 9}[kind]


@dataclass(frozen=True, slots=True, eq=False)
class Thing:
    """Something that is compared, before it is known how sure a difference is.

    Attributes
    ----------
    facts
        Fields of the noun that are not reckoned here.
    column
        (days,) its calls.
    spread
        Dispersion of its table.
    make
        The noun.
    """

    facts: dict[str, Any]
    column: Floats
    spread: float
    make: Callable[..., Compared] = Compared


def compared(board: Board, things: Sequence[Thing], whole: Floats) -> tuple[list[Compared], int]:
    """Compare everything of a report at once.

    Parameters
    ----------
    whole
        (days,) all calls, for the shares.

    Returns
    -------
    tuple
        A noun for each thing, and how many of them have enough calls to be told.
    """
    strata, p, told = judged(board, things)
    every = zip(things, strata, p, told.tolist(), strict=True)
    rows = [_row(board, thing, own, value, after, whole) for thing, own, value, after in every]
    return rows, int(np.isfinite(told).sum())


def judged(board: Board, things: Sequence[Thing]) -> tuple[list[list[Stratum]], list[float], Floats]:
    """Give the strata, the p-value and the adjusted p-value of everything; nan where there are too few calls."""
    strata = [board.strata(thing.column) for thing in things]
    p = [p_value(own, thing.spread) if own else 1.0 for own, thing in zip(strata, things, strict=True)]
    least = [least_p(own, thing.spread) if own else 1.0 for own, thing in zip(strata, things, strict=True)]
    return strata, p, adjusted_where_tellable(p, least, FALSE_SHARE)


def _row(board: Board, thing: Thing, strata: list[Stratum], p: float, told: float, whole: Floats) -> Compared:
    count, before = int(thing.column[board.now].sum()), int(thing.column[board.before].sum())
    alike = sum(one.now for one in strata)
    expected = sum(one.before * one.days_now / one.days_before for one in strata)
    sure = bool(strata) and sum(one.now + one.before for one in strata) > 0
    low, high = ratio_interval(strata, thing.spread) if sure else (None, None)
    return thing.make(
        **thing.facts,
        count=count,
        before=before,
        per_day=_part(count, len(board.now)),
        per_day_before=_part(before, len(board.before)),
        share_pct=100 * _part(count, float(whole[board.now].sum())),
        share_before_pct=100 * _part(before, float(whole[board.before].sum())),
        alike=alike,
        expected=expected,
        usual=board.usual(thing.column),
        change_pct=100 * (alike / expected - 1) if expected else None,
        low_pct=None if low is None else 100 * (low - 1),
        high_pct=None if high is None else 100 * (high - 1),
        p_value=p if strata else None,
        p_adjusted=told if np.isfinite(told) else None,
        verdict=_verdict(strata, told, alike > expected),
    )


def _part(count: float, whole: float) -> float:
    return count / whole if whole else 0.0


def _verdict(strata: list[Stratum], told: float, more: bool) -> Verdict:  # noqa: FBT001 - one answer, one sign
    if not strata:
        return "unlike"
    if not np.isfinite(told):
        return "few"
    if told > FALSE_SHARE:
        return "same"
    return "rise" if more else "fall"
