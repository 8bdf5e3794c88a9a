"""Months of whole stations for the roster's figures: of the size that the bars speak of, with the rules they name."""

from __future__ import annotations

import pytest

from benchmarks.instances.station_rosters import Station, impossible_month, large_month, tianan_month
from planner.rosters.reasons.capacity import lacks


@pytest.fixture(scope="module")
def sample() -> Station:
    """Read the sample station once."""
    return Station()


def test_tianan_has_25_officers_and_twelve_kinds_by_the_half_hour(sample: Station):
    """25 officers, 28 dates, 12 kinds of shift, needs of half an hour."""
    problem = tianan_month(sample)
    assert (len(problem.officers), problem.days) == (25, 28)
    assert len({shift.shift for shift in problem.shifts}) == 12
    assert problem.unit_s == 1800
    assert any(need.wanted > need.minimum for need in problem.needs)


def test_the_large_station_has_all_usual_rules(sample: Station):
    """150 officers, with rotations, crews, leave, wishes, a past, leaders, limits of weekends and fair shares."""
    problem = large_month(sample)
    assert (len(problem.officers), problem.days) == (150, 28)
    officers = problem.officers
    for part in ("leave", "past", "weekends", "hours", "successions", "free_after", "requests", "pattern"):
        assert any(getattr(officer, part) for officer in officers), part
    assert any(not officer.police for officer in officers)
    assert {duty.crew_police for duty in problem.duties} == {0, 1, 2}
    assert {rule.rule for rule in problem.requirements} == {"duty_leader"}
    assert {share.what for share in problem.fair_shares} >= {"hours", "nights", "weekends", "turns:command"}
    assert large_month(sample) == problem


def test_the_planted_month_is_all_of_tianan(sample: Station):
    """The conflict is planted among all officers and duties, and no simple count of people finds it."""
    problem = impossible_month(sample)
    assert len(problem.officers) == len(sample.scenario.officers)
    assert problem.days == 28
    assert not [lack for lack in lacks(problem) if lack.code in {"people", "people_away", "people_at_once"}]
