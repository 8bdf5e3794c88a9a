"""Incidents as columns, so that millions of them can be kept and counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args, overload

import numpy as np
from numpy.typing import NDArray
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from planner.domain.demand import Incident, IncidentSource

SOURCES: tuple[IncidentSource, ...] = get_args(IncidentSource)
PLACE_KNOWN = -1
"""Value of `Incidents.grid` where the place itself is known."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
SECOND_US = 1_000_000
HALF_HOUR_US = 1800 * SECOND_US
"""Clocks change on the half hour, and never within one [us]."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of an incident file that are not used, all for one reason.

    Attributes
    ----------
    reason
        Code of the notice that tells of them.
    count
        How many.
    lines
        Lines of the first of them.
    datum
        The datum that would explain them, if one would.
    """

    reason: str
    count: int
    lines: tuple[int, ...]
    datum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incidents(Sequence[Incident]):
    """Incidents, one row each: n rows. As a sequence it gives them as nouns.

    Attributes
    ----------
    time_us
        (n,) when they came [us since 1970 UTC].
    offset_s
        (n,) the offset of the clock on which the time was kept [s].
    lonlat
        (n, 2) where they were [deg].
    kind
        (n,) index into `kinds`.
    source
        (n,) index into `SOURCES`.
    grid
        (n,) index into `grids`, or `PLACE_KNOWN`.
    kinds, grids
        Kinds of calls, and ids of grids.
    left_out
        Rows of the file that are not among them. It is no part of what two of these compare by.
    """

    time_us: NDArray[np.int64]
    offset_s: NDArray[np.int32]
    lonlat: NDArray[np.float64]
    kind: NDArray[np.int32]
    source: NDArray[np.int8]
    grid: NDArray[np.int32]
    kinds: tuple[str, ...]
    grids: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> Incidents:
        """Give incidents as columns; those that are columns already stay as they are."""
        if isinstance(incidents, cls):
            return incidents
        nouns = tuple(incidents)
        kinds, kind = numbered([noun.kind for noun in nouns])
        grids, grid = numbered([noun.grid for noun in nouns if noun.grid is not None])
        numbers = iter(grid.tolist())
        return cls(
            time_us=np.array([(noun.time - EPOCH) // MICROSECOND for noun in nouns], np.int64),
            offset_s=np.array([_offset_s(noun.time) for noun in nouns], np.int32),
            lonlat=np.array([noun.location for noun in nouns], np.float64).reshape(-1, 2),
            kind=kind,
            source=np.array([SOURCES.index(noun.source) for noun in nouns], np.int8),
            grid=np.array([PLACE_KNOWN if noun.precise else next(numbers) for noun in nouns], np.int32),
            kinds=kinds,
            grids=grids,
        )

    def __len__(self) -> int:
        """Count them."""
        return len(self.time_us)

    @overload
    def __getitem__(self, index: int) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> Incidents: ...
    def __getitem__(self, index: int | slice) -> Incident | Incidents:
        """Give one as a noun, or some as columns."""
        if isinstance(index, slice):
            return self.rows(np.arange(len(self))[index])
        return next(iter(self.rows(np.array([range(len(self))[index]]))))

    def __iter__(self) -> Iterator[Incident]:
        """Give one noun after the other."""
        columns = (self.time_us, self.offset_s, self.lonlat, self.kind, self.source, self.grid)
        for start in range(0, len(self), 65_536):
            part = (column[start : start + 65_536].tolist() for column in columns)
            for time_us, offset_s, (lon, lat), kind, source, grid in zip(*part, strict=True):
                zone = dt.timezone(dt.timedelta(seconds=offset_s))
                yield Incident.model_construct(
                    time=(EPOCH + time_us * MICROSECOND).astimezone(zone),
                    location=(lon, lat),
                    kind=self.kinds[kind],
                    source=SOURCES[source],
                    grid=None if grid == PLACE_KNOWN else self.grids[grid],
                )

    def __eq__(self, other: object) -> bool:
        """Tell whether the same incidents stand in the same order."""
        if not isinstance(other, Sequence) or isinstance(other, str) or len(self) != len(other):
            return False
        if isinstance(other, Incidents) and (self.kinds, self.grids) == (other.kinds, other.grids):
            mine, theirs = self._columns(), other._columns()
            return all(np.array_equal(one, another) for one, another in zip(mine, theirs, strict=True))
        return all(one == another for one, another in zip(self, other, strict=True))

    def __hash__(self) -> int:
        """Hash the times."""
        return hash(self.time_us.tobytes())

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.time_us, self.lonlat, self.kind, self.source, self.grid

    def rows(self, index: NDArray[np.int64] | NDArray[np.bool_]) -> Incidents:
        """Give the incidents of some rows, by number or by mask."""
        return Incidents(
            time_us=self.time_us[index],
            offset_s=self.offset_s[index],
            lonlat=self.lonlat[index],
            kind=self.kind[index],
            source=self.source[index],
            grid=self.grid[index],
            kinds=self.kinds,
            grids=self.grids,
        )

    def of_sources(self, sources: Sequence[IncidentSource]) -> NDArray[np.bool_]:
        """Tell which of them somebody of `sources` told of, (n,)."""
        return np.isin(self.source, [SOURCES.index(source) for source in sources])

    @property
    def precise(self) -> NDArray[np.bool_]:
        """Tell of which the place itself is known, (n,)."""
        return np.asarray(self.grid == PLACE_KNOWN)

    def clock_s(self, zone: dt.tzinfo) -> NDArray[np.int64]:
        """Give the time on the clock of a zone, (n,) [s after 1970-01-01 00:00 on that clock]."""
        halves, row = np.unique(self.time_us // HALF_HOUR_US, return_inverse=True)
        offsets = [_offset_s((EPOCH + half * HALF_HOUR_US * MICROSECOND).astimezone(zone)) for half in halves.tolist()]
        return self.time_us // SECOND_US + np.array(offsets, np.int64)[row]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take columns as they are, and a list of incidents as any list of nouns; JSON has the list."""
        nouns = core_schema.tuple_variable_schema(handler.generate_schema(Incident))

        def validated(value: object, inner: Callable[[object], tuple[Incident, ...]]) -> Incidents:
            return value if isinstance(value, cls) else cls.of(inner(value))

        return core_schema.no_info_wrap_validator_function(
            validated,
            nouns,
            serialization=core_schema.plain_serializer_function_ser_schema(tuple, return_schema=nouns),
        )


def numbered(texts: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """Give the texts that differ, in the order of their first, and the number of each one's text, (n,)."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(text, len(known)) for text in texts]
    return tuple(known), np.array(numbers, np.int32)


def _offset_s(moment: dt.datetime) -> int:
    return round((moment.utcoffset() or dt.timedelta()).total_seconds())


NONE = Incidents.of(())
"""No incidents."""
