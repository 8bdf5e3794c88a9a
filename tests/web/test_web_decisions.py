"""Mustering, posts, a search and a comparison by the API: what the rooms say, for our own pages and programs only."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station
from plans import small_plan

from planner.dispatch.muster.order import MusterOrder
from planner.dispatch.muster.report import muster_units
from planner.dispatch.standing import standings
from planner.domain.solving import Limits

AT = "2026-11-23T17:07:00+08:00"
PLACE = [114.0213, 22.5308]
POINT = {"id": "gate", "lon": PLACE[0], "lat": PLACE[1]}
MUSTER = {"at": AT, "points": [{**POINT, "units": 50}]}
REDEPLOY = {"at": AT}
SEARCH = {"at": AT, "place": PLACE, "seen": "2026-11-23T08:47:00Z", "who": "child"}
LIVE = {"format": "patrol-positions/1", "units": [{"unit": "reserve-1", "force": "cars", "lon": 114.02, "lat": 22.53}]}
NEEDY = {**POINT, "units": 1}
STRANGER = {**LIVE, "units": [*LIVE["units"], {"unit": "x", "lon": 114.02, "lat": 22.53}]}
TWICE = {**LIVE, "units": LIVE["units"] * 2}
ASKED = [("muster", MUSTER), ("redeploy", REDEPLOY), ("search", SEARCH)]


def post(client, plan_id, what, body, language="en", **kwargs):
    return client.post(f"/api/v1/plans/{plan_id}/{what}?lang={language}", json=body, **kwargs)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_muster_is_what_the_room_says(client, routed, language) -> None:
    """Everybody who may goes; what is missing has its reason and its remedy in the reader's language."""
    plan_id, plan = routed
    answer = post(client, plan_id, "muster", MUSTER, language)
    assert answer.status_code == 200, answer.text
    made, scenario, at = answer.json(), small_station.station(), dt.datetime.fromisoformat(AT)
    order = MusterOrder.model_validate({"format": "patrol-muster/1", "points": MUSTER["points"]})
    found = muster_units(scenario, standings(plan, scenario, at), at, order, Limits(time_s=8.0, seed=plan.seed))
    assert [one["unit"] for one in made["sent"]] == [one.unit.id for one in found.sent] != []
    (missing,) = made["missing"]
    assert (missing["count"], missing["missing"]) == (50, 50 - len(made["sent"]))
    assert (missing["text"].isascii(), missing["fix_text"].isascii()) == (language == "en",) * 2
    assert "officers" not in answer.text


def test_posts_reach_no_less_than_before(client, routed) -> None:
    """The shares within each time are told, before and after; a worth for the last ring alone counts that ring."""
    made = post(client, routed[0], "redeploy", {**REDEPLOY, "rings_min": [0.5, 2], "worth": [0, 1]}).json()
    (hour,) = made["hours"]
    assert hour["rings_s"] == [30, 120]
    assert hour["after"][1] >= hour["before"][1]
    kinds = [one["properties"]["kind"] for one in made["features"]]
    assert (set(kinds) <= {"post", "way"}, kinds.count("way")) == (True, hour["moves"])


def test_a_search_has_rings_and_sectors(client, routed) -> None:
    """Rings grow; every sector is of a unit; the time since they were seen counts whatever its offset."""
    made = post(client, routed[0], "search", {**SEARCH, "stages_min": [15, 45]}).json()
    assert [stage["end"][11:16] for stage in made["stages"]] == ["17:22", "17:52"]
    assert made["seen"] == "2026-11-23T16:47:00+08:00"
    assert made["rings"][0]["0.5"] <= made["rings"][-1]["0.5"]
    assert {one["properties"]["kind"] for one in made["features"]} >= {"seen", "street"}


