"""Rules, rotations and pins of the roster as they are read; each way of being wrong has its fault and its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from faulty_station import edit, faults_of
from roster_station import roster_station

from planner.i18n.faults import fault_text
from planner.sources import read_scenario

ROTATION = '[[roster.rotations]]\nname = "R"\n'
PIN = "[[roster.pins]]\nofficer = "

# lines behind the horizon, fault code, place
RULES = [
    ("rest_h = 11.0", "key_elsewhere", "[roster]: rest_h"),
    ("longest_run_days = 6", "key_elsewhere", "[roster]: longest_run_days"),
    ("most_nights_in_row = 3", "key_elsewhere", "[roster]: most_nights_in_row"),
    ("[roster.rules]\nrets = {}", "unknown_key", "[roster]: rules.rets"),
    ("[roster.rules.rest]\nhour = 3", "unknown_key", "[roster]: rules.rest.hour"),
    ("[roster.rules.rest]\nweight = 0", "value_out_of_range", "[roster]: rules.rest.weight"),
    ("[roster.rules.work_run]\nshortest = 5\nlongest = 2", "run_shortest_above_longest", "[roster]: rules.work_run"),
    ('[roster.rules.successions]\npairs = [["N"]]', "not_a_pair", "[roster]: rules.successions.pairs[1]"),
    (
        '[roster.rules.successions]\npairs = [["N", "D", "D"]]',
        "not_a_pair",
        "[roster]: rules.successions.pairs[1]",
    ),
    (
        '[roster.rules.successions]\npairs = [["N", "X"]]',
        "reference_unknown",
        "[roster]: rules.successions.pairs[1]",
    ),
    ("[roster.rules.shift_counts]\nmost = 3", "not_a_table", "[roster]: rules.shift_counts.most"),
    ("[roster.rules.shift_counts.most]\nX = 3", "reference_unknown", "[roster]: rules.shift_counts.most.X"),
    (
        '[roster.rules.neighbours]\npairs = [["G1", "G9"]]',
        "reference_unknown",
        "[roster]: rules.neighbours.pairs[1]",
    ),
    ("[roster.rules.neighbours]\non = true", "reference_unknown", "[roster]: rules.neighbours.duty"),
    ("[roster.rules.duty_leader]\non = true", "reference_unknown", "[roster]: rules.duty_leader.skill"),
    (
        '[roster.rules.squads_together]\nsquads = ["三班"]',
        "reference_unknown",
        "[roster]: rules.squads_together.squads",
    ),
    ('[roster.codes]\n"早" = "X"', "reference_unknown", "[roster]: codes.早"),
    ('[[roster.design]]\nduty = "x"', "reference_unknown", "[roster]: design[1].duty"),
    (
        '[[roster.design]]\nduty = "patrol"\n[[roster.design]]\nduty = "patrol"',
        "design_twice",
        "[roster]: design[2].duty",
    ),
    (
        '[[roster.design]]\nduty = "patrol"\nshortest_h = 9',
        "design_span_reversed",
        "[roster]: design[1].longest_h",
    ),
    (ROTATION + 'squads = ["一班"]\npattern = "D D X off"', "pattern_symbol_unknown", "[roster]: rotations[1].pattern"),
    (ROTATION + 'squads = ["一班"]', "rotation_without_pattern", "[roster]: rotations[1].pattern"),
    (
        ROTATION + 'squads = ["一班"]\npattern = "D"\npreset = "1-on-1-off"',
        "rotation_pattern_twice",
        "[roster]: rotations[1].preset",
    ),
    (
        ROTATION + 'squads = ["一班"]\npreset = "four-team-three-shift"\nshifts = ["D"]',
        "preset_shifts_few",
        "[roster]: rotations[1].shifts",
    ),
    (
        ROTATION + 'squads = ["一班"]\npattern = "400xD"',
        "pattern_too_long",
        "[roster]: rotations[1].pattern",
    ),
    (
        ROTATION + 'squads = ["一班"]\npreset = "1-on-1-off"\nshifts = ["X"]',
        "reference_unknown",
        "[roster]: rotations[1].shifts",
    ),
    (ROTATION + 'pattern = "D off"', "rotation_without_followers", "[roster]: rotations[1]"),
    (ROTATION + 'squads = ["九班"]\npattern = "D off"', "reference_unknown", "[roster]: rotations[1].squads"),
    (ROTATION + 'officers = ["P9"]\npattern = "D off"', "reference_unknown", "[roster]: rotations[1].officers"),
    (
        ROTATION + 'squads = ["一班", "二班"]\nstep_days = 2\npattern = "D off off"',
        "rotation_pattern_short",
        "[roster]: rotations[1].step_days",
    ),
    (
        ROTATION + 'squads = ["一班"]\nofficers = ["P1"]\npattern = "D off"',
        "rotations_share_officer",
        "[roster]: rotations[1]",
    ),
    (PIN + '"P9"\ndate = 2026-11-23\nshift = "D"', "reference_unknown", "[roster]: pins[1].officer"),
    (PIN + '"P1"\ndate = 2026-11-23\nshift = "X"', "reference_unknown", "[roster]: pins[1].shift"),
    (PIN + '"P1"\ndate = 2026-11-23\nshift = "D"\nduty = "x"', "reference_unknown", "[roster]: pins[1].duty"),
    (PIN + '"P1"\ndate = 2026-11-30\nshift = "D"', "roster_pin_outside_horizon", "[roster]: pins[1].date"),
    (PIN + '"P1"\ndate = 2026-11-26\nshift = "D"', "roster_pin_on_leave", "[roster]: pins[1].date"),
    (PIN + '"P1"\ndate = 2026-11-25\nshift = "N"', "roster_pin_on_leave", "[roster]: pins[1].date"),
]


@pytest.mark.parametrize(("lines", "code", "place"), RULES)
def test_a_rule_with_a_mistake_is_refused(station: Path, lines: str, code: str, place: str) -> None:
    """One fault names the file, the key and what is wrong; nothing else is told."""
    (fault,) = faults_of(roster_station(station, lines))
    assert (fault.code, fault.place, fault.file) == (code, place, "scenario.toml")
    texts = fault_text(fault, "en") + fault_text(fault, "zh")
    assert not re.search(r"\{[a-z_]+\}", texts)


def test_a_figure_that_stands_elsewhere_is_told_where(station: Path) -> None:
    """The fault says the table, the key and the value to write."""
    (fault,) = faults_of(roster_station(station, "rest_h = 10.5"))
    assert "write hours = 10.5 under [roster.rules.rest]" in fault_text(fault, "en")


def test_the_longest_runs_stay_when_other_figures_are_set(station: Path) -> None:
    """A weight for a run does not take its limit away; a shortest run above it raises it."""
    lines = "[roster.rules]\nwork_run = { weight = 5 }\nnight_run = { shortest = 4 }"
    rules = read_scenario(roster_station(station, lines)).roster.rules
    assert (rules.work_run.longest, rules.night_run.longest, rules.days_off_run.longest) == (6, 4, None)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("wanted = 4", "wanted = 4, maximum = 3", "cover_maximum_below_needed", "cover[1].maximum"),
        ("wanted = 4", 'wanted = 4, grid = "G1"', "cover_grid_of_no_grid_duty", "cover[1].grid"),
        ("crew_size = 2\n", "crew_size = 2\ncrew_police = 3\n", "crew_asks_for_more", "crew_police"),
        (
            "crew_size = 2\n",
            "crew_size = 2\ncrew_skills = { driving = 3 }\n",
            "crew_asks_for_more",
            "crew_skills.driving",
        ),
        ('window = { start = "07:00", end = "19:00" }', "{0}\ncounted_h = 12.5", "counted_above_length", "counted_h"),
        (
            'window = { start = "07:00", end = "19:00" }',
            '{0}\nsecond = {{ start = "18:00", end = "20:00" }}',
            "shift_parts_overlap",
            "second",
        ),
        ('code = "D"', 'code = "休"', "shift_code_reserved", "code"),
    ],
)
def test_duties_and_shifts_that_do_not_fit(station: Path, old: str, new: str, code: str, place: str) -> None:
    """A duty or a shift that contradicts itself is refused at its key."""
    edit(station, old, new.format(old) if "{0}" in new else new)
    (fault,) = faults_of(roster_station(station))
    assert (fault.code, fault.place.split(": ")[-1]) == (code, place)


def test_cover_of_an_unknown_grid_is_refused(station: Path) -> None:
    """The grid is told, with the nearest one."""
    edit(station, "wanted = 4", 'wanted = 4, grid = "G7"')
    edit(station, "crew_size = 2\n", "crew_size = 2\nin_grid = true\n")
    (fault,) = faults_of(roster_station(station))
    assert (fault.code, fault.params["kind"]) == ("reference_unknown", "grids")


def test_a_maximum_of_a_grid_is_refused(station: Path) -> None:
    """Nothing could keep to it, so it may not be set; without it the cover is read."""
    edit(station, "crew_size = 2\n", "crew_size = 2\nin_grid = true\n")
    edit(station, "wanted = 4", 'wanted = 4, maximum = 5, grid = "G1"')
    (fault,) = faults_of(roster_station(station))
    assert (fault.code, fault.place.split(": ")[-1]) == ("cover_maximum_with_grid", "cover[1].maximum")
    edit(station, "maximum = 5, ", "")
    assert read_scenario(station).duties[0].cover[0].grid == "G1"


def test_duties_without_any_officer_are_refused(station: Path) -> None:
    """A station that asks for people and has none is told so once for each duty."""
    edit(station, 'officers = "officers.csv"\n', "")
    (station / "grids.geojson").write_text(
        (station / "grids.geojson").read_text("utf-8").replace('"leader": "P1"', '"leader": null'), "utf-8"
    )
    assert [fault.code for fault in faults_of(station) if fault.code != "reference_unknown"] == ["officers_none"]


def test_a_table_of_officers_that_names_nobody_is_one_fault(station: Path) -> None:
    """What speaks of officers is not told again when the table holds a heading alone."""
    table = station / "officers.csv"
    table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    (fault,) = faults_of(station)
    assert (fault.code, fault.file) == ("officers_table_empty", "officers.csv")
