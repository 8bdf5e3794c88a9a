"""What a page carries: numbers, times, names."""

from __future__ import annotations

import datetime as dt
import json
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.noun import Window
from planner.domain.plan import PlanOfficer
from planner.geo import Frame
from planner.maps import encode
from planner.maps.data import map_data
from planner.maps.horizon import Horizon, horizon
from planner.maps.streets import TOLERANCE_M, street_data
from planner.maps.visits import visits

ORIGIN = (114.05, 22.54)


def decoded(numbers, origin=ORIGIN):
    """Read an encoded line as the page does."""
    return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / encode.STEPS_PER_DEG + origin


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.floats(113.5, 114.6), st.floats(22.1, 23.0)), min_size=1, max_size=40))
def test_a_line_comes_back_within_half_a_step(points):
    """Differences must not add up: every point comes back to the nearest step."""
    assert np.abs(decoded(encode.line(points, ORIGIN)) - np.array(points)).max() <= 0.5001 / encode.STEPS_PER_DEG


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_json_in_a_page_cannot_leave_its_element(text):
    """No text can end the script element, open markup or break a line of script, and all of it comes back."""
    written = encode.json_text({"name": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"name": text}


def test_officers_names_never_get_into_the_data(plain_day):
    """Units are counted, not named."""
    plan = plain_day.plan.model_copy(update={"officers": (PlanOfficer(id="P001", name="Secret Person"),)})
    data = map_data(plan, plain_day.scenario, plain_day.demand, language="en")
    assert "Secret Person" not in json.dumps(data)
    assert data["units"][0]["officers"] == 2


def test_paths_keep_every_point_and_time(plain_day):
    """A unit's track on the page is its path in the plan."""
    data = map_data(plain_day.plan, plain_day.scenario, plain_day.demand, language="en")
    route = plain_day.plan.routes[0]
    track = decoded(data["units"][0]["path"], plain_day.scenario.station.base)
    assert np.allclose(track, [point[:2] for point in route.path], atol=1e-6)
    times = np.cumsum(data["units"][0]["times"])
    assert times.tolist() == [round((point[2] - plain_day.plan.start).total_seconds()) for point in route.path]


def test_demand_follows_the_hours_of_the_plan(plain_day):
    """Bar number n is the demand of the n-th hour on the station's clock."""
    data = map_data(plain_day.plan, plain_day.scenario, plain_day.demand, language="en")
    assert data["seconds"] % 3600 == 0
    assert len(data["grids"][0]["demand"]) == data["seconds"] // 3600
    assert data["grids"][0]["demand"][5] == round(plain_day.demand.at("G01", 12), 4)


def test_streets_are_drawn_once_and_within_tolerance(plain_day):
    """Both directions of a street are one line, which leaves no crossing by more than the tolerance."""
    import shapely

    streets, frame = plain_day.scenario.streets, Frame(ORIGIN)
    data = street_data(streets, frame)
    lines = [frame.line(decoded(line)) for _, _, rows in data["classes"] for line in rows]
    drawn = shapely.union_all(lines)
    assert max(drawn.distance(shapely.Point(xy)) for xy in frame.metres(streets.node_lonlat)) <= TOLERANCE_M + 0.2
    assert sum(line.length for line in lines) < 0.52 * sum(
        frame.line(streets.shape(e)).length for e in range(streets.edges)
    )


def test_the_least_streets_are_left_out_when_there_are_too_many(plain_day, monkeypatch):
    """A page has room for so many points; main streets come first."""
    monkeypatch.setattr("planner.maps.streets.MOST_POINTS", 120)
    data = street_data(plain_day.scenario.streets, Frame(ORIGIN))
    assert data["left_out"] == ["residential"]
    assert [row[0] for row in data["classes"]] == ["primary", "secondary"]


def test_each_visit_is_made_by_one_stop_inside_its_span(plain_day):
    """A stop can serve one visit only, and only if it begins in the visit's part of the window."""
    span = horizon(plain_day.plan)
    found = visits(plain_day.scenario, plain_day.plan, span.start, span.end)
    made = [visit for visit in found if visit.unit is not None]
    assert made
    assert all(visit.opens_s - 1 <= visit.arrive_s <= visit.closes_s + 1 for visit in made)
    assert len({(visit.unit, visit.arrive_s) for visit in made}) == len(made)
    night = [visit for visit in found if visit.work == "point-3"]
    assert [visit.opens_s / 3600 for visit in night] == [13, 15, 17]


def test_no_visit_starts_outside_the_plan(plain_day):
    """A window of the day after belongs to the next planning day."""
    span = horizon(plain_day.plan)
    found = visits(plain_day.scenario, plain_day.plan, span.start, span.end)
    assert all(0 <= visit.opens_s < span.seconds for visit in found)
    assert sum(visit.work == "point-0" for visit in found) == 2


def test_summer_time_ends_inside_a_page():
    """The station's clock jumps back once, windows follow the clock, and a page knows from which second on."""
    zone = ZoneInfo("Europe/Helsinki")
    start = dt.datetime(2026, 10, 25, 0, 0, tzinfo=zone)
    span = Horizon(start=start, end=dt.datetime(2026, 10, 26, 0, 0, tzinfo=zone))
    assert span.seconds == 25 * 3600
    assert span.utc_offsets() == [(0, 180), (4 * 3600, 120)]
    assert span.spans((Window(start="06:00", end="07:00"),)) == [(7 * 3600, 8 * 3600)]


def test_a_window_over_midnight_shows_on_both_sides():
    """A span that opened before the page begins is cut, not lost."""
    zone = ZoneInfo("Asia/Shanghai")
    start = dt.datetime(2026, 11, 23, 1, 0, tzinfo=zone)
    span = Horizon(start=start, end=start + dt.timedelta(hours=24))
    assert span.spans((Window(start="22:00", end="26:00"),)) == [(0, 3600), (21 * 3600, 24 * 3600)]
    assert span.spans(()) is None


def test_a_plan_without_routes_still_has_a_page(plain_day):
    """A plan of rosters alone shows the ground and the demand of its first day."""
    plan = plain_day.plan.model_copy(update={"units": (), "routes": (), "flights": ()})
    data = map_data(plan, plain_day.scenario, plain_day.demand, language="en")
    assert data["seconds"] == 24 * 3600
    assert data["units"] == data["flights"] == []
