"""The plan page tells where patrols are seen by grid and hour, and how evenly."""

from __future__ import annotations

import numpy as np
import pytest
from lxml import html
from small_station import station

from planner.domain.demand import Demand
from planner.evaluation.achievement.equity import equity
from planner.evaluation.achievement.presence_table import SHADES, presence
from planner.evaluation.achievement.unit_minutes import unit_minutes
from planner.evaluation.achievement.visible import visible
from planner.pipeline import estimate_demand


def cells(row):
    return [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]


def test_the_page_shows_the_figures_of_the_evaluation(client, routed):
    """Numbers by grid and hour are those of `visible`, each with its shade; the station stands below."""
    plan_id, plan = routed
    page = html.fromstring(client.get(f"/plans/{plan_id}?lang=en").content.decode())
    (table,) = page.xpath("//section[h2/@id='presence']//table")
    scenario = station()
    seen = visible(unit_minutes(plan), scenario)
    rows = table.xpath("./tbody/tr")
    assert [cells(row)[0] for row in rows] == [grid.name for grid in scenario.grids]
    for row, shares in zip(rows, seen.seen_share, strict=True):
        wanted = [round(100 * share) for share in shares]
        assert [int(text) for text in cells(row)[4:]] == wanted
        shades = [cell.get("class") for cell in row.xpath("./td")[3:]]
        assert shades == [f"shade-{-(-SHADES * pct // 100)}" for pct in wanted]
    assert cells(table.xpath("./thead/tr")[0])[4:7] == ["07", "08", "09"]
    assert cells(table.xpath("./tfoot/tr")[0])[0] == "Whole station"
    assert page.xpath("//nav//a[@href='#presence']")


def test_minutes_per_call_are_those_of_the_equity_report(routed):
    """Minutes by call and their ratio to the station; a grid far from it is marked."""
    _, plan = routed
    scenario = station()
    demand = estimate_demand(scenario)
    found = presence(plan, scenario, demand)
    report = equity(visible(unit_minutes(plan), scenario), plan, scenario, demand)
    assert [row.call.minutes for row in found.rows] == pytest.approx((report.minutes / report.calls).tolist())
    mean = report.minutes.sum() / report.calls.sum()
    assert found.station.call.minutes == pytest.approx(mean)
    assert [row.call.times for row in found.rows] == pytest.approx((report.minutes / report.calls / mean).tolist())
    for row in found.rows:
        far = row.call.times > found.ratio, row.call.times < 1 / found.ratio
        assert row.call.mark == {(True, False): "over", (False, True): "under"}.get(far, "")


def test_a_grid_without_calls_has_no_minutes_per_call(routed):
    """Nothing is divided by nought, and nothing is marked for it."""
    _, plan = routed
    scenario = station()
    first, *others = scenario.grids
    rates = {first.id: (0.0,) * 168} | {grid.id: (0.5,) * 168 for grid in others}
    row = presence(plan, scenario, Demand(by_grid=rates)).rows[0]
    assert (row.call.minutes, row.call.times, row.call.mark) == (None, None, "")


def test_hours_of_several_days_are_averaged(routed):
    """A plan of two days has 24 columns; a day without anybody halves every hour of the other."""
    _, plan = routed
    scenario = station()
    demand = estimate_demand(scenario)
    longer = plan.model_copy(update={"end": plan.end + (plan.end - plan.start)})
    one, two = presence(plan, scenario, demand), presence(longer, scenario, demand)
    assert one.hours == two.hours
    share = [np.array([[pct for pct, _ in row.cells] for row in found.rows]) for found in (one, two)]
    assert share[0].max() > 0
    assert np.abs(share[1] - share[0] / 2).max() <= 1


def test_a_plan_alone_has_no_table(client, plan_id, routed):
    """Without a scenario, or without patrols, the page goes without."""
    assert 'id="presence"' not in client.get(f"/plans/{plan_id}").text
    _, plan = routed
    scenario = station()
    assert presence(plan.model_copy(update={"routes": (), "units": ()}), scenario, estimate_demand(scenario)) is None
