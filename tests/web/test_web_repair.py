"""Repairing a stored plan by the API: a plan of its own comes of it, and only our own pages may ask."""

from __future__ import annotations

import pytest
import small_station
from plans import small_plan

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

AT = "2026-11-23T17:07:00+08:00"


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Store a plan of the small station with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster", "routes"), limits=planner.Limits(time_s=8.0, seed=1))
    return add(plan, pack(folder), names_of(scenario)), plan


def late(plan):
    """Give a unit that is out then."""
    return next(unit.id for unit in plan.units if f"{unit.shift_start:%H}" == "15")


def test_a_lost_unit(client, stored) -> None:
    """The repaired plan is stored beside the old one, and every change has its sentence."""
    plan_id, plan = stored
    answer = client.post(f"/api/v1/plans/{plan_id}/repair?lang=zh", json={"at": AT, "lost": {"unit": late(plan)}})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["plan"] != plan_id
    assert made["changes"]
    assert all(change["text"] for change in made["changes"])
    repaired = planner.Plan.model_validate_json(client.get(f"/api/v1/plans/{made['plan']}").content)
    assert repaired.notices[-1].code == "unit_lost"
    assert client.get(f"/api/v1/plans/{plan_id}").json()["notices"] == [n.model_dump() for n in plan.notices]
    assert client.get(f"/api/v1/plans/{made['plan']}/map.json").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"at": AT},
        {"at": AT, "lost": {"unit": "a"}, "call": {"location": [114.02, 22.53], "minutes": 20}},
        {"at": "2026-11-23T17:07:00", "lost": {"unit": "a"}},
        {"at": AT, "call": {"location": [114.02, 22.53], "minutes": 0}},
        {"at": AT, "lost": {"unit": "a"}, "more": 1},
    ],
)
def test_a_wrong_request_is_refused(client, stored, body) -> None:
    """Nothing, two things at once, a moment without offset, no minutes, unknown keys."""
    answer = client.post(f"/api/v1/plans/{stored[0]}/repair", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


def test_what_does_not_fit_the_plan_is_a_problem(client, stored, add) -> None:
    """A value of the body is told at its field; an unknown plan, and one without its scenario, are not found."""
    lost = {"at": AT, "lost": {"unit": "nobody"}}
    late = "2030-01-01T00:00:00+08:00"
    spot = {"location": [114.0213, 22.5308], "opens": late, "closes": "2030-01-01T02:00:00+08:00", "minutes": 12}
    call = {"at": AT, "call": {"location": [113.0, 22.0], "minutes": 5}}
    away = {"at": AT, "away": {"officer": "nobody", "first": "2026-11-24", "last": "2026-11-24"}}
    more = {"at": AT, "more": {"duty": "none", "start": AT, "end": "2026-11-23T20:00:00+08:00"}}
    for body, code, field in (
        (lost, "unknown_unit", "lost.unit"),
        ({"at": late, "hot_spot": spot}, "moment_outside_plan", "at"),
        ({"at": AT, "hot_spot": spot}, "moment_outside_plan", "hot_spot.opens"),
        (call, "place_far_off", "call.location"),
        (away, "unknown_officer", "away.officer"),
        (more, "unknown_duty", "more.duty"),
    ):
        answer = client.post(f"/api/v1/plans/{stored[0]}/repair", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [one["field"] for one in answer.json()["errors"]] == [field]
    for plan_id, code in (
        ("0000", "unknown_plan"),
        (add(small_plan("", "bare")), "plan_without_scenario"),
    ):
        answer = client.post(f"/api/v1/plans/{plan_id}/repair", json=lost)
        assert (answer.status_code, answer.json()["code"]) == (404, code)


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": ""},
        {"content-type": "application/json", "origin": "http://elsewhere.example"},
        {"content-type": "application/json", "origin": "null"},
    ],
)
def test_other_pages_cannot_change_anything(client, stored, headers) -> None:
    """What a strange page can make a browser send is refused before it is read."""
    body = f'{{"at": "{AT}", "lost": {{"unit": "x"}}}}'
    answer = client.post(f"/api/v1/plans/{stored[0]}/repair", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "request_foreign")


def test_an_officer_away(client, stored) -> None:
    """Every changed date of the roster has its sentence, and the offer is taken."""
    plan_id, plan = stored
    who = next(row.officer for row in plan.roster if row.duty == "patrol" and f"{row.start:%m-%d}" == "11-25")
    away = {"officer": who, "first": "2026-11-25", "last": "2026-11-26"}
    answer = client.post(f"/api/v1/plans/{plan_id}/repair?lang=zh", json={"at": AT, "away": away, "offer": "cells"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert {"officer_away", "takes_over"} & {cell["reason"] for cell in made["cells"]}
    assert all(cell["text"] for cell in made["cells"])
    both = {"at": AT, "away": away, "lost": {"unit": late(plan)}}
    assert client.post(f"/api/v1/plans/{plan_id}/repair", json=both).status_code == 422
