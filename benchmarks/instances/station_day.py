"""A station's day on real streets: hot spots by the hour, lines, breaks and staggered shifts, the same for everybody.

48 hot spots in twelve epochs of two hours are 576 optional visits of 15 minutes, the stay that R. Koper ("Just enough
police presence", Justice Quarterly 12, 1995) found to last longest; twelve required drives along lines; twenty shifts
of eight hours, two in three of cars and one of slower carts, with a break at the base. More is on offer than can be
done. All times are whole seconds, values are whole numbers, and every visit to a place counts in full, so that other
solvers can work on the same numbers.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.instances.case import Case, Label, UnitRow, VisitRow, make_problem
from planner.domain.force import Mode

SEED = 20261123
BASE = (114.0213, 22.5342)
SPOTS, EPOCHS, EPOCH_S, STAY_S = 48, 12, 7200.0, 900.0
LINES, LINE_WINDOWS_S = 6, ((2 * 3600.0, 8 * 3600.0), (12 * 3600.0, 18 * 3600.0))
UNITS, SHIFT_S, LAST_START_S, REST_S = 20, 8 * 3600.0, 16 * 3600.0, 1800.0
MODES: tuple[tuple[Mode, float], ...] = (("car", 30.0), ("car", 15.0))
"""Travel classes: mode and speed [km/h]."""
HOURS = (0.6, 0.8, 1.0, 1.0, 1.1, 1.2, 1.5, 1.6, 1.2, 0.8, 0.5, 0.4)
"""What a visit is worth by its epoch, the first from 07:00."""


def station_day(graph: Path, *, breaks: bool = True, lines: bool = True) -> Case:
    """Make the day.

    Parameters
    ----------
    graph
        The streets of Chegongmiao, `streets/chegongmiao.graphml` of the development data.
    breaks, lines
        Whether units rest, and whether there are lines to drive along; not every solver can express them.
    """
    travel_s = _travel_s(graph)
    visits = [*_spots(), *(_lines(travel_s) if lines else ())]
    labels: list[Label] = [[row, turn] for row, visit in enumerate(visits) for turn in range(len(visit.ways))]
    starts = np.round(np.linspace(0.0, LAST_START_S, UNITS) / 1800.0) * 1800.0
    units = []
    for unit, start_s in enumerate(starts.tolist()):
        rest = len(visits) if breaks else -1
        if breaks:
            labels.append([len(visits), 0])
            visits.append(_rest(unit, start_s))
        units.append(UnitRow(0, 0, start_s, start_s + SHIFT_S, kind=int(unit % 3 == 2), rest=rest))
    return Case(
        name=" ".join(["station", *["breaks"] * breaks, *["lines"] * lines]),
        family="station",
        group="station",
        problem=make_problem(travel_s, units, visits),
        labels=tuple(labels),
    )


@cache
def _travel_s(graph: Path) -> NDArray[np.float64]:
    """Draw the places on the streets and give the times between them, (c, n, n) [s]: base, spots, ends of lines."""
    from planner.sources.streets import read_streets
    from planner.streets.network import main_part
    from planner.streets.snapping import insert
    from planner.streets.travel import Travel

    draw = np.random.default_rng(SEED)
    streets = read_streets(graph, clip=None)
    inside = np.flatnonzero(main_part(streets, "car"))
    drawn = streets.node_lonlat[draw.choice(inside, SPOTS + 2 * LINES, replace=False)]
    drawn += draw.uniform(-0.0005, 0.0005, drawn.shape)
    placed = insert(streets, np.vstack([[BASE], drawn]), "car")
    tables = [Travel(placed.streets, mode, kmh).times(placed.node, placed.node) for mode, kmh in MODES]
    return np.asarray(np.ceil(np.stack(tables)))


def _spots() -> list[VisitRow]:
    """Give a visit to each hot spot in each epoch; nodes 1 to 48 are theirs."""
    weight = np.random.default_rng(SEED + 1).lognormal(2.5, 0.6, SPOTS)
    return [
        VisitRow(
            ways=((1 + spot, 1 + spot, (STAY_S,) * len(MODES)),),
            opens_s=epoch * EPOCH_S,
            closes_s=(epoch + 1) * EPOCH_S,
            value=float(max(1, round(weight[spot] * HOURS[epoch]))),
            place=spot,
        )
        for spot in range(SPOTS)
        for epoch in range(EPOCHS)
    ]


def _lines(travel_s: NDArray[np.float64]) -> list[VisitRow]:
    """Give the drives along lines, in either direction; who is quick drives slower, so all take the same time."""
    rows = []
    for line in range(LINES):
        one = 1 + SPOTS + 2 * line
        ways = tuple(
            (entry, leaving, (float(travel_s[:, entry, leaving].max()),) * len(MODES))
            for entry, leaving in ((one, one + 1), (one + 1, one))
        )
        rows += [
            VisitRow(ways, opens_s, closes_s, required=True, place=SPOTS + line) for opens_s, closes_s in LINE_WINDOWS_S
        ]
    return rows


def _rest(unit: int, start_s: float) -> VisitRow:
    """Give a unit's break, in the middle of its shift (35 to 65 % of it)."""
    opens_s, closes_s = start_s + 0.35 * SHIFT_S, start_s + 0.65 * SHIFT_S
    return VisitRow(((0, 0, (REST_S,) * len(MODES)),), opens_s, closes_s, pinned=unit, place=10_000 + unit)
