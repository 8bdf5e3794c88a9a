"""From an answer to the plan's words: rows, shortages with reasons that are counted, and fixes that mend."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from planner.domain.demand import Demand
from planner.domain.force import Leave
from planner.domain.solving import Limits
from planner.i18n.reasons import FIXES, REASONS, fix_text, reason_text
from planner.rosters.model.exact import exact
from planner.rosters.prepare import prepare
from planner.rosters.problem import LAYERS, RosterResult
from planner.rosters.report import report

QUICK = Limits(time_s=20, workers=1)
ONE_DAY = {"days": 1}


def rostered(scenario, demand):
    """Report a roster that is made for nothing but its minimum cover."""
    problem = replace(prepare(scenario, demand), fair_shares=(), weights=(1,) + (0,) * (len(LAYERS) - 1))
    result = exact(problem, QUICK)
    assert result.status == "optimal"
    return report(scenario, demand, problem, result)


def only(unmet):
    (one,) = unmet
    assert one.kind == "cover"
    assert "{" not in reason_text(one.reason, "en", one.params)
    assert "{" not in fix_text(one.fix.code, "en", one.fix.params)
    return one


def test_rows_carry_post_and_times(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A row must carry real times with offset, and its duty as the post when it is not in a grid."""
    duties, shifts = [duty_of("desk", ("22:00", "30:00", 1))], [shift_of("n", "22:00", "30:00")]
    out = rostered(scenario_of(officers=officers_of(1), duties=duties, shifts=shifts, rules=ONE_DAY), demand_of())
    (row,) = out.roster
    assert (row.start.isoformat(), row.end.isoformat()) == ("2026-11-23T22:00:00+08:00", "2026-11-24T06:00:00+08:00")
    assert (row.duty, row.shift, row.post, row.grid, row.unit) == ("desk", "n", "desk", None, None)
    assert out.unmet == ()
    assert (out.solver.status, out.solver.objective) == ("optimal", out.solver.bound)


