"""Fair shares: by contract, among peers, with the history taken off; nobody gains or loses in sum."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from planner.domain.force import Leave
from planner.domain.rostering import Fairness, PastShift, Rotation
from planner.rosters.prepare import prepare
from planner.rosters.prepare.expected import shares

HOUR_S = 3600
ZONE = ZoneInfo("Asia/Shanghai")


def targets(problem, what):
    return {share.officer: share.target / 1000 for share in problem.fair_shares if share.what == what}


def past_night(officer, date):
    start = dt.datetime(2026, 11, date, 23, tzinfo=ZONE)
    return PastShift(officer=officer, start=start, end=start + dt.timedelta(hours=8), shift="n", duty="p")


@pytest.fixture
def nights_of(scenario_of, duty_of, shift_of):
    """Give a scenario of one night post of eight hours for two weeks."""

    def make(officers, **more):
        duty = duty_of("p", ("23:00", "31:00", 1), **more.pop("duty", {}))
        rules = {"days": 14} | more.pop("rules", {})
        return scenario_of(
            officers=officers, duties=[duty], shifts=[shift_of("n", "23:00", "31:00")], rules=rules, **more
        )

    return make


def test_shares_are_by_contract(nights_of, officers_of, demand_of):
    """Nights, hours and weekends must be shared by the contract hours, days of leave taken off."""
    half, full, away = officers_of(3)
    half = half.model_copy(update={"weekly_hours": 20.0})
    full = full.model_copy(update={"weekly_hours": 40.0})
    leave = (Leave(start=dt.date(2026, 11, 23), end=dt.date(2026, 11, 29)),)
    away = away.model_copy(update={"weekly_hours": 40.0, "leave": leave})
    problem = prepare(nights_of([half, full, away]), demand_of())
    assert targets(problem, "nights") == {0: 3.5, 1: 7.0, 2: 3.5}
    hours = {officer: seconds / HOUR_S for officer, seconds in targets(problem, "hours").items()}
    assert hours == {0: 28, 1: 56, 2: 28}
    assert targets(problem, "weekends") == {0: 0.5, 1: 1.0, 2: 0.5}
    assert targets(problem, "holidays") == {}


def test_history_is_taken_off_and_the_sum_kept(nights_of, officers_of, demand_of):
    """Who had more nights before must get fewer; what all had and will have is shared by contract hours."""
    history = (*(past_night("o1", date) for date in (18, 19, 20)), past_night("o2", 18))
    problem = prepare(nights_of(officers_of(2), history=history), demand_of())
    found = targets(problem, "nights")
    assert found == {0: 7 + 2 - 3, 1: 7 + 2 - 1}
    assert sum(found.values()) == 14


def test_who_is_new_owes_nothing(nights_of, officers_of, demand_of):
    """An officer without a row in the history must get the plain share."""
    history = (past_night("o1", 18), past_night("o2", 18), past_night("o2", 20))
    found = targets(prepare(nights_of(officers_of(3), history=history), demand_of()), "nights")
    assert found[2] == pytest.approx(14 / 3, abs=1e-3)
    assert found[0] > found[1]


def test_turns_are_shared_among_all_who_may_do_them(scenario_of, duty_of, shift_of, officers_of, demand_of):
    """Turns of a duty must be shared across groups of peers, and only for duties that say so."""
    one, two, three = officers_of(3)
    people = [one, two.model_copy(update={"duties": ("desk",)}), three.model_copy(update={"duties": ("case",)})]
    duties = [duty_of("desk", ("07:00", "15:00", 1), fair_turns=True), duty_of("case", ("07:00", "15:00", 1))]
    scenario = scenario_of(officers=people, duties=duties, shifts=[shift_of("d", "07:00", "15:00")])
    problem = prepare(scenario, demand_of())
    assert targets(problem, "turns:desk") == {0: 3.5, 1: 3.5}
    assert targets(problem, "turns:case") == {}


def test_shares_stay_within_the_contracts(nights_of, officers_of, demand_of):
    """Where there is more work than contract hours the hours' shares must not exceed the contracts."""
    people = officers_of(2, weekly_hours=20.0)
    found = targets(prepare(nights_of(people), demand_of()), "hours")
    assert found == {0: 40 * HOUR_S, 1: 40 * HOUR_S}


def test_a_rotation_without_choice_is_not_compared(nights_of, officers_of, demand_of):
    """Who follows a fixed pattern has no share; what the pattern gives them is taken off the others'."""
    rotation = Rotation(name="r", pattern="n off", officers=("o1",))
    found = targets(prepare(nights_of(officers_of(3), rules={"rotations": (rotation,)}), demand_of()), "nights")
    assert found == {1: 3.5, 2: 3.5}


def test_points_of_nought_leave_a_share_out(nights_of, officers_of, demand_of):
    """What has no points must have no shares."""
    fairness = Fairness(hours=0, nights=3, weekends=0)
    problem = prepare(nights_of(officers_of(2), rules={"fairness": fairness}), demand_of())
    assert {(share.what, share.points, share.unit) for share in problem.fair_shares} == {("nights", 3, 1000)}


def test_a_lone_officer_has_no_shares(nights_of, officers_of, demand_of):
    """With nobody to compare there must be no shares."""
    assert prepare(nights_of(officers_of(1)), demand_of()).fair_shares == ()


@pytest.mark.parametrize(
    ("work", "able", "contract", "expected"),
    [
        ((30.0,), ((0, 1),), (10.0, 20.0), [[1 / 3, 2 / 3]]),
        ((10.0, 20.0), ((0,), (0, 1)), (10.0, 10.0), [[1, 0], [0.25, 0.75]]),
        ((30.0, 10.0), ((0,), (0, 1)), (10.0, 10.0), [[1, 0], [0, 1]]),
        ((30.0,), ((),), (10.0,), [[0]]),
    ],
)
def test_work_goes_to_the_least_laden_groups(work, able, contract, expected):
    """Loads by contract must be as even as the duties allow."""
    scaled = shares([one * 1e4 for one in work], able, [one * 1e4 for one in contract])
    for row, asked in zip(scaled, expected, strict=True):
        assert row == pytest.approx(asked, abs=1e-3)
