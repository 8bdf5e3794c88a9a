"""Each layer of the objective, counted by hand."""

import pytest
from roster_cases import HOUR_S, cells, duty, fair, need, officer, problem, request, shift, stated, works

from planner.rosters.check_layers import objective_of
from planner.rosters.problem import LAYERS, ChangePrices, Requirement


def layer(name, a_problem, pairs):
    return stated(a_problem, pairs).layers[LAYERS.index(name)]


def staffed(count, **changes):
    """Put so many officers on one day that needs 2, wants 4 and takes 5, in three units."""
    there = {"minimum": 2, "wanted": 4, "maximum": 5, "units": 3} | changes
    p = problem(*[officer()] * 7, needs=[need("day", 0, **there)], days=1)
    return p, works(p, *("D" * count))


@pytest.mark.parametrize(
    ("count", "short", "under"),
    [(0, 6, 2 * 3 * 5), (1, 3, 2 * 3 * 5), (2, 0, 2 * 3 * 5), (3, 0, 3 * 5), (4, 0, 0), (5, 0, 0), (7, 0, 2 * 3 * 2)],
)
def test_cover_is_short_below_the_minimum_and_under_up_to_the_number_wanted(count, short, under):
    """What is missing below the minimum counts in short alone, each officer in every unit at its price."""
    p, pairs = staffed(count, under_points=5, over_points=2)
    assert layer("short", p, pairs) == short
    assert layer("under", p, pairs) == under


def test_without_a_maximum_nobody_is_too_many():
    """None is no limit."""
    assert layer("under", *staffed(7, maximum=None)) == 0


@pytest.mark.parametrize(
    ("worked", "there"),
    [
        (shift("day", 1), 1),
        (shift("day", 1, duty=1), 0),
        (shift("late", 1, hours=(7, 15)), 0),
        (shift("early", 1, hours=(5, 13)), 0),
        (shift("long", 0, hours=(8, 38)), 1),
        (shift("split", 1, hours=(4, 18), pause_h=(14, 16)), 1),
        (shift("split", 1, hours=(2, 18), pause_h=(4, 6)), 1),
        (shift("split", 1, hours=(4, 18), pause_h=(13, 16)), 0),
        (shift("split", 1, hours=(2, 18), pause_h=(4, 8)), 0),
        (shift("split", 1, hours=(4, 18), pause_h=(8, 10)), 0),
    ],
)
def test_a_shift_covers_a_need_wholly_or_not_at_all(worked, there):
    """The duty must be the same, the need inside the shift, and no part of it in the pause."""
    p = problem(needs=[need("day", 1, 1)], shifts=[worked], duties=[duty(), duty("desk")])
    assert layer("short", p, [(0, 0)]) == 1 - there


def test_a_need_may_ask_for_some_templates_only():
    """Another shift of the duty at the same hours does not count."""
    shifts = [shift("day", 0), shift("standby", 0, hours=(6, 14))]
    p = problem(needs=[need("day", 0, 1, templates=frozenset({"standby"}))], shifts=shifts)
    assert layer("short", p, [(0, 0)]) == 1
    assert layer("short", p, [(0, 1)]) == 0


@pytest.mark.parametrize(("points", "name", "price"), [(None, "short", 1), (6, "soft", 6)])
def test_requirements_count_pairs(points, name, price):
    """Two of three pairs missing, in two units: short without points, soft with them."""
    rule = Requirement(
        rule="duty_leader",
        key="leading",
        start_s=0,
        end_s=24 * HOUR_S,
        officers=frozenset({0, 2}),
        shifts=frozenset({0, 1}),
        least=3,
        units=2,
        points=points,
    )
    p = problem(*[officer()] * 3, requirements=(rule,))
    one = works(p, "D", "D", "N")  # the second officer and the night do not count
    assert layer(name, p, one) == 2 * 2 * price
    assert sum(layer(other, p, one) for other in ("short", "soft")) == 2 * 2 * price
    both = problem(*[officer()] * 3, requirements=(rule,))
    assert layer(name, both, [(0, 0), (0, 1), (2, 0), (2, 1)]) == 0