@pytest.mark.parametrize(("what", "body"), ASKED)
def test_live_positions_take_the_place_of_the_plan(client, routed, what, body) -> None:
    """With positions only the units that report count, at any moment; without, only moments of the plan."""
    later = {**body, "at": "2026-12-01T10:00:00+08:00", "seen": "2026-12-01T09:40:00+08:00"}
    later = {key: value for key, value in later.items() if key in body}
    answer = post(client, routed[0], what, {**later, "positions": LIVE})
    assert answer.status_code == 200, answer.text
    assert "reserve-1" in answer.text
    refused = post(client, routed[0], what, later)
    assert (refused.status_code, refused.json()["code"]) == (422, "moment_outside_plan")
    assert [one["field"] for one in refused.json()["errors"]] == ["at"]


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("muster", {**MUSTER, "points": []}),
        ("muster", {**MUSTER, "officer": "P01"}),
        ("redeploy", {"at": "2026-11-23T17:07:00"}),
        ("redeploy", {**REDEPLOY, "rings_min": [3, 1], "worth": [1, 1]}),
        ("redeploy", {**REDEPLOY, "rings_min": [3], "worth": [0]}),
        ("search", {**SEARCH, "who": "somebody"}),
        ("search", {**SEARCH, "stages_min": [60, 30]}),
        ("search", {**SEARCH, "place": [200, 22.5]}),
    ],
)
def test_a_wrong_request_is_refused(client, routed, what, body) -> None:
    """Nothing asked, unknown keys, no offset, figures that do not fit."""
    answer = post(client, routed[0], what, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


@pytest.mark.parametrize(
    ("what", "body", "code", "field"),
    [
        ("muster", {**MUSTER, "points": [POINT]}, "muster_without_need", "points[0]"),
        ("muster", {**MUSTER, "points": [NEEDY, {**NEEDY, "id": "hall"}, NEEDY]}, "muster_point_twice", "points[2]"),
        ("muster", {**MUSTER, "points": [{**NEEDY, "lon": 113.0}]}, "muster_point_far_off", "points[0]"),
        ("muster", {**MUSTER, "keep": {"grids": {"nowhere": 1}}}, "muster_ground_unknown", "keep"),
        ("muster", {**MUSTER, "positions": STRANGER}, "position_unknown_unit", "positions.units[1]"),
        ("redeploy", {**REDEPLOY, "positions": TWICE}, "position_twice", "positions.units[1]"),
        ("search", {**SEARCH, "seen": "2026-11-23T18:00:00+08:00"}, "search_seen_wrong", "seen"),
        ("search", {**SEARCH, "place": [113.0, 22.0]}, "search_off_street", "place"),
        ("search", {**SEARCH, "quartiles_km": [2, 1]}, "search_distances_wrong", "quartiles_km"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_value_that_does_not_fit_the_station_is_told_at_its_field(
    client, routed, what, body, code, field, language
) -> None:
    """The room's own refusals of a value in the body are 422, with the field, the reason and the sentence."""
    answer = post(client, routed[0], what, body, language)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    assert problem["errors"] == [{"field": field, "part": "body", "code": code, "detail": problem["detail"]}]
    assert problem["detail"].isascii() == (language == "en")


def test_what_the_address_does_not_name_stays_missing(client, routed, add) -> None:
    """An unknown plan, or one without its scenario, is 404 and no field is wrong."""
    for plan_id, code in (("0000", "unknown_plan"), (add(small_plan("", "bare muster")), "plan_without_scenario")):
        answer = post(client, plan_id, "muster", MUSTER)
        assert (answer.status_code, answer.json()["code"], answer.json()["errors"]) == (404, code, [])


@pytest.mark.parametrize(("what", "body"), ASKED)
def test_only_our_own_pages_and_programs_may_ask(client, routed, add, what, body) -> None:
    """A page of another origin is refused; a plan without scenario cannot be asked about."""
    foreign = post(client, routed[0], what, body, headers={"origin": "http://elsewhere.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (400, "request_foreign")
    bare = add(small_plan("", "bare decisions"))
    assert post(client, bare, what, body).json()["code"] == "plan_without_scenario"


def test_two_plans_are_compared(client, routed, add) -> None:
    """A plan beside itself differs in nothing; a plan without scenario cannot be compared."""
    made = client.get("/api/v1/compare", params={"a": routed[0], "b": routed[0]}).json()
    assert made["format"] == "patrol-comparison/1"
    assert {row["difference"] for row in made["figures"].values()} <= {0, None}
    bare = add(small_plan("", "bare comparison"))
    refused = client.get("/api/v1/compare", params={"a": routed[0], "b": bare})
    assert (refused.status_code, refused.json()["code"]) == (404, "plan_without_scenario")
