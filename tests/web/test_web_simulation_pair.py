"""Two stored plans that answer the same calls: by the API and by the form, with the same verdict."""

from __future__ import annotations

import math
from urllib.parse import urlencode

import pytest
import small_station
from lxml import html
from plans import small_plan
from test_web_simulation import BODY, FORM, OWN

import planner
from planner.i18n import translate
from planner.i18n.simulation_words import FIGURES, gap_text
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack


@pytest.fixture(scope="module")
def fewer(add, routed, tmp_path_factory):
    """Store the same plan with one unit alone; give its id."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario, plan = small_station.station(), routed[1]
    planner.write_scenario(scenario, folder)
    kept = {plan.units[-1].id}
    lesser = plan.model_copy(
        update={
            "units": tuple(unit for unit in plan.units if unit.id in kept),
            "routes": tuple(route for route in plan.routes if route.unit in kept),
        }
    )
    return add(lesser, pack(folder), names_of(scenario))


@pytest.fixture(scope="module")
def by_api(client, routed, fewer):
    answer = client.post(f"/api/v1/plans/{routed[0]}/simulation/against/{fewer}?lang=en", json=BODY)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_plan_with_more_units_is_better(by_api) -> None:
    """Both answered the same calls; the difference is that of the figures, and its sentence says who is better."""
    one, other = by_api["one"]["figures"], by_api["other"]["figures"]
    assert one["calls_per_run"] == other["calls_per_run"]
    assert by_api["verdicts"]["calls_per_run"] == "same"
    assert by_api["main"] == "response_within_5_min_pct"
    value, low, high = by_api["differences"][by_api["main"]]
    assert value == pytest.approx(other[by_api["main"]][0] - one[by_api["main"]][0])
    assert low < value < high < 0
    assert by_api["verdicts"][by_api["main"]] == "one"
    assert by_api["text"][0].startswith("This plan is better")
    assert f"{-value:.1f} of 100" in by_api["text"][0]


def test_the_other_way_round(client, routed, fewer, by_api) -> None:
    """The other plan is better then, by as much."""
    turned = client.post(f"/api/v1/plans/{fewer}/simulation/against/{routed[0]}?lang=en", json=BODY).json()
    assert turned["verdicts"][turned["main"]] == "other"
    assert turned["differences"][turned["main"]][0] == pytest.approx(-by_api["differences"][turned["main"]][0])
    assert turned["text"][0].partition(":")[2] == by_api["text"][0].partition(":")[2]


def test_a_plan_against_itself(client, routed) -> None:
    """No figure differs, and none is called better."""
    made = client.post(f"/api/v1/plans/{routed[0]}/simulation/against/{routed[0]}?lang=en", json=BODY).json()
    assert set(made["verdicts"].values()) <= {"same", "unknown"}
    assert made["text"][0].startswith("Neither plan is better")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_tells_the_same(client, routed, fewer, by_api, language) -> None:
    """The form offers the other plan; the answer shows every difference and the verdict in words."""
    path = f"/plans/{routed[0]}/simulation?lang={language}"
    offered = html.fromstring(client.get(path).content.decode())
    assert fewer in offered.xpath("//select[@name='against']/option/@value")
    answer = client.post(path, content=urlencode({**FORM, "against": fewer}), headers=OWN, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    page = html.fromstring(client.get(answer.headers["location"]).content.decode())
    told = {row.xpath("string(./th)"): row.xpath("./td/text()") for row in page.xpath("//table[1]/tbody/tr")}
    for name, (value, *_) in by_api["differences"].items():
        text = told[translate(FIGURES[name], language)][3]
        assert text == gap_text(name, math.nan if value is None else value, language)
        unit = "percentage points" if language == "en" else "个百分点"
        assert (unit in text) == name.endswith("_pct")
        assert "-" not in text
    (verdict,) = page.xpath("//p[contains(@class, 'verdict')]")
    assert verdict.get("class") == "verdict good"
    assert page.xpath("//select[@name='against']/option[@selected]/@value") == [fewer]


def test_figures_of_the_other_plan_are_a_press_away(client, routed, fewer) -> None:
    """A form leads to both plans side by side; it says that it works, and the way back is there."""
    page = html.fromstring(client.get(f"/plans/{routed[0]}/simulation?lang=en").content.decode())
    (form,) = page.xpath("//form[@action='/compare']")
    assert form.get("data-busy")
    assert fewer in form.xpath(".//select[@name='b']/option/@value")
    asked = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    beside = html.fromstring(client.get("/compare", params={**asked, "b": fewer}).content.decode())
    back = beside.xpath("//nav//a/@href")
    assert {f"/plans/{plan}?lang=en" for plan in (routed[0], fewer)} <= set(back)
    assert all(client.get(address).status_code == 200 for address in back)


def test_what_cannot_be_compared_is_said(client, routed, add, tmp_path_factory) -> None:
    """Another station, other hours, no scenario, no such plan: a problem, and a sentence at the field on the page."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario, plan = small_station.station(), routed[1]
    planner.write_scenario(scenario, folder)
    zipped, names = pack(folder), names_of(scenario)
    later = {"end": plan.end + (plan.end - plan.start)}
    for other, code, at_field in (
        (add(plan.model_copy(update={"station": "other"}), zipped, names), "plans_of_other_stations", True),
        (add(plan.model_copy(update=later), zipped, names), "plans_of_other_hours", True),
        (add(small_plan("", "bare pair")), "plan_without_scenario", False),
        ("nothing", "unknown_plan", True),
    ):
        told = client.post(f"/api/v1/plans/{routed[0]}/simulation/against/{other}", json=BODY)
        assert told.json()["code"] == code
        assert other not in html.fromstring(client.get(f"/plans/{routed[0]}/simulation").content).xpath(
            "//option/@value"
        )
        form = urlencode({**FORM, "against": other})
        page = client.post(f"/plans/{routed[0]}/simulation", content=form, headers=OWN)
        assert page.status_code == 422
        wrong = html.fromstring(page.content.decode()).xpath("//*[@aria-invalid='true']/@name")
        assert wrong == (["against"] if at_field else [])


def test_only_our_own_pages_may_ask(client, routed) -> None:
    """A request of another page is refused."""
    path = f"/api/v1/plans/{routed[0]}/simulation/against/{routed[0]}"
    foreign = client.post(path, json=BODY, headers={"origin": "http://elsewhere.example"})
    assert (foreign.status_code, foreign.json()["code"]) == (400, "request_foreign")
