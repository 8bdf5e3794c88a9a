"""What the calls of a day, a week or a month tell, beside those of the days before: counts, places, hours."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from planner.domain.calendar import DayKind
from planner.domain.demand import IncidentSource
from planner.domain.noun import Identifier, Line, LonLat, Name, Noun
from planner.domain.plan import Notice

Period = Literal["day", "week", "month"]
PERIODS: tuple[Period, ...] = ("day", "week", "month")

Verdict = Literal["rise", "fall", "same", "few", "unlike"]
"""More than chance explains, less, neither; too few calls to tell; no days alike in the period before."""

Hours = Annotated[tuple[float, ...], Field(max_length=24)]


class Span(Noun):
    """The dates of a period."""

    first: dt.date
    """First date."""
    last: dt.date
    """Last date."""
    days: int
    """Dates whose calls are known and counted."""
    kinds: dict[DayKind, int]
    """How many of them are workdays, days of rest and statutory holidays."""


class Compared(Noun):
    """The calls of one thing in a period, beside the period before."""

    id: Name
    """Id of the grid, name of the kind, first hour of the band, number of the place; empty: the whole station."""
    name: Name
    """What it is called."""
    grid: Identifier | None = None
    """Id of the grid it is about."""
    kind: Name | None = None
    """Kind of call it is about."""
    count: int
    """Calls in the period."""
    before: int
    """Calls in the period before."""
    per_day: float
    """Calls a day in the period."""
    per_day_before: float
    """Calls a day in the period before."""
    share_pct: float
    """Share of all calls of the period [%]."""
    share_before_pct: float
    """Share of all calls of the period before [%]."""
    alike: int
    """Calls of the period on days that have days alike in the period before; only these are compared."""
    expected: float
    """What these days would have had at the daily rates of the days alike [calls]."""
    usual: float | None = None
    """What the days alike of the eight weeks before the period had, for as many days; None: not known [calls]."""
    change_pct: float | None = None
    """How much more `alike` is than `expected` [%]; None: nothing to compare with."""
    low_pct: float | None = None
    """Lower end of the 95 % interval of the change [%]."""
    high_pct: float | None = None
    """Upper end of the 95 % interval of the change [%]; None: it has none."""
    p_value: float | None = None
    """Probability of a difference like this if the rates are the same, for this thing alone."""
    p_adjusted: float | None = None
    """The same after allowing for all things that were compared."""
    verdict: Verdict
    """What follows."""


class Spot(Compared):
    """A place from which calls came again and again."""

    location: LonLat
    """Its middle [deg]."""
    main_kind: Name
    """Kind of most of its calls in both periods."""
    peak_h: int
    """First of the three hours of the day with most of its calls in both periods [h]."""


class HotStreet(Noun):
    """A street along which calls are dense."""

    name: Name
    """Name of the street; empty: it has none."""
    near: Name
    """A place on it; empty: none is near."""
    length_m: float
    """Length of its hot part [m]."""
    calls: float
    """Calls along it; each call is spread over the streets about it."""
    calls_before: float
    """The same in the period before, at the same number of days."""
    peak_h: int
    """First of the three hours of the day with most of them [h]."""
    lines: tuple[Line, ...]
    """Its hot part [deg]."""


class GridTide(Noun):
    """The calls of a grid by hour of the day."""

    grid: Identifier
    """Id of the grid."""
    count: tuple[int, ...]
    """Calls in the period, 24 figures, 00:00 first."""
    expected: Hours
    """What the calls before the period let expect, 24 figures; empty: there are none."""
    peak_h: int | None
    """First of the three hours of the day with most calls; None: there are none [h]."""


class DayCount(Noun):
    """The calls of one date."""

    date: dt.date
    """The date."""
    kind: DayKind
    """What the date is."""
    count: int
    """Calls."""


class IncidentAnalysis(Noun):
    """Calls of a period beside those of the period before; places, times and kinds, never persons."""

    format: Literal["patrol-analysis/1"] = "patrol-analysis/1"
    """Name and number of this format."""
    station: Identifier
    """Id of the station."""
    station_name: Name
    """Name of the station."""
    timezone: str
    """IANA name of the station's time zone."""
    day_start_min: int
    """When a day begins; what comes before it belongs to the date before [min after midnight]."""
    period: Period
    """Day, week or month."""
    now: Span
    """The period."""
    earlier: Span
    """The period before."""
    sources: tuple[IncidentSource, ...]
    """Whose calls are counted."""
    false_share: float
    """Of all rises and falls that are told, this share at most comes from chance, on average."""
    tested: int
    """How many things were compared at once."""
    dispersion: dict[str, float]
    """How many times the variance of a day's calls is that of pure chance, by table."""
    total: Compared
    """All calls."""
    kinds: tuple[Compared, ...]
    """By kind, most first."""
    grids: tuple[Compared, ...]
    """By grid, in the scenario's order."""
    bands: tuple[Compared, ...]
    """By three hours of the day."""
    grid_kinds: tuple[Compared, ...]
    """By grid and kind, most first; those without a call are left out."""
    spots: tuple[Spot, ...]
    """Places with repeated calls, most first."""
    hours: tuple[int, ...]
    """Calls by hour of the day, 24 figures, 00:00 first."""
    hours_before: tuple[float, ...]
    """The same in the period before, at the same number of days."""
    peak_h: int | None
    """First of the three hours of the day with most calls; None: there are none [h]."""
    by_date: tuple[DayCount, ...]
    """Calls of every date up to the last, at most 62."""
    tides: tuple[GridTide, ...]
    """By grid and hour."""
    streets: tuple[HotStreet, ...]
    """Hot streets, most calls first."""
    streets_calls_pct: float
    """Share of the calls by a street that lies along them [%]."""
    streets_length_pct: float
    """Their share of the length of all streets [%]."""
    notices: tuple[Notice, ...] = ()
    """What is worth knowing of these figures."""

    @property
    def compared(self) -> tuple[Compared, ...]:
        """Give everything that was compared."""
        return (self.total, *self.kinds, *self.grids, *self.bands, *self.grid_kinds, *self.spots)
