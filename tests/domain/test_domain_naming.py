"""What units are called on screens."""

from __future__ import annotations

import datetime as dt

from planner.domain.naming import call_signs
from planner.domain.plan import Unit

FORCES = {"cars": "Patrol cars", "north": "{{7*7}} <b>北</b>", "still": ""}
MORNING = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)


def unit(name, force="cars", start=MORNING, hours=8):
    """Give a unit that is out for some hours."""
    end = start + dt.timedelta(hours=hours)
    return Unit(
        id=name, force=force, tier="police_car", mode="car", shift_start=start, shift_end=end, base=(114.06, 22.53)
    )


def test_a_call_sign_is_the_force_and_a_number():
    """Units are called by their force's name, as it was typed, and the number at the end of their id."""
    units = [unit("cars-1123-0700-1"), unit("cars-1123-0700-2"), unit("north-1123-0700-1", "north")]
    assert list(call_signs(units, FORCES).values()) == ["Patrol cars 1", "Patrol cars 2", "{{7*7}} <b>北</b> 1"]


def test_later_shifts_use_the_same_call_signs():
    """A unit that goes out when another comes back may have its call sign."""
    later = unit("cars-1123-1500-1", start=MORNING + dt.timedelta(hours=8))
    assert set(call_signs([unit("cars-1123-0700-1"), later], FORCES).values()) == {"Patrol cars 1"}


def test_units_that_are_out_together_are_told_apart_by_their_start():
    """No two units of a force that are out at the same time are called the same."""
    later = unit("cars-1123-1100-1", start=MORNING + dt.timedelta(hours=4))
    signs = call_signs([unit("cars-1123-0700-1"), later], FORCES)
    assert list(signs.values()) == ["Patrol cars 07:00-1", "Patrol cars 11:00-1"]


def test_other_ids_stand_for_themselves():
    """A unit without a number, with another kind of id, or of a force without a name is called by its id."""
    units = [unit("car"), unit("cars-3"), unit("cars-1123-0700-x"), unit("still-1123-0700-1", "still")]
    assert call_signs(units, FORCES) == {one.id: one.id for one in units}
