"""The API gives stations, plans and files at documented addresses, and problems in the reader's language."""

from __future__ import annotations

import gzip
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from plans import PAYLOADS, small_plan

from planner import exports
from planner.domain.plan import Plan

API = "/api/v1"
PLAN = small_plan()


def problem(answer, status, code):
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    assert body["detail"]
    assert "{" not in body["detail"]
    return body


def test_nothing_stored_yet(empty):
    """A fresh database lists nothing and fails nowhere."""
    assert empty.get(f"{API}/stations").json() == []
    assert empty.get(f"{API}/plans").json() == []


def test_stations_with_their_number_of_plans(client, add):
    """A station appears with its first plan."""
    add(PLAN.model_copy(update={"station": "meilin", "station_name": "梅林派出所"}))
    assert {"id": "meilin", "name": "梅林派出所", "plans": 1} in client.get(f"{API}/stations").json()


def test_plans_are_listed_with_figures_and_local_times(client, add):
    """Lists hold figures and times in the station's zone, by station and in pages."""
    plan_id = add(PLAN.model_copy(update={"station": "gaoqiao"}))
    (listed,) = client.get(f"{API}/plans", params={"station": "gaoqiao"}).json()
    assert listed["id"] == plan_id
    assert listed["start"] == "2026-11-23T07:00:00+08:00"
    assert listed["figures"]["routes_km"] == 2.5
    every = [plan["id"] for plan in client.get(f"{API}/plans").json()]
    paged = [client.get(f"{API}/plans", params={"limit": 1, "offset": k}).json()[0]["id"] for k in range(len(every))]
    assert paged == every


@pytest.mark.parametrize("limit", ["0", "-1", "501", "many"])
def test_wrong_parameters_are_a_problem(client, limit):
    """A parameter out of range is refused with its name."""
    body = problem(client.get(f"{API}/plans", params={"limit": limit}), 422, "request_invalid")
    assert "limit" in body["detail"]


def test_a_plan_comes_compressed_as_stored(client, plan_id):
    """The stored bytes are served as they are and make the same plan."""
    answer = client.get(f"{API}/plans/{plan_id}")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert Plan.model_validate_json(answer.content) == PLAN


