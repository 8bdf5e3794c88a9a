"""Who can come first and who shuts in somebody, asked by a program."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station
from plans import small_plan

from planner.dispatch.nearest import nearest

AT = dt.datetime.fromisoformat("2026-11-23T17:07:00+08:00")
PLACE = (114.0213, 22.5308)
CALL = {"at": AT.isoformat(), "to": PLACE}
FLED = {"at": AT.isoformat(), "from": PLACE, "minutes_ago": 0, "within_min": 3}
GEOJSON = {"accept": "application/geo+json"}


@pytest.fixture(scope="module")
def ask(client, routed):
    """Ask one of the two questions about the routed plan."""

    def send(question, body, headers=None, plan_id=routed[0]):
        return client.post(f"/api/v1/plans/{plan_id}/{question}", json=body, headers=headers)

    return send


def report(unit, **more):
    return {"unit": unit, "lon": PLACE[0], "lat": PLACE[1], **more}


def live(*units):
    return {"format": "patrol-positions/1", "units": list(units)}


def test_the_answer_is_what_the_dispatch_room_says(ask, routed) -> None:
    """Units come in order with their times; times carry the station's offset however the moment was written."""
    utc = AT.astimezone(dt.UTC).isoformat()
    found = ask("dispatch", {**CALL, "at": utc, "count": 5})
    assert found.status_code == 200, found.text
    expected = nearest(routed[1], small_station.station(), AT, PLACE, 5)
    told = found.json()["units"]
    assert [one["unit"]["id"] for one in told] == [one.unit.id for one in expected]
    assert [one["eta_s"] for one in told] == pytest.approx([one.eta_s for one in expected], abs=0.2)
    assert all(one["arrive"].endswith("+08:00") for one in told)
    assert [len(one["path"]) for one in told] == [len(one.path) for one in expected]


def test_live_positions_take_the_place_of_the_plan(ask, routed) -> None:
    """One unit stands at the place, another one is bound; those that do not report are not out."""
    first, second = routed[1].units[0].id, "reserve"
    until = (AT + dt.timedelta(minutes=20)).isoformat()
    told = ask(
        "dispatch", {**CALL, "positions": live(report(first), report(second, force="cars", status="busy", until=until))}
    )
    units = told.json()["units"]
    assert [one["unit"]["id"] for one in units] == [first, second]
    assert units[0]["eta_s"] < 60
    assert units[1]["waits_s"] == 1200


@pytest.mark.parametrize(
    ("units", "code"),
    [
        ([report("ghost")], "position_unknown_unit"),
        ([report("ghost", force="cars"), report("ghost", force="cars")], "position_twice"),
        ([report("ghost", force="cars", status="busy")], "position_without_end"),
        ([report("ghost", officer="P01")], "request_invalid"),
        ([], "request_invalid"),
    ],
)
@pytest.mark.parametrize("question", ["dispatch", "interception"])
def test_positions_that_cannot_be_are_told(ask, question, units, code) -> None:
    """A stranger without force, a unit twice, one that is busy for ever, a person, nobody."""
    body = {"dispatch": CALL, "interception": FLED}[question]
    answer = ask(question, {**body, "positions": live(*units)})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["errors"][0]["field"].startswith("positions.units")
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_parameter_is_ignored(ask) -> None:
    """The count, whether they may act alone, and the ground change the answer."""

    def told(**change):
        listed = live(
            *(report(f"{force}-{number}", force=force) for force in ("cars", "guards") for number in range(2))
        )
        units = ask("dispatch", {**CALL, "count": 4, "positions": listed, **change}).json()["units"]
        return {one["unit"]["id"]: one["police"] for one in units}

    assert set(told()) == {"cars-0", "cars-1"}
    every = told(leave_ground=True)
    assert len(every) == 4
    assert set(told(leave_ground=True, police=True)) == {unit for unit, police in every.items() if police}
    assert len(told(count=1)) == 1


def test_a_cordon_is_told_with_its_proof(ask) -> None:
    """It says whether they are shut in and how sure that is; margins are the times between."""
    answer = ask("interception", FLED)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["status"] in {"optimal", "feasible", "out"}
    assert found["shut"] == (not found["open"] and found["status"] != "out")
    for one in found["closed"]:
        if one["latest"] is not None:
            span = dt.datetime.fromisoformat(one["latest"]) - dt.datetime.fromisoformat(one["arrive"])
            assert span.total_seconds() == pytest.approx(one["margin_s"], abs=0.11)


