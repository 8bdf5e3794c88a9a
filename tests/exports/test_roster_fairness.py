"""What an officer has and had, held against the share of those who can do the same work."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from roster_months import FIRST, plan_of, scenario

from planner.domain.clock import instant
from planner.domain.force import Leave
from planner.domain.rostering import PastShift
from planner.exports.roster_fairness import SHARED, balances, past_totals
from planner.exports.roster_month import month_of

ZONE = ZoneInfo("Asia/Shanghai")


def past(officer: str, days_before: int, start: int, end: int, code: str, duty: str) -> PastShift:
    date = FIRST - dt.timedelta(days=days_before)
    return PastShift(
        officer=officer, start=instant(date, start, ZONE), end=instant(date, end, ZONE), shift=code, duty=duty
    )


def found(**changes):
    made_for = scenario(**changes)
    month = month_of(plan_of(made_for), made_for)
    ids = [line.officer.id for line in month.lines]
    return dict(zip(ids, balances(month, made_for), strict=True)), month


def test_shares_of_peers_come_to_what_they_have():
    """Above and below cancel out among officers who can do the same duties."""
    own, _ = found()
    peers = [officer for officer in own if officer.startswith("P")]
    assert len(peers) > 1
    for what in SHARED[:4]:
        assert sum(own[officer][what].above for officer in peers) == pytest.approx(0, abs=0.05)


def test_what_was_had_before_is_added():
    """Who had three nights more than a peer in the weeks before stands higher by them, less what all share."""
    nights = tuple(past("P00", day, 1380, 1860, "N", "patrol") for day in (12, 11, 10))
    rest = tuple(past(f"P0{n}", 12, 480, 960, "D", "patrol") for n in range(1, 4))
    plain, _ = found()
    own, _ = found(history=(*nights, *rest))
    assert own["P00"]["nights"].before == 3
    assert own["P00"]["nights"].here == plain["P00"]["nights"].here
    assert own["P00"]["nights"].above == pytest.approx(plain["P00"]["nights"].above + 3 - 3 / 4, abs=0.02)


def test_a_split_shift_of_the_past_counts_without_its_pause():
    """A split shift is told from its first start to its last end; its pause is no time worked."""
    made_for = scenario(history=(past("C1", 3, 420, 1140, "S", "community"),))
    since, totals = past_totals(made_for)["C1"]
    assert (since, totals.counted_h, totals.shifts) == (FIRST - dt.timedelta(days=3), 5.0, 1)


def test_days_of_leave_lower_the_share():
    """Of two officers with the same work, the one who was away stands higher."""
    made_for = scenario()
    away = tuple(
        officer.model_copy(update={"leave": (Leave(start=FIRST, end=FIRST + dt.timedelta(days=6)),)})
        if officer.id == "P00"
        else officer
        for officer in made_for.officers
    )
    month = month_of(plan_of(made_for), made_for)
    absent = made_for.model_copy(update={"officers": away})
    lines = month_of(plan_of(made_for), absent)
    index = [line.officer.id for line in month.lines].index("P00")
    assert balances(lines, absent)[index]["nights"].above > balances(month, made_for)[index]["nights"].above


def test_without_a_scenario_all_are_peers():
    """Nothing is known of duties and history: each is held against the mean of all."""
    plan = plan_of(scenario())
    month = month_of(plan, None)
    every = balances(month, None)
    mean = sum(line.totals.nights for line in month.lines) / len(month.lines)
    assert all(own["nights"].before == 0 for own in every)
    assert every[0]["nights"].above == pytest.approx(month.lines[0].totals.nights - mean, abs=0.01)
