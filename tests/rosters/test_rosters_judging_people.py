"""Who could take a vacant shift, who could swap, and how a plan's rows become the solver's pairs."""

from __future__ import annotations

import datetime as dt

import pytest
from roster_cases import HOUR_S, MONDAY, cell, duty, fair, need, officer, past, problem, request, shift, works

from planner.domain.clock import later
from planner.domain.plan import Assignment
from planner.errors import NotFound
from planner.rosters.judging.candidates import candidates
from planner.rosters.judging.reading import works_of
from planner.rosters.judging.standing import Standing
from planner.rosters.judging.swaps import partners, swap
from planner.rosters.problem import Runs


def coded(candidate):
    return {aspect.code: aspect.params for aspect in candidate.aspects}


def test_candidates_are_ranked_by_rules_then_by_cost_and_all_are_told() -> None:
    """Who keeps all rules comes first, whose wish is granted before the others; who may not comes last, with why."""
    rest = {"rest_s": 11 * HOUR_S}
    people = [
        officer(id="sick"),
        officer(id="tired", **rest),
        officer(id="unskilled", duties=frozenset({1})),
        officer(id="plain"),
        officer(id="keen", requests=(request(1, "day", points=3),)),
    ]
    asked = problem(*people, days=3, needs=[need("day", 1, 1)])
    standing = Standing(asked, works(asked, "-D-", "N--", "---", "---", "---"))
    ranked = candidates(standing, cell(asked, "D", 1), vacated_by=0)
    names = [asked.officers[one.officer].id for one in ranked]
    assert names[:2] == ["keen", "plain"]
    assert set(names[2:]) == {"tired", "unskilled"}
    assert [one.verdict.legal for one in ranked] == [True, True, False, False]
    why = {asked.officers[one.officer].id: [f.code for f in one.verdict.findings if f.forbids] for one in ranked}
    assert why["tired"] == ["rest_too_short"]
    assert why["unskilled"] == ["roster_duty_not_allowed"]
    assert all(one.called_in for one in ranked)
    assert ranked[0].verdict.layers[0] == -1, "the vacancy is filled"


def test_candidates_show_hours_rest_with_the_history_and_fair_shares() -> None:
    """The figures are those of the officer with the shift."""
    here = officer(contract_s=40 * HOUR_S, past=(past("evening", -1),), past_days=1)
    asked = problem(here, days=3, fair_shares=[fair(0, "nights", target=500)])
    standing = Standing(asked, works(asked, "--D"))
    (one,) = candidates(standing, cell(asked, "N", 0))
    told = coded(one)
    assert told["hours"] == {"hours": 8.0, "after": 16.0, "contract": 40.0}
    assert told["rest_before"] == {"rest_h": 24.0}
    assert told["rest_after"] == {"rest_h": 24.0}
    assert told["fair_nights"] == {"amount": 0.0, "after": 1.0, "target": 0.5}


def test_a_candidate_from_another_shift_of_the_date_leaves_a_hole() -> None:
    """Moving is told as moving, and the hole stands in the verdict."""
    asked = problem(officer(), days=1, needs=[need("evening", 0, 1)])
    (one,) = candidates(Standing(asked, works(asked, "E")), cell(asked, "D", 0))
    assert not one.called_in
    assert coded(one)["moves"]["shift"] == "evening"
    assert "cover_short" in [finding.code for finding in one.verdict.findings]


def test_a_swap_is_judged_for_both_sides() -> None:
    """A gives a night and gets a day: B's rest is broken, and only B's."""
    rest = {"rest_s": 11 * HOUR_S}
    asked = problem(officer(**rest), officer(**rest), days=3)
    standing = Standing(asked, works(asked, "-N-", "-DD"))
    one = swap(standing, 0, 1, [1])
    (finding,) = [finding for finding in one.verdict.findings if finding.forbids]
    assert (finding.code, finding.officers) == ("rest_too_short", (1,))
    assert swap(standing, 0, 1, [1, 2]).verdict.legal
    assert swap(standing, 0, 1, [0]).verdict.cells == ()


def test_partners_exchange_the_date_or_give_a_shift_in_return() -> None:
    """Who works then exchanges, who is off gives another date back; who may not take the shift is left out."""
    crew = [duty(), duty("desk")]
    people = [officer(), officer(), officer(), officer(duties=frozenset({1})), officer(work_run=Runs(longest=1))]
    asked = problem(*people, days=4, duties=crew)
    standing = Standing(asked, works(asked, "D---", "E---", "--D-", "-D--", "-D-D"))
    found = {one.other: one.days for one in partners(standing, 0, 0)}
    assert found == {1: (0,), 2: (0, 2), 4: (0, 1)}, "4 may give the date that stands beside, not the other"
    assert partners(standing, 0, 1) == ()


def row(asked, person, number, start_s, end_s):
    work = asked.shifts[number]
    return Assignment(
        officer=person,
        start=later(asked.origin, start_s),
        end=later(asked.origin, end_s),
        duty=asked.duties[work.duty].code,
        shift=work.shift,
    )


def test_the_rows_of_a_plan_become_pairs() -> None:
    """A split shift is one pair; a row of another scenario is refused."""
    split = shift("split", 1, hours=(6, 20), pause_h=(10, 16))
    asked = problem(officer(), officer(), days=2, shifts=[shift("day", 0), split])
    rows = [
        row(asked, "o2", 0, 6 * HOUR_S, 14 * HOUR_S),
        row(asked, "o1", 1, 30 * HOUR_S, 34 * HOUR_S),
        row(asked, "o1", 1, 40 * HOUR_S, 44 * HOUR_S),
    ]
    assert works_of(asked, rows) == ((0, 1), (1, 0))
    assert asked.first == MONDAY
    moved = rows[0].model_copy(update={"start": rows[0].start + dt.timedelta(hours=1)})
    for wrong in (moved, rows[0].model_copy(update={"officer": "nobody"})):
        with pytest.raises(NotFound, match="roster_of_another_scenario"):
            works_of(asked, [wrong])
