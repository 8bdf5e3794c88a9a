"""The part of a plan that concerns one unit or one officer."""

from __future__ import annotations

from planner.domain.plan import Assignment, Plan, Unit
from planner.errors import NotFound


def only_unit(plan: Plan, unit_id: str) -> Plan:
    """Give a plan that holds one unit, its route and its crew, and neither flights nor other units.

    Raises
    ------
    NotFound
        With code ``unknown_unit`` if the plan has no such unit.
    """
    unit = next((unit for unit in plan.units if unit.id == unit_id), None)
    if unit is None:
        raise NotFound("unknown_unit", unit=unit_id)
    roster = tuple(shift for shift in plan.roster if _crews(shift, unit))
    crew = {shift.officer for shift in roster} | set(unit.officers)
    return plan.model_copy(
        update={
            "units": (unit,),
            "routes": tuple(route for route in plan.routes if route.unit == unit_id),
            "roster": roster,
            "officers": tuple(officer for officer in plan.officers if officer.id in crew),
            "flights": (),
        }
    )


def only_officer(plan: Plan, officer_id: str) -> Plan:
    """Give a plan that holds one officer and that officer's shifts, and neither units nor flights.

    Raises
    ------
    NotFound
        With code ``unknown_officer`` if the plan has no such officer.
    """
    officers = tuple(officer for officer in plan.officers if officer.id == officer_id)
    roster = tuple(row for row in plan.roster if row.officer == officer_id)
    if not officers and not roster:
        raise NotFound("unknown_officer", officer=officer_id)
    parts = {"units": (), "routes": (), "flights": (), "required_unmet": (), "optional_dropped": ()}
    return plan.model_copy(update={**parts, "officers": officers, "roster": roster})


def _crews(shift: Assignment, unit: Unit) -> bool:
    """Tell whether a shift of the roster is work in the unit, named there or seen from officer and time."""
    if shift.unit is not None:
        return shift.unit == unit.id
    return shift.officer in unit.officers and shift.start < unit.shift_end and unit.shift_start < shift.end
