"""Offers for a change of the roster: side by side, stored only when one is taken, and readable again."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
import small_station
from lxml import html
from plans import small_plan

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack
from web.pages.repair_form import OFFERS

OWN = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}
AT = "2026-11-23T17:07"


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Store a plan of the small station, its roster alone, with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster",), limits=planner.Limits(time_s=3.0, seed=1))
    return add(plan, pack(folder), names_of(scenario)), plan


@pytest.fixture(scope="module")
def away(stored):
    """Name an officer who works on the second day of the roster."""
    who = next(row.officer for row in stored[1].roster if row.duty == "patrol" and f"{row.start:%m-%d}" == "11-25")
    return {"event": "away", "at": AT, "officer": who, "first": "2026-11-25", "last": "2026-11-26", "kind": "sick"}


def post(client, path, fields, headers=OWN):
    return client.post(path, content=urlencode(fields), headers=headers, follow_redirects=False)


@pytest.fixture(scope="module")
def offers(client, stored, away):
    """Ask for all offers, and give the address of their page."""
    answer = post(client, f"/plans/{stored[0]}/repair?lang=zh", away)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def stored_plans(client):
    return {plan["id"] for plan in client.get("/api/v1/plans").json()}


def test_the_offers_stand_side_by_side(client, offers, stored, away) -> None:
    """Every offer stands in one column, with who changes and why; nothing is stored; both languages read it."""
    known = stored_plans(client)
    page = html.fromstring(client.get(offers).content.decode())
    columns = page.xpath("//div[@class='offers']/section")
    assert 1 <= len(columns) <= len(OFFERS)
    assert len(page.xpath("//table[@class='compared']//thead//th")) == 1 + len(columns)
    name = next(officer.name for officer in stored[1].officers if officer.id == away["officer"])
    for column in columns:
        (first, *_) = column.xpath(".//ul[@class='people']/li")
        assert (name or away["officer"]) in first.text_content()
        assert "不在岗" in first.text_content()
        assert first.xpath("string(.//ins)") == "休息"
    assert stored_plans(client) == known
    assert "is away" in client.get(offers.replace("lang=zh", "lang=en")).text


def test_taking_one_stores_it_once(client, offers, stored, away) -> None:
    """Whoever takes an offer twice, or reloads, gets the same plan; its page tells what was changed."""
    plan_id, plan = stored
    known = stored_plans(client)
    page = html.fromstring(client.get(offers).content.decode())
    form = page.xpath("//div[@class='offers']//form")[0]
    answers = [post(client, form.get("action"), dict(form.fields)) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    (address,) = {answer.headers["location"] for answer in answers}
    (made,) = stored_plans(client) - known
    assert address == f"/plans/{made}/repaired?lang=zh"
    told = html.fromstring(client.get(address).content.decode())
    assert told.xpath("//ul[@class='people']/li")
    assert f"/plans/{plan_id}?lang=zh" in told.xpath("//main//a/@href")
    after = planner.Plan.model_validate_json(client.get(f"/api/v1/plans/{made}").content)
    assert not any(row.officer == away["officer"] and f"{row.start:%m-%d}" == "11-25" for row in after.roster)
    assert client.get(f"/api/v1/plans/{plan_id}").json()["roster"] == plan.model_dump(mode="json")["roster"]


@pytest.mark.parametrize(
    ("fields", "headers", "code"),
    [
        ({"offer": "nothing"}, OWN, "offers_gone"),
        ({}, OWN, "offers_gone"),
        ({"offer": "people"}, {**OWN, "origin": "http://elsewhere.example"}, "form_foreign"),
    ],
)
def test_nothing_else_can_be_taken(client, offers, fields, headers, code) -> None:
    """Only an offer that was made, and only by a page of ours."""
    assert post(client, offers, fields, headers).json()["code"] == code


def test_offers_that_are_not_kept_say_so(client, offers, add) -> None:
    """Neither a strange word nor another plan leads to them."""
    key = offers.partition("?")[0].rpartition("/")[2]
    other = add(small_plan("", "another"))
    for address in (f"/plans/{other}/repair/offers/{key}", offers.replace(key, "x")):
        answer = client.get(address)
        assert (answer.status_code, answer.json()["code"]) == (404, "offers_gone")


def test_one_offer_is_stored_at_once(client, stored) -> None:
    """More officers on a duty, with the offer named: the next page tells what was changed."""
    more = {"event": "more", "at": AT, "duty": "patrol", "opens": "2026-11-25T07:00", "closes": "2026-11-25T15:00"}
    answer = post(client, f"/plans/{stored[0]}/repair?lang=en", {**more, "count": "1", "offer": "cells"})
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].endswith("/repaired?lang=en")
    text = html.fromstring(client.get(answer.headers["location"]).content.decode()).text_content()
    assert "needs 1 more" in text
    assert "Changed on the roster" in text
    assert "What was changed" not in text


def test_a_repair_that_is_not_kept_leads_to_the_plan(client, stored) -> None:
    """A plan that is no repair, or whose changes are forgotten, is shown itself."""
    answer = client.get(f"/plans/{stored[0]}/repaired?lang=en", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/plans/{stored[0]}?lang=en")


def test_a_roster_alone_can_be_changed(client, stored) -> None:
    """Without routes nothing happens on the street, and the plan says what was not made."""
    page = html.fromstring(client.get(f"/plans/{stored[0]}/repair").content.decode())
    assert [form.fields["event"] for form in page.xpath("//form")] == ["away", "more"]
    shown = client.get(f"/plans/{stored[0]}?lang=en").text
    assert f"/plans/{stored[0]}/repair" in shown
    assert "The patrol routes were not made." in shown
    data = client.get(f"/api/v1/plans/{stored[0]}/map.json").json()
    assert (data["left_out"], data["visits"]) == (["routes", "flights"], [])
