"""The map of new grids beside today's: what stands on it, and that it needs nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
import small_station

from planner.domain.solving import Limits
from planner.grids.districting.prepare import Prepared, prepare
from planner.grids.districting.report import Report, report
from planner.grids.districting.solve import solve
from planner.grids.districting.wish import Wish
from planner.maps.districting.page import LAYERS, districting_page


@pytest.fixture(scope="module")
def drawn() -> tuple[Prepared, Report]:
    """Draw three grids for the small station."""
    scenario = small_station.station()
    wish = Wish(grids=3, source="hexagons", cells=40, work={"area": 1.0})
    prepared = prepare(scenario, wish)
    return prepared, report(scenario, prepared, solve(prepared.problem, Limits(time_s=1.0, seed=1)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_layer_can_be_hidden_and_is_explained(drawn: tuple[Prepared, Report], language: str) -> None:
    """Each layer has a box, a word of its own and a group in the drawing; no script, nothing fetched."""
    page = districting_page(small_station.station(), *drawn, language)  # type: ignore[arg-type]
    for layer in LAYERS:
        assert page.count(f'id="{layer}"') == 1
        assert page.count(f'for="{layer}"><i') == 1
        assert f'<g class="{layer}">' in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="?http|@import|url\(http', page)
    assert ("hatched" in page) == (language == "en")
    assert ("斜线" in page) == (language == "zh")


def test_ground_that_changes_hands_is_what_the_report_says(drawn: tuple[Prepared, Report]) -> None:
    """The cells hatched are those whose grid is another, and their work is the share that is told."""
    prepared, told = drawn
    assert told.moved
    assert all(0 <= cell < len(prepared.cells.names) for cell in told.moved)
    share = 100 * prepared.problem.load[list(told.moved)].sum() / prepared.problem.load.sum()
    assert told.moved_pct == pytest.approx(float(share))


def test_each_grid_has_its_work_and_every_office_its_name(drawn: tuple[Prepared, Report]) -> None:
    """All grids and offices can be read on the map."""
    scenario, (prepared, told) = small_station.station(), drawn
    page = districting_page(scenario, prepared, told, "en")
    for grid, row in zip(told.grids, told.after.rows, strict=True):
        assert f">{grid.id}</text>" in page
        assert f">{row.load_pct:.0f} %</text>" in page
    for office in scenario.offices:
        assert f">{office.name}</text>" in page
