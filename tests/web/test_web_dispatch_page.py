"""The page that tells who can come first and who shuts in somebody: without script, from our own pages only."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import urlencode

import pytest
import small_station
from lxml import html
from plans import small_plan

from planner.dispatch.nearest import nearest
from planner.errors import NotFound
from web.kept.answers import ANSWERS_KEPT, Answer, AnswersKept
from web.pages.dispatch_form import asked, questions

OWN = {"content-type": "application/x-www-form-urlencoded", "origin": "http://127.0.0.1:8000"}
AT = "2026-11-23T17:07"
NEAREST = {"event": "nearest", "at": AT, "place": "114.0213, 22.5308", "count": "3", "who": "all", "ground": "keep"}
FLED = {"event": "fled", "at": AT, "place": "114.0213, 22.5308", "ago": "0", "mode": "foot", "within": "3"}
PLAN = small_plan()


def send(client, plan_id, fields, headers=OWN, language="en"):
    return client.post(
        f"/plans/{plan_id}/dispatch?lang={language}", content=urlencode(fields), headers=headers, follow_redirects=False
    )


def rows(page):
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in page.iter("tr")]


def test_the_answer_is_what_the_dispatch_room_says(client, routed) -> None:
    """The table holds the units in order with their times; the page can be read again, also in the other language."""
    plan_id, plan = routed
    answer = send(client, plan_id, NEAREST)
    assert answer.status_code == 303
    path = answer.headers["location"].partition("?")[0]
    at = asked(NEAREST, plan, {}).at
    expected = nearest(plan, small_station.station(), at, (114.0213, 22.5308))
    for language in ("en", "zh"):
        page = html.fromstring(client.get(f"{path}?lang={language}").content.decode())
        told = rows(page.xpath("//table")[0])[1:]
        assert [row[0] for row in told] == [str(number) for number in range(1, len(expected) + 1)] != []
        assert [60 * float(row[2]) for row in told] == pytest.approx([one.eta_s for one in expected], abs=6)
        clocks = [
            dt.datetime.combine(one.arrive.date(), dt.time.fromisoformat(row[3]))
            for row, one in zip(told, expected, strict=True)
        ]
        late_s = [
            (clock - one.arrive.replace(tzinfo=None)).total_seconds()
            for clock, one in zip(clocks, expected, strict=True)
        ]
        assert late_s == pytest.approx([0.0] * len(late_s), abs=2)  # the stored scenario is rounded to the centimetre
        assert page.xpath("//input[@id='nearest-place']/@value") == [NEAREST["place"]]


def test_the_map_holds_the_place_and_every_way(client, routed) -> None:
    """What the script draws is the answer, with the rows' numbers; the ground is fetched from our own address."""
    plan_id, _ = routed
    page = html.fromstring(client.get(send(client, plan_id, NEAREST).headers["location"]).content.decode())
    (root,) = page.xpath("//div[@id='answer-map']")
    drawn = json.loads(root.get("data-answer"))
    numbers = [row[0] for row in rows(page.xpath("//table")[0])[1:]]
    assert [one["text"] for one in drawn["features"] if one["sign"] == "unit"] == numbers != []
    assert [one["text"] for one in drawn["features"] if one["sign"] == "way"] == numbers
    assert sum(one["sign"] == "asked" for one in drawn["features"]) == 1
    ground = client.get(root.get("data-ground"))
    assert (ground.status_code, set(drawn["features"][0]) >= {"kind", "at"}) == (200, True)
    assert ground.json()["streets"]["classes"]
    again = client.get(root.get("data-ground"), headers={"If-None-Match": ground.headers["etag"]})
    assert again.status_code == 304
    assert client.get("/static/answer_map.js").status_code == 200


def test_a_cordon_names_units_and_what_stays_open(client, routed) -> None:
    """Every junction of the answer stands in the table or in the list of those that stay open, numbered on."""
    plan_id, _ = routed
    page = html.fromstring(client.get(send(client, plan_id, FLED).headers["location"]).content.decode())
    (verdict,) = page.xpath("//p[contains(@class, 'verdict')]")
    assert verdict.text_content()
    told = [row[0] for table in page.xpath("//table") for row in rows(table)[1:]]
    left = page.xpath("//ul[@class='changes']/li/b/text()")
    assert told + left == [str(number) for number in range(1, len(told + left) + 1)]
    drawn = json.loads(page.xpath("//div[@id='answer-map']/@data-answer")[0])
    signs = [one["text"] for one in drawn["features"] if one["sign"] in {"closed", "open"}]
    assert signs == told + left


BOTH = [("place", "nowhere"), ("place", "113.0, 22.0"), ("at", "tomorrow"), ("at", "2027-01-01T00:00")]
FLED_ALONE = [("ago", "soon"), ("ago", "-1"), ("speed", "900"), ("within", "nan")]


@pytest.mark.parametrize(
    ("form", "field", "value"),
    [*((NEAREST, *wrong) for wrong in BOTH), *((FLED, *wrong) for wrong in (*BOTH, *FLED_ALONE))],
)
def test_a_wrong_field_is_told_at_the_field(client, routed, form, field, value) -> None:
    """The form comes back filled in, with the sentence at the field."""
    answer = send(client, routed[0], {**form, field: value})
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    (wrong,) = page.xpath("//*[@aria-invalid='true']")
    assert (wrong.get("id"), wrong.get("value")) == (f"{form['event']}-{field}", value)
    assert page.xpath("//*[@id='wrong']")[0].text_content()


def test_only_our_own_pages_may_ask(client, routed) -> None:
    """A form of another origin, and one from nowhere, is refused before anything is computed."""
    for origin in ({"origin": "http://elsewhere.example"}, {}):
        answer = send(client, routed[0], NEAREST, {"content-type": OWN["content-type"], **origin})
        assert (answer.status_code, answer.json()["code"]) == (400, "form_foreign")


def test_what_is_missing_is_a_page_of_its_own(client, routed, add) -> None:
    """An answer that is not kept, one of another plan, a plan without scenario."""
    key = send(client, routed[0], NEAREST).headers["location"].partition("?")[0].rpartition("/")[2]
    bare = add(small_plan("", "bare dispatch"))
    for path, code in (
        (f"/plans/{routed[0]}/dispatch/none", "answer_gone"),
        (f"/plans/{bare}/dispatch/{key}", "answer_gone"),
        (f"/plans/{bare}/dispatch", "plan_without_scenario"),
        ("/plans/0000/dispatch", "unknown_plan"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_the_plan_leads_to_its_questions(client, routed, plan_id) -> None:
    """The plan's page links to them if they can be answered, and not if there is no scenario."""
    assert f"/plans/{routed[0]}/dispatch" in client.get(f"/plans/{routed[0]}").text
    assert f"/plans/{plan_id}/dispatch" not in client.get(f"/plans/{plan_id}").text


def test_the_oldest_answers_are_forgotten() -> None:
    """Memory holds the latest answers only."""
    kept = AnswersKept()
    keys = [kept.keep(Answer(plan_id="a", form={}, found=number)) for number in range(ANSWERS_KEPT + 1)]
    assert kept.get("a", keys[-1]).found == ANSWERS_KEPT
    with pytest.raises(NotFound):
        kept.get("a", keys[0])


def test_the_form_proposes_a_time_of_the_plan() -> None:
    """Before the plan begins, its start; while it is worked, the present minute."""
    before, during = (questions(PLAN, moment)[0].values["at"] for moment in (PLAN.created, PLAN.start.replace(hour=9)))
    assert (before, during) == ("2026-11-23T07:00", "2026-11-23T09:00")
