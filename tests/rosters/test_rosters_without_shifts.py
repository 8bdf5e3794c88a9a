"""Officers who get no shift: what is told of each is what happened to each."""

from __future__ import annotations

import datetime as dt
import string
from dataclasses import replace

import pytest

from planner.domain.solving import Limits
from planner.i18n.reasons import FIXES, REASONS, fix_text, reason_text
from planner.rosters.prepare import prepare
from planner.rosters.problem import HoursLimit, RosterProblem, RosterResult, Runs
from planner.rosters.report import report
from planner.rosters.solve import solve
from planner.rosters.without_shifts import without_shifts

QUICK = Limits(time_s=2.0, iterations=20, workers=1)
LEAST = HoursLimit(rule="contract_hours", first_day=0, last_day=6, least_s=8 * 3600)


@pytest.fixture
def pairs(scenario_of, duty_of, shift_of, officers_of):
    """Give two officers, and a duty on which two go out together."""
    return scenario_of(
        officers=officers_of(2),
        duties=[duty_of("p", ("07:00", "15:00", 0), crew_size=2)],
        shifts=[shift_of("d", "07:00", "15:00")],
    )


def given(scenario, demand, **changes) -> RosterProblem:
    """Give the problem with other rules for the second officer."""
    problem = prepare(scenario, demand)
    first, second = problem.officers
    return replace(problem, officers=(first, replace(second, **changes)))


def stuck_of(problem: RosterProblem, *officers: int) -> RosterResult:
    layers = (0,) * 8
    return RosterResult(
        works=(), status="optimal", objective=0, bound=0, layers=layers, seconds=0.0, stuck=tuple(officers)
    )


def test_own_rules_that_allow_nothing_are_told(pairs, demand_of) -> None:
    """An officer who may neither work nor be off so long is stuck, and only this officer."""
    problem = given(pairs, demand_of(), off_run=Runs(longest=1), duties=frozenset())
    (one,) = report(pairs, demand_of(), problem, stuck_of(problem, 1)).unmet
    assert (one.id, one.reason, one.fix.code) == ("o2", "officer_stuck", "loosen_rules")


def test_a_crew_that_cannot_go_out_is_told(pairs, demand_of) -> None:
    """An officer who could work alone, and has no partner, is not called stuck."""
    problem = given(pairs, demand_of(), hours=(LEAST,))
    alone = replace(problem, officers=(replace(problem.officers[0], duties=frozenset()), problem.officers[1]))
    result = solve(alone, QUICK)
    assert result.stuck == (1,)
    (one,) = report(pairs, demand_of(), alone, result).unmet
    assert (one.id, one.reason, one.fix.code) == ("o2", "officer_without_crew", "complete_crew")
    assert one.params["duties"] == (pairs.duties[0].name or pairs.duties[0].code)


def test_after_a_change_only_what_is_ahead_is_spoken_of(pairs, demand_of) -> None:
    """A repair has a sentence of its own: what has begun stays."""
    problem = given(pairs, demand_of(), off_run=Runs(longest=1), duties=frozenset())
    when = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    (one,) = without_shifts(pairs, problem, (1,), when=when, reason="officer_rests")
    assert (one.reason, one.when) == ("officer_rests", when)
    assert without_shifts(pairs, problem, (), when=when, reason="officer_rests") == ()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("code", ["officer_stuck", "officer_rests", "officer_without_crew"])
def test_the_sentences_name_the_officer(code: str, language: str) -> None:
    """Each says whom it is about, and that all others work."""
    told = reason_text(code, language, {"officer": "P03", "duties": "巡逻"})
    assert "P03" in told
    assert {"en": "this officer gets no", "zh": "其他人照常排班"}[language] in told
    assert "{" not in told
    assert "P03" in fix_text("complete_crew", language, {"officer": "P03", "duties": "巡逻"})


def test_the_fields_of_the_sentences_are_given(pairs, demand_of) -> None:
    """No sentence asks for a figure that is not there."""
    rests = given(pairs, demand_of(), off_run=Runs(longest=1), duties=frozenset())
    works = given(pairs, demand_of(), hours=(LEAST,))
    for problem in (rests, works):
        (one,) = without_shifts(pairs, problem, (1,), when=problem.origin, reason="officer_stuck")
        for text, params in ((REASONS[one.reason], one.params), (FIXES[one.fix.code], one.fix.params)):
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= set(params)
