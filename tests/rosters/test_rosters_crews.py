"""Crews: who goes out together, how many units at once, and on which planning day."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.force import Force
from planner.domain.noun import Window
from planner.domain.plan import Assignment
from planner.i18n.reasons import fix_text, reason_text
from planner.rosters.crews import crews

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = dt.date(2026, 11, 23)
BASE = (114.02, 22.53)


def row(officer, start, end, duty="patrol", day=23, shift="d"):
    day0 = dt.datetime(2026, 11, day, tzinfo=ZONE)
    return Assignment(
        officer=f"o{officer}",
        start=day0 + dt.timedelta(hours=start),
        end=day0 + dt.timedelta(hours=end),
        duty=duty,
        shift=shift,
        post=duty,
    )


def force(name="car", units=3, **more):
    return Force(
        **({"id": name, "name": name, "tier": "police_car", "base": BASE, "units": units, "duty": "patrol"} | more)
    )


def crewed(scenario_of, duty_of, officers_of, forces, roster, days=1):
    scenario = scenario_of(officers=officers_of(12), duties=[duty_of("patrol")], shifts=[], forces=tuple(forces))
    return crews(scenario, tuple(roster), MONDAY, days)


def sizes(part):
    return [(unit.id, len(unit.officers)) for unit in part.units]


@pytest.mark.parametrize(
    ("officers", "units", "expected"),
    [(2, 3, [2]), (3, 3, [3]), (4, 3, [2, 2]), (5, 3, [3, 2]), (7, 3, [3, 2, 2]), (7, 2, [4, 3])],
)
def test_officers_are_split_into_crews(scenario_of, duty_of, officers_of, officers, units, expected):
    """Officers of a shift must go out in crews of two; the odd ones, and those without a car, join one."""
    roster = [row(k, 7, 15) for k in range(1, officers + 1)]
    part = crewed(scenario_of, duty_of, officers_of, [force(units=units)], roster)
    assert sizes(part) == [(f"car-1123-0700-{k + 1}", size) for k, size in enumerate(expected)]
    assert sorted(o for unit in part.units for o in unit.officers) == sorted(r.officer for r in roster)
    assert part.unmet == ()
    by_id = {unit.id: unit for unit in part.units}
    for line in part.roster:
        assert line.officer in by_id[line.unit].officers
        assert line.post is None


def test_units_are_described(scenario_of, duty_of, officers_of):
    """A unit must carry its force, tier, mode, base and the times of its shift."""
    (unit,) = crewed(scenario_of, duty_of, officers_of, [force()], [row(1, 22, 30), row(2, 22, 30)]).units
    assert (unit.force, unit.tier, unit.mode, unit.base) == ("car", "police_car", "car", BASE)
    assert (unit.shift_start.isoformat(), unit.shift_end.isoformat()) == (
        "2026-11-23T22:00:00+08:00",
        "2026-11-24T06:00:00+08:00",
    )


def test_nobody_goes_out_alone(scenario_of, duty_of, officers_of):
    """One officer is no crew of two: no unit, and the plan says what is missing."""
    part = crewed(scenario_of, duty_of, officers_of, [force()], [row(1, 7, 15)])
    assert part.units == ()
    (unmet,) = part.unmet
    assert (unmet.kind, unmet.reason, unmet.fix.params["count"]) == ("crew", "crew_incomplete", 1)
    assert "{" not in reason_text(unmet.reason, "en", unmet.params) + fix_text(unmet.fix.code, "en", unmet.fix.params)
    assert part.roster[0].post == "patrol"


def test_never_more_units_out_than_there_are(scenario_of, duty_of, officers_of):
    """While all units of a force are out, officers of an overlapping shift must find none, and the plan says so."""
    roster = [row(k, 7, 15) for k in (1, 2, 3, 4)] + [row(k, 14, 22, shift="e") for k in (5, 6)]
    part = crewed(scenario_of, duty_of, officers_of, [force(units=2)], roster)
    assert [unit.shift_start.hour for unit in part.units] == [7, 7]
    (unmet,) = part.unmet
    assert (unmet.reason, unmet.fix.code) == ("no_unit_free", "add_units")
    assert "{" not in reason_text(unmet.reason, "en", unmet.params) + fix_text(unmet.fix.code, "en", unmet.fix.params)
    after = [row(k, 7, 15) for k in (1, 2, 3, 4)] + [row(k, 15, 23, shift="e") for k in (5, 6)]
    assert len(crewed(scenario_of, duty_of, officers_of, [force(units=2)], after).units) == 3


def test_forces_share_a_duty(scenario_of, duty_of, officers_of):
    """Where two forces share a duty both must get crews, each of its own size."""
    forces = [force("car", 2), force("foot", 1, crew_size=3)]
    part = crewed(scenario_of, duty_of, officers_of, forces, [row(k, 7, 15) for k in range(1, 8)])
    assert sizes(part) == [("car-1123-0700-1", 2), ("car-1123-0700-2", 2), ("foot-1123-0700-1", 3)]


def test_squads_stay_together(scenario_of, duty_of, officers_of):
    """Officers of one squad must go out together where the numbers allow it."""
    people = [officer.model_copy(update={"squad": "AB"[k % 2]}) for k, officer in enumerate(officers_of(4))]
    scenario = scenario_of(officers=people, duties=[duty_of("patrol")], shifts=[], forces=(force(),))
    part = crews(scenario, tuple(row(k, 7, 15) for k in (1, 2, 3, 4)), MONDAY, 1)
    assert [unit.officers for unit in part.units] == [("o1", "o3"), ("o2", "o4")]


def test_only_shifts_that_start_in_the_planning_days(scenario_of, duty_of, officers_of):
    """A shift belongs to the planning day in which it starts; the roster around it must stay as it is."""
    roster = [row(k, start, start + 8, day=day) for k in (1, 2) for day, start in ((23, 6), (23, 7), (24, 6), (24, 7))]
    part = crewed(scenario_of, duty_of, officers_of, [force()], roster)
    assert [unit.id for unit in part.units] == ["car-1123-0700-1", "car-1124-0600-1"]
    assert [line.unit for line in part.roster[:4]] == [None, "car-1123-0700-1", "car-1124-0600-1", None]
    assert len(crewed(scenario_of, duty_of, officers_of, [force()], roster, days=2).units) == 3


def test_forces_with_their_own_shifts(scenario_of, duty_of, officers_of):
    """Guards must be out in their own shifts with all their units and no officers, over midnight as well."""
    shifts = (Window(start="08:00", end="20:00"), Window(start="20:00", end="32:00", days=("mon",)))
    guards = force("guard", 2, tier="guard", duty=None, shifts=shifts)
    part = crewed(scenario_of, duty_of, officers_of, [guards], [], days=2)
    assert [unit.id for unit in part.units] == [
        "guard-1123-0800-1",
        "guard-1123-0800-2",
        "guard-1123-2000-1",
        "guard-1123-2000-2",
        "guard-1124-0800-1",
        "guard-1124-0800-2",
    ]
    assert {unit.officers for unit in part.units} == {()}


def test_ids_stay_unique_and_short(scenario_of, duty_of, officers_of):
    """Forces whose long ids begin alike must still give units with different ids of at most 80 characters."""
    forces = [
        force("x" * 79 + end, 1, tier="guard", duty=None, shifts=(Window(start="08:00", end="20:00"),)) for end in "ab"
    ]
    ids = [unit.id for unit in crewed(scenario_of, duty_of, officers_of, forces, []).units]
    assert len(set(ids)) == 2


def test_the_hour_that_comes_twice(scenario_of, duty_of, officers_of):
    """When daylight saving ends, a car that is out until the second 02:30 must not go out at the first 02:45."""
    helsinki = ZoneInfo("Europe/Helsinki")
    day = dt.datetime(2027, 10, 31, tzinfo=helsinki)

    def at(officer, start, end):
        return Assignment(officer=officer, start=start, end=end, duty="patrol", shift="n")

    early = (day.replace(hour=1), day.replace(hour=3, minute=30, fold=1))
    late = (day.replace(hour=3, minute=45), day.replace(hour=8))
    scenario = scenario_of(
        officers=officers_of(4),
        duties=[duty_of("patrol")],
        shifts=[],
        forces=(force(units=1),),
        zone="Europe/Helsinki",
        base=(24.94, 60.17),
        day_start="00:00",
    )
    roster = (at("o1", *early), at("o2", *early), at("o3", *late), at("o4", *late))
    part = crews(scenario, roster, dt.date(2027, 10, 31), 1)
    assert [unit.officers for unit in part.units] == [("o1", "o2")]
    assert [unmet.reason for unmet in part.unmet] == ["no_unit_free"]


def mixed_crews(scenario_of, duty_of, people, count):
    duty = duty_of("patrol", crew_size=2, crew_police=1, crew_skills={"driving": 1})
    scenario = scenario_of(officers=people, duties=[duty], shifts=[], forces=(force(),))
    part = crews(scenario, tuple(row(k, 7, 15) for k in range(1, count + 1)), MONDAY, 1)
    by_id = {officer.id: officer for officer in people}
    return [[by_id[name] for name in unit.officers] for unit in part.units]


@pytest.mark.parametrize("police", [{1, 2}, {1, 3}, {3, 4}])
@pytest.mark.parametrize("drivers", [{1, 2}, {2, 3}, {3, 4}, {1, 4}])
def test_every_crew_has_its_police_and_its_driver(scenario_of, duty_of, officers_of, police, drivers):
    """With two police officers and two drivers among four, each of two crews must have one of both."""
    people = [
        officer.model_copy(
            update={
                "service": "police" if k in police else "auxiliary",
                "skills": ("driving",) if k in drivers else (),
                "squad": "A" if k < 3 else "B",
            }
        )
        for k, officer in enumerate(officers_of(4), 1)
    ]
    for crew in mixed_crews(scenario_of, duty_of, people, 4):
        assert len(crew) == 2
        assert any(officer.service == "police" for officer in crew)
        assert any("driving" in officer.skills for officer in crew)
