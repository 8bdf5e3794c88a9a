"""The calls of a period, beside those of the period before it."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from planner.domain.analysis import Compared, DayCount, GridTide, IncidentAnalysis, Period, Span, Spot
from planner.domain.day_kinds import day_kind
from planner.domain.plan import Notice
from planner.domain.scenario import Scenario
from planner.errors import NotFound
from planner.geo import Frame
from planner.grids.analysis.calls import Calls, calls_of
from planner.grids.analysis.comparing import FALSE_SHARE, HISTORY_DAYS, Board, Thing, compared
from planner.grids.analysis.hot_streets import hot_streets
from planner.grids.analysis.hours import BAND_H, band_text, expected_by_hour, peak_of
from planner.grids.analysis.notices import notices_of
from planner.grids.analysis.periods import Dates, KindOf, dates_of
from planner.grids.analysis.spots import named_near, spots_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_DATES = 62
"""Dates of the chart of days."""
MOST_BEFORE = 12
"""Periods before that may be taken together."""


def analyse(scenario: Scenario, period: Period, until: dt.date | None = None, *, before: int = 1) -> IncidentAnalysis:
    """Hold the calls of a period against those of the period before it, like with like.

    Parameters
    ----------
    until
        Last date of the period; by default the last one whose calls are whole.
    before
        How many periods before are taken together, 1 to `MOST_BEFORE`.

    Raises
    ------
    NotFound
        With code ``analysis_no_calls``, ``analysis_no_such_date`` or ``analysis_before_wrong``.
    """
    if not 1 <= before <= MOST_BEFORE:
        raise NotFound("analysis_before_wrong", count=before, most=MOST_BEFORE)
    calls = calls_of(scenario)
    last = until or calls.last
    if not calls.first <= last <= calls.last:
        raise NotFound("analysis_no_such_date", date=last, first=calls.first, last=calls.last)

    def kind_of(date: dt.date) -> str:
        return day_kind(date, scenario.roster.calendar, scenario.day_kinds)

    dates = dates_of(period, last, before, kind_of)  # type: ignore[arg-type]  # a kind is one of three words
    return _Analysis(scenario, calls, dates, kind_of, period).made()  # type: ignore[arg-type]


class _Analysis:
    """Puts the parts of one analysis together."""

    def __init__(self, scenario: Scenario, calls: Calls, dates: Dates, kind_of: KindOf, period: Period) -> None:
        self.scenario, self.every, self.dates, self.kind_of, self.period = scenario, calls, dates, kind_of, period
        first = min((*dates.now, *dates.before))
        self.calls = calls = calls.since(first - dt.timedelta(HISTORY_DAYS))
        self.board = Board.of(calls, dates, kind_of)
        self.is_now, self.is_before = calls.on(dates.now), calls.on(dates.before)
        self.spreads: dict[str, float] = {}

    def made(self) -> IncidentAnalysis:
        calls, scenario = self.calls, self.scenario
        whole = self._table(np.zeros(len(calls.day), np.int64), 1)
        tables = [
            self._things("total", whole, [{"id": "", "name": scenario.station.name}]),
            self._kinds(),
            self._grids(),
            self._bands(),
            self._grid_kinds(),
            self._spots(),
        ]
        rows, tested = compared(self.board, [thing for table in tables for thing in table], whole[:, 0])
        parts = np.cumsum([len(table) for table in tables]).tolist()
        total, kinds, grids, bands, grid_kinds, spots = (
            rows[start:end] for start, end in zip([0, *parts[:-1]], parts, strict=True)
        )
        now, earlier = self._span(self.dates.now), self._span(self.dates.before)
        hot = hot_streets(
            scenario,
            calls.incidents.rows(self.is_now),
            calls.incidents.rows(self.is_before),
            (now.days, earlier.days),
        )
        hours, hours_before = self._hours(self.is_now), self._hours(self.is_before)
        tides, has_expected = self._tides()
        return IncidentAnalysis(
            station=scenario.station.id,
            station_name=scenario.station.name,
            timezone=scenario.station.timezone,
            day_start_min=scenario.day_start_min % 1440,
            period=self.period,
            now=now,
            earlier=earlier,
            sources=scenario.demand.sources,
            false_share=FALSE_SHARE,
            tested=tested,
            dispersion=self.spreads,
            total=total[0],
            kinds=_most_first(kinds),
            grids=tuple(grids),
            bands=tuple(bands),
            grid_kinds=_most_first([row for row in grid_kinds if row.count + row.before]),
            spots=_numbered(spots),
            hours=tuple(hours),
            hours_before=tuple(count * now.days / earlier.days if earlier.days else 0.0 for count in hours_before),
            peak_h=peak_of(hours),
            by_date=self._by_date(whole[:, 0]),
            tides=tides,
            streets=hot.streets,
            streets_calls_pct=hot.calls_pct,
            streets_length_pct=hot.length_pct,
            notices=self._notices(has_expected=has_expected, has_streets=bool(hot.streets)),
        )

    def _table(self, thing: Ints, count: int) -> Floats:
        """Count calls by day and thing, (days, count); things below 0 are left out."""
        counted = thing >= 0
        cell = self.calls.day[counted] * count + thing[counted]
        return np.bincount(cell, minlength=self.calls.days * count).astype(float).reshape(self.calls.days, count)

    def _things(
        self, table: str, columns: Floats, facts: list[dict[str, object]], make: type[Compared] = Compared
    ) -> list[Thing]:
        """Give the things of a table, with how much its days differ."""
        spread = self.board.spread(columns)
        if spread is not None:
            self.spreads[table] = spread
        return [Thing(own, columns[:, row], spread or 1.0, make) for row, own in enumerate(facts)]

    def _kinds(self) -> list[Thing]:
        names = self.calls.incidents.kinds
        used = sorted(set(self.calls.kind[self.is_now | self.is_before].tolist()))
        number = np.full(len(names), -1, np.int64)
        number[used] = np.arange(len(used))
        facts: list[dict[str, object]] = [{"id": names[k], "name": names[k], "kind": names[k]} for k in used]
        return self._things("kinds", self._table(number[self.calls.kind], len(used)), facts)

    def _grids(self) -> list[Thing]:
        grids = self.scenario.grids
        facts: list[dict[str, object]] = [{"id": grid.id, "name": grid.name, "grid": grid.id} for grid in grids]
        return self._things("grids", self._table(self.calls.grid, len(grids)), facts)

    def _bands(self) -> list[Thing]:
        facts: list[dict[str, object]] = [
            {"id": f"{first:02d}", "name": band_text(first, BAND_H)} for first in range(0, 24, BAND_H)
        ]
        return self._things("bands", self._table(self.calls.hour // BAND_H, len(facts)), facts)

    def _grid_kinds(self) -> list[Thing]:
        names, grids = self.calls.incidents.kinds, self.scenario.grids
        cell = np.where(self.calls.grid >= 0, self.calls.grid * len(names) + self.calls.kind, -1)
        facts: list[dict[str, object]] = [
            {"id": f"{grid.id} {kind}", "name": grid.name, "grid": grid.id, "kind": kind}
            for grid in grids
            for kind in names
        ]
        return self._things("grid_kinds", self._table(cell, len(facts)), facts)

    def _spots(self) -> list[Thing]:
        calls, frame = self.calls, Frame(self.scenario.station.base)
        both = self.is_now | self.is_before
        xy = np.where(calls.incidents.precise[:, None], frame.metres(calls.incidents.lonlat), np.nan)
        middles, of_call = spots_of(xy, both)
        names = named_near(self.scenario, middles)
        facts: list[dict[str, object]] = []
        for number, (name, at) in enumerate(zip(names, frame.lonlat(middles).tolist(), strict=True)):
            own = both & (of_call == number)
            kind, _ = Counter(calls.kind[own].tolist()).most_common(1)[0]
            grid = Counter(calls.grid[own].tolist()).most_common(1)[0][0]
            facts.append(
                {
                    "id": str(number + 1),
                    "name": name,
                    "grid": self.scenario.grids[grid].id if grid >= 0 else None,
                    "location": (round(at[0], 6), round(at[1], 6)),
                    "main_kind": calls.incidents.kinds[kind],
                    "peak_h": peak_of(np.bincount(calls.hour[own], minlength=24)),
                }
            )
        return self._things("spots", self._table(of_call, len(facts)), facts, Spot)

    def _span(self, dates: tuple[dt.date, ...]) -> Span:
        known = self.calls.known(dates)
        shown = dates or (self.dates.now[0],)
        return Span(first=shown[0], last=shown[-1], days=len(known), kinds=dict(Counter(map(self.kind_of, known))))

    def _hours(self, chosen: NDArray[np.bool_]) -> list[int]:
        return [int(count) for count in np.bincount(self.calls.hour[chosen], minlength=24)]

    def _by_date(self, whole: Floats) -> tuple[DayCount, ...]:
        last = (self.dates.now[-1] - self.calls.first).days
        days = range(max(0, last - MOST_DATES + 1), last + 1)
        dates = [self.calls.date(day) for day in days]
        return tuple(
            DayCount(date=date, kind=self.kind_of(date), count=int(whole[day]))
            for day, date in zip(days, dates, strict=True)
        )

    def _tides(self) -> tuple[tuple[GridTide, ...], bool]:
        known = self.calls.known(self.dates.now)
        expected = expected_by_hour(self.scenario, self.every, known)
        tides = []
        for index, grid in enumerate(self.scenario.grids):
            count = np.bincount(self.calls.hour[self.is_now & (self.calls.grid == index)], minlength=24)
            own = () if expected is None else tuple(round(figure, 4) for figure in expected[index].tolist())
            tides.append(GridTide(grid=grid.id, count=tuple(count.tolist()), expected=own, peak_h=peak_of(count)))
        return tuple(tides), expected is not None

    def _notices(self, *, has_expected: bool, has_streets: bool) -> tuple[Notice, ...]:
        return notices_of(
            self.scenario,
            self.calls,
            (self.every.first, self.every.last),
            self.dates,
            self.board,
            self.is_now | self.is_before,
            has_expected=has_expected,
            has_streets=has_streets,
            has_spread="total" in self.spreads,
        )


def _numbered(rows: list[Compared]) -> tuple[Spot, ...]:
    """Give places most calls first, numbered in this order."""
    spots = (row for row in _most_first(rows) if isinstance(row, Spot))
    return tuple(spot.model_copy(update={"id": str(number)}) for number, spot in enumerate(spots, 1))


def _most_first(rows: list[Compared]) -> tuple[Compared, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.count, -row.before)))