def test_too_few_officers_is_counted_and_mended(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shortage must be one window with its worst figure, and the officers it asks for must mend it."""
    duties = [duty_of("patrol", ("07:00", "11:00", 2), ("11:00", "23:00", 3))]
    shifts = [shift_of("d", "07:00", "15:00"), shift_of("e", "15:00", "23:00")]

    def unmet_with(count):
        return rostered(
            scenario_of(officers=officers_of(count), duties=duties, shifts=shifts, rules=ONE_DAY), demand_of()
        ).unmet

    gap = only(unmet_with(1))
    assert (gap.id, gap.reason, gap.when.isoformat()) == ("patrol", "too_few_officers", "2026-11-23T07:00:00+08:00")
    assert (gap.params["short"], gap.params["minimum"]) == (3, 3)
    assert gap.params["end"] == "2026-11-23T23:00+08:00"
    assert gap.fix.code == "add_officers"
    assert gap.fix.params["count"] == 5
    assert unmet_with(1 + 5) == ()
    assert unmet_with(1 + 4) != ()


def test_a_crew_is_asked_for_whole(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Where nobody goes alone and nobody is there, the fix must ask for a whole crew, even if one is short."""
    duties = [duty_of("patrol", ("07:00", "15:00", 1), crew_size=2)]
    scenario = scenario_of(
        officers=officers_of(1), duties=duties, shifts=[shift_of("d", "07:00", "15:00")], rules=ONE_DAY
    )
    gap = only(rostered(scenario, demand_of()).unmet)
    assert gap.params["short"] == 1
    assert gap.fix.params["count"] == 2


def test_no_officers_at_all(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Without any officer a round-the-clock post must ask for as many as its week needs, and hardly more."""
    shifts = [shift_of("d", "07:00", "19:00"), shift_of("n", "19:00", "31:00")]
    duties = [duty_of("post", ("00:00", "24:00", 1))]
    gap = only(rostered(scenario_of(officers=[], duties=duties, shifts=shifts), demand_of()).unmet)
    assert gap.reason == "too_few_officers"
    least = 5  # 14 shifts of 12 h, three of them within 44 h
    assert least <= gap.fix.params["count"] <= least + 1
    mended = scenario_of(officers=officers_of(gap.fix.params["count"]), duties=duties, shifts=shifts)
    assert rostered(mended, demand_of()).unmet == ()


def test_no_shift_covers(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Hours that no shift of the duty covers must be told as that, beside hours that are merely short."""
    shifts = [shift_of("d", "08:00", "12:00")]
    scenario = scenario_of(
        officers=officers_of(2), duties=[duty_of("desk", ("07:00", "12:00", 3))], shifts=shifts, rules=ONE_DAY
    )
    first, second = rostered(scenario, demand_of()).unmet
    assert (first.reason, first.fix.code) == ("no_shift_covers", "add_shift")
    assert (first.params["start"], first.params["end"]) == ("2026-11-23T07:00+08:00", "2026-11-23T08:00+08:00")
    assert (second.reason, second.params["short"]) == ("too_few_officers", 1)


def test_nobody_has_the_skill(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A skill that nobody who may do the duty has must be named."""
    duties = [duty_of("pilot", ("07:00", "15:00", 1), skills=("drone", "radio"))]
    scenario = scenario_of(
        officers=officers_of(3, skills=("radio",)),
        duties=duties,
        shifts=[shift_of("d", "07:00", "15:00")],
        rules=ONE_DAY,
    )
    gap = only(rostered(scenario, demand_of()).unmet)
    assert (gap.reason, gap.params["skill"]) == ("nobody_has_skill", "drone")
    assert (gap.fix.code, gap.fix.params["count"]) == ("train_officers", 1)


def test_everybody_on_leave(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """When leave alone makes the cover impossible it must be named, with how many are away."""
    leave = (Leave(start=dt.date(2026, 11, 23), end=dt.date(2026, 11, 23)),)
    scenario = scenario_of(
        officers=officers_of(2, leave=leave),
        duties=[duty_of("desk", ("07:00", "15:00", 1))],
        shifts=[shift_of("d", "07:00", "15:00")],
        rules=ONE_DAY,
    )
    gap = only(rostered(scenario, demand_of()).unmet)
    assert (gap.reason, gap.params["away"]) == ("on_leave", 2)
    assert (gap.fix.code, gap.fix.params["count"]) == ("move_leave", 1)


def test_a_search_stopped_early_blames_nobody(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """A shortage that is not proven must be told as unproven."""
    scenario = scenario_of(
        officers=officers_of(2),
        duties=[duty_of("desk", ("07:00", "15:00", 1))],
        shifts=[shift_of("d", "07:00", "15:00")],
        rules=ONE_DAY,
    )
    problem = prepare(scenario, demand_of())
    layers = (8, 0, 0, 0, 0, 0, 0, 0)
    empty = RosterResult(
        works=(), status="cancelled", objective=8 * problem.weights[0], bound=0, layers=layers, seconds=0.0
    )
    gap = only(report(scenario, demand_of(), problem, empty).unmet)
    assert (gap.reason, gap.fix.code) == ("search_stopped_early", "search_longer")


@pytest.mark.parametrize(
    ("homes", "grids"), [((None,) * 3, ["G1", "G2", "G2"]), (("G1", None, "gone"), ["G1", "G2", "G2"])]
)
def test_grid_officers_go_home_or_where_the_work_is(scenario_of, duty_of, shift_of, officers_of, homes, grids):
    """Officers in grids must go to their home grid, all others to the grid with most demand an officer."""
    people = [officer.model_copy(update={"grid": home}) for officer, home in zip(officers_of(3), homes, strict=True)]
    duty = duty_of("community", ("09:00", "17:00", 3), in_grid=True)
    demand = Demand(by_grid={"G1": (1.0,) * 168, "G2": (2.5,) * 168})
    scenario = scenario_of(officers=people, duties=[duty], shifts=[shift_of("d", "09:00", "17:00")], rules=ONE_DAY)
    out = rostered(scenario, demand)
    assert sorted(row.grid for row in out.roster) == grids
    assert {row.post for row in out.roster} == {None}


def test_every_reason_has_its_sentence():
    """Every reason and fix of the room must have a sentence."""
    assert {"too_few_officers", "no_shift_covers", "nobody_has_skill", "on_leave", "search_stopped_early"} <= set(
        REASONS
    )
    assert {"crew_incomplete", "no_unit_free"} <= REASONS.keys()
    assert {"add_officers", "add_shift", "train_officers", "move_leave", "search_longer", "add_units"} <= FIXES.keys()
