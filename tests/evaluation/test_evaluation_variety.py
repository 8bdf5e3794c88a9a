"""How unlike each other plans are: streets that two of them share, by length."""

from __future__ import annotations

import pytest
from plans import small_plan

from planner.domain.clock import later
from planner.evaluation.patrols.variety import street_overlap_share, variety_figures

PLAN = small_plan()


def along(*points: tuple[float, float]):
    """Give the plan with one route along points, ten minutes from one to the next."""
    (route, _) = PLAN.routes
    path = tuple((lon, lat, later(route.start, 600 * n)) for n, (lon, lat) in enumerate(points))
    return PLAN.model_copy(update={"routes": (route.model_copy(update={"path": path}),)})


A, B, C, D = (114.0, 22.5), (114.001, 22.5), (114.002, 22.5), (114.004, 22.5)


def test_overlap_counts_streets_once_by_length() -> None:
    """Direction and repeats do not matter; what both drive over what either drives is the share."""
    there_and_back = along(A, B, C, B, A)
    further = along(C, B, D)
    assert street_overlap_share([there_and_back, there_and_back]) == 1.0
    assert street_overlap_share([there_and_back, along(C, B, A, A)]) == 1.0
    assert street_overlap_share([along(A, B), along(B, C)]) == 0.0
    assert street_overlap_share([there_and_back, further]) == pytest.approx(1 / (1 + 1 + 3), rel=1e-3)
    assert street_overlap_share([along(A, B), along(A, B), along(B, C)]) == pytest.approx(1 / 3)


def test_plans_that_stand_still_overlap() -> None:
    """No street is driven in either: they are the same."""
    assert street_overlap_share([along(A, A), along(A, A)]) == 1.0


def test_figures_are_left_out_for_one_plan() -> None:
    """Nothing is compared with itself; days without alternatives do not count in the mean."""
    assert variety_figures([], [None]) == {}
    assert variety_figures([PLAN], [None]) == {}
    figures = variety_figures([along(A, B), along(A, B)], [1.5, None, 0.5])
    assert figures == {"alternatives": 2.0, "street_overlap_share": 1.0, "visit_time_entropy_bits": 1.0}
