"""Duty sheets over the web: in the reader's language, with directions when the scenario is stored."""

from __future__ import annotations

import small_station
from driven_plan import driven_plan
from plans import small_plan

import planner
from planner.storage.scenario_archive import pack


def test_directions_in_the_readers_language(client, add, tmp_path):
    """The scenario of the plan gives the streets; the answer varies with the language."""
    planner.write_scenario(small_station.station(), tmp_path / "scenario")
    plan_id = add(driven_plan(), pack(tmp_path / "scenario"))
    address = f"/api/v1/plans/{plan_id}/units/car-1/exports/directions"
    chinese = client.get(address, headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    english = client.get(address, params={"lang": "en"})
    assert "右转进入东西一路" in chinese.text
    assert "Turn right into 东西一路" in english.text
    assert chinese.headers["vary"].count("Accept-Language") == 1
    assert chinese.headers["content-disposition"].startswith("attachment;")


def test_a_plan_without_its_scenario(client, add):
    """Stops and times are there all the same."""
    plan_id = add(small_plan("", "alone"))
    answer = client.get(f"/api/v1/plans/{plan_id}/exports/directions")
    assert answer.status_code == 200
    assert "There are no directions" in answer.text
