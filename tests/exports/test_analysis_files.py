"""The page, the workbook and the JSON of an analysis of calls."""

from __future__ import annotations

import io
import json
import re

import pytest
from lxml import html
from plans import PAYLOADS
from python_calamine import CalamineWorkbook
from small_station import station

from planner.domain.analysis import IncidentAnalysis
from planner.domain.incidents import Incidents
from planner.domain.scenario import Scenario
from planner.exports.analysis_charts import chart
from planner.exports.analysis_files import files
from planner.exports.analysis_map import draw
from planner.exports.xml_text import xml_text
from planner.grids.analysis import analyse
from planner.i18n.analysis import percent_text
from planner.sources.schemas import FOLDER

SCENARIO = station()
ANALYSIS = analyse(SCENARIO, "week")
MADE = {language: files(ANALYSIS, SCENARIO, language) for language in ("en", "zh")}


def hostile(word: str) -> Scenario:
    """Give the station with a word in the names of its grids and places and in the kind of every call."""
    plain = station()
    calls = [call.model_copy(update={"kind": "dispute" + word}) for call in plain.incidents]
    return station(
        grids=tuple(grid.model_copy(update={"name": grid.name + word}) for grid in plain.grids),
        places=tuple(place.model_copy(update={"name": place.name + word}) for place in plain.places),
        incidents=Incidents.of(calls),
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_asks_for_nothing(language: str) -> None:
    """It has no script and no address, and its policy forbids both."""
    page = MADE[language]["analysis.html"].decode()
    assert "<script" not in page
    assert not re.findall(r"""(?:src|href)=["']?(?!#)""", page)
    assert "default-src 'none'" in page
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page


def test_the_page_holds_every_grid_and_its_figures() -> None:
    """The table of grids has a row each, with the counts of the analysis."""
    page = html.fromstring(MADE["en"]["analysis.html"])
    box = page.xpath("//div[@aria-label='By grid']//tbody/tr")
    assert len(box) == 1 + len(SCENARIO.grids)
    for row, grid in zip(box[1:], ANALYSIS.grids, strict=True):
        assert row.xpath("string(th)") == grid.name
        assert int(row.xpath("string(td[1])")) == grid.count
    assert "placeholder" not in MADE["en"]["analysis.html"].decode()


def test_the_chinese_page_has_no_english_words() -> None:
    """What is not from data is in Chinese."""
    page = html.fromstring(MADE["zh"]["analysis.html"])
    for headed in page.xpath("//h2 | //th[@scope='col'] | //p[@class='soft'] | //ul[@class='notes']/li"):
        text = headed.text_content()
        assert not re.search(r"[A-Za-z]{4,}", text.replace("Street", "")), text


@pytest.mark.parametrize("word", PAYLOADS)
def test_hostile_names_stay_text(word: str) -> None:
    """Names of grids, places and kinds stand in the page and the workbook as they were typed."""
    scenario = hostile(word)
    made = files(analyse(scenario, "week"), scenario, "en")
    page = html.fromstring(made["analysis.html"])
    assert not page.xpath("//script | //img | //iframe")
    name = " ".join(xml_text(scenario.grids[0].name).split())
    assert name in [" ".join(cell.text_content().split()) for cell in page.xpath("//tbody//th")]
    book = CalamineWorkbook.from_filelike(io.BytesIO(made["analysis.xlsx"]))
    assert len(book.get_sheet_by_name("By grid").to_python()) == 2 + len(scenario.grids)


def test_the_workbook_has_the_figures_of_the_json() -> None:
    """Counts and p-values of every grid are numbers in the sheet of grids."""
    told = json.loads(MADE["en"]["analysis.json"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(MADE["en"]["analysis.xlsx"]))
    assert len(book.sheet_names) == 9
    rows = book.get_sheet_by_name("By grid").to_python()[2:]
    for row, grid in zip(rows, told["grids"], strict=True):
        assert (row[0], row[1], row[3]) == (grid["name"], grid["count"], grid["before"])
        assert row[9] == pytest.approx(grid["p_value"], abs=1e-6)
    dates = book.get_sheet_by_name("By date").to_python()[1:]
    assert sum(row[2] for row in dates[-7:]) == told["total"]["count"]


def test_the_json_keeps_its_schema() -> None:
    """It can be read back, and has the keys that the schema asks for and no others."""
    text = MADE["en"]["analysis.json"].decode()
    assert IncidentAnalysis.model_validate_json(text) == ANALYSIS
    assert MADE["zh"]["analysis.json"].decode() == text
    schema = json.loads((FOLDER / "analysis.schema.json").read_text("utf-8"))
    assert set(schema["required"]) <= set(json.loads(text)) == set(schema["properties"])


def test_nobody_is_named() -> None:
    """No officer of the station stands in any of the files."""
    page = MADE["zh"]["analysis.html"].decode() + MADE["zh"]["analysis.json"].decode()
    assert not [officer.name for officer in SCENARIO.officers if officer.name in page]


def test_grids_and_places_lie_inside_the_drawing() -> None:
    """North is up, every label is on the sheet, and the colours of grids follow their counts."""
    drawing = draw(ANALYSIS, SCENARIO)
    assert all(0 <= shape.x <= drawing.width and 0 <= shape.y <= drawing.height for shape in drawing.grids)
    by_name = {shape.name: shape for shape in drawing.grids}
    assert by_name["警格3"].y < by_name["警格1"].y
    assert by_name["警格1"].x < by_name["警格2"].x
    assert by_name["警格4"].fill == drawing.steps[-1][0]
    assert drawing.scale_px < drawing.width / 2


def test_bars_stand_in_proportion() -> None:
    """A bar of half the figure has half the height, and the axis ends at a round figure."""
    drawn = chart([30, 15, 0], ["a", "b", "c"], line=[40, 1, 1])
    assert drawn.bars[0].height == pytest.approx(2 * drawn.bars[1].height, abs=0.2)
    assert drawn.bars[2].height == 0
    assert [text for _, text in drawn.ticks] == ["0", "20", "40"]


def test_changes_are_told_as_people_say_them() -> None:
    """In per cent, from twice on as a multiple."""
    texts = [percent_text(change).replace("\u00a0", " ") for change in (0.2, 14.4, -63.2, 100, 350, 1200)]
    assert texts == ["±0 %", "+14 %", "−63 %", "×2.0", "×4.5", "×13"]
