"""The independent check catches each rule when it is broken by hand."""

import dataclasses

import pytest
import shapely

from planner.drones.check import RULES, check
from planner.i18n.violations import VIOLATIONS, violation_text


def _codes(problem, result):
    found = check(problem, result)
    assert all(violation.code in VIOLATIONS and violation_text(violation, "en") for violation in found)
    return {violation.code for violation in found}


def _with_round(result, index, **changes):
    rounds = list(result.rounds)
    rounds[index] = dataclasses.replace(rounds[index], **changes)
    return dataclasses.replace(result, rounds=tuple(rounds))


def _moved(item, *, seconds=0.0, metres=0.0, up_m=0.0):
    path = item.path.copy()
    path[:, 3] += seconds
    path[1:-1, 0] += metres
    path[1:-1, 2] += up_m
    return path


def test_a_legal_day_passes(small_day, small_result):
    """The result that the other tests break is legal."""
    assert small_result.status == "optimal"
    assert _codes(small_day, small_result) == set()


def test_a_path_through_a_zone_is_found(small_day, small_result, make):
    """A zone laid over a flown path is reported, unless it is inactive or the flight is below its ceiling."""
    spot = shapely.Point(small_result.rounds[0].path[2, :2]).buffer(20)
    closed = dataclasses.replace(small_day, zones=(make.zone(spot),))
    later = dataclasses.replace(small_day, zones=(make.zone(spot, active=((90_000.0, 99_000.0),)),))
    high = dataclasses.replace(small_day, zones=(make.zone(spot, ceiling_m=100.0),))
    assert "flight_in_closed_zone" in _codes(closed, small_result)
    assert _codes(later, small_result) == set()
    assert _codes(high, small_result) == set()


def test_a_path_that_grazes_a_zone_breaks_the_margin(small_day, small_result, make):
    """Five metres beside a zone is too near when ten are asked for."""
    x, y = small_result.rounds[0].path[2, :2]
    rules = small_day.rules.model_copy(update={"margin_m": 100.0})
    spot = shapely.Point(x, y).buffer(1.0)
    away = shapely.affinity.translate(spot, 0.0, -60.0)
    near = dataclasses.replace(small_day, rules=rules, zones=(make.zone(away),))
    assert "flight_in_closed_zone" in _codes(near, small_result)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"up_m": 60.0}, "flight_over_ceiling"),
        ({"metres": 9000.0}, "flight_out_of_reach"),
        ({"metres": 400.0}, "flight_too_fast"),
        ({"seconds": 600.0}, "round_off_timetable"),
        ({"seconds": -7200.0}, "round_off_timetable"),
    ],
)
def test_a_path_that_is_moved_is_found(small_day, small_result, change, code):
    """Too high, too far, too fast and at the wrong time."""
    broken = _with_round(small_result, 5, path=_moved(small_result.rounds[5], **change))
    assert code in _codes(small_day, broken)


def test_a_flight_that_does_not_return_to_its_dock_is_found(small_day, small_result):
    """The last point lies on the ground at the dock."""
    path = small_result.rounds[5].path.copy()
    path[-1, 0] += 30.0
    assert "flight_not_from_dock" in _codes(small_day, _with_round(small_result, 5, path=path))


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (12.0, 0.0, "battery_charged_too_fast"),
        (0.0, 12.0, "battery_does_not_add_up"),
        (-60.0, -60.0, "battery_too_low"),
    ],
)
def test_charges_that_are_wrong_are_found(small_day, small_result, before, after, code):
    """More than the dock could charge, less than the flight takes, or too low at landing."""
    item = small_result.rounds[5]
    changed = {"before_pct": item.before_pct + before, "after_pct": item.after_pct + after}
    assert code in _codes(small_day, _with_round(small_result, 5, **changed))


def test_a_dock_used_twice_at_once_is_found(small_day, small_result):
    """Two rounds cannot leave one dock within one flight and its overhead."""
    first = small_result.rounds[0]
    twin = dataclasses.replace(first, number=2, path=_moved(first, seconds=60.0))
    broken = dataclasses.replace(small_result, rounds=(first, twin, *small_result.rounds[2:]))
    assert "dock_not_ready" in _codes(small_day, broken)


def test_a_round_longer_than_the_rules_is_found(small_day, small_result):
    """A shorter longest round makes flown rounds too long."""
    rules = small_day.rules.model_copy(update={"round_min": 1.0})
    assert "flight_too_long" in _codes(dataclasses.replace(small_day, rules=rules), small_result)


def test_a_round_that_is_neither_flown_nor_missed_is_found(small_day, small_result):
    """Leaving a round out, or flying it twice, is reported."""
    dropped = dataclasses.replace(small_result, rounds=small_result.rounds[:-1])
    doubled = _with_round(small_result, 5, number=5)
    assert "round_not_once" in _codes(small_day, dropped)
    assert "round_not_once" in _codes(small_day, doubled)


def test_a_look_that_is_not_flown_is_found(small_day, small_result):
    """A flight that claims a task which it does not pass is reported."""
    looks = tuple(dataclasses.replace(look, task=(look.task + 1) % 3) for look in small_result.rounds[5].looks)
    assert "flight_does_not_see" in _codes(small_day, _with_round(small_result, 5, looks=looks))


def test_a_required_window_left_out_in_silence_is_found(small_day, small_result):
    """Without the looks at the gate its windows are unserved, and nothing says so."""
    blind = dataclasses.replace(
        small_result, rounds=tuple(dataclasses.replace(item, looks=()) for item in small_result.rounds)
    )
    assert "required_task_unserved" in _codes(small_day, blind)


def test_every_rule_has_a_sentence_that_says_what_it_checks():
    """Rules are documented."""
    assert len(RULES) == 17
    assert all(rule.__doc__ for rule in RULES)
