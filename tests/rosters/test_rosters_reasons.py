"""Why a roster is impossible: planted conflicts must be found, be minimal, and end when a change offered is made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from roster_cases import DAY_S, HOUR_S, cell, duty, need, officer, problem, request, shift

from planner.domain.solving import Limits
from planner.i18n.conflicts import LACKS, MEMBERS, RELAXATIONS, lack_text, member_text, relaxation_text
from planner.rosters.model.cover import Goal, everything
from planner.rosters.problem import HoursLimit, Requirement, Runs
from planner.rosters.reasons.capacity import lacks
from planner.rosters.reasons.cutting import Place
from planner.rosters.reasons.explain import explain
from planner.rosters.reasons.matching import short_together
from planner.rosters.reasons.options import PRICES, options
from planner.rosters.reasons.trial import Budget, Trial, possible

LIMITS = Limits(time_s=20.0, seed=1, workers=1)


def round_the_clock(*officers, days=4, **changes):
    """Give a post that needs one officer at all times."""
    needs = [need(template, day, 1) for day in range(days) for template in ("day", "evening", "night")]
    return problem(*officers, days=days, needs=needs, **changes)


def planted():
    """Four officers with 11 h of rest can hold a post; with two on leave and one pinned off on a date they cannot."""
    base = [officer(rest_s=11 * HOUR_S) for _ in range(5)]
    base[0] = replace(base[0], leave=((2 * DAY_S, 4 * DAY_S),))
    base[1] = replace(base[1], leave=((2 * DAY_S, 4 * DAY_S),))
    base[2] = replace(base[2], pins=((3, -1),))
    return round_the_clock(*base, days=6)


def told(conflict):
    """Give the kinds of a conflict's members."""
    return {member.fact.rule for member in conflict.members}


def test_a_planted_conflict_is_found_and_minimal():
    """Leaving out any one member must make the others possible; all together are impossible."""
    found = explain(planted(), LIMITS)
    assert found.decided
    assert found.conflict is not None
    assert found.conflict.minimal
    assert {"need", "leave", "pin"} <= told(found.conflict)
    facts = [member.fact for member in found.conflict.members]
    trial = Trial(Place(planted(), everything(planted()), range(6)), Budget(LIMITS, lambda _: False))
    assert trial.possible(facts) is False
    for fact in facts:
        assert trial.possible([other for other in facts if other != fact]) is True


def two_duties():
    """Two of three drivers are away on a date on which two are needed; others do the desk, and all must work."""
    least = HoursLimit(rule="contract_hours", first_day=0, last_day=5, least_s=8 * HOUR_S)
    base = [
        officer(skills=frozenset({"driving"} if k < 3 else ()), hours=(least,), rest_s=11 * HOUR_S) for k in range(6)
    ]
    for k in range(2):
        base[k] = replace(base[k], leave=((3 * DAY_S, 4 * DAY_S),))
    duties = (duty(skills=frozenset({"driving"})), duty("desk"))
    shifts = [shift(template, day, duty=k) for day in range(6) for template in ("day", "evening") for k in range(2)]
    needs = [need("day", day, 2 - k, duty=k) for day in range(6) for k in range(2)]
    return problem(*base, days=6, duties=duties, shifts=shifts, needs=needs)


def test_a_conflict_of_one_duty_is_one_in_the_whole_roster():
    """Looked for without the shifts of other duties, it must be impossible and minimal with them as well."""
    a_problem = two_duties()
    conflict = explain(a_problem, LIMITS).conflict
    facts = [member.fact for member in conflict.members]
    assert conflict.minimal
    assert told(conflict) == {"need", "leave", "skills"}
    trial = Trial(Place(a_problem, everything(a_problem), range(6)), Budget(LIMITS, lambda _: False))
    assert trial.possible(facts) is False
    assert all(trial.possible([other for other in facts if other != fact]) for fact in facts)


