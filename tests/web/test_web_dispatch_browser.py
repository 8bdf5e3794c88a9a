"""Questions and their answers in a browser: by keyboard, with the small map, on a phone, and for everybody."""

from __future__ import annotations

import json

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
    form.locator("button[type=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/dispatch/**")
    page.locator("#answer-map[data-ready]").wait_for()
    assert page.locator("#answer-map canvas").count() == 4
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    assert page.reload().request.method == "GET"
    assert [url for url in strangers if not url.startswith("data:")] == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_place_is_chosen_on_the_map(page, address, routed, size) -> None:
    """A click, and Enter for the middle, write the place into the field; Escape leads back to the button."""
    strangers = []
    page.on("request", lambda request: request.url.startswith(address) or strangers.append(request.url))
    page.set_viewport_size(size)
    page.goto(f"{address}/plans/{routed[0]}/dispatch?lang=en")
    form = page.locator("form:has(input[value=fled])")
    button = form.locator("button[aria-expanded]")
    button.click()
    small_map = form.locator("#place-map[data-ready]")
    small_map.wait_for()
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    page.keyboard.press("Enter")
    middle = [float(part) for part in form.locator("[name=place]").input_value().split(",")]
    box = small_map.bounding_box()
    small_map.click(position={"x": 0.75 * box["width"], "y": 0.25 * box["height"]})
    corner = [float(part) for part in form.locator("[name=place]").input_value().split(",")]
    assert corner[0] > middle[0]
    assert corner[1] > middle[1]
    assert middle == pytest.approx([114.02, 22.53], abs=0.02)
    assert page.locator("form:has(input[value=nearest]) [name=place]").input_value() == ""
    small_map.focus()
    page.keyboard.press("Escape")
    assert button.evaluate("one => one === document.activeElement && one.getAttribute('aria-expanded') === 'false'")
    assert [url for url in strangers if not url.startswith("data:")] == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("where", "event", "field"),
    [("decisions", "muster", "place2"), ("repair", "call", "place")],
    ids=["muster", "call"],
)
def test_the_map_opens_below_every_field_of_places(page, address, routed, size, where, event, field) -> None:
    """Also on the pages of decisions and repairs; Enter writes the middle into its own field alone."""
    page.set_viewport_size(size)
    page.goto(f"{address}/plans/{routed[0]}/{where}?lang=en")
    form = page.locator(f"form:has(input[value={event}])")
    places = form.locator("input[list=places]")
    row = form.locator(f".place-row:has([name={field}])")
    row.locator("button").click()
    form.locator("#place-map[data-ready]").wait_for()
    assert (page.evaluate(WIDTH), faults_of(page)) == (size["width"], [])
    page.keyboard.press("Enter")
    filled = [
        places.nth(number).get_attribute("name") for number in range(places.count()) if places.nth(number).input_value()
    ]
    assert filled == [field]
    assert page.locator("form[data-busy]").count() == page.locator("form.happened").count()


@pytest.mark.browser
def test_a_file_of_positions_is_read_into_the_field(page, address, routed) -> None:
    """The field holds the file's text; the answer then shows the unit as live."""
    unit = next(one for one in routed[1].units if one.shift_start.hour <= 17 < one.shift_end.hour)
    text = json.dumps({"format": "patrol-positions/1", "units": [{"unit": unit.id, "lon": 114.0213, "lat": 22.5308}]})
    page.goto(f"{address}/plans/{routed[0]}/dispatch?lang=en")
    form = page.locator("form:has(input[value=nearest])")
    form.locator("[name=place]").fill("114.0213, 22.5308")
    form.locator("[name=at]").fill("2026-11-23T17:07")
    form.locator("[name=ground]").select_option("leave")
    form.locator("summary").click()
    file = {"name": "live.json", "mimeType": "application/json", "buffer": text.encode()}
    form.locator("input[type=file]").set_input_files(file)
    page.wait_for_function("text => document.getElementById('nearest-positions').value === text", arg=text)
    assert faults_of(page) == []
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/dispatch/**")
    assert page.locator(".source.live").count() == 1


@pytest.mark.browser
def test_a_page_says_that_it_works(page, address, routed) -> None:
    """While no answer has come a status says so, and a second press sends nothing."""
    sent = []

    def hold(route):
        if route.request.method == "POST":
            sent.append(route.request.url)
            route.fulfill(status=204)  # the browser stays on the page, as it does until an answer comes
        else:
            route.continue_()

    page.route("**/simulation?**", hold)
    page.goto(f"{address}/plans/{routed[0]}/simulation?lang=en")
    button = page.locator("form[method=post] button[type=submit]")
    button.click()
    page.locator("form[aria-busy=true] [role=status]").filter(has_text="1 s").wait_for()
    button.click()
    page.wait_for_timeout(100)
    assert len(sent) == 1
    assert faults_of(page) == []


@pytest.mark.browser
def test_the_map_draws_the_way(page, address, routed) -> None:
    """The canvas of the ways holds the colour of the force that comes."""
    page.goto(f"{address}/plans/{routed[0]}/dispatch?lang=en")
    form = page.locator("form:has(input[value=nearest])")
    form.locator("[name=place]").fill("114.0213, 22.5308")
    form.locator("[name=at]").fill("2026-11-23T17:07")
    form.locator("button[type=submit]").click()
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
    page.locator("form[method=post] button").click()
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
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/decisions/**")
    if event != "search":
        page.locator(".decision-map").first.wait_for()
    assert (page.evaluate(WIDTH), faults_of(page)) == (PHONE["width"], [])
