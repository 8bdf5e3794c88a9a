"""Calls and hot spots of repairs are told with the name of what lies near them."""

from __future__ import annotations

import pytest
import small_station

from planner.domain.work import PatrolPoint
from planner.i18n import Language
from planner.i18n.notices import notice_text
from planner.repairs.nearby import name_near

GROUND = small_station.Ground()
AT = GROUND.lonlat(100.0, 100.0)


def test_the_nearest_named_point_tells_where_it_is() -> None:
    """A point that is called by its id alone, as those of repairs are, names nothing."""
    near = PatrolPoint(id="P1", name="Market", location=GROUND.lonlat(100.0, 180.0))
    nearer = PatrolPoint(id="spot-1", name="spot-1", location=AT)
    far = PatrolPoint(id="P2", name="School", location=GROUND.lonlat(100.0, 200.0))
    scenario = small_station.station().model_copy(update={"points": (far, nearer, near), "places": ()})
    assert name_near(scenario, AT) == "Market"


def test_without_a_name_nearby_the_street_or_the_position_is_told() -> None:
    """Something is told in any case."""
    scenario = small_station.station().model_copy(update={"points": (), "places": ()})
    streets = set(scenario.streets.names) - {""}
    told = name_near(scenario, AT)
    assert told in streets or told == f"{AT[0]:.5f}, {AT[1]:.5f}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notice_holds_id_and_name(language: Language) -> None:
    """Plans of before, without the name, are told by the id."""
    when = "2026-11-23T12:00:00+08:00"
    params = {"id": "spot-1123-1200", "opens": when, "closes": when, "minutes": 12.0}
    assert "spot-1123-1200 (Market)" in notice_text("hot_spot_added", language, {**params, "near": "Market"})
    without = notice_text("hot_spot_added", language, params)
    assert "spot-1123-1200" in without
    assert "(" not in without
