"""Requirements: own officers of a grid, neighbours, reliefs at a change of shift, leaders; squads together."""

from __future__ import annotations

import pytest
from small_station import Ground, station

from planner.domain.force import Cover
from planner.domain.rostering import DutyLeader, Neighbours, RuleBook, SquadsTogether
from planner.domain.station import Grid
from planner.i18n.reasons import FIXES, fix_text, reason_text
from planner.rosters.prepare import prepare
from planner.rosters.prepare.requirements import LEADER_H, bordering
from planner.rosters.problem import RosterResult
from planner.rosters.report import report

HOUR_S = 3600


def with_rules(days=1, **rules):
    return {"days": days, "rules": RuleBook(**rules)}


def at_home(officers, *grids):
    return [officer.model_copy(update={"grid": grid}) for officer, grid in zip(officers, grids, strict=True)]


def unmet(scenario, demand, problem):
    """Report an empty roster of which everything is proven; every sentence must be complete."""
    cost = problem.weights[0] * 1000
    empty = RosterResult(works=(), status="optimal", objective=cost, bound=cost, layers=(1000,) + (0,) * 7, seconds=0.0)
    found = report(scenario, demand, problem, empty).unmet
    for one in found:
        assert "{" not in reason_text(one.reason, "en", one.params) + reason_text(one.reason, "zh", one.params)
        assert one.fix.code in FIXES
        assert "{" not in fix_text(one.fix.code, "en", one.fix.params) + fix_text(one.fix.code, "zh", one.fix.params)
    return [(one.id, one.reason, one.fix.code) for one in found]


