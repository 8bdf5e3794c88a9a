"""Patterns of rotations, read date by date."""

from __future__ import annotations

import pytest

from planner.domain.patterns import LONGEST, PRESETS, PatternWrong, parse_pattern, pattern_of
from planner.domain.rostering import Rotation

CODES = ("早", "中", "夜", "D", "24", "3x休")


def written(pattern):
    """Write a pattern with ``-`` for a date off and ``*`` where the solver decides."""
    return " ".join("*" if codes is None else "|".join(sorted(codes)) or "-" for codes in pattern)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("早 早 中 中 夜 夜 休 休", "早 早 中 中 夜 夜 - -"),
        ("24,3×休", "24 - - -"),
        ("24，off、Off;OFF", "24 - - -"),
        ("D|早 * 2x*", "D|早 * * *"),
        ("  2xD|24\n休 ", "24|D 24|D -"),
        ("3x休 D", "3x休 D"),
        ("D|off D|休|24 off|休", "D|off 24|D|off -"),
    ],
)
def test_every_symbol_is_read(text, says):
    """Codes, alternatives, days off, open days and repetitions; a code of the station is always that code."""
    assert written(parse_pattern(text, CODES)) == says


@pytest.mark.parametrize(
    ("text", "code", "symbol"),
    [
        ("早 晚", "pattern_symbol_unknown", "晚"),
        ("D|晚", "pattern_symbol_unknown", "晚"),
        ("D|", "pattern_symbol_unknown", "D|"),
        ("D|*", "pattern_symbol_unknown", "*"),
        ("0xD", "pattern_symbol_unknown", "0xD"),
        ("2x3xD", "pattern_symbol_unknown", "3xD"),
        ("早早", "pattern_symbol_unknown", "早早"),
        (" , ", "pattern_empty", " , "),
        ("999xD 999xD", "pattern_too_long", "999"),
    ],
)
def test_what_cannot_be_read_is_named(text, code, symbol):
    """The fault names the symbol, so that a person finds it."""
    with pytest.raises(PatternWrong) as wrong:
        parse_pattern(text, CODES)
    assert (wrong.value.code, wrong.value.symbol) == (code, symbol)


def test_a_turn_may_last_a_year_and_no_longer():
    """The longest pattern is read whole."""
    assert len(parse_pattern(f"{LONGEST}xD", CODES)) == LONGEST
    with pytest.raises(PatternWrong):
        parse_pattern(f"{LONGEST}xD 休", CODES)


@pytest.mark.parametrize(
    ("preset", "shifts", "says"),
    [
        ("4-on-2-off", ("D",), "D D D D - -"),
        ("4-on-2-off", ("早", "中"), "中|早 中|早 中|早 中|早 - -"),
        ("4-on-2-off", (), "* * * * - -"),
        ("four-team-three-shift", ("早", "中", "夜"), "早 早 中 中 夜 夜 - -"),
        ("day-night-rest", ("早", "夜"), "早 夜 -"),
        ("day-night-rest", ("早", "中", "夜"), "早 夜 -"),
        ("pitman", ("D",), "D D - - D D D - - D D - - -"),
        ("1-on-1-off", ("24",), "24 -"),
        ("1-on-2-off", ("24",), "24 - -"),
        ("1-on-3-off", ("24",), "24 - - -"),
    ],
)
def test_presets_are_the_usual_patterns(preset, shifts, says):
    """Each preset must be the pattern that its name stands for."""
    assert written(pattern_of(Rotation(name="r", preset=preset, shifts=shifts), CODES)) == says


def test_every_preset_of_the_rotation_is_there():
    """A preset that the noun allows can be laid out."""
    for preset in Rotation.model_fields["preset"].annotation.__args__[0].__args__:
        assert preset in PRESETS
        assert pattern_of(Rotation(name="r", preset=preset, shifts=("早", "中", "夜")), CODES)


@pytest.mark.parametrize(("shifts", "teams", "step"), [(("D",), 2, 7), (("早", "夜"), 4, 7)])
def test_pitman_has_one_team_on_each_shift(shifts, teams, step):
    """Teams half a turn apart (two shifts: a quarter) must fill each shift with exactly one team on every date."""
    turn = pattern_of(Rotation(name="r", preset="pitman", shifts=shifts), CODES)
    for day in range(len(turn)):
        there = [code for team in range(teams) for code in turn[(day - team * step) % len(turn)]]
        assert sorted(there) == sorted(shifts)


def test_an_own_pattern_comes_before_the_preset():
    """A rotation with both follows its pattern."""
    assert written(pattern_of(Rotation(name="r", pattern="D 休", preset="pitman", shifts=("D",)), CODES)) == "D -"


@pytest.mark.parametrize(
    ("rotation", "code", "symbol"),
    [
        (Rotation(name="r"), "pattern_empty", ""),
        (Rotation(name="r", preset="four-team-three-shift", shifts=("早", "中")), "preset_shifts_few", "3"),
        (Rotation(name="r", preset="pitman"), "preset_shifts_few", "1"),
        (Rotation(name="r", preset="1-on-1-off", shifts=("晚",)), "pattern_symbol_unknown", "晚"),
    ],
)
def test_a_preset_without_its_shifts_is_told(rotation, code, symbol):
    """The fault says how many codes the preset needs, or which one is unknown."""
    with pytest.raises(PatternWrong) as wrong:
        pattern_of(rotation, CODES)
    assert (wrong.value.code, wrong.value.symbol) == (code, symbol)
