"""Two plans side by side: signs, hours, grids, the record, and the page that draws them."""

from __future__ import annotations

import json
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hand_plan import plan, stay, unit
from small_station import station

from planner.domain.demand import Demand
from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, Progress
from planner.errors import PlannerError, Stopped
from planner.evaluation.comparing.better import LESS, MORE, NEITHER, sign
from planner.evaluation.comparing.compare import Comparison, _row, compare
from planner.evaluation.comparing.record import comparison_record
from planner.evaluation.simulation.plans import simulate_two
from planner.evaluation.simulation.policies import Nearest
from planner.i18n.figure_text import difference_text, reads_as_nought, value_text
from planner.i18n.labels import LABELS
from planner.maps.comparison.charts import chart
from planner.maps.comparison.page import comparison_page

DEMAND = Demand(by_grid={f"G{number}": (0.2,) * 168 for number in range(1, 5)})
DOCS = Path(__file__).parents[2] / "docs"


def car(x_m: float, y_m: float, **changes: object) -> Plan:
    """Give a plan whose car stands at one place all day and is free."""
    return plan((unit("car"), [stay("M1", "07:00", "31:00", (x_m, y_m), required=False)]), **changes)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """Give the small station without past calls."""
    return station(incidents=())


@pytest.fixture(scope="module")
def found(scenario: Scenario) -> Comparison:
    """Compare a car in the south-west with one in the north-east, which has a second car until noon."""
    second = (unit("late", end="12:00"), [stay("M1", "07:00", "12:00", (300, 300), required=False)])
    both = plan((unit("car"), [stay("M1", "07:00", "31:00", (300, 300), required=False)]), second)
    return compare((car(-300, -300), scenario), (both, scenario), DEMAND, DEMAND)


