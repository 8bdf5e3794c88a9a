"""The drones' day in Chromium: time line, charge, missed rounds and the ground that was seen."""

from __future__ import annotations

import pytest

from planner.domain.noun import Window
from planner.domain.plan import Dropped
from planner.maps.page import render_file

pytestmark = pytest.mark.browser

NOON_S = 5 * 3600
CHARGE = """(t) => {
  const app = patrolMap.app;
  return app.data.dock_charge.map((one) => patrolMap.chargeAt(one.points, t));
}"""
SEEN = """([t, times]) => {
  const found = patrolMap.seenUntil(patrolMap.app.data.seen, t, times);
  return [found.counts.reduce((sum, one) => sum + one, 0), found.counts.filter((one) => one > 0).length,
    Math.max(...found.ago.filter((one) => one >= 0), 0), found.counts.length];
}"""


@pytest.fixture(scope="module")
def drone_file(plain_day, tmp_path_factory):
    """Write a day with a night for the thermal camera, without rounds 20 and 40, which are missed."""
    visit = plain_day.plan.required_unmet[0]
    missed = [
        visit.model_copy(update={"kind": "round", "id": str(n), "reason": "battery_low", "params": {}, "when": at})
        for n, at in ((n, plain_day.plan.flights[n - 1].takeoff) for n in (20, 40))
    ]
    flights = tuple(flight for flight in plain_day.plan.flights if flight.round not in {20, 40})
    plan = plain_day.plan.model_copy(update={"flights": flights, "required_unmet": (visit, *missed)})
    rounds = plain_day.scenario.rounds.model_copy(update={"night": Window(start="19:00", end="30:00")})
    scenario = plain_day.scenario.model_copy(update={"rounds": rounds})
    file = tmp_path_factory.mktemp("drones") / "map.html"
    file.write_text(render_file(plan, scenario, plain_day.demand, language="en"), "utf-8")
    return file.as_uri()


@pytest.fixture
def drones(page, drone_file):
    """Open the drones' panel at noon."""
    page.goto(f"{drone_file}#t={NOON_S}")
    page.wait_for_selector("body.ready")
    page.click("#tab-rounds")
    return page


def test_every_round_has_its_bar_and_every_missed_one_its_cross(drones):
    """70 bars and two crosses; what has landed is filled; missed rounds stand below with their reason."""
    assert drones.locator(".round-bar").count() == 70
    assert drones.locator(".missed-cross").count() == 2
    assert drones.locator(".round-bar.past").count() == 15
    assert drones.text_content("#panel-rounds .summary") == "70 rounds flown, 2 missed"
    assert "battery" in drones.text_content("#panel-rounds .unmet")


def test_keys_go_from_round_to_round(drones):
    """Arrows name the round, Enter moves the time to it and selects its flight; until then the clock stays."""
    drones.focus(".round-scroll")
    drones.keyboard.press("Home")
    drones.keyboard.press("ArrowRight")
    assert drones.text_content(".round-detail").startswith("Round 2 / 72")
    assert drones.evaluate("patrolMap.app.t") == NOON_S
    drones.keyboard.press("Enter")
    assert drones.evaluate("[patrolMap.app.t, patrolMap.app.selected('flight').round]") == [1200, 2]
    for _ in range(18):
        drones.keyboard.press("ArrowRight")
    assert "Round 20 / 72" in drones.text_content(".round-detail")
    assert "battery" in drones.text_content(".round-detail")


def test_a_press_on_a_bar_selects_its_round(drones):
    """A finger on a bar selects the flight; one on empty time moves the clock."""
    bar = drones.locator(".round-bar.flying, .round-bar:not(.past)").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    drones.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert drones.evaluate("patrolMap.app.selected('flight').round") == 16
    assert drones.locator(".round-bar.picked").count() == 1


def test_charge_between_its_points(drones, plain_day):
    """Half way through a flight half of its charge is gone."""
    flight = plain_day.plan.flights[0]
    expected = (flight.battery_before_pct + flight.battery_after_pct) / 2
    assert drones.evaluate(CHARGE, 450)[0] == pytest.approx(expected)