def test_a_part_asks_for_less_than_the_whole():
    """What other shifts could reach is not asked for; fewest hours are no rule where duties are left out."""
    a_problem = two_duties()
    part, goal = Place(a_problem, everything(a_problem), range(2, 4), frozenset({0})).cut()
    assert {(seen.day, seen.duty) for seen in part.shifts} == {(2, 0), (3, 0)}
    assert [a_problem.needs[n].start_s // DAY_S for n in goal.needs] == [2, 3]
    assert {limit.least_s for one in part.officers for limit in one.hours} == {0}
    dates, goal = Place(a_problem, everything(a_problem), range(2, 4)).cut()
    assert {seen.duty for seen in dates.shifts} == {0, 1}
    assert {limit.least_s for one in dates.officers for limit in one.hours} == {8 * HOUR_S}


def test_what_is_blamed_is_impossible():
    """The facts that the solver blames cannot hold together; of what is possible nothing is blamed."""
    a_problem = planted()
    trial = Trial(Place(a_problem, everything(a_problem), range(6)), Budget(LIMITS, lambda _: False))
    blamed = trial.blamed(trial.facts)
    assert blamed < set(trial.facts)
    assert trial.possible(blamed) is False
    assert trial.blamed(fact for fact in trial.facts if fact.rule != "need") == frozenset()


def test_changes_that_are_offered_work():
    """Every change called complete must make the whole roster of these dates possible; the cheapest stands first."""
    a_problem = planted()
    found = explain(a_problem, LIMITS)
    offered = found.conflict.relaxations
    assert offered[0].code == "unpin"
    assert [item.price for item in offered if item.complete] == sorted(item.price for item in offered if item.complete)
    goal, budget = everything(a_problem), Budget(LIMITS, lambda _: False)
    assert possible(Place(a_problem, goal, range(6)), budget) is False
    for item in offered:
        made = [
            option
            for option in options(a_problem, goal, item.member)
            if option.code == item.code and PRICES[option.code] * option.step == item.price
        ]
        assert any(possible(Place(o.problem, o.goal, range(6)), budget) for o in made) is item.complete


def test_what_is_possible_has_no_conflict():
    """Nothing is told of a roster that can be made."""
    found = explain(round_the_clock(*(officer(rest_s=11 * HOUR_S) for _ in range(5))), LIMITS)
    assert (found.lacks, found.conflict, found.decided) == ((), None, True)


def test_rules_of_one_officer_that_contradict_each_other():
    """Hours that cannot be filled within the longest run are a conflict of that officer alone."""
    least = HoursLimit(rule="contract_hours", first_day=0, last_day=3, least_s=32 * HOUR_S)
    a_problem = problem(officer(), officer(hours=(least,), work_run=Runs(longest=2)), days=4)
    found = explain(a_problem, LIMITS)
    assert {(member.fact.rule, member.params["officer"]) for member in found.conflict.members} == {
        ("least_hours", "o2"),
        ("work_longest", "o2"),
    }
    assert {"one_more_day", "fewer_hours"} <= {item.code for item in found.conflict.relaxations}


def test_a_request_that_cannot_be_granted():
    """A goal may be a wish: what stands against it is named."""
    base = problem(officer(requests=(request(1, "day"),), rest_s=11 * HOUR_S), days=2)
    fixed = replace(base, officers=(replace(base.officers[0], pins=((0, cell(base, "n", 0)),)),))
    found = explain(fixed, LIMITS, goal=Goal(requests=((0, 0),)))
    assert told(found.conflict) == {"request", "pin", "rest"}


def test_a_search_that_is_stopped_decides_nothing():
    """Stopped at once, nothing is claimed."""
    found = explain(planted(), LIMITS, on_progress=lambda _: True)
    assert found.cancelled
    assert not found.decided
    assert found.conflict is None


@pytest.mark.parametrize(
    ("code", "a_problem"),
    [
        ("people", problem(officer(), days=1, needs=[need("day", 0, 2)])),
        ("no_shift", problem(officer(), days=1, needs=[need("odd", 0, 1, hours=(1, 2))])),
        ("people_away", problem(officer(leave=((0, DAY_S),)), days=1, needs=[need("day", 0, 1)])),
        (
            "people_skill",
            problem(officer(), days=1, duties=(duty(skills=frozenset({"driving"})),), needs=[need("day", 0, 1)]),
        ),
        (
            "crew_police_short",
            problem(
                *(officer(police=False),) * 2,
                days=1,
                duties=(duty(crew_size=2, crew_police=1),),
                needs=[need("day", 0, 2)],
            ),
        ),
        (
            "people_at_once",
            problem(
                officer(),
                days=1,
                duties=(duty(), duty("desk")),
                shifts=(shift("day"), shift("day", duty=1)),
                needs=[need("day", 0, 1), need("day", 0, 1, duty=1)],
            ),
        ),
        (
            "hours_short",
            problem(
                officer(hours=(HoursLimit(rule="weekly_hours", first_day=0, last_day=1, most_s=8 * HOUR_S),)),
                days=2,
                needs=[need("day", 0, 1), need("day", 1, 1)],
            ),
        ),
        (
            "requirement_duty_leader",
            problem(
                officer(),
                days=1,
                requirements=(
                    Requirement(
                        rule="duty_leader",
                        key="leading",
                        start_s=0,
                        end_s=DAY_S,
                        officers=frozenset(),
                        shifts=frozenset({0, 1, 2}),
                        least=1,
                    ),
                ),
            ),
        ),
    ],
)
def test_shortages_are_counted(code, a_problem):
    """Each kind of shortage is told once, with a sentence in both languages; the conflict agrees that there is one."""
    found = lacks(a_problem)
    assert [lack.code for lack in found] == [code]
    for language in ("en", "zh"):
        assert "{" not in lack_text(code, language, found[0].params)
    assert explain(a_problem, LIMITS).conflict is not None


def test_shortages_one_after_the_other_are_one():
    """A day without anybody is one shortage, not three."""
    a_problem = round_the_clock(officer(duties=frozenset({1})), days=2)
    assert [(lack.code, lack.start_s, lack.end_s) for lack in lacks(a_problem)] == [("people", 6 * HOUR_S, 54 * HOUR_S)]


def test_officers_are_shared_out_among_duties():
    """Three duties that two officers could do need three officers; a duty with its own officer is not blamed."""
    both = frozenset({0, 1})
    assert short_together([(0, 1, both), (1, 1, both)]) is None
    assert short_together([(0, 1, both), (1, 2, both), (2, 1, frozenset({5}))]) == ((0, 1), 3, 2)


def test_every_sentence_can_be_made():
    """What the planted conflict says has all its figures, in both languages."""
    conflict = explain(planted(), LIMITS).conflict
    for language in ("en", "zh"):
        for member in conflict.members:
            assert "{" not in member_text(member.code, language, member.params)
        for item in conflict.relaxations:
            assert "{" not in relaxation_text(item.code, language, item.params)


def test_every_change_has_a_price_and_a_sentence():
    """Prices and sentences are about the same changes, and no two tables share a meaning by accident."""
    assert set(PRICES) == set(RELAXATIONS)
    assert set(LACKS)
    assert all(text.format_map for text in MEMBERS.values())
