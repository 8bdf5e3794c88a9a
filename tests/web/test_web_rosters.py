"""Judging a plan's roster by the API: changes, candidates and swaps, in the reader's language, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
import small_station
from plans import small_plan

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Store a plan of the small station, its roster alone, with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster",), limits=planner.Limits(time_s=3.0, seed=1))
    return add(plan, pack(folder), names_of(scenario)), plan


@pytest.fixture(scope="module")
def roster(stored):
    return f"/api/v1/plans/{stored[0]}/roster"


def patrol(plan):
    """Give a row of somebody on patrol."""
    return next(row for row in plan.roster if row.duty == "patrol")


def test_taking_somebody_off_is_judged_and_others_are_offered(client, stored, roster) -> None:
    """What is missing is told with its time, and each mend says who and costs less than the change alone."""
    row = patrol(stored[1])
    body = {"officer": row.officer, "date": f"{row.start:%Y-%m-%d}", "shift": "off"}
    judged = client.post(f"{roster}/judgements?lang=en", json=body)
    assert judged.status_code == 200, judged.text
    told = judged.json()
    assert told["cells"] == [{**body, "duty": None}]
    assert told["legal"] == (not any(one["forbids"] for one in told["findings"]))
    assert told["findings"]
    assert all("{" not in one["text"] for one in told["findings"])
    assert all(mend["verdict"]["objective"] < told["objective"] or not told["legal"] for mend in told["mends"])
    chinese = client.post(f"{roster}/judgements?lang=zh", json=body).json()
    assert [one["code"] for one in chinese["findings"]] == [one["code"] for one in told["findings"]]
    assert all(any("一" <= letter <= "鿿" for letter in one["text"]) for one in chinese["findings"])


def test_a_second_shift_in_short_order_is_illegal_with_rule_officer_and_days(client, stored, roster) -> None:
    """The night after a shift of the same officer, or whatever the station forbids, names them by name."""
    row = patrol(stored[1])
    community = next(row for row in stored[1].roster if row.duty == "community")
    body = {
        "officer": community.officer,
        "date": f"{row.start:%Y-%m-%d}",
        "shift": row.shift,
        "duty": "patrol",
    }
    told = client.post(f"{roster}/judgements?lang=zh", json=body).json()
    assert not told["legal"]
    first = told["findings"][0]
    assert (first["forbids"], first["officers"], first["layer"]) == (True, [community.officer], None)
    assert body["date"] in first["dates"]
    assert "社区" in first["text"], "the officer's name, not the id"


def test_candidates_come_best_first_with_reasons(client, stored, roster) -> None:
    """The one who falls out is none of them, legal ones stand first, and all have figures and sentences."""
    row = patrol(stored[1])
    date = f"{row.start:%Y-%m-%d}"
    query = f"date={date}&shift={row.shift}&duty=patrol&instead_of={row.officer}&lang=zh&limit=500"
    found = client.get(f"{roster}/candidates?{query}").json()
    there = {other.officer for other in stored[1].roster if (other.start, other.duty) == (row.start, row.duty)}
    assert {one["officer"] for one in found} == {officer.id for officer in stored[1].officers} - there
    legal = [one["verdict"]["legal"] for one in found]
    assert legal == sorted(legal, reverse=True)
    assert any(legal)
    assert all(any(aspect["code"] in {"called_in", "moves"} for aspect in one["aspects"]) for one in found)
    assert all(one["called_in"] == (one["aspects"][0]["code"] == "called_in") for one in found)
    assert len(client.get(f"{roster}/candidates?date={date}&shift={row.shift}&limit=3").json()) == 3


def test_partners_are_legal_and_agree_with_the_judged_swap(client, stored, roster) -> None:
    """What is listed can be asked for as it stands, and comes to the same."""
    asked = ((row.officer, f"{row.start:%Y-%m-%d}") for row in stored[1].roster)
    answers = ((date, client.get(f"{roster}/swaps?officer={who}&date={date}").json()) for who, date in asked)
    date, found = next(answer for answer in answers if answer[1])
    assert all(one["verdict"]["legal"] and date in one["dates"] for one in found)
    wanted = {key: found[0][key] for key in ("officer", "other", "dates")}
    assert client.post(f"{roster}/swaps", json=wanted).json() == found[0]


def test_what_is_not_there_is_a_problem(client, stored, roster, add) -> None:
    """Unknown officers, dates, shifts; an officer who is not on the shift; plans without a scenario or a roster."""
    row = patrol(stored[1])
    date = row.start.date()
    late = (date + dt.timedelta(days=99)).isoformat()
    cell = {"officer": row.officer, "date": date.isoformat(), "shift": "off"}
    off = next(
        o.id for o in stored[1].officers if all(r.officer != o.id or r.start.date() != date for r in stored[1].roster)
    )
    alone = f"/api/v1/plans/{add(small_plan('', 'no rules'))}/roster"
    for body, code, field in (
        ({**cell, "officer": "nobody"}, "unknown_officer", "officer"),
        ({**cell, "date": late}, "date_outside_roster", "date"),
        ({**cell, "shift": "no such"}, "shift_not_worked", "shift"),
    ):
        answer = client.post(f"{roster}/judgements", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [one["field"] for one in answer.json()["errors"]] == [field]
    swap = {"officer": row.officer, "other": off, "dates": [date.isoformat()]}
    for body, field in (
        ({**swap, "officer": "nobody"}, "officer"),
        ({**swap, "other": "nobody"}, "other"),
        ({**swap, "dates": [date.isoformat(), late]}, "dates[1]"),
    ):
        answer = client.post(f"{roster}/swaps", json=body)
        assert (answer.status_code, [one["field"] for one in answer.json()["errors"]]) == (422, [field])
    for address, body, code in (
        (alone, cell, "roster_without_scenario"),
        ("/api/v1/plans/0000/roster", cell, "unknown_plan"),
    ):
        answer = client.post(f"{address}/judgements", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    answer = client.get(f"{roster}/candidates?date={date}&shift={row.shift}&instead_of={off}")
    assert (answer.status_code, answer.json()["code"]) == (404, "officer_not_on_shift")


def test_a_wrong_request_is_refused(client, stored, roster) -> None:
    """A swap with oneself, no dates, unknown keys, a date that is none; and requests of strange pages."""
    one = patrol(stored[1]).officer
    for body in (
        {"officer": one, "other": one, "dates": ["2026-11-24"]},
        {"officer": one, "other": "C1", "dates": []},
        {"officer": one, "other": "C1", "dates": ["2026-11-24"], "more": 1},
    ):
        answer = client.post(f"{roster}/swaps", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert client.get(f"{roster}/swaps?officer={one}&date=tomorrow").status_code == 422
    for path in ("swaps", "judgements"):
        strange = client.post(f"{roster}/{path}", content="{}", headers={**JSON, "origin": "http://elsewhere.example"})
        assert (strange.status_code, strange.json()["code"]) == (400, "request_foreign")
