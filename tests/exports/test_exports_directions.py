"""Duty sheets: the stops with their times, the way between them turn by turn, and nothing that data could break."""

from __future__ import annotations

import re
from typing import Any

import pytest
import small_station
from driven_plan import driven_plan
from lxml import html
from plans import PAYLOADS, small_plan

from planner import exports
from planner.domain.plan import Plan

SCENARIO = small_station.station()
FORM = exports.named("directions")
PLAN = driven_plan()


def sheet(plan: Plan = PLAN, scenario: Any = SCENARIO, language: Any = "en") -> str:
    return FORM.write(plan, scenario=scenario, language=language).decode()


def said(text: str) -> list[str]:
    """Give the texts of a sheet's day, line by line."""
    day = html.fromstring(text.encode()).find(".//ol[@class='day']")
    return [" ".join(node.text_content().split()) for node in day.iter("p", "li") if node.getparent() is not day]


def test_the_way_is_told_turn_by_turn() -> None:
    """Streets, turns, lengths and the times at stops are those of the path."""
    lines = said(sheet())
    assert "Go to Gate 590 m" in " ".join(lines)
    assert "Head north along North Street, drive 90 m" in lines
    assert "Turn right into 东西一路, drive 250 m" in lines
    assert "Turn right into North Street, drive 250 m" in lines
    assert "07:01–07:10" in lines
    assert "Go to Base" in " ".join(lines)
    assert "leave 08:00" in lines
    assert lines.count("Turn left into 东西一路, drive 250 m") == 1


def test_a_patrol_is_told_by_its_streets() -> None:
    """A round is told by its streets and kilometres, and when to leave for it, not turn by turn."""
    lines = said(sheet())
    assert "Patrol 3.0 km" in lines
    assert "leave 07:15" in lines
    assert "Patrol along North Street 1.5 km, 东西一路 1.5 km" in lines


def test_in_chinese() -> None:
    """Every word of the sheet is in the reader's language."""
    lines = said(sheet(language="zh"))
    assert "右转进入东西一路，行驶250米" in lines
    assert "巡逻路段：North Street 1.5公里、东西一路 1.5公里" in lines
    words = re.sub(
        r"North Street|Gate|Car|car-1|police_car|cars", "", html.fromstring(sheet(language="zh")).text_content()
    )
    assert not re.search(r"[a-z]{4,}", words.split("}")[-1]), words


def test_without_the_scenario_the_stops_are_there() -> None:
    """A plan alone still gives stops and times, and says that directions are missing."""
    text = sheet(scenario=None)
    assert "There are no directions" in text
    assert "07:01–07:10" in said(text)
    assert "Turn" not in " ".join(said(text))
    assert FORM.write(PLAN) == text.encode()


def test_off_the_streets() -> None:
    """A way that is on no street of the scenario is not made up."""
    route = PLAN.routes[0]
    moved = tuple((lon + 0.0008, lat + 0.0009, moment) for lon, lat, moment in route.path)
    plan = PLAN.model_copy(update={"routes": (route.model_copy(update={"path": moved}),)})
    assert "No directions: this part of the way is not on the streets of the scenario" in said(sheet(plan))


def test_a_unit_of_an_unknown_tier_or_without_a_route() -> None:
    """Neither a tier that the scenario does not know nor a unit without a route breaks the sheet."""
    unit = PLAN.units[0].model_copy(update={"tier": "other"})
    assert "07:01–07:10" in said(sheet(PLAN.model_copy(update={"units": (unit,)})))
    assert "There is no route for this unit." in sheet(PLAN.model_copy(update={"routes": ()}))


@pytest.mark.parametrize("points", [0, 1])
def test_a_path_that_is_not_there(points: int) -> None:
    """A route with stops but hardly a path still gives its stops."""
    route = PLAN.routes[0].model_copy(update={"path": PLAN.routes[0].path[:points]})
    lines = said(sheet(PLAN.model_copy(update={"routes": (route,)})))
    assert "07:01–07:10" in lines
    assert "Go to" not in " ".join(lines)


def test_officers_are_counted_not_named() -> None:
    """No officer's name or number stands on a sheet that is carried about."""
    text = FORM.write(small_plan(), scenario=SCENARIO).decode()
    assert "陈" not in text
    assert "O1<" not in text
    assert "<dt>Crew</dt><dd><bdi>2</bdi></dd>" in text


@pytest.mark.parametrize("word", PAYLOADS)
def test_names_cannot_break_out(word: str) -> None:
    """Whatever things are called, the page has the same elements and attributes."""
    pages = [html.fromstring(FORM.write(small_plan(w, w))) for w in ("", word)]
    shapes = [[(node.tag, sorted(node.attrib.items())) for node in page.iter()] for page in pages]
    assert shapes[0] == shapes[1]
    assert not pages[1].findall(".//script")


def test_the_file_asks_for_nothing() -> None:
    """No address, script or picture stands in the file, so it opens anywhere."""
    text = sheet()
    assert not re.search(r"https?://|url\(|@import|<script|<img|<link", text)
    assert "default-src 'none'" in text


@pytest.mark.browser
def test_it_prints_on_a4(page: Any, tmp_path: Any) -> None:
    """In a browser nothing runs over the page's edge, on paper neither, and each unit begins a page."""
    other = PLAN.units[0].model_copy(update={"id": "car-2"})
    plan = PLAN.model_copy(update={"units": (PLAN.units[0], other)})
    file = tmp_path / "sheets.html"
    file.write_text(sheet(plan, language="zh"), encoding="utf-8")
    page.goto(file.as_uri())
    assert page.locator(".sheet").count() == 2
    assert page.locator(".box").first.is_visible()
    for width in (360, 900):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2


@pytest.mark.browser
def test_it_can_be_read_by_everybody(page: Any, tmp_path: Any) -> None:
    """No barrier that axe knows: contrast, names, order of headings, language."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "sheets.html"
    # axe puts its script into the page, which the page's own policy forbids
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", sheet()), encoding="utf-8")
    page.goto(file.as_uri())
    found = axe.run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
