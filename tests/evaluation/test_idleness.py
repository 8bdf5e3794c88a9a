"""Idleness: gaps between visits, their mean, quantile and maximum, held against counting by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hand_plan import GROUND, clock, plan, unit
from small_station import station

from planner.domain.place import Place
from planner.domain.plan import Plan, Route
from planner.evaluation.achievement.idle_times import gaps, idle_figures, quantile_s
from planner.evaluation.achievement.idleness import idleness_figures
from planner.evaluation.achievement.passing import legs, place_gaps


def standing(x_m: float, y_m: float, until: str = "31:00") -> Plan:
    """Give a plan whose car stands at one place from seven o'clock on, and has no path afterwards."""
    car = unit("car", end=until)
    lon, lat = GROUND.lonlat(x_m, y_m)
    path = ((lon, lat, clock("07:00")), (lon, lat, clock(until)))
    route = Route(unit="car", start=clock("07:00"), end=clock(until), length_m=0.0, stops=(), path=path)
    return plan().model_copy(update={"units": (car,), "routes": (route,)})


def found(*visits: tuple[int, float, float], places: int = 1):
    """Give the gaps of an hour from visits by place and minutes."""
    place, begin, end = (np.array(column) for column in zip(*visits, strict=True))
    return gaps(place.astype(np.int64), 60.0 * begin, 60.0 * end, places, 3600.0)


def test_one_visit_by_hand() -> None:
    """From minute 10 to 20 of an hour: gaps of 10 and 40 min; mean (100 + 1600) / 2 / 60, 95 % at 57 - 20 min."""
    one = found((0, 10, 20))
    assert sorted(one.length_s / 60) == [10, 40]
    figures = idle_figures(one, np.ones(1), "place")
    assert figures["place_idleness_mean_min"] == pytest.approx(1700 / 120)
    assert figures["place_idleness_p95_min"] == pytest.approx(37.0)
    assert figures["place_idleness_max_min"] == pytest.approx(40.0)


def test_overlapping_visits_in_any_order_are_one() -> None:
    """A short visit inside a long one, and two that touch, change nothing."""
    parts = found((0, 12, 14), (0, 15, 20), (0, 10, 15))
    assert sorted(parts.length_s / 60) == [10, 40]


def test_places_and_weights() -> None:
    """A place never seen has the whole span as its gap; with three times the weight it counts three times."""
    two = found((0, 0, 60), places=2)
    assert two.longest_s().tolist() == [0.0, 3600.0]
    figures = idle_figures(two, np.array([1.0, 3.0]), "street")
    assert figures["street_idleness_mean_min"] == pytest.approx(0.75 * 30)
    assert quantile_s(two, np.array([1.0, 3.0]), 0.25) == 0.0
    assert quantile_s(two, np.array([1.0, 3.0]), 0.625) == pytest.approx(1800.0)
    assert quantile_s(two, np.array([1.0, 3.0]), 1.0) == pytest.approx(3600.0)


def test_the_quantile_agrees_with_reading_every_second() -> None:
    """Idleness read at every second of many gaps has the same quantiles."""
    rng = np.random.default_rng(3)
    begin = rng.uniform(0, 58, 60)
    many = found(*((int(n % 5), start, start + 1) for n, start in enumerate(begin)), places=5)
    idle = np.concatenate([np.arange(0.5, length) for length in many.length_s])
    rest = np.zeros(5 * 3600 - len(idle))
    for share in (0.5, 0.9, 0.95):
        assert quantile_s(many, np.ones(5), share) == pytest.approx(np.quantile([*idle, *rest], share), abs=5.0)


def test_a_place_is_seen_while_a_car_is_within_sight() -> None:
    """A car that drives 1000 m in 1000 s past a place 30 m off its way is in sight on 80 m: from 460 to 540 s."""
    made = standing(0, 0)
    (lon0, lat0), (lon1, lat1) = GROUND.lonlat(-500, 0), GROUND.lonlat(500, 0)
    path = ((lon0, lat0, clock("07:00")), (lon1, lat1, clock("07:16") + (clock("07:01") - clock("07:00")) * 2 / 3))
    driven = made.model_copy(update={"routes": (made.routes[0].model_copy(update={"path": path}),)})
    seen = place_gaps(driven, station(), legs(driven), np.array([GROUND.lonlat(0, 30)]))
    assert sorted(seen.length_s) == pytest.approx([460.0, 24 * 3600 - 540.0], abs=1.0)


def test_one_street_of_sixty_is_seen() -> None:
    """A car that stands on one street all day sees it and no other; the place beside it is never idle."""
    near = Place(id="M", name="M", kind="market", location=GROUND.lonlat(0, 150), crowd=10)
    figures = idleness_figures(standing(0, 125), station(points=(), places=(near,)))
    assert figures["streets_unseen_pct"] == pytest.approx(100 * 59 / 60, abs=0.01)
    assert figures["street_idleness_mean_min"] == pytest.approx(720 * 59 / 60, abs=0.2)
    assert figures["street_idleness_max_min"] == 1440
    assert figures["place_idleness_max_min"] == 0


def test_half_a_day_is_half() -> None:
    """Seen from 07:00 to 19:00, a place is idle up to twelve hours, three on average."""
    near = Place(id="M", name="M", kind="market", location=GROUND.lonlat(0, 150), crowd=10)
    figures = idleness_figures(standing(0, 125, "19:00"), station(points=(), places=(near,)))
    assert figures["place_idleness_max_min"] == pytest.approx(720)
    assert figures["place_idleness_mean_min"] == pytest.approx(180)


def test_nothing_to_see_gives_no_figures() -> None:
    """Without places only streets have figures; without units no street does."""
    assert not [name for name in idleness_figures(standing(0, 0), station(points=(), places=())) if "place" in name]
    assert idleness_figures(plan(), station(points=(), places=())) == {}
