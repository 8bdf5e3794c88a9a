"""The readers of published routing instances read what their formats say, and refuse what they do not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.instances.carp import deadhead, read_arcs, read_carp, vehicles
from benchmarks.instances.files import family_of, read_case
from benchmarks.instances.top import read_top
from benchmarks.instances.toptw import floored, read_toptw


def test_top_starts_at_the_first_point_and_ends_at_the_last(top_file: Path) -> None:
    """Every point with a score is a visit, named by its place in the file."""
    case = read_top(top_file)
    problem = case.problem
    assert (problem.units, problem.visits, case.labels) == (2, 10, tuple(range(1, 11)))
    assert set(problem.unit_start_node.tolist()) == {0}
    assert set(problem.unit_end_node.tolist()) == {11}
    assert problem.unit_end_s.tolist() == [12.0, 12.0]
    assert problem.travel_s[0, 0, 11] == pytest.approx(1.0)
    assert read_top(top_file, 4).problem.units == 4


def test_toptw_windows_are_for_the_start_of_the_service(toptw_file: Path) -> None:
    """In the problem the stay lies inside, so the window closes a service later; times are in tenths."""
    case = read_toptw(toptw_file, 3)
    words = toptw_file.read_text().split("\n")[4].split()
    stay, opens, closes = float(words[3]), float(words[-2]), float(words[-1])
    row = case.labels.index(int(words[0]))
    assert case.problem.visit_opens_s[row] == opens * 10
    assert case.problem.visit_closes_s[row] == (closes + stay) * 10
    assert case.problem.way_service_s[0, row] == stay * 10
    assert case.problem.unit_start_s.tolist() == [50.0] * 3
    assert case.problem.unit_end_s.tolist() == [1200.0] * 3


def test_toptw_rounds_down_exactly() -> None:
    """A distance of 0.3 stays three tenths, and 1.99 becomes nineteen."""
    points = [(Decimal(0), Decimal(0)), (Decimal("0.3"), Decimal(0)), (Decimal("1.99"), Decimal(0))]
    assert floored(points, 1)[0] == [0, 3, 19]
    assert floored(points, 2)[0] == [0, 30, 199]


def test_carp_reads_the_depot_where_the_file_names_one(carp_file: Path) -> None:
    """Each edge with a demand is a required visit with one way in each direction."""
    arcs, case = read_arcs(carp_file), read_carp(carp_file)
    assert (arcs.depot, arcs.capacity, arcs.lower, arcs.upper) == (3, 9, 10, 400)
    assert set(case.problem.unit_start_node.tolist()) == {3}
    assert (case.problem.visits, case.problem.ways) == (9, 18)
    assert case.problem.visit_required.all()
    assert (case.labels[0], case.labels[1]) == ([0, 0], [0, 1])
    assert case.problem.way_entry[1] == case.problem.way_exit[0] == arcs.streets[0].target
    assert case.problem.visit_load.sum() == sum(street.demand for street in arcs.streets)
    assert vehicles(arcs) * arcs.capacity >= case.problem.visit_load.sum()
    assert case.published == 400


def test_carp_deadheads_over_streets_without_a_demand(carp_file: Path) -> None:
    """The chord from 2 to 6 costs 4 and may be used for travel."""
    assert deadhead(read_arcs(carp_file))[2, 6] == 4.0


@pytest.mark.parametrize("family", ["top", "toptw", "carp"])
def test_the_family_is_told_by_the_file(family: str, request: pytest.FixtureRequest) -> None:
    """So that files of several families can be compared in one run."""
    path = request.getfixturevalue(f"{family}_file")
    assert family_of(path) == family
    assert read_case(path).family == family


@pytest.mark.parametrize("family", ["top", "toptw", "carp"])
def test_a_cut_file_is_refused(family: str, request: pytest.FixtureRequest) -> None:
    """With its name in the message."""
    path = request.getfixturevalue(f"{family}_file")
    lines = path.read_text().split("\n")
    path.write_text("\n".join(lines[: len(lines) // 2]))
    with pytest.raises(ValueError, match=path.name):
        read_case(path)


@pytest.mark.data
def test_published_values_are_found(published: Path) -> None:
    """Those of TOP in a list, those of TOPTW in a table by number of routes, those of CARP in the file."""
    assert read_case(published / "top" / "Set4" / "p4.4.t.txt").published == 1285
    assert read_case(published / "toptw" / "c101.txt", routes=1).published == 320
    assert read_case(published / "carp" / "gdb1.dat").published == 316
