"""What is wrong in a request is told field by field, with what would be right, in both languages."""

from __future__ import annotations

import pytest

from planner.i18n import LANGUAGES
from planner.i18n.requests import WRONG
from web.wrong_fields import CODES, MOST_TOLD

AT = "2026-11-23T22:15:00+08:00"
POINT = {"id": "gate", "lon": 114.02, "lat": 22.53, "units": 1}


def refused(client, plan_id, what, body=None, raw=None, language="en"):
    """Post to a plan and give the problem."""
    content = {"json": body} if raw is None else {"content": raw}
    answer = client.post(
        f"/api/v1/plans/{plan_id}/{what}",
        headers={"Content-Type": "application/json", "Accept-Language": language},
        **content,
    )
    assert answer.status_code == 422
    assert answer.json()["code"] == "request_invalid"
    return answer.json()


@pytest.mark.parametrize(
    ("what", "body", "field", "code", "remedy"),
    [
        ("dispatch", {"to": [114.02, 22.53]}, "at", "key_missing", "add it"),
        ("dispatch", {"at": AT, "to": [200, 22.53]}, "to[0]", "out_of_range", "<= 180"),
        ("dispatch", {"at": AT, "to": [114.02, 22.53], "whom": 1}, "whom", "key_unknown", "leave it out"),
        ("dispatch", {"at": "2026-11-23T22:15", "to": [114.02, 22.53]}, "at", "not_a_moment", "+08:00"),
        ("dispatch", {"at": AT, "to": [114.02, 22.53], "count": 1.5}, "count", "not_a_whole_number", "such as 12"),
        (
            "dispatch",
            {"at": AT, "to": [114.02, 22.53], "police": "maybe"},
            "police",
            "not_true_or_false",
            "one of them",
        ),
        ("search", {"at": AT, "place": [1, 2], "seen": AT, "who": "x"}, "who", "not_allowed", "'elderly'"),
        ("search", {"at": AT, "place": [1, 2], "seen": AT, "stages_min": [60, 30]}, "", "stages_wrong", "later end"),
        ("redeploy", {"at": AT, "rings_min": [3, 1], "worth": [1, 1]}, "", "rings_wrong", "ascend"),
        ("muster", {"at": AT, "points": []}, "points", "list_too_short", "1 at least"),
        ("muster", {"at": AT, "points": [{**POINT, "lon": "x"}]}, "points[0].lon", "not_a_number", "12.5"),
        ("repair", {"at": AT}, "", "events_wrong", "exactly one of lost, call"),
        ("roster/swaps", {"officer": "P1", "other": "P1", "dates": ["2026-11-24"]}, "", "officers_equal", "two"),
        ("roster/swaps", {"officer": "P1", "other": "P2", "dates": ["soon"]}, "dates[0]", "not_a_date", "2026-11-23"),
    ],
)
def test_a_wrong_field_has_reason_and_remedy(client, plan_id, what, body, field, code, remedy) -> None:
    """The field stands where a program finds it; the sentence says what would be right."""
    problem = refused(client, plan_id, what, body)
    (wrong,) = problem["errors"]
    assert (wrong["field"], wrong["part"], wrong["code"]) == (field, "body", code)
    assert remedy in wrong["detail"]
    assert wrong["detail"] in problem["detail"]


@pytest.mark.parametrize(
    ("raw", "code"), [(b"", "body_missing"), (b'{"at": ', "body_not_json"), (b"[1]", "not_an_object")]
)
def test_a_wrong_body_is_told_as_a_whole(client, plan_id, raw, code) -> None:
    """No body, half a body, and a list in place of an object."""
    (wrong,) = refused(client, plan_id, "dispatch", raw=raw)["errors"]
    assert (wrong["field"], wrong["code"]) == ("", code)


def test_a_parameter_of_the_address_is_told_too(client) -> None:
    """A wrong parameter in the address stands in the part `query`."""
    problem = client.get("/api/v1/plans", params={"limit": 0}).json()
    assert [(wrong["field"], wrong["part"], wrong["code"]) for wrong in problem["errors"]] == [
        ("limit", "query", "out_of_range")
    ]


def test_a_field_of_several_forms_is_called_by_its_name(client, plan_id) -> None:
    """Exits are a word or a list of places: both are told of the field, and nothing of how it is read."""
    body = {"at": AT, "from": [114.02, 22.53], "minutes_ago": 1, "exits": []}
    problem = refused(client, plan_id, "interception", body)
    assert [(wrong["field"], wrong["code"]) for wrong in problem["errors"]] == [
        ("exits", "not_allowed"),
        ("exits", "list_too_short"),
    ]


def test_many_wrong_fields_are_told_in_part(client, plan_id) -> None:
    """A list of wrong points does not make an answer without end."""
    problem = refused(client, plan_id, "muster", {"at": AT, "points": [{"id": "x"}] * 50})
    assert len(problem["errors"]) == MOST_TOLD


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shows_a_gap(client, plan_id, language) -> None:
    """Every parameter of a sentence is filled, in both languages; a stranger's braces stay as they are."""
    body = {"at": "{x}", "to": [200], "count": 0, "police": 3, "whom": {}}
    problem = refused(client, plan_id, "dispatch", body, language=language)
    assert "{field}" not in problem["detail"]
    assert "{reasons}" not in problem["detail"]
    assert {wrong["code"] for wrong in problem["errors"]} >= {"not_a_moment", "key_missing", "out_of_range"}


def test_every_code_has_a_sentence() -> None:
    """What can be found wrong can be told."""
    assert set(CODES.values()) | {"body_missing", "not_usable"} == set(WRONG)
