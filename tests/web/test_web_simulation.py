"""Simulating a stored plan: by the API and by a form, with the same figures."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from lxml import html
from plans import small_plan

from planner.i18n import translate
from planner.i18n.simulation_words import FIGURES

OWN = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}
FORM = {"policy": "nearest", "runs": "20", "service": "20", "seed": "3"}
BODY = {"policy": "nearest", "replications": 20, "service_min": 20.0, "seed": 3}


@pytest.fixture(scope="module")
def by_api(client, routed):
    answer = client.post(f"/api/v1/plans/{routed[0]}/simulation", json=BODY)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_api_gives_figures_with_their_intervals(by_api) -> None:
    """All runs were made; every figure lies in its interval; grids and responses add up to all calls."""
    assert (by_api["replications"], by_api["asked"]) == (20, 20)
    assert set(by_api["figures"]) == set(FIGURES)
    value, low, high = by_api["figures"]["calls_per_run"]
    assert low < value < high
    assert sum(own["calls_per_run"][0] for own in by_api["by_grid"].values()) == pytest.approx(value)
    counted = by_api["responses"]
    calls = sum(counted["calls"]) + counted["longer"] + counted["unanswered"]
    assert calls == pytest.approx(20 * value)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_tells_the_same(client, routed, by_api, language) -> None:
    """The form leads to a page with every figure of the API in words."""
    path = f"/plans/{routed[0]}/simulation?lang={language}"
    answer = client.post(path, content=urlencode(FORM), headers=OWN, follow_redirects=False)
    assert answer.status_code == 303
    page = html.fromstring(client.get(answer.headers["location"]).content.decode())
    table = page.xpath("//table")[0]
    told = {row.xpath("string(./th)"): row.xpath("string(./td[1])") for row in table.xpath("./tbody/tr")}
    expected = {translate(FIGURES[name], language): own[0] for name, own in by_api["figures"].items()}
    assert told == {words: "–" if value is None else f"{value:.2f}" for words, value in expected.items()}
    assert page.xpath("//input[@name='service']/@value") == ["20"]


def test_another_seed_draws_other_calls(client, routed, by_api) -> None:
    """No parameter is ignored: seed, service and policy change the figures, and the answer names them."""
    path = f"/api/v1/plans/{routed[0]}/simulation"
    for change in ({"seed": 4}, {"service_min": 90.0}):
        made = client.post(path, json={**BODY, **change}).json()
        assert made["figures"] != by_api["figures"]
        assert made.items() >= change.items()


@pytest.mark.parametrize(
    "change", [{"replications": 0}, {"replications": 100_000}, {"service_min": 0}, {"seed": -1}, {"unknown": 1}]
)
def test_a_wrong_request_is_refused(client, routed, change) -> None:
    """Limits keep the answer short; unknown keys are refused."""
    answer = client.post(f"/api/v1/plans/{routed[0]}/simulation", json={**BODY, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")


def test_what_does_not_fit_is_a_problem(client, routed, add) -> None:
    """An unknown policy, an unknown tier, a plan without scenario, a request of another page."""
    path = f"/api/v1/plans/{routed[0]}/simulation"
    assert client.post(path, json={**BODY, "policy": "best"}).json()["code"] == "policy_unknown"
    assert client.post(path, json={**BODY, "tiers": ["navy"]}).json()["code"] == "tier_unknown"
    bare = add(small_plan("", "bare simulation"))
    assert client.post(f"/api/v1/plans/{bare}/simulation", json=BODY).json()["code"] == "plan_without_scenario"
    foreign = client.post(path, json=BODY, headers={"origin": "http://elsewhere.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (400, "request_foreign")


@pytest.mark.parametrize(("field", "value"), [("service", "0"), ("seed", "many")])
def test_a_wrong_field_is_told_at_the_field(client, routed, field, value) -> None:
    """The form comes back with the sentence at the field."""
    path = f"/plans/{routed[0]}/simulation"
    answer = client.post(path, content=urlencode({**FORM, field: value}), headers=OWN)
    assert answer.status_code == 422
    (wrong,) = html.fromstring(answer.content.decode()).xpath("//*[@aria-invalid='true']")
    assert (wrong.get("name"), wrong.get("value")) == (field, value)
