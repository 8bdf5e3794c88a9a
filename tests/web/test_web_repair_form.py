"""The form for what has happened: filled in without script, from our own pages only, in both languages."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
import small_station
from lxml import html
from plans import PAYLOADS, small_plan

import planner
from planner.domain.named_places import place_names
from planner.domain.plan import Notice
from planner.domain.repair import CallTaken, HotSpotAdded, MoreNeeded, OfficerAway, UnitLost
from planner.errors import NotFound
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack
from web.pages.own_forms import LONGEST_BYTES
from web.pages.repair_fields import proposed, span_of
from web.pages.repair_form import OFFERS, SEARCH_S, FieldWrong, happened

ZONE = ZoneInfo("Asia/Shanghai")
OWN = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}
PLAN = small_plan()
PLACES = {"gate": (114.02, 22.53)}
AT = "2026-11-23T17:07"
MORE = {"event": "more", "at": AT, "duty": "patrol", "opens": "2026-11-24T07:00", "closes": "2026-11-24T15:00"}
MORE |= {"count": "2"}


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Store a plan of the small station with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster", "routes"), limits=planner.Limits(time_s=8.0, seed=2))
    return add(plan, pack(folder), names_of(scenario)), plan


def send(client, plan_id, fields, headers=OWN, language="en"):
    return client.post(f"/plans/{plan_id}/repair?lang={language}", content=urlencode(fields), headers=headers)


def test_the_form_asks_for_each_thing_that_can_happen(client, stored) -> None:
    """A form for each event, with the units that are out, the places by name, the officers and the duties."""
    plan_id, plan = stored
    page = html.fromstring(client.get(f"/plans/{plan_id}/repair?lang=zh").content.decode())
    forms = page.xpath("//form")
    assert [form.fields["event"] for form in forms] == ["lost", "call", "hot_spot", "away", "more"]
    assert {option.get("value") for option in forms[0].xpath(".//option")} == {unit.id for unit in plan.units}
    assert {option.get("value") for option in forms[3].xpath(".//select[@name='officer']/option")} == {
        "",
        *(officer.id for officer in plan.officers),
    }
    duties = [duty.code for duty in small_station.station().duties]
    assert [option.get("value") for option in forms[4].xpath(".//select[@name='duty']/option")] == ["", *duties]
    assert [option.get("value") for option in page.xpath("//datalist/option")] == place_names(small_station.station())
    assert not page.xpath("//script[not(@src)]")
    assert all(one.startswith(("/assets/", "/map/", "/static/")) for one in page.xpath("//script/@src"))
    assert f"/plans/{plan_id}/repair" in client.get(f"/plans/{plan_id}").text


def test_a_lost_unit_gives_a_plan_with_its_changes(client, stored) -> None:
    """The answer lists every change with call signs, and leads to the map of the repaired plan."""
    plan_id, plan = stored
    lost = next(unit for unit in plan.units if f"{unit.shift_start:%H}" == "15")
    answer = send(client, plan_id, {"event": "lost", "at": AT, "unit": lost.id}, language="zh")
    assert answer.status_code == 200, answer.text
    page = html.fromstring(answer.content.decode())
    changes = page.xpath("//ul[@class='changes']/li")
    assert changes
    assert not any(lost.id in change.text_content() for change in changes)
    links = [link.partition("?")[0] for link in page.xpath("//main//a/@href")]
    assert f"/plans/{plan_id}" in links
    (made,) = {link.removesuffix("/map") for link in links} - {f"/plans/{plan_id}"}
    assert client.get(f"{made}/map").status_code == 200
    assert "已" in client.get(f"{made}?lang=zh").text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"event": "call", "at": AT, "place": "nowhere", "minutes": "20"}, "nowhere is not a place of this station"),
        ({"event": "lost", "at": "tomorrow", "unit": "x"}, "tomorrow is not a time"),
        ({"event": "call", "at": AT, "place": "114.02, 22.53", "minutes": "900"}, "900 is not a stay"),
        ({"event": "lost", "at": AT, "unit": "nobody"}, "there is no unit nobody in the plan"),
        ({"at": AT}, "say what has happened"),
        ({"event": "away", "at": AT, "officer": "nobody", "first": "2026-11-24", "last": "2026-11-24"}, "no officer"),
        ({"event": "away", "at": AT, "officer": "a", "first": "2026-11-26", "last": "2026-11-24"}, "not two dates"),
        ({"event": "away", "at": AT, "officer": "a", "first": "soon", "last": "2026-11-24"}, "not two dates"),
        ({**MORE, "count": "0"}, "0 is not a number of officers"),
        ({**MORE, "closes": MORE["opens"]}, "is not after"),
        ({**MORE, "duty": "nothing"}, "there is no duty nothing"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, stored, fields, told) -> None:
    """The form comes back with one sentence, at the field that it is about, and what was filled in."""
    answer = send(client, stored[0], fields)
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    (alert,) = page.xpath("//*[@role='alert']")
    assert told in alert.text_content()
    if "event" in fields:
        (field,) = page.xpath("//*[@aria-invalid]")
        assert field.get("aria-describedby") == alert.get("id")
        assert field.get("autofocus") is not None
        (form,) = field.xpath("ancestor::form")
        assert form.fields["event"] == fields["event"]
    if "place" in fields:
        assert page.xpath("//form")[1].fields["place"] == fields["place"]


@pytest.mark.parametrize("word", PAYLOADS)
def test_what_was_typed_stays_text(client, stored, word) -> None:
    """A place that was typed comes back as it was, and makes no element."""
    answer = send(client, stored[0], {"event": "call", "at": AT, "place": word, "minutes": "20"})
    page = html.fromstring(answer.content.decode())
    known = html.fromstring(client.get(f"/plans/{stored[0]}/repair").content.decode())
    assert {element.tag for element in page.iter()} == {element.tag for element in known.iter()}
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


@pytest.mark.parametrize(
    "headers",
    [
        {**OWN, "origin": "http://elsewhere.example"},
        {**OWN, "origin": "null"},
        {"content-type": OWN["content-type"]},
        {**OWN, "content-type": "text/plain"},
    ],
)
def test_other_pages_cannot_send_it(client, stored, headers) -> None:
    """A form of another origin, of none, or of another kind is refused."""
    answer = send(client, stored[0], {"event": "lost", "at": AT, "unit": "x"}, headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "form_foreign")


def test_a_form_without_end_is_refused(client, stored) -> None:
    """Nobody fills the memory."""
    answer = send(client, stored[0], {"event": "x" * LONGEST_BYTES})
    assert answer.json()["code"] == "form_foreign"


def test_a_plan_without_its_scenario_has_no_form(client, add) -> None:
    """There is no link to it, and its address says why."""
    plan_id = add(small_plan("", "bare"))
    assert f"/plans/{plan_id}/repair" not in client.get(f"/plans/{plan_id}").text
    assert client.get(f"/plans/{plan_id}/repair").json()["code"] == "plan_without_scenario"


def test_fields_become_what_has_happened() -> None:
    """Times are on the station's clock; a place is a name or a pair of degrees; no unit means whoever is first."""
    at = dt.datetime(2026, 11, 23, 17, 7, tzinfo=ZONE)
    call = happened({"event": "call", "at": AT, "place": "gate", "minutes": "20", "unit": ""}, PLAN, PLACES)
    assert (call.at, call.event) == (at, CallTaken(location=PLACES["gate"], minutes=20.0))
    spot = {"event": "hot_spot", "at": AT, "place": "114.01\uff0c 22.5", "opens": "2026-11-23T18:00"}
    found = happened({**spot, "closes": "2026-11-23T20:00"}, PLAN, PLACES).event
    assert found == HotSpotAdded(
        location=(114.01, 22.5), opens=at.replace(hour=18, minute=0), closes=at.replace(hour=20, minute=0)
    )
    assert happened({"event": "lost", "at": AT, "unit": "car"}, PLAN, PLACES).event == UnitLost(unit="car")
    for place in ("200, 22", "1, 2, 3", "nan, nan", ""):
        with pytest.raises(NotFound):
            happened({"event": "call", "at": AT, "place": place}, PLAN, PLACES)


