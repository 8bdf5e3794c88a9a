"""The instances that are made, not read, are the same every time and ask for what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import scaling
from benchmarks.instances.plane import VISITS_A_UNIT, plane
from benchmarks.instances.station_day import EPOCHS, LINES, SPOTS, UNITS, station_day

FREE_MIB = 4096
"""More than any run may hold [MiB]."""


def test_a_plane_is_the_same_every_time() -> None:
    """The same seed draws the same visits, another seed others; there are units to match."""
    one, again, other = plane(100, 1).problem, plane(100, 1).problem, plane(100, 2).problem
    assert one.units == 100 // VISITS_A_UNIT
    assert np.array_equal(one.travel_s, again.travel_s)
    assert np.array_equal(one.visit_value, again.visit_value)
    assert not np.array_equal(one.visit_value, other.visit_value)
    assert ((one.visit_closes_s - one.visit_opens_s) >= one.way_service_s[0]).all()


@pytest.mark.parametrize("visits", [1, 10])
def test_a_size_is_measured(visits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time, pace and memory of a run, for the smallest problem as well."""
    monkeypatch.setattr(scaling, "MOST_STEPS", 3_000)
    found = scaling.measured(visits, 0.3, 1)
    assert found["instance"] == f"plane-{visits}"
    assert 0 < found["seconds"] < 5
    assert found["steps_per_s"] > 0
    assert found["peak_mib_before"] <= found["peak_mib"] < FREE_MIB


@pytest.mark.data
def test_the_station_day_asks_for_what_it_says(published: Path) -> None:
    """576 optional visits in whole seconds and points, twelve lines that can be driven both ways, a break a unit."""
    graph = published.parent / "streets" / "chegongmiao.graphml"
    case = station_day(graph)
    problem = case.problem
    optional = ~problem.visit_required & (problem.visit_pinned < 0)
    assert (int(optional.sum()), problem.ceiling) == (SPOTS * EPOCHS, EPOCHS)
    lines = np.flatnonzero(problem.visit_required)
    assert len(lines) == 2 * LINES
    assert (np.diff(problem.way_start)[lines] == 2).all()
    assert problem.visit_pinned[problem.unit_break].tolist() == list(range(UNITS))
    assert np.isfinite(problem.travel_s).all()
    for numbers in (problem.travel_s, problem.way_service_s, problem.visit_value):
        assert np.array_equal(numbers, np.round(numbers))
    assert len(case.labels) == problem.ways
    again = station_day(graph, breaks=False, lines=False).problem
    assert again.visits == SPOTS * EPOCHS
    assert np.array_equal(again.visit_value, problem.visit_value[optional])
