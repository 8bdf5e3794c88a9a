"""The roster alone as JSON."""

from __future__ import annotations

import json

from roster_months import plan_of, scenario

from planner import exports
from planner.domain.roster_table import RosterTable

SCENARIO = scenario()
PLAN = plan_of(SCENARIO)


def test_reads_back_as_the_noun_with_every_row():
    """Every row of the plan stands in a part, on the date of its roster."""
    table = RosterTable.model_validate_json(exports.named("roster-json").write(PLAN, scenario=SCENARIO))
    parts = [(o.id, p.start, p.end) for o in table.officers for s in o.shifts for p in s.parts]
    assert sorted(parts) == sorted((row.officer, row.start, row.end) for row in PLAN.roster)
    assert len(table.kinds) == 28
    late = next(s for o in table.officers for s in o.shifts if s.shift == "L")
    assert late.date.toordinal() + 1 == late.parts[0].start.toordinal()
    split = next(s for o in table.officers for s in o.shifts if s.shift == "S")
    assert (len(split.parts), split.counted_h) == (2, 5.0)


def test_counted_share_and_leave():
    """A desk counts half its hours, and leave is listed."""
    table = RosterTable.model_validate_json(exports.named("roster-json").write(PLAN, scenario=SCENARIO))
    officers = {officer.id: officer for officer in table.officers}
    assert {shift.counted_h for shift in officers["B1"].shifts if shift.duty == "desk"} == {4.0}
    assert [date.isoformat() for date in officers["C0"].leave] == ["2026-11-23"]


def test_one_officer():
    """One officer's file holds that officer only."""
    read = json.loads(exports.named("roster-json").write(PLAN, scenario=SCENARIO, officer="P01"))
    assert [officer["id"] for officer in read["officers"]] == ["P01"]
