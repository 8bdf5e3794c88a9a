"""Why optional visits are left out and what else is to be known, as sentences on the page."""

from __future__ import annotations

import pytest
import small_station
from plans import START, small_plan

from planner.domain.naming import call_signs
from planner.domain.plan import Dropped, Notice, SolverReport
from planner.i18n import Language
from planner.maps.horizon import horizon
from planner.maps.left_out import left_out
from planner.maps.shortfall_data import shortfall_data

FIGURES = {"unit": "car-1", "displaced": "K1, K2", "value": 4.0, "displaced_value": 6.0}
DROPPED = Dropped(kind="point", id="M1", when=START, reason="worth_less", params=FIGURES)
DRAWN = Notice(code="alternative_drawn", params={"date": "2026-11-23", "number": 2, "count": 5})


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("6.0 points", "Gate, Bank")), ("zh", ("6.0 分", "Gate, Bank"))]
)
def test_dropped_visits_and_notices_are_told_with_figures_and_names(language: Language, words: tuple[str, ...]) -> None:
    """The sentence has the figures of the cheapest exchange, with names in place of ids."""
    plan = small_plan().model_copy(update={"optional_dropped": (DROPPED,), "notices": (DRAWN,)})
    data = shortfall_data(plan, small_station.station(), horizon(plan), language)
    (dropped,) = data["dropped"]
    assert dropped["name"] == "Night market"
    for word in words:
        assert word in dropped["reason"]
    assert len(data["notices"]) == 1
    assert "{" not in dropped["reason"] + data["notices"][0]


def test_notices_call_grids_units_and_officers_by_name() -> None:
    """As the page of the plan and the terminal do; what has no name stands for itself."""
    scenario, plan = small_station.station(), small_plan()
    grid, officer = scenario.grids[0], plan.officers[0]
    figures = {
        "minutes": 1,
        "mean": 2,
        "ratio": 3,
        "count": 1,
        "at": "20:15",
        "first": "1",
        "last": "2",
        "kind": "sick",
    }
    notices = (
        Notice(code="patrol_under_per_call", params={**figures, "grid": f"{grid.id}, unheard-of"}),
        Notice(code="unit_lost", params={**figures, "unit": plan.units[0].id}),
        Notice(code="officer_away", params={**figures, "officer": officer.id}),
    )
    told = shortfall_data(plan.model_copy(update={"notices": notices}), scenario, horizon(plan), "en")["notices"]
    called = call_signs(plan.units, {one.id: one.name for one in scenario.forces})[plan.units[0].id]
    assert f"{grid.name}, unheard-of" in told[0]
    assert called in told[1]
    assert f"{officer.name} ({officer.id})" in told[2]


def test_reasons_without_figures_stand_for_many() -> None:
    """A reason of a plan that tells no figures is a sentence all the same."""
    bare = DROPPED.model_copy(update={"params": {}})
    plan = small_plan().model_copy(update={"optional_dropped": (bare,)})
    (dropped,) = shortfall_data(plan, small_station.station(), horizon(plan), "en")["dropped"]
    assert "{" not in dropped["reason"]


def test_what_was_not_made_is_not_missed() -> None:
    """Without routes nothing is said of visits, and without docks nothing of flights."""
    plan = small_plan()
    skipped = plan.model_copy(
        update={
            "routes": (),
            "flights": (),
            "solver": dict.fromkeys(("routes", "flights"), SolverReport(status="skipped")),
        }
    )
    assert left_out(plan, drones=True) == ()
    assert left_out(skipped, drones=True) == ("routes", "flights")
    assert left_out(skipped, drones=False) == ("routes",)