def test_every_figure_has_a_way_that_is_better() -> None:
    """Each word and each documented figure stands in one of the three tables, none in two."""
    assert len(MORE) + len(LESS) + len(NEITHER) == len(MORE | LESS | NEITHER)
    known = MORE | LESS | NEITHER
    words = {key.removeprefix("figure_") for key in LABELS if key.startswith("figure_")}
    rows = re.findall(r"^\| (`.*?`) \|", (DOCS / "metrics.md").read_text("utf-8"), flags=re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`([a-z0-9_]+)`", row)}
    assert sorted(words - known) == []
    assert sorted(documented - known) == []
    assert len(documented) > 60


def test_signs() -> None:
    """More visits are better, more deadhead is worse, more shifts are neither, and rounding is no difference."""
    assert sign("optional_visits", 3, 5) == 1
    assert sign("optional_visits", 5, 3) == -1
    assert sign("deadhead_km", 3, 5) == -1
    assert sign("roster_shifts", 3, 5) == 0
    assert sign("deadhead_km", 5, 5 + 1e-9) == 0


def test_hours_and_grids_of_both(found: Comparison) -> None:
    """Patrols out by hour, and minutes by grid, are those of the hand-made plans."""
    assert found.one.units_out.tolist() == [1.0] * 24
    assert found.other.units_out.tolist() == [2.0] * 5 + [1.0] * 19
    assert found.one.grid_min == {"G1": 1440, "G2": 0, "G3": 0, "G4": 0}
    assert found.other.grid_min["G4"] == pytest.approx(1440 + 300)
    assert found.one.grid_seen_pct["G1"] == found.other.grid_seen_pct["G4"] == pytest.approx(100)
    assert found.one.calls.tolist() == pytest.approx([0.8] * 24)
    assert found.one.near_pct[0] == pytest.approx(100), "a car reaches the whole lattice in five minutes"
    assert [loss.unit for loss in found.other.losses] == ["car", "late"]
    assert found.other.losses[1].demand_within_5_min_pct == pytest.approx(100)
    assert found.other.losses[0].demand_within_5_min_pct == pytest.approx(100 * 5 / 24, abs=0.5)


def test_rows_hold_every_figure_of_either(found: Comparison) -> None:
    """Values, missing ones and signs."""
    rows = {row.name: row for row in found.rows}
    assert {*found.one.figures} | {*found.other.figures} == {*rows}
    assert rows["presence_h"].sign == 1
    assert rows["free_units_mean"].one == 1
    only = plan((unit("car"), []), metrics={"alternatives": 3.0})
    made = compare((only, station(incidents=())), (car(0, 0), station(incidents=())), DEMAND, DEMAND)
    row = next(row for row in made.rows if row.name == "alternatives")
    assert (row.one, row.other, row.sign) == (3.0, None, 0)


def test_stated_figures_are_not_measured_again(scenario: Scenario) -> None:
    """Stated figures stay; a plan that lacks some of the other, or that has other calls, is measured."""
    asked = (car(0, 0), scenario), (car(-300, -300), scenario)
    found = compare(*asked, DEMAND, DEMAND)
    one, other = found.one.figures, found.other.figures
    marked = [
        (plan.model_copy(update={"metrics": {**figures, "presence_h": number}}), scenario)
        for (plan, _), figures, number in zip(asked, (one, other), (7.0, 9.0), strict=True)
    ]

    def presence(first: tuple[Plan, Scenario], second: tuple[Plan, Scenario], demand: Demand) -> list[float]:
        made = compare(first, second, DEMAND, demand)
        return [made.one.figures["presence_h"], made.other.figures["presence_h"]]

    assert presence(*marked, DEMAND) == [7.0, 9.0]
    more = Demand(by_grid=dict.fromkeys(DEMAND.by_grid, (0.4,) * 168))
    assert presence(*marked, more) == [7.0, other["presence_h"]]
    fewer = {name: value for name, value in one.items() if name != "streets_unseen_pct"}
    lacking = (marked[0][0].model_copy(update={"metrics": {**fewer, "presence_h": 7.0}}), scenario)
    assert presence(lacking, marked[1], DEMAND) == [one["presence_h"], 9.0]


def test_progress_is_told_and_the_work_can_be_stopped(scenario: Scenario) -> None:
    """Four steps; a reader who has enough at the first gets no more."""
    seen: list[float] = []

    def enough(report: Progress) -> bool:
        seen.append(report.done)
        return len(seen) > 4

    asked = (car(0, 0), scenario), (car(0, 0), scenario)
    compare(*asked, DEMAND, DEMAND, on_progress=enough)
    assert seen == [0.25, 0.5, 0.75, 1.0]
    with pytest.raises(Stopped):
        compare(*asked, DEMAND, DEMAND, on_progress=enough)


def test_shares_differ_by_percentage_points() -> None:
    """A share of a share would read otherwise; a minus is a minus."""
    assert difference_text("a_pct", -2.34, "en") == "−2.3 percentage points"
    assert difference_text("a_pct", 1.0, "en") == "+1 percentage point"
    assert difference_text("a_share", 0.25, "zh") == "+25 个百分点"
    assert difference_text("a_pct", 0.0, "en") == "0 percentage points"
    assert difference_text("a_km", -2.34, "en") == "−2.3 km"
    assert value_text("correlation", -0.5) == "−0.50"


def test_a_plan_against_itself_differs_nowhere(scenario: Scenario) -> None:
    """All figures are the same and none is judged."""
    made = compare((car(0, 0), scenario), (car(0, 0), scenario), DEMAND, DEMAND)
    assert all(row.one == row.other and row.sign == 0 for row in made.rows)
    assert "table" not in comparison_page(made, None, scenario, ("a", "b"), language="en").split("All figures")[1]


def test_plans_of_two_stations_are_refused(scenario: Scenario) -> None:
    """A comparison of two stations says nothing of plans."""
    with pytest.raises(PlannerError, match="plans_of_other_stations"):
        compare((car(0, 0), scenario), (car(0, 0, station="other"), scenario), DEMAND, DEMAND)


def test_plans_without_routes_or_grids_are_compared(scenario: Scenario) -> None:
    """What is not there is left out."""
    bare = station(incidents=(), grids=())
    empty = Demand(by_grid={})
    made = compare((plan(), bare), (car(0, 0), bare), empty, empty)
    assert made.one.grid_min == {}
    assert comparison_page(made, None, bare, ("a", "b"), language="zh").startswith("<!DOCTYPE html>")
    half = compare((plan(), scenario), (car(0, 0), scenario), DEMAND, DEMAND)
    json.dumps(comparison_record(half), allow_nan=False)
    assert "<svg" in comparison_page(half, None, scenario, ("a", "b"), language="en")


def test_the_record(found: Comparison) -> None:
    """Differences are the other less the one, and all of it is JSON."""
    record = comparison_record(found)
    text = json.loads(json.dumps(record, allow_nan=False))
    assert text["format"] == "patrol-comparison/1"
    assert text["figures"]["presence_h"]["other_is"] == "better"
    row = text["figures"]["presence_h"]
    assert row["difference"] == pytest.approx(row["other"] - row["one"])
    assert text["one"]["hours"][0]["hour"].startswith("2026-11-23T07:00:00+08:00")
    assert len(text["other"]["grids"]) == 4


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_fetches_nothing_and_runs_nothing(found: Comparison, scenario: Scenario, language: str) -> None:
    """No script, no link; a policy that forbids both; names from outside are text; numbers differ from words."""
    page = comparison_page(found, None, scenario, ("<b>A&", 'b"><script>x'), language=language)
    assert "<script" not in page
    assert not re.search(r"(src|href)\s*=|@import|url\(", page)
    assert "default-src &#x27;none&#x27;" in page
    assert "&lt;b&gt;A&amp;" in page
    assert "NaN" not in page.replace("nan", "NaN").split("<body>")[1]
    assert ("What matters most" in page) == (language == "en")
    for drawing in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL):
        ET.fromstring(drawing)


