"""Curtois and Qu instances: the printed lines, and cost and rules worked out again from the file alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.instances.curtois_answer import summary
from benchmarks.instances.curtois_cost import broken, cost
from benchmarks.rosters import main

INSTANCE = """# Two weeks are not needed: nine days, two people.
SECTION_HORIZON
9

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
A,E=9|L=2,3840,960,5,2,2,1
B,E=9|L=2,3840,960,5,2,2,1

SECTION_DAYS_OFF
A,8

SECTION_SHIFT_ON_REQUESTS
A,0,E,3

SECTION_SHIFT_OFF_REQUESTS
B,1,E,4

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
4,L,1,50,2
"""
LEGAL = {
    "A": ["E", "E", None, None, "E", "E", None, None, None],
    "B": [None, None, None, "L", "L", None, None, None, None],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write the instance."""
    path = tmp_path / "Instance99.txt"
    path.write_text(INSTANCE, encoding="utf-8")
    return path


def changed(who: str, **days: str | None) -> dict[str, list[str | None]]:
    """Give the legal roster with some dates of one employee changed."""
    row = list(LEGAL[who])
    for day, code in days.items():
        row[int(day[1:])] = code
    return {**LEGAL, who: row}


def test_cost_counts_requests_and_both_sides_of_cover(file: Path):
    """A wish not granted, somebody missing and somebody too many each cost their own weight."""
    assert cost(file, LEGAL) == 0
    assert cost(file, changed("A", d0=None)) == 3 + 100
    assert cost(file, changed("B", d1="E")) == 4 + 1
    assert cost(file, changed("B", d4=None)) == 50
    assert cost(file, changed("A", d4="L")) == 2


@pytest.mark.parametrize(
    ("roster", "rule"),
    [
        (LEGAL, None),
        (changed("A", d8="E"), "works on day 8 off"),
        (changed("B", d5="E"), "E follows L on day 5"),
        (changed("B", d5="L"), "3 shifts L"),
        (changed("B", d3=None), "1 dates of work"),
        (changed("A", d3="E"), "1 dates of rest"),
        (changed("A", d2="E", d3="E"), "6 dates of work"),
        (changed("A", d0=None, d1=None, d4=None, d5=None), "0 minutes"),
        (changed("B", d4="X"), "not one known shift"),
        ({"A": LEGAL["A"]}, "the employees"),
    ],
)
def test_every_rule_is_seen(file: Path, roster: dict[str, list[str | None]], rule: str | None):
    """A roster that breaks a rule must be told with that rule, and the legal one with none."""
    faults = broken(file, roster)
    assert any(rule in fault for fault in faults) if rule else faults == []


def test_more_weekends_than_allowed_are_seen(file: Path):
    """Days 5 and 6 are one weekend, which either of them makes worked; a limit of none is broken by it."""
    file.write_text(INSTANCE.replace("5,2,2,1", "5,2,2,0"), encoding="utf-8")
    assert any("1 weekends, at most 0" in fault for fault in broken(file, LEGAL))


def test_a_run_at_the_edge_counts_as_long_enough(file: Path):
    """One date of work or of rest at the first or last date is kept."""
    assert broken(file, changed("B", d8="E")) == []


def test_lines_and_summary(file: Path, capsys: pytest.CaptureFixture[str]):
    """The command prints the contract's keys with a legal, optimal answer, and the gap to the best known beside it."""
    (file.parent / "best_known.csv").write_text("instance,best_known_solution\nInstance99,10\n", encoding="utf-8")
    main([str(file), "--family", "curtois", "--time", "5", "--workers", "1", "--summary"])
    line, total = (json.loads(text) for text in capsys.readouterr().out.splitlines())
    assert line.keys() == {"instance", "objective", "bound", "seconds", "assignments"}
    assert line["objective"] == line["bound"] == cost(file, line["assignments"]) == 0
    assert broken(file, line["assignments"]) == []
    assert total["failed"] == []
    assert total["mean_gap_pct"] == -100
    assert json.loads(summary([file], [{**line, "objective": None}]))["failed"] == ["Instance99.txt"]


def test_files_need_a_family(file: Path):
    """Without a family a file is refused."""
    with pytest.raises(SystemExit):
        main([str(file)])
