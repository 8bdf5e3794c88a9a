"""Alerts and docks that are down by form and by API: told flight by flight, in both languages."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import small_station
from lxml import html

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

OWN = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}
PLACE = small_station.Ground().lonlat(200.0, 300.0)
AT = "2026-11-23T15:03"


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Store a plan of flights with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("flights",), limits=planner.Limits(time_s=4.0, seed=2))
    return add(plan, pack(folder), names_of(scenario))


def send(client, plan_id, fields, language="en"):
    return client.post(f"/plans/{plan_id}/repair?lang={language}", content=urlencode(fields), headers=OWN)


def test_the_form_asks_for_both(client, stored) -> None:
    """A plan of flights alone has the two forms of the drones, with the docks by name."""
    page = html.fromstring(client.get(f"/plans/{stored}/repair?lang=zh").content.decode())
    forms = page.xpath("//form[@class='happened']")
    assert [form.fields["event"] for form in forms] == ["alert", "dock_down"]
    assert [option.get("value") for option in forms[0].xpath(".//select[@name='dock']/option")] == ["", "D1", "D2"]


@pytest.mark.parametrize(("language", "word"), [("en", "at the alert"), ("zh", "无人机到达警情")])
def test_an_alert_is_told(client, stored, language, word) -> None:
    """The page of what was changed names the drone that goes."""
    fields = {"event": "alert", "at": AT, "place": f"{PLACE[0]},{PLACE[1]}", "minutes": "5", "dock": ""}
    page = send(client, stored, fields, language)
    assert page.status_code in {200, 303}, page.text
    if page.status_code == 303:
        page = client.get(page.headers["location"])
    assert word in page.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"event": "alert", "place": "114.02,22.53", "minutes": "121", "dock": ""}, "minutes"),
        ({"event": "alert", "place": "nowhere", "minutes": "5", "dock": ""}, "place"),
        ({"event": "dock_down", "dock": "D9", "opens": AT, "closes": "2026-11-23T19:00"}, "dock"),
        ({"event": "dock_down", "dock": "D1", "opens": AT, "closes": "2026-11-23T14:00"}, "closes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, stored, fields, field) -> None:
    """With status 422, the form again, and one sentence."""
    answer = send(client, stored, {"at": AT, **fields})
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    assert page.xpath(f"//*[@name='{field}'][@aria-invalid='true']")


def test_a_dock_that_is_down_by_the_api(client, stored) -> None:
    """Every changed flight has its sentence, and the fewest rounds missed stand beside them."""
    down = {"dock": "D1", "start": f"{AT}:00+08:00", "end": "2026-11-23T19:00:00+08:00"}
    answer = client.post(f"/api/v1/plans/{stored}/repair?lang=zh", json={"at": f"{AT}:00+08:00", "dock_down": down})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["rounds_missed_at_least"] == 0
    assert made["flights"]
    assert all("D1" in flight["text"] or "D2" in flight["text"] for flight in made["flights"])
    repaired = planner.Plan.model_validate_json(client.get(f"/api/v1/plans/{made['plan']}").content)
    assert {notice.code for notice in repaired.notices} >= {"dock_down", "no_alternate"}