def test_fields_become_what_has_happened_to_the_roster() -> None:
    """Dates stay dates, needs are on the station's clock; without a certain offer all are shown."""
    away = {"event": "away", "at": AT, "officer": "P01", "first": "2026-11-24", "last": "2026-11-25", "kind": "leave"}
    found = happened(away, PLAN, PLACES)
    first = dt.date(2026, 11, 24)
    assert found.event == OfficerAway(officer="P01", first=first, last=dt.date(2026, 11, 25), kind="leave")
    assert (found.offers, found.search_s) == (OFFERS, SEARCH_S[0])
    found = happened({**MORE, "offer": "cells", "search": "10"}, PLAN, PLACES)
    start = dt.datetime(2026, 11, 24, 7, tzinfo=ZONE)
    assert found.event == MoreNeeded(duty="patrol", start=start, end=start + dt.timedelta(hours=8), count=2)
    assert (found.offers, found.search_s) == (("cells",), 10)
    for count in ("", "0", "201", "1.5", "\u0662", "x"):
        with pytest.raises(FieldWrong) as refused:
            happened({**MORE, "count": count}, PLAN, PLACES)
        assert refused.value.field == "count"


def test_the_proposed_time_lies_in_the_plan() -> None:
    """Now while the plan is being worked, its start before and after; the roster's time is longer than the routes'."""
    inside = PLAN.start + dt.timedelta(hours=3, seconds=20)
    assert proposed(PLAN.start, PLAN.end, inside) == PLAN.start + dt.timedelta(hours=3)
    assert proposed(PLAN.start, PLAN.end, PLAN.start - dt.timedelta(days=1)) == PLAN.start
    scenario = small_station.station()
    assert span_of("lost", PLAN, scenario) == (PLAN.start, PLAN.end)
    opens, closes = span_of("more", PLAN, scenario)
    assert (opens.date(), (closes - opens).days) == (scenario.roster.start, scenario.roster.days)


def test_notices_and_duty_sheets_stand_on_the_plan_page(client, add) -> None:
    """A reader sees which of several plans was drawn, and finds every unit's duty sheet."""
    params = {"date": "2026-11-23", "number": 2, "count": 3, "wanted": 3}
    plan = PLAN.model_copy(update={"notices": (Notice(code="alternative_drawn", params=params),)})
    plan_id = add(plan)
    page = html.fromstring(client.get(f"/plans/{plan_id}?lang=en").content.decode())
    (section,) = page.xpath("//section[h2/@id='notices']")
    assert "plan 2 of 3" in section.text_content()
    links = page.xpath("//section[h2/@id='patrols']//a/@href")
    assert f"/api/v1/plans/{plan_id}/exports/directions?lang=en" in links
    assert f"/api/v1/plans/{plan_id}/units/car/exports/directions?lang=en" in links