def test_a_plan_comes_plain_to_who_takes_no_gzip(client, plan_id):
    """Without gzip the plain bytes come, under another entity tag that holds their hash."""
    answer = client.get(f"{API}/plans/{plan_id}", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["etag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'
    assert answer.headers["etag"] != client.get(f"{API}/plans/{plan_id}").headers["etag"]


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_the_plan_gets_304(client, plan_id, form):
    """A known entity tag, weak or in a list, saves the transfer."""
    tag = client.get(f"{API}/plans/{plan_id}").headers["etag"]
    answer = client.get(f"{API}/plans/{plan_id}", headers={"If-None-Match": form.format(tag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag


def test_another_entity_tag_gets_the_plan(client, plan_id):
    """A tag of something else does not hide the plan."""
    answer = client.get(f"{API}/plans/{plan_id}", headers={"If-None-Match": '"other"'})
    assert answer.status_code == 200


def test_units_of_a_plan(client, plan_id):
    """The units come as the plan holds them."""
    assert [unit["id"] for unit in client.get(f"{API}/plans/{plan_id}/units").json()] == ["car", "foot"]


def test_formats_are_listed_in_the_readers_language(client):
    """Every registered format is listed."""
    listed = client.get(f"{API}/exports", params={"lang": "en"}).json()
    assert [form["id"] for form in listed] == [form.id for form in exports.FORMATS]
    assert all(form["summary"] for form in listed)


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_every_format_downloads(client, plan_id, form):
    """A download is the file that the registry writes, with its type and a name."""
    answer = client.get(f"{API}/plans/{plan_id}/exports/{form.id}")
    assert answer.content == form.write(PLAN)
    assert answer.headers["content-type"].split(";")[0] == form.media_type.split(";")[0]
    assert f'filename="tianan-20261123{form.suffix}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_every_format_downloads_for_a_unit(client, plan_id, form):
    """A unit's file is had alone, and a format for whole plans says that it is one."""
    answer = client.get(f"{API}/plans/{plan_id}/units/car/exports/{form.id}")
    if form.per_unit:
        assert answer.content == form.write(PLAN, unit="car")
        assert f'filename="tianan-20261123-car{form.suffix}"' in answer.headers["content-disposition"]
    else:
        problem(answer, 404, "unknown_round" if form.per_round else "format_not_per_unit")


@pytest.mark.parametrize("form", [f for f in exports.FORMATS if f.round_file], ids=lambda form: form.id)
def test_every_drone_format_downloads_for_a_round(client, plan_id, form):
    """One round's file has its own type and suffix."""
    answer = client.get(f"{API}/plans/{plan_id}/units/1/exports/{form.id}")
    assert answer.content == form.write(PLAN, unit="1")
    assert answer.headers["content-type"].split(";")[0] == form.round_file.media_type.split(";")[0]
    assert f'filename="tianan-20261123-1{form.round_file.suffix}"' in answer.headers["content-disposition"]


@pytest.mark.parametrize("form", exports.FORMATS, ids=lambda form: form.id)
def test_every_format_downloads_for_an_officer(client, plan_id, form):
    """An officer's shifts are had alone in the formats of rosters, and the others say that they do not hold them."""
    answer = client.get(f"{API}/plans/{plan_id}/officers/O1/exports/{form.id}")
    if form.per_officer:
        assert answer.content == form.write(PLAN, officer="O1")
        assert f'filename="tianan-20261123-O1{form.suffix}"' in answer.headers["content-disposition"]
        problem(client.get(f"{API}/plans/{plan_id}/officers/nobody/exports/{form.id}"), 404, "unknown_officer")
    else:
        problem(answer, 404, "format_not_per_officer")


@pytest.mark.parametrize("word", PAYLOADS)
def test_hostile_unit_ids_are_found_and_named_safely(client, add, word):
    """A unit may be called anything: it is found, and its name cannot break out of the header."""
    plan_id = add(small_plan(word, word))
    answer = client.get(f"{API}/plans/{plan_id}/units/{quote('car' + word, safe='')}/exports/csv")
    assert answer.status_code == 200
    disposition = answer.headers["content-disposition"]
    plain = disposition.split('filename="')[1].split('"')[0]
    assert plain.isascii()
    assert not set(plain) & set('/\\":;<>\r\n')
    assert ".." not in plain.removesuffix(".csv")[:3]
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/plans/0000", "unknown_plan"),
        ("/plans/..%2F..%2Fetc%2Fpasswd", "page_missing"),
        ("/plans/0000/units", "unknown_plan"),
        ("/plans/0000/exports/gpx", "unknown_plan"),
        ("/plans/{id}/exports/docx", "unknown_format"),
        ("/plans/{id}/exports/..%2Fgpx", "page_missing"),
        ("/plans/{id}/units/nobody/exports/gpx", "unknown_unit"),
        ("/plans/{id}/units/..%2F..%2Fetc%2Fpasswd/exports/gpx", "unknown_unit"),
        ("/plans/{id}/map.json", "plan_without_scenario"),
        ("/plans/0000/map.js", "unknown_plan"),
        ("/nothing", "page_missing"),
    ],
)
def test_what_is_not_there_is_a_problem(client, plan_id, path, code):
    """Unknown ids, and ids that try to climb, are 404 with a stable code."""
    problem(client.get(API + path.format(id=plan_id)), 404, code)


def test_other_methods_are_a_problem(client, plan_id):
    """Nothing is changed over the API yet."""
    answer = client.delete(f"{API}/plans/{plan_id}")
    problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET"


def test_a_defect_says_nothing_about_itself(client, app, plan_id, monkeypatch):
    """An error of ours is a plain problem, with all headers and without its cause."""
    monkeypatch.setattr(app.state.shelf, "plan", lambda _: 1 / 0)
    answer = client.get(f"{API}/plans/{plan_id}/units")
    problem(answer, 500, "internal_error")
    assert "division" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_many_readers_at_once(client, plan_id):
    """Concurrent reads all succeed."""
    paths = [f"{API}/plans/{plan_id}", f"{API}/plans/{plan_id}/exports/kml", "/", f"/plans/{plan_id}"] * 4
    with ThreadPoolExecutor(8) as pool:
        assert {answer.status_code for answer in pool.map(client.get, paths)} == {200}


def test_openapi_describes_plans_and_problems(client):
    """The OpenAPI document holds the domain's nouns with descriptions, and every route's problems."""
    document = client.get("/openapi.json").json()
    schemas = document["components"]["schemas"]
    assert {"Plan", "Route", "Flight", "Unit", "PlanSummary"} <= set(schemas)
    assert schemas["Flight"]["properties"]["round"]["description"]
    routes = [(path, told) for path, methods in document["paths"].items() for told in methods.values()]
    for path, described in routes:
        assert described["summary"]
        assert described["description"]
        if "{" in path:
            assert "application/problem+json" in described["responses"]["404"]["content"]
        assert "HTTPValidationError" not in json.dumps(described)


def test_gzip_bytes_are_those_of_the_database(app, client, plan_id):
    """What goes over the wire is what is stored, byte for byte."""
    with client.stream("GET", f"{API}/plans/{plan_id}") as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw) == exports.named("json").write(PLAN)
