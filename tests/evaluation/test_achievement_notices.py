"""What a plan tells of its own weak hours and units: found by hand, and kept through a repair."""

from __future__ import annotations

import numpy as np
import pytest
from hand_plan import plan, stay, unit
from small_station import station

from planner.domain.achieved import ACHIEVED, added, renewed
from planner.domain.demand import Demand
from planner.domain.plan import Notice, Plan
from planner.evaluation.achievement.call_cover import call_cover
from planner.evaluation.achievement.losses import loss_notices
from planner.evaluation.achievement.notices import achievement_notices
from planner.evaluation.achievement.unready import longest_run, unready_notices
from planner.evaluation.complete import completed, is_complete
from planner.evaluation.measure import measure
from planner.i18n.notices import NOTICES

EVEN = Demand(by_grid={f"G{number}": (0.5,) * 168 for number in range(1, 5)})
QUIET = {"incidents": (), "points": (), "lines": (), "areas": ()}


def told(made: Plan) -> dict[str, dict[str, object]]:
    """Give the notices of when nobody is ready by code."""
    return {notice.code: notice.params for notice in unready_notices(made, call_cover(made, station(**QUIET), EVEN))}


def test_the_longest_run_is_the_first_of_several() -> None:
    """Runs at either end count, and there may be none."""
    assert longest_run(np.array([True, False, True, True, False, True, True])) == (2, 4)
    assert longest_run(np.array([False, True])) == (1, 2)
    assert longest_run(np.zeros(3, bool)) is None


def test_a_plan_with_somebody_free_everywhere_tells_nothing() -> None:
    """One car that drives about a kilometre in five minutes is near all of the small station."""
    assert told(plan((unit("car"), [stay("K1", "07:00", "31:00", (125, 125), required=False)]))) == {}


def test_a_gap_between_shifts_is_told() -> None:
    """Nobody is out from 15:00 to 16:30, and after 30:00."""
    early = (unit("a", end="15:00"), [stay("K1", "07:00", "15:00", (125, 125), required=False)])
    late = (unit("b", start="16:30", end="30:00"), [stay("K1", "16:30", "30:00", (125, 125), required=False)])
    found = told(plan(early, late))
    assert set(found) == {"nobody_out"}
    assert found["nobody_out"]["minutes"] == 90
    assert found["nobody_out"]["total"] == 150
    assert str(found["nobody_out"]["start"]).startswith("2026-11-23T15:00")
    assert str(found["nobody_out"]["end"]).startswith("2026-11-23T16:30")


def test_a_meal_during_a_required_visit_is_told_with_the_place() -> None:
    """While a has its meal from 12:00 to 12:30, b is at K7 from 12:10 to 12:40: twenty minutes without anybody."""
    meal = stay("base", "12:00", "12:30", (125, 125), kind="break", required=False)
    stays = [stay("K1", "07:00", "12:00", (125, 125), required=False), meal]
    a = (unit("a"), [*stays, stay("K1", "12:30", "31:00", (125, 125), required=False)])
    b = (unit("b"), [stay("K7", "12:10", "12:40", (125, 125))])
    params = told(plan(a, b))["nobody_free"]
    assert (params["minutes"], params["total"]) == (20, 20)
    assert (params["out"], params["meals"], params["stays"], params["places"]) == (2, 1, 1, "K7")
    alone = told(plan((unit("a"), [*stays, stay("K1", "12:30", "31:00", (125, 125), required=False)])))
    assert set(alone) == {"all_at_meal"}
    assert alone["all_at_meal"]["minutes"] == 30


def test_a_minute_with_most_calls_out_of_reach_is_told() -> None:
    """A guard on foot in a corner reaches few of the calls in five minutes; the minute is the first of the worst."""
    found = told(plan((unit("g", "guard"), [stay("K1", "07:00", "31:00", (-490, -490), required=False)])))
    assert set(found) == {"calls_far"}
    assert 0 <= float(str(found["calls_far"]["pct"])) < 50
    assert (found["calls_far"]["free"], found["calls_far"]["total"]) == (1, 1440)


def test_the_units_that_are_missed_most_are_named() -> None:
    """The car is near most calls; the guard makes both required visits."""
    car = (unit("car"), [stay("K1", "07:00", "31:00", (125, 125), required=False)])
    guard = (unit("g", "guard"), [stay("K1", "08:00", "08:10", (-490, -490))])
    made, scenario = plan(car, guard), station()
    cover = call_cover(made, scenario, EVEN)
    found = {notice.code: notice.params for notice in loss_notices(made, scenario, cover)}
    assert found["unit_missed_by_calls"]["unit"] == "car"
    assert float(str(found["unit_missed_by_calls"]["all_pct"])) == pytest.approx(cover.demand_pct()[2], abs=0.06)
    assert (found["unit_missed_by_visits"]["unit"], found["unit_missed_by_visits"]["count"]) == ("g", 1)


def test_a_loss_that_costs_nothing_is_not_told() -> None:
    """Of two cars that stand together neither is missed."""
    cars = [(unit(name), [stay("K1", "07:00", "31:00", (125, 125), required=False)]) for name in ("a", "b")]
    made, scenario = plan(*cars), station(**QUIET)
    assert loss_notices(made, scenario, call_cover(made, scenario, EVEN)) == ()


def test_a_completed_plan_has_what_a_whole_measure_gives() -> None:
    """Figures and notices are the same; the notices take the place of the old ones, and what was added stays last."""
    scenario = station()
    made = plan((unit("g", "guard"), [stay("K1", "07:00", "30:00", (-490, -490))]))
    old = (Notice(code="leave_outside_roster"), Notice(code="calls_far"), Notice(code="unit_lost"))
    before = made.model_copy(update={"notices": old[:2]})
    quick = made.model_copy(update={"metrics": measure(made, scenario, EVEN, achievement=False), "notices": old})
    assert not is_complete(quick, scenario)
    whole = completed(quick, scenario, EVEN)
    assert whole.metrics == measure(made, scenario, EVEN)
    achieved = achievement_notices(made, scenario, EVEN)
    assert whole.notices == (old[0], *achieved, old[2])
    assert added(before, whole) == added(before, quick) == (old[2],)
    assert completed(whole, scenario, EVEN) is whole


def test_notices_go_first_where_there_were_none() -> None:
    """The last notice still tells what was done to the plan."""
    lost, far = Notice(code="unit_lost"), Notice(code="calls_far")
    assert renewed((lost,), (far,)) == (far, lost)


def test_every_notice_of_the_achievement_has_its_sentence() -> None:
    """Codes that a repair renews are codes that are told."""
    assert set(NOTICES) > ACHIEVED
