"""What is told of a network is what is in it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import small_station

from planner.domain.street import CAR, Streets
from planner.streets.inventory import inventory


def test_a_two_way_street_counts_once() -> None:
    """The lattice has 60 streets of 250 m, those to the east under one name, and hangs together."""
    streets = small_station.lattice(small_station.Ground())
    held = inventory(streets)
    assert (held.nodes, held.edges, held.turns) == (36, 120, 0)
    assert held.class_km == {"residential": pytest.approx(15.0, rel=1e-3)}
    assert held.name_km == {"North Street": pytest.approx(7.5, rel=1e-3), "东西一路": pytest.approx(7.5, rel=1e-3)}
    assert held.unnamed_km == 0
    assert set(held.outside) == {"car", "bike", "foot"}
    foot = held.outside["foot"]
    assert (foot.nodes, foot.edges, foot.nodes_outside, foot.edges_outside, foot.parts) == (36, 120, 0, 0, 1)


def test_what_does_not_hang_together(crossing: Streets) -> None:
    """A branch that leads out only, and an island, lie outside the main part."""
    island = replace(
        crossing,
        node_lonlat=np.vstack([crossing.node_lonlat, crossing.node_lonlat[:2] + 0.01]),
        edge_source=np.append(crossing.edge_source, [5, 6]).astype(np.int32),
        edge_target=np.append(crossing.edge_target, [6, 5]).astype(np.int32),
        edge_length_m=np.append(crossing.edge_length_m, [200.0, 200.0]),
        edge_speed_kmh=np.append(crossing.edge_speed_kmh, [36.0, 36.0]),
        edge_class=np.append(crossing.edge_class, [6, 6]).astype(np.int8),
        edge_modes=np.append(crossing.edge_modes, [CAR, CAR]).astype(np.int8),
        edge_name=np.append(crossing.edge_name, [0, 0]).astype(np.int32),
        shape_start=np.append(crossing.shape_start, crossing.shape_start[-1] + [2, 4]),
        shape_lonlat=np.vstack(
            [crossing.shape_lonlat, crossing.node_lonlat[:2] + 0.01, crossing.node_lonlat[1::-1] + 0.01]
        ),
    )
    car = inventory(island).outside["car"]
    assert (car.nodes, car.nodes_outside, car.edges_outside, car.parts) == (7, 2, 2, 2)
    assert inventory(island).unnamed_km == pytest.approx(inventory(crossing).unnamed_km + 0.2)
