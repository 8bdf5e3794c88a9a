"""Questions and their answers in a browser: by keyboard, with the small map, on a phone, and for everybody."""

from __future__ import annotations

import pytest
from test_web_repair_browser import PHONE, WIDTH, faults_of

DESK = {"width": 1280, "height": 900}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_question_is_asked_by_keyboard(page, address, routed, language, size) -> None:
    """From the form to the table and its map, which is drawn from our own files alone; loading again sends no form."""
    strangers = []
    page.on("request", lambda request: request.url.startswith(address) or strangers.append(request.url))
    page.set_viewport_size(size)
    page.goto(f"{address}/plans/{routed[0]}/dispatch?lang={language}")
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    form = page.locator("form:has(input[value=nearest])")
    form.locator("[name=place]").fill("114.0213, 22.5308")
    form.locator("[name=at]").fill("2026-11-23T17:07")
    form.locator("button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dispatch/**")
    page.locator("#answer-map[data-ready]").wait_for()
    assert page.locator("#answer-map canvas").count() == 4
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    assert page.reload().request.method == "GET"
    assert [url for url in strangers if not url.startswith("data:")] == []


@pytest.mark.browser
def test_the_map_draws_the_way(page, address, routed) -> None:
    """The canvas of the ways holds the colour of the force that comes."""
    page.goto(f"{address}/plans/{routed[0]}/dispatch?lang=en")
    form = page.locator("form:has(input[value=nearest])")
    form.locator("[name=place]").fill("114.0213, 22.5308")
    form.locator("[name=at]").fill("2026-11-23T17:07")
    form.locator("button").click()
    page.locator("#answer-map[data-ready]").wait_for()
    drawn = page.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-answerWays-pane canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const style = patrolMap.answer.styleOf(patrolMap.answer.data.work.find((item) => item.sign === "way"));
          const wanted = [1, 3, 5].map((at) => parseInt(style.color.slice(at, at + 2), 16));
          let count = 0;
          for (let i = 0; i < pixels.length; i += 4) {
            count += wanted.every((part, k) => Math.abs(pixels[i + k] - part) < 3) && pixels[i + 3] === 255;
          }
          return count;
        }"""
    )
    assert drawn > 100


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_simulation_is_read_on_a_phone(page, address, routed, language) -> None:
    """Form and figures keep to the screen and to the rules for everybody."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/plans/{routed[0]}/simulation?lang={language}")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
    page.locator("[name=runs]").select_option("20")
    page.locator("form button").click()
    page.wait_for_url("**/simulation/**")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("event", ["search", "posts", "muster"])
def test_a_decision_is_read_on_a_phone(page, address, routed, language, event) -> None:
    """Forms and answers keep to the screen and to the rules for everybody."""
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/plans/{routed[0]}/decisions?lang={language}")
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
    form = page.locator(f"form:has(input[value={event}])")
    form.locator("[name=at]").fill("2026-11-23T17:07")
    for field, text in {"place": "114.0213, 22.5308", "seen": "2026-11-23T16:47", "units1": "1"}.items():
        for name in (field, "place1") if field == "place" else (field,):
            if form.locator(f"[name={name}]").count():
                form.locator(f"[name={name}]").fill(text)
    form.locator("button").click()
    page.wait_for_url("**/decisions/**")
    if event != "search":
        page.locator("#answer-map[data-ready]").wait_for()
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
