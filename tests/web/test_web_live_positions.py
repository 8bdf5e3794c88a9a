"""Live positions on the page of the dispatch room: used for one question, shown as such, kept nowhere."""

from __future__ import annotations

import json

import pytest
from lxml import html
from test_web_dispatch_page import FLED, NEAREST, rows, send

PLACE = (114.0213, 22.5308)


def live(*units, **more):
    return json.dumps({"format": "patrol-positions/1", "units": list(units), **more})


def report(unit, lon=PLACE[0], lat=PLACE[1], **more):
    return {"unit": unit, "lon": lon, "lat": lat, **more}


def answered(client, plan_id, form):
    answer = send(client, plan_id, form)
    assert answer.status_code == 303, answer.text
    return html.fromstring(client.get(answer.headers["location"]).content.decode())


def sources(page):
    """Map the call signs of the first table to where their positions are from."""
    told = page.xpath("//table")[0].xpath("./tbody/tr/th")
    return {one.xpath("string(./bdi)"): one.xpath("string(./span/@class)") for one in told}


@pytest.fixture(scope="module")
def crew(routed):
    """Give a unit of the plan that is out when the question is asked."""
    at = f"{NEAREST['at']}:00+08:00"
    return next(one for one in routed[1].units if one.shift_start.isoformat() <= at < one.shift_end.isoformat())


def test_who_reports_and_who_does_not(client, routed, crew) -> None:
    """A unit that reports, one that the plan does not have, and the rest if wanted; in words and on the map."""
    positions = live(report(crew.id), report("reserve", force=crew.force))
    question = {**NEAREST, "positions": positions, "count": "10", "ground": "leave"}
    alone = answered(client, routed[0], question)
    assert sorted(sources(alone).values()) == ["source live", "source stranger"]
    with_rest = answered(client, routed[0], {**question, "rest": "plan"})
    assert list(sources(with_rest).values()).count("source live") == 1
    question["positions"] = live(report("reserve", force=crew.force))
    assert list(sources(answered(client, routed[0], question)).values()) == ["source stranger"]
    both = answered(client, routed[0], {**question, "rest": "plan"})
    assert set(sources(both).values()) == {"source plan", "source stranger"}
    drawn = json.loads(both.xpath("//div[@id='answer-map']/@data-answer")[0])
    signs = [one["source"] for one in drawn["features"] if one["sign"] == "unit" and one["tier"] is not None]
    assert [f"source {sign}" for sign in signs] == list(sources(both).values())


def test_a_cordon_takes_them_too(client, routed, crew) -> None:
    """Only units that report close anything; without reports those of the plan do."""
    near = live(*(report(unit, force=crew.force) for unit in (crew.id, "reserve")))
    question = {**FLED, "within": "10", "ground": "leave"}
    for change, expected in (({"positions": near}, {"source live", "source stranger"}), ({}, {""})):
        page = answered(client, routed[0], {**question, **change})
        assert page.xpath("//p[contains(@class, 'verdict')]")
        assert set(page.xpath("//table//th/span/@class")) <= expected
        assert len(page.xpath("//table/tbody/tr")) <= (2 if change else 50)


def test_nothing_of_them_is_kept(client, app, routed, crew) -> None:
    """The answer can be read again, but neither its page nor the memory of the program holds what was pasted."""
    positions = live(report(crew.id, lon=114.0213987))
    answer = send(client, routed[0], {**NEAREST, "positions": positions})
    key = answer.headers["location"].partition("?")[0].rpartition("/")[2]
    assert "positions" not in app.state.answers.get(routed[0], key).form
    page = client.get(answer.headers["location"]).text
    assert "114.0213987" not in page
    assert html.fromstring(page).xpath("//details[@open]") == []


def test_the_moment_may_lie_outside_the_plan(client, routed, crew) -> None:
    """Units that report are out whenever they do."""
    later = {**NEAREST, "at": "2026-12-01T10:00"}
    assert send(client, routed[0], later).status_code == 422
    page = answered(client, routed[0], {**later, "positions": live(report(crew.id))})
    assert list(sources(page).values()) == ["source live"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nothing", "are no JSON"),
        (live(report("ghost", officer="P01")), "units[0].officer does not belong"),
        (live({"unit": "ghost", "lon": 114.0}), "units[0].lat is missing"),
        (live(report("ghost", lon=900)), "units[0].lon"),
        (live(), "units"),
        (live(report("ghost")), "ghost is not in the plan"),
        (live(*(report("ghost", force="cars") for _ in range(2))), "ghost stands twice"),
        (live(report("ghost", force="cars", status="busy")), "ghost is busy"),
    ],
)
@pytest.mark.parametrize("form", [NEAREST, FLED], ids=["nearest", "fled"])
def test_what_is_wrong_is_told_at_the_field(client, routed, form, text, said) -> None:
    """The field opens with the sentence below it and what was pasted in it."""
    answer = send(client, routed[0], {**form, "positions": text})
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    (wrong,) = page.xpath("//*[@aria-invalid='true']")
    assert (wrong.get("name"), wrong.text.strip()) == ("positions", text)
    assert said in page.xpath("//details[@open]//*[@id='wrong']")[0].text_content()


def test_ten_thousand_units_are_read(client, routed, crew) -> None:
    """As many as a file may hold fit into the form."""
    listed = [report(f"reserve-{number:05d}", force=crew.force, lat=22.5) for number in range(9_999)]
    page = answered(client, routed[0], {**NEAREST, "positions": live(report(crew.id), *listed)})
    assert next(iter(sources(page).values())) == "source live"


def test_a_cordon_of_the_police_that_takes_time_to_close(client, routed) -> None:
    """Both fields change the answer: it is never closed sooner, and a wrong time is told."""

    def closed(**change):
        page = answered(client, routed[0], {**FLED, "within": "10", **change})
        return [(row[3], row[5], row[9]) for row in rows(page)[1:] if len(row) > 10]

    for there, ready, _ in closed(ready="2"):
        assert there < ready
    assert {alone for *_, alone in closed(who="police")} <= {"yes"}
    assert send(client, routed[0], {**FLED, "ready": "99"}).status_code == 422
