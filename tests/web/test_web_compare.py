"""Two stored plans side by side in a browser."""

from __future__ import annotations

import pytest
from lxml import html
from small_station import station

import planner
from planner.domain.plan import Plan
from planner.sources.write import write_scenario
from planner.storage.names import names_of
from planner.storage.scenario_archive import pack

LIMITS = planner.Limits(time_s=3.0, seed=1)


@pytest.fixture(scope="module")
def stored(add, tmp_path_factory) -> tuple[str, str, Plan]:
    """Store a plan, and one of another station."""
    scenario = station()
    folder = tmp_path_factory.mktemp("scenario")
    write_scenario(scenario, folder)
    made = planner.plan(scenario, limits=LIMITS, only=("routes",))
    zipped = pack(folder)
    elsewhere = made.model_copy(update={"station": "other"})
    return add(made, zipped, names_of(scenario)), add(elsewhere, zipped, names_of(scenario)), made


def test_a_plan_against_itself(client, stored) -> None:
    """The page comes in the language asked for, and nothing in it is judged."""
    plan_id, _, made = stored
    answer = client.get("/compare", params={"a": plan_id, "b": plan_id, "lang": "zh"})
    assert answer.status_code == 200
    text = html.fromstring(answer.content.decode()).text_content()
    assert "两份规划对比" in text
    assert f"{made.start:%Y-%m-%d}" in text
    assert "<script" not in answer.text


def test_what_cannot_be_compared_is_said(client, stored, plan_id) -> None:
    """A plan of another station, one stored without its scenario, one that is not there, and none."""
    mine, elsewhere, _ = stored
    for asked, status in (
        ({"a": mine, "b": elsewhere}, 400),
        ({"a": mine, "b": plan_id}, 404),
        ({"a": mine, "b": "nothing"}, 404),
        ({"a": mine}, 422),
    ):
        assert client.get("/compare", params=asked).status_code == status
