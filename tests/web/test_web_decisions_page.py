"""The page of a search, posts and a muster: without script, from our own pages only, with the rooms' own answers."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from lxml import html
from test_web_decisions import LIVE
from test_web_dispatch_page import AT, OWN, rows

PLACE = "114.0213, 22.5308"
SEARCH = {"event": "search", "at": AT, "place": PLACE, "seen": "2026-11-23T16:47", "who": "child"}
POSTS = {"event": "posts", "at": AT, "hours": "2"}
MUSTER = {"event": "muster", "at": AT, "place1": PLACE, "units1": "1", "place2": PLACE, "people2": "40", "keep": "0"}


def send(client, plan_id, fields, language="en"):
    path = f"/plans/{plan_id}/decisions?lang={language}"
    return client.post(path, content=urlencode(fields), headers=OWN, follow_redirects=False)


def answered(client, plan_id, fields, language="en"):
    answer = send(client, plan_id, fields, language)
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    return where, html.fromstring(client.get(where).content.decode())


def numbers(drawn):
    """Give the texts of a map's signs but for its scale, those in one place each by itself."""
    texts = drawn.xpath("./g[@font-weight='700']/text")
    return {part for text in texts for part in text.text_content().split(", ")}


def told(page, name):
    (table,) = page.xpath(f"//div[@aria-labelledby='{name}']/table")
    return rows(table)[1:]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_search_is_told_with_map_and_sheets(client, routed, language) -> None:
    """Stages, rings and units stand on the page as the API has them; the map and the sheets open from it."""
    where, page = answered(client, routed[0], SEARCH, language)
    body = {"at": f"{AT}:00+08:00", "place": [114.0213, 22.5308], "seen": "2026-11-23T16:47:00+08:00", "who": "child"}
    made = client.post(f"/api/v1/plans/{routed[0]}/search", json=body).json()
    assert [row[1] for row in told(page, "stages")] == [f"{100 * stage['success']:.0f}" for stage in made["stages"]]
    assert [row[2] for row in told(page, "rings")] == [f"{ring['0.5']:,.0f}" for ring in made["rings"]]
    for part in ("map", "sheets"):
        (link,) = [link for link in page.xpath("//a/@href") if link.partition("?")[0].endswith(f"/{part}")][-1:]
        assert link.partition("?")[0] == f"{where.partition('?')[0]}/{part}"
        assert client.get(link).status_code == 200


def test_posts_are_told_hour_by_hour(client, routed) -> None:
    """Each hour has its shares and its posts, and a map with the numbers of its rows and an arrow for each move."""
    _, page = answered(client, routed[0], POSTS)
    assert [row[0] for row in told(page, "reach1")] == [row[0] for row in told(page, "reach2")] == ["1", "3", "5"]
    for hour in (1, 2):
        (drawn,) = page.xpath(f"//figure[@id='decision-map-{hour}']//svg[@class='decision-map']")
        posted = told(page, f"posted{hour}")
        assert numbers(drawn) == {row[0] for row in posted}
        assert len(drawn.xpath("./path[@stroke-width='1.5']")) == sum(row[3] != "–" for row in posted)


def test_a_muster_says_what_is_missing(client, routed) -> None:
    """Who goes where, what is missing with its remedy, and the point's own words with its number."""
    _, page = answered(client, routed[0], MUSTER)
    points = [
        {"id": "A", "lon": 114.0213, "lat": 22.5308, "units": 1},
        {"id": "B", "lon": 114.0213, "lat": 22.5308, "people": 40},
    ]
    body = {"at": f"{AT}:00+08:00", "points": points}
    made = client.post(f"/api/v1/plans/{routed[0]}/muster", json=body).json()
    expected = [(f"{one['point']} · {PLACE}", one["arrive"][11:19]) for one in made["sent"]]
    assert [(row[2], row[3]) for row in told(page, "sent")] == expected != []
    (drawn,) = page.xpath("//svg[@class='decision-map']")
    listed = [row[0] for name in ("sent", "stay") if page.xpath(f"//*[@id='{name}']") for row in told(page, name)]
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(listed) | {"A", "B"} == numbers(drawn)
    (missing,) = page.xpath("//ul[@class='unmet']/li[contains(., '40 people')]")
    assert missing.xpath("./small")[0].text_content()


@pytest.mark.parametrize("form", [SEARCH, POSTS, MUSTER], ids=lambda form: form["event"])
def test_live_positions_serve_one_question(client, routed, form) -> None:
    """Who reports stands in the answer, at a time outside of the plan as well; what was pasted is not kept."""
    later = {**form, "at": "2026-12-01T10:00", "seen": "2026-12-01T09:40"}
    _, page = answered(client, routed[0], {**later, "positions": json.dumps(LIVE)})
    (section,) = page.xpath("//section[.//p[contains(., 'live positions: 1')]]")
    assert "reserve-1" in section.text_content()
    assert not any(field.text.strip() for field in page.xpath("//textarea"))
    assert send(client, routed[0], later).status_code == 422
    with_rest = {**form, "positions": json.dumps(LIVE), "rest": "plan"}
    _, page = answered(client, routed[0], with_rest)
    assert page.xpath("//p[contains(., 'live positions: 1') and contains(., 'stand where the plan has them')]")


@pytest.mark.parametrize(
    ("text", "field"), [("{", "positions"), (json.dumps({**LIVE, "units": LIVE["units"] * 2}), "positions")]
)
def test_wrong_positions_are_told_at_the_field(client, routed, text, field) -> None:
    """No JSON, and a unit that stands twice in the list."""
    answer = send(client, routed[0], {**POSTS, "positions": text})
    assert answer.status_code == 422
    (wrong,) = html.fromstring(answer.content.decode()).xpath("//*[@aria-invalid='true']")
    assert wrong.get("id") == f"posts-{field}"


@pytest.mark.parametrize(
    ("form", "field", "value"),
    [
        (SEARCH, "seen", "yesterday"),
        (SEARCH, "seen", "2026-11-23T18:00"),
        (SEARCH, "place", "113.0, 22.0"),
        (POSTS, "at", "2027-01-01T00:00"),
        (MUSTER, "units1", "0"),
        (MUSTER, "units1", "1.5"),
        (MUSTER, "place2", "nowhere"),
        (MUSTER, "keep", "-1"),
    ],
)
def test_a_wrong_field_is_told_at_the_field(client, routed, form, field, value) -> None:
    """The form comes back filled in, with the sentence at the field."""
    answer = send(client, routed[0], {**form, field: value})
    assert answer.status_code == 422
    (wrong,) = html.fromstring(answer.content.decode()).xpath("//*[@aria-invalid='true']")
    assert (wrong.get("id"), wrong.get("value")) == (f"{form['event']}-{field}", value)


def test_only_a_search_has_a_map_of_sectors(client, routed) -> None:
    """Of other answers there is none, and nothing of an answer that is gone."""
    where, _ = answered(client, routed[0], POSTS)
    for path in (where.partition("?")[0], f"/plans/{routed[0]}/decisions/none"):
        answer = client.get(f"{path}/map")
        assert (answer.status_code, answer.json()["code"]) == (404, "answer_gone")
