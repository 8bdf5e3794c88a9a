"""Simulating a stored plan: by the API and by a form, with the same figures."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from lxml import html
from plans import small_plan

from planner.i18n import translate
from planner.i18n.simulation_words import FIGURES, of_planned_text, range_text

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
    figures, planned = by_api["figures"], by_api["planned"]
    expected = {name: of_planned_text(name, own[0], planned, language) for name, own in figures.items()}
    assert told == {translate(FIGURES[name], language): text for name, text in expected.items()}
    ranges = {row.xpath("string(./th)"): row.xpath("string(./td[3])") for row in table.xpath("./tbody/tr")}
    for name in ("calls_per_run", "required_visits_missed_per_run"):
        low, high = by_api["nine_of_ten_runs"][name]
        assert low < figures[name][0] < high
        assert ranges[translate(FIGURES[name], language)] == range_text(low, high)
    assert page.xpath("//input[@name='service']/@value") == ["20"]


def test_the_form_takes_the_demand_as_known(client, routed) -> None:
    """The switch of the page is that of the API, and stays as it was set."""
    path = f"/plans/{routed[0]}/simulation?lang=en"
    answer = client.post(path, content=urlencode({**FORM, "rates": "mean"}), headers=OWN, follow_redirects=False)
    page = html.fromstring(client.get(answer.headers["location"]).content.decode())
    known = client.post(f"/api/v1/plans/{routed[0]}/simulation", json={**BODY, "known_demand": True}).json()
    assert page.xpath("//select[@name='rates']/option[@selected]/@value") == ["mean"]
    assert page.xpath("string(//table[1]/tbody/tr[1]/td[1])") == f"{known['figures']['calls_per_run'][0]:.2f}"


def test_the_slowest_hour_stands_first(client, routed) -> None:
    """Hours are in the order of the figure that stands first beside them."""
    path = f"/plans/{routed[0]}/simulation?lang=en"
    answer = client.post(path, content=urlencode(FORM), headers=OWN, follow_redirects=False)
    page = html.fromstring(client.get(answer.headers["location"]).content.decode())
    (table,) = page.xpath("//div[@aria-labelledby='hours']/table")
    assert table.xpath("string(./thead/tr/th[1])") == translate(FIGURES["response_p90_min"], "en")
    shown = [float(text.replace("∞", "inf")) for text in table.xpath("./tbody/tr/td[1]/text()")]
    assert len(shown) > 2
    assert shown == sorted(shown, reverse=True)


def test_another_seed_draws_other_calls(client, routed, by_api) -> None:
    """No parameter is ignored: seed, service and policy change the figures, and the answer names them."""
    path = f"/api/v1/plans/{routed[0]}/simulation"
    for change in ({"seed": 4}, {"service_min": 90.0}, {"known_demand": True}):
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
    for wrong, code in (({"policy": "best"}, "policy_unknown"), ({"tiers": ["navy"]}, "tier_unknown")):
        answer = client.post(path, json={**BODY, **wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [one["field"] for one in answer.json()["errors"]] == list(wrong)
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
