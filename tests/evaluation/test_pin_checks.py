"""The check holds a plan to its pins."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.domain.pin import Pin
from planner.domain.plan import Fix, Plan, Stop, Unmet
from planner.domain.scenario import Scenario
from planner.evaluation.check import check
from planner.i18n.violations import violation_text


def a_stop(plan: Plan) -> tuple[str, Stop]:
    """Give a required visit to a point, with its unit."""
    return next(
        (route.unit, stop) for route in plan.routes for stop in route.stops if stop.kind == "point" and stop.required
    )


def codes(plan: Plan, scenario: Scenario, *pins: Pin) -> list[str]:
    """Check a plan against some pins."""
    violations = check(plan, scenario.model_copy(update={"pins": pins})).violations
    for violation in violations:
        assert "{" not in violation_text(violation, "en") + violation_text(violation, "zh")
    return [violation.code for violation in violations]


def test_a_pin_that_is_kept_is_fine(plan: Plan, scenario: Scenario) -> None:
    """Unit, place, moment and stay are those of a stop."""
    unit, stop = a_stop(plan)
    assert codes(plan, scenario, Pin(unit=unit, place=stop.id, at=stop.arrive)) == []
    assert codes(plan, scenario, Pin(unit=unit, place=stop.id, at=stop.arrive, stay_min=1)) == []


@pytest.mark.parametrize("late_s", [30, 600, 3600])
def test_a_pin_at_another_time_is_not_kept(plan: Plan, scenario: Scenario, late_s: int) -> None:
    """Half a minute is too much."""
    unit, stop = a_stop(plan)
    moment = stop.arrive + dt.timedelta(seconds=late_s)
    assert codes(plan, scenario, Pin(unit=unit, place=stop.id, at=moment)) == ["pin_not_kept"]


def test_a_stay_that_is_too_short_or_another_unit_is_told(plan: Plan, scenario: Scenario) -> None:
    """The stop must be the unit's own, and as long as the pin says."""
    unit, stop = a_stop(plan)
    other = next(route.unit for route in plan.routes if route.unit != unit)
    assert codes(plan, scenario, Pin(unit=unit, place=stop.id, at=stop.arrive, stay_min=400)) == ["pin_not_kept"]
    assert codes(plan, scenario, Pin(unit=other, place=stop.id, at=stop.arrive)) == ["pin_not_kept"]


def test_a_pin_that_is_told_as_unmet_breaks_nothing(plan: Plan, scenario: Scenario) -> None:
    """With its place and its moment; those of another day do not count at all."""
    unit, stop = a_stop(plan)
    moment = stop.arrive + dt.timedelta(hours=1)
    fix = Fix(code="pin_another_unit", params={"id": stop.id})
    told = Unmet(kind="pin", id=stop.id, when=moment, reason="pin_unit_lost", fix=fix)
    telling = plan.model_copy(update={"required_unmet": (told,)})
    assert codes(telling, scenario, Pin(unit=unit, place=stop.id, at=moment)) == []
    other_day = stop.arrive + dt.timedelta(days=3)
    assert codes(plan, scenario, Pin(unit=unit, place=stop.id, at=other_day)) == []


def test_never_is_held(plan: Plan, scenario: Scenario) -> None:
    """A visit by the unit that never goes there is told, one by another unit is not."""
    unit, stop = a_stop(plan)
    visitors = {route.unit for route in plan.routes for other in route.stops if other.id == stop.id}
    absent = next(route.unit for route in plan.routes if route.unit not in visitors)
    assert "pin_never_broken" in codes(plan, scenario, Pin(unit=unit, place=stop.id, never=True))
    assert codes(plan, scenario, Pin(unit=absent, place=stop.id, never=True)) == []
