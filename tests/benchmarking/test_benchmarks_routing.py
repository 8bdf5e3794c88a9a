"""The routing benchmark prints what its contract says, and its figures can be worked out again from the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from recount import recount_carp, recount_top, recount_toptw

from benchmarks.routing import main

QUICK = ("--iterations", "200")


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    """Run the benchmark and give what it prints, and nothing may be said on standard error."""
    main([*arguments, *QUICK])
    said = capsys.readouterr()
    assert said.err == ""
    return [json.loads(line) for line in said.out.splitlines()]


def test_top_is_recounted(top_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Within the length of a route, and never a point twice."""
    (line,) = lines(capsys, str(top_file), "--family", "top")
    assert list(line) == ["instance", "objective", "seconds", "routes"]
    assert line["instance"] == top_file.name
    assert line["objective"] == recount_top(top_file, line["routes"], most_routes=2) > 0


def test_nobody_sets_out_where_the_end_is_out_of_reach(top_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The published value of such instances is 0."""
    top_file.write_text(top_file.read_text().replace("tmax 12.0", "tmax 0.9"))
    (line,) = lines(capsys, str(top_file), "--family", "top")
    assert (line["objective"], line["routes"]) == (0, [])


def test_toptw_is_recounted(toptw_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """More routes are worth more, inside the windows of the file."""
    worth = []
    for routes in (1, 3):
        (line,) = lines(capsys, str(toptw_file), "--family", "toptw", "--routes", str(routes))
        assert line["objective"] == recount_toptw(toptw_file, line["routes"], most_routes=routes)
        worth.append(line["objective"])
    assert 0 < worth[0] < worth[1]


def test_carp_is_recounted(carp_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every edge with a demand once, within the capacity."""
    (line,) = lines(capsys, str(carp_file), "--family", "carp")
    assert line["objective"] == recount_carp(carp_file, line["routes"])


def test_a_summary_follows_the_lines(carp_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The gap is the share above the published cost."""
    line, group, family = lines(capsys, str(carp_file), "--family", "carp", "--summary")
    assert (group["summary"], family["summary"], family["instances"], family["failed"]) == ("ring", "carp", 1, 0)
    assert family["mean_gap_pct"] == round(100 * (line["objective"] - 400) / 400, 3)


def test_steps_make_a_run_that_can_be_repeated(toptw_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same seed gives the same routes."""
    runs = [lines(capsys, str(toptw_file), "--family", "toptw", "--routes", "2", "--seed", "4") for _ in range(2)]
    assert runs[0][0]["routes"] == runs[1][0]["routes"]


def test_nothing_to_do_is_a_mistake() -> None:
    """Without files and without a figure to measure."""
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2


@pytest.mark.data
def test_published_instances_are_recounted(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of each family: never better than what is proven, and legal."""
    top, toptw, carp = (published / name for name in ("top/Set1/p1.3.k.txt", "toptw/rc105.txt", "carp/gdb1.dat"))
    (line,) = lines(capsys, str(top), "--family", "top")
    assert line["objective"] == recount_top(top, line["routes"], most_routes=3) <= 135
    (line,) = lines(capsys, str(toptw), "--family", "toptw", "--routes", "2")
    assert line["objective"] == recount_toptw(toptw, line["routes"], most_routes=2) > 0
    (line,) = lines(capsys, str(carp), "--family", "carp")
    assert line["objective"] == recount_carp(carp, line["routes"]) >= 316
