"""Shift design instances: the reader, the printed lines, and the cost recomputed from the file alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.instances.shiftdesign import problem_of, published, read_shifts, recomputed
from benchmarks.rosters import main

INSTANCE = """#MinuteInterval:
60

#DaysPerCycle:
2

#FlagCyclical: yes or no
yes

#Requirements:
{requirements}

#Number of shift templates
2

#Shift templates
#Abbr, Full name, Start, + Minutes,  -Minutes, Length, +Minutes, -Minutes, available days
D Day 8:0 60 60 480 0 60 *
N Night watch 22:0 0 0 480 0 0 1

#Duties per week: Lower limit, Upper limit
3 5

# Weights about the criteria
#UnderCover:
1

#Overcover:
2

#DutiesPerWeek:
1000

#Shifts:
7

#Fitness of assumed optimal Solution:
# 480
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write an instance of two days that a day shift of three and a night watch of one follow exactly."""
    day = [0] * 8 + [3] * 8 + [0] * 8
    first, second = [*day[:22], 1, 1], [1] * 6 + day[6:]
    path = tmp_path / "Small1.txt"
    path.write_text(INSTANCE.format(requirements=" ".join(map(str, first + second))), encoding="latin-1")
    return path


def test_the_reader_finds_kinds_prices_and_days(file: Path) -> None:
    problem = problem_of(read_shifts(file))
    assert [(kind.start, kind.length, kind.days) for kind in problem.kinds] == [
        (start, length, None) for start in (7, 8, 9) for length in (7, 8)
    ] + [(22, 8, frozenset({0}))]
    assert (problem.missing_price, problem.over_price, problem.kind_price) == (1, 2, 7)
    assert problem.cyclic


def test_the_line_of_an_instance_can_be_recomputed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(file), "--family", "shiftdesign", "--time", "30", "--summary"])
    line, summed = map(json.loads, capsys.readouterr().out.splitlines())
    assert set(line) == {"instance", "objective", "bound", "seconds", "shifts"}
    assert line["shifts"] == [[480, 480, [3, 3]], [1320, 480, [1, 0]]]
    assert line["objective"] == line["bound"] == 14
    assert recomputed(read_shifts(file), line["shifts"]) == 14
    assert (summed["proven"], summed["failed"]) == (1, 0)


def test_the_recomputed_cost_counts_every_fault(file: Path) -> None:
    instance = read_shifts(file)
    assert recomputed(instance, []) == sum(instance.required)
    assert recomputed(instance, [[480, 480, [3, 3]]]) == 7 + 8
    assert recomputed(instance, [[480, 480, [4, 3]], [1320, 480, [1, 0]]]) == 14 + 2 * 8
    assert recomputed(instance, [[485, 480, [3, 3]]]) is None, "no such start"
    assert recomputed(instance, [[1320, 480, [0, 1]]]) is None, "closed on that day"


def test_a_file_with_too_few_requirements_is_refused(file: Path) -> None:
    file.write_text(file.read_text(encoding="latin-1").replace(" 3 3", " 3", 1), encoding="latin-1")
    with pytest.raises(ValueError, match="requirements for 2 days"):
        read_shifts(file)


@pytest.mark.data
def test_published_instances_are_read(published_shifts: Path) -> None:
    files = sorted(published_shifts.glob("*.txt"))
    assert files
    for path in files:
        problem = problem_of(read_shifts(path))
        assert len(problem.required) == problem.slots
        assert problem.kinds
        assert published(path)


@pytest.fixture
def published_shifts(published: Path) -> Path:
    """Give the folder of published instances."""
    return published.parent / "shiftdesign"
