"""Every stop of every route as a table."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.clock import seconds_between
from planner.domain.plan import Plan
from planner.exports.format import DEGREE_DECIMALS, Format
from planner.exports.table import Cell, clock_on_the_wall, table_bytes
from planner.i18n import N_

HEADER = (
    "unit",
    "tier",
    "mode",
    "stop",
    "kind",
    "id",
    "required",
    "arrive",
    "depart",
    "stay_min",
    "lon_deg",
    "lat_deg",
    "arrive_iso",
    "depart_iso",
)


def encode(plan: Plan) -> bytes:
    """Give one row a stop: `arrive` and `depart` on the station's clock, the `_iso` columns with the offset."""
    return table_bytes(HEADER, _rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[Cell, ...]]:
    units = {unit.id: unit for unit in plan.units}
    for route in plan.routes:
        unit = units.get(route.unit)
        who = (route.unit, unit.tier if unit else None, unit.mode if unit else None)
        for number, stop in enumerate(route.stops, start=1):
            yield (
                *who,
                number,
                stop.kind,
                stop.id,
                stop.required,
                clock_on_the_wall(stop.arrive),
                clock_on_the_wall(stop.depart),
                round(seconds_between(stop.arrive, stop.depart) / 60, 1),
                round(stop.lon, DEGREE_DECIMALS),
                round(stop.lat, DEGREE_DECIMALS),
                stop.arrive.isoformat(),
                stop.depart.isoformat(),
            )


FORMAT = Format(
    id="csv",
    suffix=".csv",
    media_type="text/csv; charset=utf-8",
    summary=N_("All stops of all routes as a table, for a spreadsheet"),
    encode=encode,
)
