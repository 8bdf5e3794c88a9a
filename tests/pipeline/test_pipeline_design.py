"""Designed shifts in the main job."""

from __future__ import annotations

from small_station import station

from planner import check, plans
from planner.domain.force import Cover, Duty, Officer, Shift
from planner.domain.noun import Window
from planner.domain.rostering import ShiftDesign
from planner.domain.solving import Limits


def test_designed_shifts_are_rostered_and_the_plan_passes_with_their_scenario():
    """The plan must name the designed shifts, and the scenario that comes with it must hold them and pass the check."""
    plain = station()
    desk = Duty(code="desk", name="Desk", cover=(Cover(start="08:00", end="16:00", minimum=1),))
    old = Shift(code="old", name="Old", window=Window(start="06:00", end="13:00"), duties=("desk",))
    rules = plain.roster.model_copy(update={"design": (ShiftDesign(duty="desk", shortest_h=8, longest_h=8),)})
    officers = tuple(Officer(id=f"d{k}", name=f"D{k}", duties=("desk",)) for k in range(4))
    changes = {"duties": (desk,), "shifts": (old,), "officers": officers, "roster": rules, "forces": ()}
    made = plans(plain.model_copy(update=changes), only=("roster",), limits=Limits(time_s=4, workers=1))
    assert {row.shift for row in made.drawn.roster} == {"desk-0800-8"}
    assert [shift.code for shift in made.scenario.shifts] == ["desk-0800-8"]
    assert check(made.drawn, made.scenario).legal
    assert made.drawn.required_unmet == ()
