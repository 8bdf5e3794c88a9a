"""The analysis of the calls behind a plan, over the web."""

from __future__ import annotations

import io

import pytest
import small_station
from driven_plan import driven_plan
from lxml import html
from plans import small_plan
from python_calamine import CalamineWorkbook

import planner
from planner.domain.analysis import IncidentAnalysis
from planner.storage.scenario_archive import pack


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory):
    """Give the id of a plan that is stored with its scenario."""
    folder = tmp_path_factory.mktemp("analysed") / "scenario"
    planner.write_scenario(small_station.station(), folder)
    return add(driven_plan(), pack(folder))


def test_the_page_and_its_files_tell_the_same(client, stored):
    """The page leads back to the plan and to the other periods and files, in the language that was chosen."""
    page = client.get(f"/plans/{stored}/analysis", params={"lang": "zh", "until": "2026-11-20"})
    assert page.status_code == 200
    links = html.fromstring(page.content).xpath("//nav/a/@href")
    assert links[0] == f"/plans/{stored}?lang=zh"
    answers = [client.get(link) for link in links]
    assert [answer.status_code for answer in answers] == [200] * 5
    told = IncidentAnalysis.model_validate_json(answers[4].text)
    assert (told.period, f"{told.now.last}") == ("week", "2026-11-20")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answers[3].content))
    assert book.get_sheet_by_name("按警格").to_python()[1][1] == told.total.count
    assert f"<strong>{told.total.count}</strong>" in page.text


def test_the_same_question_is_worked_out_once(client, stored, monkeypatch):
    """Page, workbook and JSON of one question share one analysis; another question has its own."""
    from planner.grids import analysis

    asked, real = [], analysis.analyse
    monkeypatch.setattr(analysis, "analyse", lambda *args, **more: asked.append(args[1:]) or real(*args, **more))
    for path in (f"/plans/{stored}/analysis", f"/api/v1/plans/{stored}/analysis.xlsx"):
        assert client.get(path, params={"period": "month", "before": 2}).status_code == 200
    assert len(asked) == 1
    assert client.get(f"/api/v1/plans/{stored}/analysis", params={"period": "month"}).status_code == 200
    assert len(asked) == 2


def test_the_plan_leads_to_it(client, stored):
    """The page of a plan has a link to the analysis."""
    assert f'href="/plans/{stored}/analysis"' in client.get(f"/plans/{stored}").text


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"period": "year"}, 422, "request_invalid"),
        ({"until": "2019-01-01"}, 404, "analysis_no_such_date"),
        ({"before": 0}, 422, "request_invalid"),
    ],
)
def test_wrong_questions_are_a_problem(client, stored, query, status, code):
    """A period that there is not, a date without calls, no period before."""
    answer = client.get(f"/api/v1/plans/{stored}/analysis", params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_plan_without_its_scenario_has_none(client, add):
    """There are no calls to analyse."""
    alone = add(small_plan("", "alone-too"))
    assert client.get(f"/api/v1/plans/{alone}/analysis").json()["code"] == "plan_without_scenario"