def test_ground_is_seen_by_day_and_by_night_apart(drones):
    """Looks of day and night add up, grow with the time, and none is older than the time itself."""
    day, night, both = (drones.evaluate(SEEN, [20 * 3600, times]) for times in ("day", "night", "all"))
    assert day[0] + night[0] == both[0]
    assert 0 < night[0] < day[0]
    assert drones.evaluate(SEEN, [0, "all"])[0] == 0
    assert drones.evaluate(SEEN, [8 * 3600, "all"])[0] < both[0]
    assert both[2] <= 20 * 3600
    assert drones.evaluate(SEEN, [8 * 3600, "night"])[0] == 0


def test_the_layer_takes_the_place_of_the_demand(drones):
    """Chosen beside the rounds or in the layers, squares stand on the map and in the legend; else the demand does."""
    picture = "() => patrolMap.app.still[0]._container.toDataURL()"
    before = drones.evaluate(picture)
    drones.select_option(".seen-choice select >> nth=0", "often")
    often = drones.evaluate(picture)
    assert often != before
    assert "How often seen" in drones.text_content(".map-legend")
    drones.click("#tab-layers")
    layers = drones.locator("#panel-layers .seen-choice select.seen")
    assert layers.input_value() == "often"
    layers.select_option("ago")
    assert drones.evaluate(picture) != often
    layers.select_option("")
    assert drones.evaluate(picture) == before
    assert "Calls expected per hour" in drones.text_content(".map-legend")


def test_the_panel_fits_a_phone(drones):
    """At 360 px nothing is wider than the page, and all six tabs can be reached."""
    drones.set_viewport_size({"width": 360, "height": 740})
    assert drones.evaluate("document.documentElement.scrollWidth") == 360
    edges = "() => [...document.querySelectorAll('[role=tab]')].map((one) => one.getBoundingClientRect().right)"
    assert len(drones.evaluate(edges)) == 6
    assert max(drones.evaluate(edges)) <= 360


@pytest.fixture(scope="module")
def alert_file(plain_day, tmp_path_factory):
    """Write a day on which round 21 was sent to an alert and is missed, and a drone of its own flew to another one."""
    visit = plain_day.plan.required_unmet[0]
    flights = list(plain_day.plan.flights)
    of_rounds = {"kind": "round", "reason": "battery_low", "params": {}}
    lost = [
        visit.model_copy(update={**of_rounds, "id": str(flight.round), "when": flight.takeoff})
        for flight in (flights[20], flights[30])
    ]
    flights[20] = flights[20].model_copy(update={"alert": "alert-1", "purpose": "alert, patrol"})
    flights[30] = flights[30].model_copy(update={"alert": "alert-2", "round": 73, "purpose": "alert"})
    left_out = Dropped(kind="drone_task", id="A park", when=flights[0].takeoff, reason="others_worth_more", params={})
    changes = {"flights": tuple(flights), "required_unmet": tuple(lost), "optional_dropped": (left_out,)}
    plan = plain_day.plan.model_copy(update=changes)
    file = tmp_path_factory.mktemp("alerts") / "map.html"
    file.write_text(render_file(plan, plain_day.scenario, plain_day.demand, language="en"), "utf-8")
    return file.as_uri()


def test_flights_to_alerts_have_a_sign_of_their_own(page, alert_file):
    """They are told by shape, mark and name, counted apart from rounds, and do not lengthen the timetable."""
    page.goto(f"{alert_file}#t={NOON_S}")
    page.wait_for_selector("body.ready")
    page.click("#tab-rounds")
    assert page.locator(".round-bar.alert").count() == 2
    assert page.locator(".round-number.alert").all_text_contents() == ["21!", "!"]
    assert page.text_content("#panel-rounds .summary") == "70 rounds flown, 2 missed, 2 sent to an alert"
    assert "sent to an alert" in page.text_content("#panel-rounds .note")
    names = "patrolMap.app.data.flights.filter((one) => one.alert).map((one) => patrolMap.app.flightName(one))"
    assert page.evaluate(names) == ["Flight to an alert \u00b7 Round 21 / 72", "Flight to an alert"]


def test_drone_tasks_left_out_stand_beside_the_rounds_with_their_reason(page, alert_file):
    """The drones' panel itself says which optional task no round looks at, and why."""
    page.goto(alert_file)
    page.wait_for_selector("body.ready")
    page.click("#tab-rounds")
    titles = ["Missed 2", "Optional tasks that no round looks at 1"]
    assert page.locator("#panel-rounds h3").all_text_contents() == titles
    assert "A park" in page.text_content("#panel-rounds .rows:last-child")
