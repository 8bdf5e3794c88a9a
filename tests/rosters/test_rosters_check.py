"""The check of a roster as a whole: figures, status, stuck officers, and that every rule has its sentence."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from roster_cases import HOUR_S, need, officer, problem, shift, stated, works

import planner.rosters
from planner.domain.violation import Violation
from planner.i18n.violations import VIOLATIONS, violation_text
from planner.rosters.check import check
from planner.rosters.problem import LAYERS, HoursLimit, Runs


def codes(a_problem, result):
    return [violation.code for violation in check(a_problem, result)]


@pytest.fixture
def usual():
    """Give a problem with a legal roster: 8 officer-hours short, 8 under."""
    p = problem(officer(rest_s=11 * HOUR_S), officer(), needs=[need("day", 0, 2, 3, units=8)])
    return p, works(p, "D", "-E")


def test_a_true_roster_passes(usual):
    """Figures that are what they are said to be give no violation."""
    p, pairs = usual
    true = stated(p, pairs)
    assert true.layers == (8, 0, 8, 16, 0, 0, 0, 2)
    assert true.objective == 8 * 20000 + 8 * 400 + 16 * 20 + 2
    assert check(p, true) == []
    assert codes(p, replace(true, status="optimal", bound=true.objective)) == []


@pytest.mark.parametrize("pair", [(2, 0), (-1, 0), (0, 21), (0, -1)])
def test_pairs_name_officers_and_shifts_that_exist(usual, pair):
    """An index outside is told, and nothing else can be."""
    p, pairs = usual
    assert codes(p, replace(stated(p, pairs), works=(*pairs, pair))) == ["roster_unknown_work"]


def test_stuck_names_officers_that_exist(usual):
    """As for pairs."""
    p, pairs = usual
    assert codes(p, stated(p, pairs, stuck=(2,))) == ["roster_unknown_work"]


def test_a_pair_comes_once(usual):
    """A pair told twice is named, and counts once."""
    p, pairs = usual
    assert codes(p, replace(stated(p, pairs), works=(*pairs, pairs[0]))) == ["roster_work_twice"]


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_counted_again(usual, name):
    """A layer that is one off is named with both figures."""
    p, pairs = usual
    true = stated(p, pairs)
    layers = tuple(value + (LAYERS[k] == name) for k, value in enumerate(true.layers))
    [found] = check(p, replace(true, layers=layers))
    index = LAYERS.index(name)
    assert found.params == {"layer": name, "told": layers[index], "counted": true.layers[index]}


@pytest.mark.parametrize("layers", [(), (8, 0, 8, 16, 0, 0, 0), (8, 0, 8, 16, 0, 0, 0, 2, 5)])
def test_there_are_as_many_figures_as_layers(usual, layers):
    """A layer that is missing is wrong, and so is one too many."""
    p, pairs = usual
    assert set(codes(p, stated(p, pairs, layers=layers))) == {"roster_layer_wrong"}


def test_the_objective_is_counted_again(usual):
    """Cheaper or dearer than it is."""
    p, pairs = usual
    true = stated(p, pairs)
    assert codes(p, replace(true, objective=true.objective - 1)) == ["roster_objective_wrong"]
    assert codes(p, replace(true, objective=true.objective + 1)) == ["roster_objective_wrong"]


def test_the_bound_fits_the_objective(usual):
    """Not above it, and equal to it when the roster is called optimal."""
    p, pairs = usual
    true = stated(p, pairs)
    assert codes(p, replace(true, bound=true.objective + 1)) == ["roster_bound_wrong"]
    assert codes(p, replace(true, bound=true.objective - 1, status="optimal")) == ["roster_bound_wrong"]
    assert codes(p, replace(true, bound=true.objective - 1, status="cancelled")) == []


def test_who_is_stuck_has_no_shift():
    """Pins that leave too little rest: no schedule is legal, and none is worked."""
    hopeless = officer(rest_s=11 * HOUR_S, pins=((0, 2), (1, 3)))
    p = problem(hopeless, officer())
    assert codes(p, stated(p, works(p, "", "D"), stuck=(0,))) == []
    assert codes(p, stated(p, works(p, "-D", "D"), stuck=(0,))) == ["roster_stuck_works"]
    assert set(codes(p, stated(p, works(p, "", "D")))) == {"roster_pin_broken"}


def test_who_may_stay_at_home_is_not_stuck():
    """Having no shift is legal unless a rule asks for one."""
    p = problem(officer(rest_s=HOUR_S))
    assert codes(p, stated(p, (), stuck=(0,))) == ["roster_stuck_wrongly"]
    limit = HoursLimit(rule="contract_hours", first_day=0, last_day=6, least_s=200 * HOUR_S)
    asked = problem(officer(hours=(limit,)))
    assert codes(asked, stated(asked, (), stuck=(0,))) == []


def test_soft_rules_of_the_stuck_still_cost():
    """Layers are counted from the roster alone, whoever is stuck."""
    hard = HoursLimit(rule="contract_hours", first_day=0, last_day=6, least_s=200 * HOUR_S)
    p = problem(officer(hours=(hard, replace(hard, points=1))))
    assert stated(p, ()).layers[LAYERS.index("soft")] == 200


def test_several_rules_are_named_at_once():
    """One broken rule does not hide another, nor one officer another."""
    strict = officer(rest_s=11 * HOUR_S, work_run=Runs(longest=1))
    p = problem(strict, officer(duties=frozenset()), shifts=[shift("evening", 0), shift("day", 1)])
    assert codes(p, stated(p, [(0, 0), (0, 1), (1, 0)])) == [
        "rest_too_short",
        "roster_run_too_long",
        "roster_duty_not_allowed",
    ]


def test_every_code_of_a_check_has_its_sentence():
    """No breach lacks a sentence, in English and in Chinese."""
    folder = Path(planner.rosters.__file__).parent
    names = {
        node.value
        for path in folder.glob("check*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = {name for name in names if name.startswith(("roster_", "rest_too"))}
    assert len(told) > 25
    assert told <= VIOLATIONS.keys()
    assert {code for code in VIOLATIONS if code.startswith("roster_")} <= told
    for code in told:
        violation = Violation(code=code)
        assert violation_text(violation, "zh") != violation_text(violation, "en")
