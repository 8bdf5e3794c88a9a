"""Grid polygons are repaired so that they only touch, and neighbours share a border."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from planner.grids.polygons.neighbours import neighbours
from planner.grids.polygons.repair import RepairRules, repair

GROUND = box(0, 0, 200, 200)


def kinds(made) -> dict[str, float]:
    """Sum up the area of every kind of change."""
    found: dict[str, float] = {}
    for change in made.changes:
        found[change.kind] = found.get(change.kind, 0.0) + change.area_m2
    return found


def only_touch(outlines) -> bool:
    """Tell whether polygons share no ground, and neighbours the same corners."""
    shared = sum(a.intersection(b).area for n, a in enumerate(outlines) for b in outlines[:n])
    return shared < 1e-6 and all(shape.is_valid for shape in outlines)


def test_clean_grids_stay_as_they_are() -> None:
    """Nothing is told of grids that only touch, also where a corner meets a border."""
    drawn = [box(0, 0, 100, 200), box(100, 0, 200, 100), box(100, 100, 200, 200)]
    made = repair("ABC", drawn, GROUND)
    assert made.changes == ()
    assert [shape.area for shape in made.outlines] == [20_000, 10_000, 10_000]


def test_overlaps_gaps_and_doubles_are_repaired_and_told() -> None:
    """What is narrow goes to the longest border; a grid drawn twice is there once."""
    drawn = [box(0, 0, 103, 200), box(100, 0, 200, 97), box(100, 100, 200, 200), box(100, 100.2, 200, 200)]
    made = repair("ABCD", drawn, GROUND)
    assert made.names == ("A", "B", "C")
    assert only_touch(made.outlines)
    assert shapely.union_all(list(made.outlines)).area == pytest.approx(200 * 200)
    found = kinds(made)
    assert found.keys() == {"overlap", "gap", "duplicate"}
    assert found["overlap"] == pytest.approx(3 * 197)
    assert found["gap"] == pytest.approx(3 * 97)
    assert made.refused == ()
    assert all(GROUND.contains(shapely.Point(change.at_m)) for change in made.changes)


def test_a_wide_gap_stays_and_its_narrow_arm_is_filled() -> None:
    """A lake is nobody's; the slit that leads to it is a slip."""
    made = repair("AB", [box(0, 0, 100, 100), box(0, 104, 100, 200)], GROUND)
    found = kinds(made)
    assert found["gap_left"] == pytest.approx(100 * 200)
    assert found["gap"] == pytest.approx(4 * 100)


def test_large_overlaps_and_overhangs_are_refused() -> None:
    """What no slip of the hand can be is not decided here."""
    made = repair("AB", [box(0, 0, 120, 200), box(80, 0, 260, 200)], GROUND)
    assert {(change.kind, change.grids) for change in made.refused} == {("overlap", ("A", "B")), ("outside", ("B",))}
    wide = repair("AB", [box(0, 0, 120, 200), box(80, 0, 200, 200)], GROUND, RepairRules(widest_m=50.0))
    assert wide.refused == ()


def test_a_bow_tie_is_told() -> None:
    """A line that crosses itself is mended when little changes, and refused when much does."""
    little = Polygon([(0, 0), (100, 0), (100, 100), (99, 101), (99, 99), (100, 100.5), (0, 100)])
    assert not little.is_valid
    made = repair("A", [little])
    assert "invalid" in kinds(made)
    assert made.refused == ()
    assert made.outlines[0].is_valid
    assert repair("A", [Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])]).refused


def test_a_splinter_goes_to_its_neighbour() -> None:
    """What an overlap cuts off a grid goes where it hangs."""
    first = Polygon([(0, 0), (103, 0), (103, 90), (100, 90), (100, 200), (0, 200)])
    second = Polygon([(98, 0), (200, 0), (200, 200), (98, 200)])
    made = repair("AB", [first, second], GROUND)
    assert only_touch(made.outlines)
    assert [shape.geom_type for shape in made.outlines] == ["Polygon", "Polygon"]


def test_touching_at_a_point_is_no_neighbour() -> None:
    """Four squares about a point: each has two neighbours, with the length of their border."""
    squares = [box(x, y, x + 100, y + 100) for y in (0, 100) for x in (0, 100)]
    found = neighbours(squares)
    assert found.pairs.tolist() == [[0, 1], [0, 2], [1, 3], [2, 3]]
    assert found.border_m == pytest.approx(100.0, abs=0.5)


def test_borders_drawn_with_other_corners_are_found() -> None:
    """A corner on one side only, or a centimetre between, makes no difference."""
    other = Polygon([(100.01, 0), (200, 0), (200, 100), (100.01, 100), (100.01, 40)])
    assert neighbours([box(0, 0, 100, 100), other]).border_m == pytest.approx([100.0], abs=0.5)
    assert len(neighbours([box(0, 0, 100, 100), box(101, 0, 200, 100)]).pairs) == 0


def test_streets_left_out_are_shared() -> None:
    """A net of streets between blocks is one gap; every block gets its part, and the report has one line for each."""
    blocks = [box(100 * x + 2, 100 * y + 2, 100 * x + 98, 100 * y + 98) for x in range(3) for y in range(3)]
    made = repair("ABCDEFGHI", blocks, box(0, 0, 300, 300))
    assert only_touch(made.outlines)
    assert sum(shape.area for shape in made.outlines) == pytest.approx(90_000.0, abs=1.0)
    assert all(98 * 98 <= shape.area <= 104 * 104 for shape in made.outlines)
    assert sorted(change.grids for change in made.changes) == [(name,) for name in "ABCDEFGHI"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=36, max_size=36))
def test_shaken_grids_are_repaired_whole(shakes: list[float]) -> None:
    """Nine squares whose corners were set by hand up to 3 m off: they only touch, and no ground is lost."""
    shake = np.array(shakes).reshape(9, 4)
    drawn = [
        box(100 * x + a, 100 * y + b, 100 * x + 100 + c, 100 * y + 100 + d)
        for (x, y), (a, b, c, d) in zip(np.ndindex(3, 3), shake, strict=True)
    ]
    ground = box(0, 0, 300, 300)
    made = repair("ABCDEFGHI", drawn, ground)
    assert made.refused == ()
    assert len(made.names) == 9
    assert only_touch(made.outlines)
    assert shapely.union_all(list(made.outlines)).area == pytest.approx(ground.area, abs=1.0)
    assert all(90 * 90 < shape.area < 109 * 109 for shape in made.outlines), "no grid takes the gaps of others"
