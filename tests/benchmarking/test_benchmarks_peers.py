"""Other people's solvers work on the same numbers, and every answer is held to the same rules."""

from __future__ import annotations

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from recount import recount_carp, recount_top, recount_toptw

from benchmarks import peers
from benchmarks.evaluator import evaluate
from benchmarks.instances.case import Case, UnitRow, VisitRow, make_problem
from benchmarks.instances.files import read_case
from benchmarks.rivals import by_ortools, by_pyvrp, by_vroom, coverage_table, routing_table
from benchmarks.rivals.table import table
from benchmarks.rivals.whole import FINEST, NotExpressible, whole

SOLVERS = {"pyvrp": by_pyvrp.solve, "vroom": by_vroom.solve, "ortools": by_ortools.solve}
installed = [pytest.param(name, marks=pytest.mark.skipif(not find_spec(name), reason=f"{name} is not installed"))
             for name in SOLVERS]  # fmt: skip


def small(*, pinned: bool = False) -> Case:
    """Two units at node 0 and three visits on a line, of which one is worth most and one may be pinned to unit 1."""
    xs = np.array([0.0, 100.0, 200.0, 300.0])
    visits = [
        VisitRow(((node, node, (50.0,)),), 0.0, 700.0, float(node), pinned=1 if pinned and node == 1 else -1)
        for node in (1, 2, 3)
    ]
    problem = make_problem(np.abs(xs[:, None] - xs[None])[None], [UnitRow(0, 0, 0.0, 800.0)] * 2, visits)
    return Case(name="small", family="station", group="small", problem=problem, labels=(1, 2, 3))


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ([[0, 1], [2]], []),
        ([[0, 1], [1]], ["visit 1 is made 2 times"]),
        ([[0, 2, 0, 1], []], ["unit 0 is late at visit 1", "unit 0 is back late", "visit 0 is made 2 times"]),
        ([[0]], ["1 routes for 2 units"]),
    ],
)
def test_the_evaluator_names_what_is_broken(routes: list[list[int]], said: list[str]) -> None:
    """And only that."""
    assert list(evaluate(small().problem, routes).broken) == said


def test_the_evaluator_adds_up_value_and_travel() -> None:
    """There and back for each unit."""
    outcome = evaluate(small().problem, [[0, 1], [2]])
    assert (outcome.value, outcome.travel_s, outcome.required_total) == (6.0, 1000.0, 0)


def test_a_pinned_visit_must_be_made_by_its_unit() -> None:
    """Another unit's visit does not count."""
    broken = evaluate(small(pinned=True).problem, [[0], []]).broken
    assert set(broken) == {"unit 0 may not make visit 0", "unit 1 leaves out visit 0"}


def test_whole_numbers_never_allow_what_seconds_forbid(top_file: Path) -> None:
    """Travel is rounded up and shifts are rounded down."""
    problem = read_case(top_file).problem
    steps = whole(problem)
    assert (steps.travel[0, : problem.ways, : problem.ways] >= problem.travel_s[0, 1:-1, 1:-1] * FINEST - 1e-6).all()
    assert (steps.unit_ends <= problem.unit_end_s * FINEST).all()


@pytest.mark.parametrize("solver", installed)
@pytest.mark.parametrize("family", ["top", "toptw", "carp"])
def test_a_peer_gives_a_legal_answer(solver: str, family: str, request: pytest.FixtureRequest) -> None:
    """The evaluator finds what the files say; VROOM cannot choose a direction."""
    path = request.getfixturevalue(f"{family}_file")
    case = read_case(path, routes=2)
    if (solver, family) == ("vroom", "carp"):
        with pytest.raises(NotExpressible):
            SOLVERS[solver](case.problem, 0.2, 1, 10.0)
        return
    routes = SOLVERS[solver](case.problem, 0.2, 1, 10.0)
    outcome = evaluate(case.problem, routes)
    assert outcome.broken == ()
    named = case.named(routes)
    if family == "carp":
        assert case.objective(outcome) == recount_carp(path, named)
    else:
        recount = recount_top if family == "top" else recount_toptw
        assert case.objective(outcome) == recount(path, named, most_routes=2) > 0


@pytest.mark.parametrize("solver", installed)
def test_a_peer_keeps_a_pinned_visit(solver: str) -> None:
    """By the unit that it belongs to, and makes all three, for there is time."""
    case = small(pinned=True)
    outcome = evaluate(case.problem, SOLVERS[solver](case.problem, 0.2, 1, 10.0))
    assert (outcome.broken, outcome.value) == ((), 6.0)


def test_the_table_names_who_is_absent(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """And lays out the others side by side, with the mean gap to the best of them."""

    def lazy(problem: object, time_s: float, seed: int, weight: float) -> list[list[int]]:
        return [[0], []]

    def late(problem: object, time_s: float, seed: int, weight: float) -> list[list[int]]:
        return [[0, 1], [1]]

    rivals = [
        routing_table.Rival(name=name, package=package, solve=solve, weighs=False)
        for name, package, solve in (("one", "planner", lazy), ("two", "planner", late), ("three", "no_such", lazy))
    ]
    monkeypatch.setattr(routing_table, "RIVALS", tuple(rivals))
    said = routing_table.compare([small()], routing_table.Terms(1.0, 1.0, 1, (1.0,))).splitlines()
    assert said[0].split() == ["instance", "published", "one", "two"]
    assert said[2].split() == ["small", "-", "1", "-"]
    assert said[3].split()[-2:] == ["0", "-"]
    assert "three: absent" in said
    assert "two on small: visit 1 is made 2 times" in said


def test_columns_stand_below_each_other() -> None:
    """Numbers to the right, and a dash where there is none."""
    assert table(["a", "b"], [["long name", 1.5], ["x", None]]).splitlines() == [
        "a            b",
        "---------  ---",
        "long name  1.5",
        "x            -",
    ]


def test_the_best_peer_of_an_area_keeps_the_bars() -> None:
    """A quicker path that misses a corner does not count."""
    full = {"coverage_disc_pct": 99.6, "hole_violation_m": 0.0, "outside_m": 0.0, "length_m": 10.0, "time_stop_s": 9.0}
    quick = {**full, "coverage_disc_pct": 99.0, "time_stop_s": 5.0}
    assert coverage_table.best_peer({"quick": quick, "full": full}) == ("full", full)
    assert coverage_table.best_peer({"quick": quick}) is None


def test_streets_are_compared_on_any_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The product, scipy and networkx agree on every time."""
    path = tmp_path / "s.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"class": "primary"}, '
        '"geometry": {"type": "LineString", "coordinates": [[114.0, 22.5], [114.001, 22.5]]}}]}'
    )
    peers.main(["streets", str(path), "--points", "2"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[3:]]
    assert [(row[0], row[-1]) for row in rows] == [("planner", "0"), ("scipy", "0"), ("networkx", "0")]


def test_the_peers_are_explained() -> None:
    """Each stands in docs/dependencies.md, and none is a dependency of the product."""
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split("[>=]", named)[0] for named in project["optional-dependencies"]["peers"]]
    page = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in names if name not in page] == []
    locked = (root / "requirements" / "runtime.lock").read_text(encoding="utf-8")
    assert [name for name in names if f"{name}==" in locked] == []
