"""Places by name, id or longitude and latitude, for the command line and the pages alike."""

from __future__ import annotations

import pytest
import small_station

from planner.domain.named_places import lonlat_of, place_names, place_of, places_of
from planner.errors import NotFound

STATION = small_station.station()
PLACES = places_of(STATION)


def test_points_places_offices_and_grids_are_known_by_name_and_id() -> None:
    """Each leads to its own location; a grid to a point in its ground."""
    for one in (*STATION.points, *STATION.places, *STATION.offices):
        assert place_of(one.id, PLACES) == one.location
        assert one.name in place_names(STATION)
    assert STATION.points
    assert STATION.grids
    for grid in STATION.grids:
        lon, lat = place_of(f" {grid.name} ", PLACES)
        assert place_of(grid.id, PLACES) == (lon, lat)
        ring = grid.region[0][0]
        assert min(x for x, _ in ring) < lon < max(x for x, _ in ring)
        assert min(y for _, y in ring) < lat < max(y for _, y in ring)


def test_a_name_counts_before_an_id_and_the_first_of_a_name() -> None:
    """Two points of one name: the first; a point named like another's id: the name."""
    one, two = STATION.points[0], STATION.points[0].model_copy(update={"id": "second", "location": (114.5, 22.5)})
    three = two.model_copy(update={"id": "third", "name": one.id, "location": (114.6, 22.6)})
    places = places_of(STATION.model_copy(update={"points": (one, two, three)}))
    assert (places[one.name], places["second"], places[one.id]) == (one.location, (114.5, 22.5), (114.6, 22.6))


@pytest.mark.parametrize("text", ["114.02,22.53", "114.02, 22.53", "114.02\uff0c22.53"])
def test_longitude_and_latitude_are_read(text: str) -> None:
    """With an ASCII or a Chinese comma."""
    assert place_of(text, PLACES) == (114.02, 22.53)


@pytest.mark.parametrize("text", ["", "114.02", "nan,nan", "200,22", "114,22,3"])
def test_what_is_no_place_is_refused_with_the_nearest_names(text: str) -> None:
    """The refusal holds the text and names of the station."""
    assert lonlat_of(text) is None
    with pytest.raises(NotFound) as refused:
        place_of(text, PLACES)
    assert refused.value.code == "place_not_known"
    assert refused.value.params["text"] == text
    assert set(str(refused.value.params["near"]).split(", ")) <= set(PLACES)


def test_a_slip_of_the_pen_leads_to_the_name_that_was_meant() -> None:
    """The name that is most like it comes first."""
    name = STATION.points[0].name
    with pytest.raises(NotFound) as refused:
        place_of(name + "x", PLACES)
    assert str(refused.value.params["near"]).split(", ")[0] == name


def test_names_that_hold_what_was_typed_are_proposed_first() -> None:
    """Part of a long name finds it, although short names have more letters in common with it."""
    places = {"天和饭店": (114.0, 22.5), "天和酒店": (114.0, 22.5), "天和金店（日间控制点）": (114.1, 22.6)}
    with pytest.raises(NotFound) as refused:
        place_of("天和金店", places)
    assert str(refused.value.params["near"]).startswith("天和金店（日间控制点）, ")