def test_exits_may_be_given(ask) -> None:
    """The border, or the junctions nearest to some places, are all told: closed or open."""
    place = (PLACE[0] + 0.002, PLACE[1])
    found = ask("interception", {**FLED, "exits": [place]}).json()
    assert len(found["closed"] + found["open"]) == 1
    border = ask("interception", {**FLED, "exits": "border"}).json()
    assert len(border["closed"] + border["open"]) > 1 or border["status"] == "out"


@pytest.mark.parametrize(("question", "body"), [("dispatch", CALL), ("interception", FLED)])
def test_geojson_is_to_be_had(ask, question, body) -> None:
    """Whoever accepts GeoJSON gets features with their kinds."""
    answer = ask(question, body, GEOJSON)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/geo+json")
    found = answer.json()
    assert found["type"] == "FeatureCollection"
    kinds = {one["properties"]["kind"] for one in found["features"]}
    assert kinds >= ({"place", "unit"} if question == "dispatch" else {"flight", "ring"})
    assert all(one["geometry"]["coordinates"] for one in found["features"] if one["properties"]["kind"] != "ring")


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("dispatch", {"count": 0}),
        ("dispatch", {"count": 1000}),
        ("dispatch", {"to": [22.5, 114.0]}),
        ("dispatch", {"to": [114.0]}),
        ("dispatch", {"at": "2026-11-23T17:07:00"}),
        ("dispatch", {"person": "P01"}),
        ("dispatch", {"stay_min": -1}),
        ("interception", {"minutes_ago": -1}),
        ("interception", {"mode": "boat"}),
        ("interception", {"speed_kmh": 900}),
        ("interception", {"within_min": 0}),
        ("interception", {"exits": []}),
        ("interception", {"exits": "everywhere"}),
        ("interception", {"ready_min": 1000}),
    ],
)
def test_a_wrong_request_is_refused(ask, question, change) -> None:
    """Each limit holds, and unknown keys are refused; the sentence names the key."""
    answer = ask(question, {**{"dispatch": CALL, "interception": FLED}[question], **change})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert next(iter(change)) in answer.json()["detail"]


@pytest.mark.parametrize("question", ["dispatch", "interception"])
def test_a_number_that_is_none_is_refused(client, routed, question) -> None:
    """NaN, which some programs write into JSON, is no coordinate."""
    body = f'{{"at": "{AT.isoformat()}", "to": [NaN, 22.5], "from": [NaN, 22.5], "minutes_ago": 1}}'
    path = f"/api/v1/plans/{routed[0]}/{question}"
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


def test_what_does_not_fit_is_a_problem(ask, add) -> None:
    """A place without streets, a moment outside the plan, an unknown plan, one without scenario."""
    for question, body, code, field in (
        ("dispatch", {**CALL, "to": [113.0, 22.0]}, "place_far_off", "to"),
        ("interception", {**FLED, "from": [113.0, 22.0]}, "flight_off_street", "from"),
    ):
        answer = ask(question, body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [one["field"] for one in answer.json()["errors"]] == [field]
    bare = add(small_plan("", "bare dispatch by API"))
    for question, body in (("dispatch", CALL), ("interception", FLED)):
        late = {**body, "at": "2027-01-01T00:00:00+08:00"}
        assert ask(question, late).json()["code"] == "moment_outside_plan"
        assert ask(question, body, plan_id="0000").json()["code"] == "unknown_plan"
        assert ask(question, body, plan_id=bare).json()["code"] == "plan_without_scenario"


@pytest.mark.parametrize("question", ["dispatch", "interception"])
def test_only_our_own_pages_may_ask(client, ask, routed, question) -> None:
    """A page of another origin, and a form, are refused."""
    body = {"dispatch": CALL, "interception": FLED}[question]
    assert ask(question, body, {"origin": "http://elsewhere.example"}).json()["code"] == "request_foreign"
    answer = client.post(f"/api/v1/plans/{routed[0]}/{question}", data={"at": "now"})
    assert (answer.status_code, answer.json()["code"]) == (400, "request_foreign")


def test_the_streets_are_made_ready_once(app, ask, routed) -> None:
    """Later questions about the same plan use the same dispatcher."""
    ask("dispatch", CALL)
    kept = app.state.shelf.dispatcher(routed[0])
    ask("dispatch", {**CALL, "count": 1})
    assert app.state.shelf.dispatcher(routed[0]) is kept