def test_hours_are_time_on_duty_without_pauses():
    """Eight hours and eight in two parts, whatever they count."""
    split = shift("split", 0, hours=(8, 20), pause_h=(12, 16), counted_s=4 * HOUR_S)
    p = problem(officer(), officer(), shifts=[shift("day", 0), split])
    assert layer("hours", p, [(0, 0), (1, 0), (0, 1)]) == 24
    halves = problem(officer(), officer(), shifts=[shift("day", 0), split], unit_s=HOUR_S // 2)
    assert layer("hours", halves, [(0, 0), (1, 0), (0, 1)]) == 48


@pytest.mark.parametrize(
    ("share", "word", "price"),
    [
        (fair(0, "nights", target=1000, points=10), "NNN", 40),
        (fair(0, "nights", target=1500, points=10), "NNN", 22),  # 10 x 1.5 x 1.5, rounded down
        (fair(0, "nights", target=-1000, points=10), "N", 40),
        (fair(0, "nights", target=0, points=10), "DDD", 0),
        (fair(0, "weekends", points=10), "-----DD-----D", 40),
        (fair(0, "weekends", points=10), "-----DD", 10),
        (fair(0, "holidays", points=10), "DDD", 10),
        (fair(0, "turns:desk", points=10), "DDD", 0),
        (fair(0, "turns:patrol", points=10), "DDD", 90),
        (fair(0, "hours", target=16 * HOUR_S * 1000, unit=8 * HOUR_S * 1000, points=10), "DDDD", 40),
        (fair(0, "hours", target=20 * HOUR_S * 1000, unit=8 * HOUR_S * 1000, points=10), "DD", 2),
        (fair(1, "nights", points=10), "NNN", 0),
    ],
)
def test_unfairness_is_the_square_of_what_is_too_much_or_too_little(share, word, price):
    """An officer pays for the distance from their own fair share, above or below."""
    kinds = ("workday", "holiday", *["workday"] * 12)
    p = problem(officer(), officer(), days=14, fair_shares=(share,), day_kinds=kinds, duties=[duty(), duty("desk")])
    assert layer("unfair", p, works(p, word)) == price


@pytest.mark.parametrize(
    ("wish", "word", "price"),
    [
        (request(0, "day", points=5), "D", 0),
        (request(0, "day", points=5), "E", 5),
        (request(0, "day", points=5), "-D", 5),
        (request(0, "day", "evening", points=5), "E", 0),
        (request(0, points=5), "N", 0),
        (request(0, points=5), "-", 5),
        (request(0, wanted=False, points=5), "N", 5),
        (request(0, wanted=False, points=5), "-N", 0),
        (request(0, "night", wanted=False, points=5), "D", 0),
        (request(0, "night", wanted=False, points=5), "N", 5),
    ],
)
def test_requests_cost_when_they_are_not_granted(wish, word, price):
    """Wanted and unwanted, a template, some templates, or any shift at all."""
    p = problem(officer(requests=(wish,)))
    assert layer("requests", p, works(p, word)) == price


@pytest.mark.parametrize(
    ("published", "word", "price"),
    [
        ("DD-", "DD-", 0),
        ("DD-", "DE-", 100 + 10),
        ("DD-", "EE-", 100 + 20),
        ("DD-", "D--", 100 + 10),
        ("DD-", "DDN", 100 + 10 + 1),
        ("DD-", "-DN", 100 + 20 + 1),
        ("?D?", "NDN", 0),
        ("D", "DEE", 0),
        ("", "DEN", 0),
    ],
)
def test_changes_cost_by_person_by_date_and_when_called_in(published, word, price):
    """What was not published cannot change."""
    open_ = problem()
    p = problem(
        officer(published=cells(open_, published)),
        officer(published=cells(open_, "D")),
        change=ChangePrices(person=100, cell=10, called_in=1),
    )
    assert layer("change", p, works(p, word, "D")) == price
    assert layer("change", p, works(p, word, "")) == price + 110


def test_kinds_are_the_templates_in_use():
    """However often, by whomever, on whatever duty."""
    p = problem(officer(), officer())
    assert layer("kinds", p, works(p, "DDE", "E-D")) == 2
    assert layer("kinds", p, ()) == 0


def test_the_objective_weighs_the_layers():
    """Every layer by its own weight."""
    p = problem(weights=(8, 7, 6, 5, 4, 3, 2, 1))
    assert objective_of(p, (1, 10, 100, 1000, 10**4, 10**5, 10**6, 10**7)) == (
        8 + 70 + 600 + 5000 + 40000 + 300000 + 2000000 + 10000000
    )
