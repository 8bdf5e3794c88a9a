"""A simulation and two plans side by side in a browser: on a desk and on a phone, and for everybody."""

from __future__ import annotations

import pytest
import small_station
from test_web_repair_browser import PHONE, WIDTH, faults_of

import planner
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def twin(add, routed, tmp_path_factory) -> str:
    """Store the plan once more, as if it was made with another seed."""
    scenario, folder = small_station.station(), tmp_path_factory.mktemp("scenario")
    planner.write_scenario(scenario, folder)
    return add(routed[1].model_copy(update={"seed": routed[1].seed + 1}), pack(folder), names_of(scenario))


@pytest.mark.browser
@pytest.mark.parametrize(("language", "size"), [("zh", PHONE), ("en", DESK)], ids=["phone", "desk"])
def test_a_simulation_leads_to_both_plans_and_back(page, address, routed, twin, language, size) -> None:
    """Every page keeps to the screen and axe finds no barrier; the slowest hour's figure is seen without scrolling."""
    page.set_viewport_size(size)
    page.goto(f"{address}/plans/{routed[0]}/simulation?lang={language}")
    page.locator("[name=rates]").select_option("mean")
    page.locator("form[method=post] button").click()
    page.wait_for_url("**/simulation/**")
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    box = page.locator("[aria-labelledby=hours] tbody td").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= size["width"]
    page.locator("form[action='/compare'] [name=b]").select_option(twin)
    page.locator("form[action='/compare'] button").click()
    page.wait_for_url("**/compare?**")
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    page.locator("nav a").nth(1).click()
    page.wait_for_url(f"**/plans/{routed[0]}?lang={language}")
