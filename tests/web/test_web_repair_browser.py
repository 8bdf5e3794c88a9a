"""The form of a repair and its offers in a browser: by keyboard, on a phone, and for everybody."""

from __future__ import annotations

import pytest
import small_station

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

PHONE = {"width": 390, "height": 844}
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def rostered(add, tmp_path_factory):
    """Store a plan of the small station, its roster alone, with its scenario."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster",), limits=planner.Limits(time_s=3.0, seed=1))
    officer = next(row.officer for row in plan.roster if row.start > plan.start)
    return add(plan, pack(folder), names_of(scenario)), officer


def faults_of(page):
    """List what axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_officer_away_is_told_by_keyboard_on_a_phone(page, address, rostered, language) -> None:
    """From the form over the offers to what was changed; loading the last page again sends no form."""
    plan_id, officer = rostered
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/plans/{plan_id}/repair?lang={language}")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
    form = page.locator("form:has(input[value=away])")
    form.locator("[name=officer]").select_option(officer)
    form.locator("button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/repair/offers/**")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
    page.locator(".offers button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/repaired?**")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
    before = page.content()
    assert page.reload().request.method == "GET"
    assert page.content() == before


@pytest.mark.browser
def test_the_wrong_field_has_the_focus(context, address, rostered) -> None:
    """Who sends a wrong field stands in it again, with the sentence beside it; the rest is still filled in."""
    plan_id, officer = rostered
    page = context.new_page()  # the answer 422 stands in the console
    page.goto(f"{address}/plans/{plan_id}/repair?lang=en")
    form = page.locator("form:has(input[value=away])")
    form.locator("[name=officer]").select_option(officer)
    form.locator("[name=first]").fill("2026-11-25")
    form.locator("[name=last]").fill("2026-11-24")
    form.locator("button").click()
    alert = page.locator("[role=alert]")
    alert.wait_for()
    assert "2026-11-25" in alert.inner_text()
    page.wait_for_function("document.activeElement.name === 'last'")
    assert form.locator("[name=officer]").input_value() == officer
