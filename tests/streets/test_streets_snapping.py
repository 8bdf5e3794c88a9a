"""Places on the street: the nearest edge, and splitting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.street import BIKE, CAR, FOOT, Streets
from planner.errors import NotFound
from planner.geo import Frame, great_circle_m
from planner.streets.columns import step_m, sum_by_edge
from planner.streets.network import main_part
from planner.streets.snapping import insert, nearest
from planner.streets.travel import Travel

if TYPE_CHECKING:
    from conftest import MakeStreets

ALL = CAR | BIKE | FOOT

places_xy = st.lists(st.tuples(st.floats(-260, 260), st.floats(-260, 260)), min_size=1, max_size=6)


def test_a_place_meets_the_nearest_street(crossing: Streets, frame: Frame) -> None:
    """The foot of the perpendicular, how far along it lies and how far away it is."""
    snaps = nearest(crossing, frame.lonlat([[-50.0, 12.0]]), "foot")
    assert set(snaps.edge) <= {0, 1}
    assert snaps.distance_m[0] == pytest.approx(12.0, abs=0.02)
    assert snaps.fraction[0] == pytest.approx(0.25 if snaps.edge[0] == 0 else 0.75, abs=1e-3)
    np.testing.assert_allclose(frame.metres(snaps.lonlat), [[-50.0, 0.0]], atol=0.02)


def test_streets_that_lead_nowhere_are_not_snapped_to(make_streets: MakeStreets, frame: Frame) -> None:
    """A one-way street out of the main part is passed over, however near it lies."""
    streets = make_streets(
        [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0)], [(0, 1, ALL, ()), (1, 0, ALL, ()), (1, 2, ALL, ())]
    )
    snaps = nearest(streets, frame.lonlat([[99.0, 40.0]]), "car")
    assert snaps.edge[0] in {0, 1}
    assert snaps.distance_m[0] == pytest.approx(40.0, abs=0.05)


def test_a_mode_snaps_only_to_where_it_may_pass(make_streets: MakeStreets, frame: Frame) -> None:
    """A car meets the road behind the footway, somebody on foot the footway."""
    streets = make_streets(
        [(0.0, 0.0), (100.0, 0.0), (0.0, 20.0), (100.0, 20.0)],
        [(0, 1, ALL, ()), (1, 0, ALL, ()), (2, 3, FOOT, ()), (3, 2, FOOT, ()), (0, 2, FOOT, ()), (2, 0, FOOT, ())],
    )
    place = frame.lonlat([[50.0, 18.0]])
    assert nearest(streets, place, "car").distance_m[0] == pytest.approx(18.0, abs=0.05)
    assert nearest(streets, place, "foot").distance_m[0] == pytest.approx(2.0, abs=0.05)


def test_a_mode_without_streets_is_told(make_streets: MakeStreets, frame: Frame) -> None:
    """There is nothing to snap to, and the error says for whom."""
    streets = make_streets([(0.0, 0.0), (100.0, 0.0)], [(0, 1, BIKE, ()), (1, 0, BIKE, ())])
    with pytest.raises(NotFound, match="no_streets_for_mode") as refused:
        nearest(streets, frame.lonlat([[0.0, 0.0]]), "car")
    assert refused.value.params == {"mode": "car"}


def test_no_places_are_no_trouble(crossing: Streets) -> None:
    """Nothing to snap gives empty columns and the same network."""
    assert nearest(crossing, np.empty((0, 2)), "car").edge.shape == (0,)
    inserted = insert(crossing, np.empty((0, 2)), "car")
    assert inserted.node.shape == (0,)
    assert inserted.streets.edges == crossing.edges


def test_both_directions_are_split_at_one_node(crossing: Streets, frame: Frame) -> None:
    """A two-way street becomes four edges, and one can go on in both directions from the new node."""
    inserted = insert(crossing, frame.lonlat([[-50.0, 5.0]]), "car")
    node = int(inserted.node[0])
    streets = inserted.streets
    assert node == crossing.nodes
    assert streets.edges == crossing.edges + 2
    joined = sorted(zip(streets.edge_source.tolist(), streets.edge_target.tolist(), strict=True))
    assert [pair for pair in joined if node in pair] == [(0, 5), (1, 5), (5, 0), (5, 1)]
    assert inserted.distance_m[0] == pytest.approx(5.0, abs=0.02)


def test_a_one_way_street_stays_one_way(crossing: Streets, frame: Frame) -> None:
    """Its pieces keep their rights: everybody forward, on foot only against."""
    inserted = insert(crossing, frame.lonlat([[150.0, 205.0], [60.0, 2.0]]), "car")
    streets = inserted.streets
    rights = {
        (a, b): modes
        for a, b, modes in zip(
            streets.edge_source.tolist(), streets.edge_target.tolist(), streets.edge_modes.tolist(), strict=True
        )
    }
    bend, east = inserted.node.tolist()
    assert rights[4, bend] == rights[bend, 3] == rights[0, east] == rights[east, 4] == ALL
    assert rights[bend, 4] == rights[3, bend] == rights[east, 0] == rights[4, east] == FOOT


def test_a_place_at_a_junction_takes_its_node(crossing: Streets, frame: Frame) -> None:
    """Within a metre along the street no new node is made; a little farther one is."""
    inserted = insert(crossing, frame.lonlat([[-0.9, 0.1], [-199.2, 0.0], [-197.0, 0.0]]), "car")
    assert inserted.node.tolist() == [0, 1, crossing.nodes]


def test_places_at_one_spot_share_a_node(crossing: Streets, frame: Frame) -> None:
    """Two shops on either side of the street, and one next door, are one stop."""
    inserted = insert(crossing, frame.lonlat([[-50.0, 8.0], [-50.4, -8.0], [-60.0, 0.0]]), "car")
    assert inserted.node[0] == inserted.node[1] != inserted.node[2]
    assert inserted.streets.nodes == crossing.nodes + 2


def test_a_second_mode_keeps_the_numbers_of_the_first(crossing: Streets, frame: Frame) -> None:
    """Nodes stay under their numbers, so that several modes share one network."""
    place = frame.lonlat([[-50.0, 8.0], [60.0, 2.0]])
    car = insert(crossing, place, "car")
    foot = insert(car.streets, place, "foot")
    assert foot.node.tolist() == car.node.tolist()
    np.testing.assert_array_equal(foot.streets.node_lonlat[: car.streets.nodes], car.streets.node_lonlat)


def test_streets_drawn_twice_are_all_split(make_streets: MakeStreets, frame: Frame) -> None:
    """Where a file holds one street twice, no copy runs past the place."""
    streets = make_streets(
        [(0.0, 0.0), (100.0, 0.0)], [(0, 1, ALL, ()), (1, 0, ALL, ()), (0, 1, ALL, ()), (1, 0, ALL, ())]
    )
    inserted = insert(streets, frame.lonlat([[40.0, 3.0], [60.0, 3.0]]), "car")
    assert inserted.streets.edges == 12
    assert not {(0, 1), (1, 0)} & set(
        zip(inserted.streets.edge_source.tolist(), inserted.streets.edge_target.tolist(), strict=True)
    )


@settings(max_examples=40, derandomize=True, deadline=None)
@given(places=places_xy)
def test_inserting_changes_no_length_and_no_travel_time(
    crossing: Streets, frame: Frame, places: list[tuple[float, float]]
) -> None:
    """Lengths add up, geometry joins the nodes, old nodes are as far apart as before, and distances are right."""
    lonlat = frame.lonlat(places)
    snaps = nearest(crossing, lonlat, "car")
    inserted = insert(crossing, lonlat, "car")
    streets = inserted.streets
    assert streets.edge_length_m.sum() == pytest.approx(crossing.edge_length_m.sum(), abs=0.02)
    drawn_m = sum_by_edge(step_m(streets.shape_lonlat, streets.shape_start), streets.shape_start)
    np.testing.assert_allclose(drawn_m, streets.edge_length_m, atol=1e-6)
    np.testing.assert_array_equal(
        streets.shape_lonlat[streets.shape_start[:-1]], streets.node_lonlat[streets.edge_source]
    )
    np.testing.assert_array_equal(
        streets.shape_lonlat[streets.shape_start[1:] - 1], streets.node_lonlat[streets.edge_target]
    )
    assert main_part(streets, "car")[inserted.node].all()
    np.testing.assert_allclose(
        inserted.distance_m, great_circle_m(lonlat, streets.node_lonlat[inserted.node]), rtol=0.01, atol=0.01
    )
    assert (inserted.distance_m <= snaps.distance_m + 1.05).all()
    old = np.arange(crossing.nodes)
    for mode in ("car", "foot"):
        before = Travel(crossing, mode, 30.0).times(old, old)
        np.testing.assert_allclose(Travel(streets, mode, 30.0).times(old, old), before, atol=0.01)