def test_cover_of_a_grid_counts_its_own_officers(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A window for a grid must ask for officers of that home grid, and nothing of the duty as a whole."""
    cover = Cover(start="09:00", end="17:00", minimum=1, wanted=2, grid="G1")
    duty = duty_of("c", in_grid=True).model_copy(update={"cover": (cover,)})
    scenario = scenario_of(
        officers=at_home(officers_of(3), "G1", "G2", "G1"),
        duties=[duty],
        shifts=[shift_of("d", "09:00", "17:00")],
        rules={"days": 1},
    )
    problem = prepare(scenario, demand_of())
    assert problem.needs == ()
    hard, soft = problem.requirements
    assert (hard.rule, hard.key, hard.officers, hard.shifts) == ("cover", "G1", {0, 2}, {0})
    assert (hard.least, hard.units * problem.unit_s, hard.points) == (1, 8 * HOUR_S, None)
    assert (soft.least, soft.points) == (2, 1)
    assert unmet(scenario, demand_of(), problem) == [("G1", "grid_thin", "assign_grid")]


def test_grids_that_meet_in_a_corner_are_no_neighbours():
    """Of four grids in a square the four with a common side must be pairs, the two diagonals not."""
    assert bordering(station()) == (("G1", "G2"), ("G1", "G3"), ("G2", "G4"), ("G3", "G4"))
    ground = Ground()
    apart = tuple(
        Grid(id=f"A{n}", name="", region=ground.region(x, 0, x + 100, 100)) for n, x in enumerate((-300, -199.5, 0))
    )
    assert bordering(station(grids=apart)) == (("A0", "A1"),)


@pytest.mark.parametrize(("weight", "units", "points"), [(None, 16, None), (7, 8, 7)])
def test_neighbours_are_never_both_thin(scenario_of, duty_of, shift_of, officers_of, demand_of, weight, units, points):
    """Somebody of either grid must be asked for while the duty's cover asks for anybody."""
    duty = duty_of("c", ("09:00", "17:00", 1), in_grid=True)
    scenario = scenario_of(
        officers=at_home(officers_of(3), "G1", "G2", "gone"),
        duties=[duty],
        shifts=[shift_of("d", "09:00", "17:00"), shift_of("late", "17:30", "20:00")],
        rules=with_rules(neighbours=Neighbours(on=True, duty="c", weight=weight)),
    )
    problem = prepare(scenario, demand_of())
    (pair,) = problem.requirements
    assert (pair.key, pair.officers, pair.shifts) == ("G1, G2", {0, 1}, {0})
    assert (pair.least, pair.units, pair.points) == (1, units, points)
    told = [] if weight else [("G1, G2", "grids_thin", "assign_grid")]
    assert unmet(scenario, demand_of(), problem)[1:] == told


def test_a_handover_needs_somebody_else(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Around each change somebody on a shift in its middle must be asked for; without such a shift it is told."""
    duty = duty_of("p", ("07:00", "23:00", 1), handover_min=15)
    shifts = [shift_of("a", "07:00", "15:00"), shift_of("b", "15:00", "23:00"), shift_of("m", "11:00", "19:00")]
    scenario = scenario_of(officers=officers_of(3), duties=[duty], shifts=shifts, rules={"days": 1})
    problem = prepare(scenario, demand_of())
    asked = {
        (r.start_s / HOUR_S, r.end_s / HOUR_S): {problem.shifts[i].shift for i in r.shifts}
        for r in problem.requirements
    }
    assert asked == {
        (4, 4.25): {"a"},
        (7.75, 8): {"m"},
        (8, 8.25): {"m"},
        (11.75, 12): {"b"},
        (15.75, 16): set(),
    }
    assert ("p", "handover_gap", "overlap_shifts") in unmet(scenario, demand_of(), problem)
    assert ("p", "handover_gap", "add_officers") in unmet(scenario, demand_of(), problem)


def test_without_handover_nothing_is_asked(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A duty without time for handing over must have no such requirement, and rules that are off none at all."""
    shifts = [shift_of("a", "07:00", "15:00"), shift_of("b", "15:00", "23:00")]
    scenario = scenario_of(officers=officers_of(1), duties=[duty_of("p", ("07:00", "23:00", 1))], shifts=shifts)
    problem = prepare(scenario, demand_of())
    assert problem.requirements == ()
    assert problem.together == ()


@pytest.mark.parametrize(("skills", "fix"), [(("leading",), "train_leaders"), ((), "train_leaders")])
def test_a_leader_on_every_date(scenario_of, duty_of, shift_of, officers_of, demand_of, skills, fix):
    """On each date a shift of somebody with the skill must be asked for, at the price of eight hours."""
    scenario = scenario_of(
        officers=officers_of(2, skills=skills),
        duties=[duty_of("p")],
        shifts=[shift_of("d", "07:00", "15:00"), shift_of("n", "23:00", "31:00")],
        rules=with_rules(days=3, duty_leader=DutyLeader(on=True)),
    )
    problem = prepare(scenario, demand_of())
    assert [{problem.shifts[i].day for i in r.shifts} for r in problem.requirements] == [{0}, {1}, {2}]
    assert {len(r.officers) for r in problem.requirements} == {2 if skills else 0}
    assert {r.units * problem.unit_s for r in problem.requirements} == {LEADER_H * HOUR_S}
    assert unmet(scenario, demand_of(), problem) == [("leading", "no_leader", fix)]


@pytest.mark.parametrize(("named", "squads"), [((), ["A"]), (("A",), ["A"]), (("B",), [])])
def test_squads_together(scenario_of, duty_of, shift_of, officers_of, demand_of, named, squads):
    """Squads of two and more must be on duty together, only those named if any are."""
    people = [o.model_copy(update={"squad": s}) for o, s in zip(officers_of(4), ("A", "A", "B", ""), strict=True)]
    scenario = scenario_of(
        officers=people,
        duties=[duty_of("p")],
        shifts=[shift_of("d", "07:00", "15:00")],
        rules=with_rules(squads_together=SquadsTogether(on=True, squads=named, weight=5)),
    )
    found = prepare(scenario, demand_of()).together
    assert [one.squad for one in found] == squads
    assert all(one.officers == (0, 1) and one.points == 5 for one in found)