def test_a_simulation_is_drawn_with_its_intervals(found: Comparison, scenario: Scenario) -> None:
    """The page says how many runs there were, and what is sure is judged."""
    pair = (car(-600, -600), scenario), (car(0, 0), scenario)
    made = simulate_two(*pair, DEMAND, Nearest(), Limits(time_s=300.0, seed=2, workers=1), replications=20)
    page = comparison_page(found, made, scenario, ("a", "b"), language="en")
    assert "20 runs of each plan" in page
    row = re.search(r"<tr><td>response, median \[min\]</td>.*?</tr>", page)
    assert row is not None
    assert 'class="better"' in row[0], "the car in the middle is there sooner"
    assert "simulation" in comparison_record(found, made)


def test_a_line_breaks_where_there_is_no_value() -> None:
    """Two stretches are two moves of the pen, and a scale fits its values."""
    drawn = chart("t", ["0", "1", "2", "3"], [1, 2, math.nan, 3], [1, 1, 1, 1])
    one = re.search(r'class="line-a" d="(.*?)"', drawn)
    assert one is not None
    assert one[1].count("M") == 2
    assert one[1].count("L") == 1
    empty = chart("t", [], [], [])
    ET.fromstring(empty[empty.index("<div") :])


def test_what_reads_as_nought_is_neither_better_nor_worse() -> None:
    """0.3051 and 0.3049 are written 0.31 and 0.30, and their difference 0.00: nobody is told that one is worse."""
    name = "presence_tide_correlation"
    assert value_text(name, 0.3051) != value_text(name, 0.3049)
    assert reads_as_nought(name, 0.3049 - 0.3051)
    assert _row(name, {name: 0.3051}, {name: 0.3049}).sign == 0
    assert _row(name, {name: 0.4}, {name: 0.3}).sign == -1
