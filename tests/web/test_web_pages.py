"""Pages are readable in both languages without script, and show any name as typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from plans import PAYLOADS, small_plan

import web
from planner.i18n.figure_text import value_text
from planner.i18n.labels import LABELS
from web.language import from_header
from web.pages.rendering import purposes
from web.pages.roster_grid import roster_grid
from web.pages.unmet import unmet_rows

TEMPLATES = sorted((Path(web.__file__).parent / "templates").glob("*.html"))
PLAN = small_plan()


def read(client, path, **kwargs):
    answer = client.get(path, **kwargs)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def cells(table):
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")] for row in table.iter("tr")]


def test_home_without_plans_says_what_to_do(empty):
    """A fresh start shows the two commands."""
    assert "planner serve" in read(empty, "/").text_content()


def test_home_lists_stations_and_plans(client, plan_id):
    """Each plan has a row with its figures and a link."""
    page = read(client, "/")
    (table,) = page.xpath(f"//table[.//a[@href='/plans/{plan_id}']]")
    assert table.xpath("ancestor::section/h2/text()")
    row = cells(table)[-1]
    assert row[0].startswith("2026-11-23 07:00")
    assert row[2:6] == ["4", "2", "2.5", "1"]


def test_plan_page_holds_roster_patrols_rounds_and_files(client, plan_id):
    """A reader finds who is on duty, which patrols go, which rounds fly, what is unmet, and the files."""
    page = read(client, f"/plans/{plan_id}?lang=en")
    roster, patrols, rounds = (page.xpath(f"//section[h2/@id='{k}']")[0] for k in ("roster", "patrols", "rounds"))
    by_officer = {row[0].split()[0]: row for row in cells(roster.find(".//table"))[1:]}
    assert by_officer["陈1"][1:] == ["A patrol", "A patrol", "A patrol", "24"]
    assert cells(patrols.find(".//table"))[1][:5] == ["car", "police car car", "11-23 07:00–15:00", "2", "1.2"]
    assert "90 → 55 %" in cells(rounds.find(".//table"))[1]
    assert "2 of 4 officers are missing on patrol" in page.text_content()
    links = page.xpath("//section[h2/@id='files']//a/@href")
    assert f"/api/v1/plans/{plan_id}/exports/gpx" in links
    assert f"/api/v1/plans/{plan_id}/units/car/exports/kml" in page.xpath("//a/@href")
    assert f"/api/v1/plans/{plan_id}/units/2026-11-23%2F1/exports/dji-kmz" in page.xpath("//a/@href")


def test_every_link_of_a_plan_page_leads_somewhere(client, plan_id):
    """Links inside the application answer; only the map needs the scenario, which is not there."""
    page = read(client, f"/plans/{plan_id}")
    for link in set(page.xpath("//a/@href")):
        if link.startswith("/"):
            assert client.get(link).status_code == (404 if link.split("?")[0].endswith("/map") else 200), link


def test_station_names_are_used_for_codes(client, add):
    """Codes that the scenario has names for are shown by name, in tables and in sentences."""
    names = {"duty": {"patrol": "巡逻"}, "tier": {"police_car": "警车"}, "dock": {"K1": "一号机巢"}}
    page = read(client, f"/plans/{add(PLAN.model_copy(update={'seed': 75}), b'', names)}?lang=en").text_content()
    assert "2 of 4 officers are missing on 巡逻" in page
    assert "警车" in page
    assert "一号机巢" in page


@pytest.mark.parametrize("word", PAYLOADS)
def test_payloads_show_as_typed(client, add, word):
    """Names are text: they make no element, no attribute, no template, and read as typed."""
    plan_id = add(small_plan(word, word).model_copy(update={"station": word}))
    known = {element.tag for element in read(client, f"/plans/{add(PLAN)}").iter()}
    for path in ("/", f"/plans/{plan_id}"):
        page = read(client, path)
        assert {element.tag for element in page.iter()} <= known
        assert not [name for e in page.iter() for name in e.attrib if name.startswith("on")]
        assert not page.xpath("//script")
        seen = {" ".join((text or "").split()) for text in page.itertext()}
        wanted = " ".join(word.split())
        assert any(wanted in text for text in seen)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr, zh-Hant;q=0.5", "zh"),
        ("en;q=0.1, zh;q=0.2", "zh"),
        ("zh;q=0, en", "en"),
        ("*", "en"),
        (";;;q=,zh;q=nonsense", "zh"),
    ],
)
def test_language_by_header(header, language):
    """The heavier of Chinese and English counts; English if neither is wanted."""
    assert from_header(header) == language


def test_language_by_address_beats_header(client, plan_id):
    """A language chosen by a link is kept by the links of the page."""
    page = read(client, "/?lang=zh", headers={"Accept-Language": "en"})
    assert page.get("lang") == "zh-CN"
    assert f"/plans/{plan_id}?lang=zh" in page.xpath("//a/@href")
    assert read(client, "/", headers={"Accept-Language": "en"}).get("lang") == "en"


def test_errors_are_pages_for_browsers(client):
    """A browser gets a page with a way back, a program a problem."""
    answer = client.get("/plans/0000?lang=en", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert "there is no plan 0000" in answer.text
    assert client.get("/plans/0000").headers["content-type"] == "application/problem+json"


def test_a_problem_comes_in_chinese_or_english(client):
    """The language of the answer is stated."""
    for language in ("zh", "en"):
        answer = client.get("/api/v1/plans/0000", headers={"Accept-Language": language})
        assert answer.headers["content-language"] == language


def test_docs_page_asks_no_other_host(client):
    """Interactive documentation works offline: every file is ours and there."""
    page = read(client, "/docs")
    files = page.xpath("//script/@src | //link/@href")
    assert len(files) >= 4
    for name in files:
        assert name.startswith("/")
        assert client.get(name).status_code == 200, name


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_use_known_words_and_switch_no_escaping_off(template):
    """Every word of a template is in the table of labels, and nothing is marked as safe."""
    text = template.read_text(encoding="utf-8")
    for key in re.findall(r"\bt\([\"'](\w+)[\"']\)", text):
        assert f"web_{key}" in LABELS
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text


def test_every_page_word_is_used():
    """No word stands in the table of labels for nothing."""
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    used = {f"web_{key}" for key in re.findall(r"\bt\([\"'](\w+)[\"']\)", text)}
    assert {key for key in LABELS if key.startswith("web_")} == used


def test_roster_grid_counts_every_shift_once():
    """The grid holds the roster: each shift on its day, hours summed, officers by squad."""
    grid = roster_grid(PLAN)
    assert sum(grid.on_duty) == len(PLAN.roster)
    assert len(grid.days) == 3
    assert [row.officer.squad for row in grid.rows] == ["S0", "S0", "S1", "S1"]
    assert {row.hours for row in grid.rows} == {24}
    assert [(key.code, key.clock) for key in grid.key] == [("A", "07:00–15:00"), ("B", "15:00–23:00")]


def test_roster_grid_keeps_officers_that_only_the_roster_names():
    """A shift is never lost because its officer is not in the list."""
    grid = roster_grid(PLAN.model_copy(update={"officers": ()}))
    assert sum(grid.on_duty) == len(PLAN.roster)


def test_unmet_items_with_one_reason_are_one_row():
    """The same shortage at many hours is one sentence."""
    item = PLAN.required_unmet[0]
    rows = unmet_rows(PLAN.model_copy(update={"required_unmet": (item, item, item)}), {}, "en")
    assert len(rows) == 1
    assert len(rows[0].when) == 3


def test_unknown_reasons_stand_for_themselves():
    """A plan of a later version is still shown."""
    item = PLAN.required_unmet[0].model_copy(update={"reason": "from_the_future"})
    (row,) = unmet_rows(PLAN.model_copy(update={"required_unmet": (item,)}), {}, "en")
    assert row.reason == "from_the_future"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [("a_pct", 97.31, "97.3 %"), ("a_km", 1234.0, "1,234 km"), ("correlation", 0.613, "0.61"), ("n", 3.0, "3")],
)
def test_figures_carry_their_unit(name, value, text):
    """A figure is written with the unit that ends its name."""
    assert value_text(name, value) == text


def test_purposes_of_a_round_are_words():
    """Codes become words of the reader's language; a station's own purpose stays as it was typed."""
    assert purposes("night_market, {{7*7}}", "en") == "Night market, {{7*7}}"
    assert purposes("night_market, traffic", "zh") == "夜市、交通"


def test_browsers_find_a_sign_at_every_address(client):
    """What browsers ask for on their own is there."""
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
