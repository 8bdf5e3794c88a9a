"""A unit that is lost on its way home from its ground has not left it unlawfully."""

from __future__ import annotations

from hand_plan import plan, stay, unit
from small_station import station

from planner.domain.plan import Notice, Plan
from planner.evaluation.patrols.ground_checks import limited_units_stay_on_their_ground

SHIFT = {"start": "07:00", "end": "15:00"}
OUT = stay("base", "07:00", "07:00", at=(5000, 5000), kind="base")
BANK = stay("K2", "09:00", "09:10", at=(130, 240))
AGAIN = stay("K2", "11:00", "11:10", at=(130, 240))
LOST = Notice(code="unit_lost", params={"unit": "u", "at": "2026-11-23T15:00:00+08:00"})


def codes(made: Plan) -> list[str]:
    """Check a plan against a force that is limited to the grid of the bank."""
    route = made.routes[0]
    path = tuple(point for point in route.path if point[2] >= route.start)
    made = made.model_copy(update={"routes": (route.model_copy(update={"path": path}),)})
    forces = tuple(force.model_copy(update={"grids": ("G4",)}) for force in station().forces[:1])
    return [v.code for v in limited_units_stay_on_their_ground(made, station(forces=forces))]


def test_who_is_lost_may_have_been_on_the_way_home() -> None:
    """The end of a route that is broken off may lie outside; that of any other may not."""
    route = unit("u", **SHIFT), [OUT, BANK]
    assert codes(plan(route, notices=(LOST,))) == []
    assert codes(plan(route)) == ["off_ground"]


def test_who_is_lost_has_kept_to_the_ground_between_stops() -> None:
    """What lies between two visits stays forbidden."""
    route = unit("u", **SHIFT), [OUT, BANK, AGAIN]
    assert codes(plan(route, notices=(LOST,))) == ["off_ground"]
