"""The pages in Chromium: from disk and from a server."""

from __future__ import annotations

import datetime as dt
import json
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from planner.maps.assets import ASSETS, STATIC
from planner.maps.page import SERVED_POLICY, render_file, render_page

pytestmark = pytest.mark.browser

PAYLOADS = (
    "{{7*7}}",
    "{% for x in y %}{{x}}",
    "{# comment",
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "\"'><b onclick=window.hit=1>",
    "${window.hit=1}",
    "`${window.hit=1}`",
    r"\1\12 C:\0 \u0041",
    "</script><script>window.hit=1</script>",
    "line\u2028separator\u2029",
    "\u202eright to left\u202c \u05d0\u200f",
    "<!-- <script>",
    "&lt;b&gt; &amp;",
    "$& $1 {place} {until}",
    "两\n行",
)
TEXT = "() => [...document.querySelectorAll('header, main, footer')].map((one) => one.textContent).join('\\n')"
POSITIONS = "() => patrolMap.app.positions()"
FIRST_SIGN = """() => {
  const app = patrolMap.app;
  const sign = app.live.signs[0];
  const corner = app.map.layerPointToContainerPoint(app.signLayer._bounds.min);
  const frame = app.map.getContainer().getBoundingClientRect();
  return [sign.x + corner.x + frame.left, sign.y + corner.y + frame.top, sign.text];
}"""
SELECTED_UNIT_IS_ON_SCREEN = """() => {
  const app = patrolMap.app;
  const at = app.placeOf("unit", app.selected("unit"));
  return app.map.getBounds().contains([at.lat, at.lon]);
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, select, summary")]
  .filter((one) => one.offsetParent && Math.min(one.offsetWidth, one.offsetHeight) < 40)
  .map((one) => one.className)"""
GROUND_UNDER_PANELS = """() => {
  const app = patrolMap.app;
  const frame = app.map.getContainer().getBoundingClientRect();
  const inside = (x, y) => {
    const at = app.map.project(app.map.containerPointToLatLng([x - frame.left, y - frame.top]), 0).divideBy(256);
    return patrolMap.insideRegion(app.data.boundary, at.x, at.y);
  };
  let found = 0;
  document.querySelectorAll(".map-legend, .map-buttons").forEach((one) => {
    const box = one.getBoundingClientRect();
    for (let x = box.left; x <= box.right; x += 6) {
      for (let y = box.top; y <= box.bottom; y += 6) { found += inside(x, y) ? 1 : 0; }
    }
  });
  return found;
}"""
HIDDEN_SIGNS = """() => {
  const live = patrolMap.app.live;
  const all = live.fixed.filter((one) => one.size >= 12).concat(live.signs.filter((one) => !one.at.moving));
  return all.filter((one, number) => all.some((other, place) => place > number
    && Math.hypot(one.x - other.x, one.y - other.y) < 0.4 * (one.size + other.size) / 2)).length;
}"""
NOON_S = 5 * 3600


class Hostile:
    """Puts a payload into every name and remembers what it made."""

    def __init__(self):
        self.made = []

    def __call__(self, name):
        self.made.append(f"{PAYLOADS[len(self.made) % len(PAYLOADS)]} {name}")
        return self.made[-1]


class Handler(BaseHTTPRequestHandler):
    """Serves a page, its script, its data and the assets."""

    def __init__(self, page, *args):
        self.page = page
        super().__init__(*args)

    def do_GET(self):
        name = self.path.partition("?")[0]
        found = {"/": self.page.html, "/map.js": self.page.script, "/map.json": self.page.data}.get(name)
        folder = ASSETS if name.startswith("/assets/") else STATIC
        file = folder / name.removeprefix("/assets/").removeprefix("/static/")
        content = found.encode() if found is not None else file.read_bytes() if file.is_file() else None
        suffix = ".html" if name == "/" else name[name.rindex(".") :]
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
        self.send_response(200 if content is not None else 404)
        self.send_header("Content-Type", f"{kinds.get(suffix, 'image/png')}; charset=utf-8")
        self.send_header("Content-Security-Policy", SERVED_POLICY + "; frame-ancestors 'self'")
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, *args):
        """Keep quiet."""


@contextmanager
def serving(day):
    """Serve a day's page on a free port."""
    urls = {"assets_url": "/assets/", "static_url": "/static/", "script_url": "/map.js", "data_url": "/map.json"}
    page = render_page(day.plan, day.scenario, day.demand, language="en", **urls)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, page))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def on_disk(day, folder):
    """Write a day's file."""
    file = folder / "map.html"
    file.write_text(render_file(day.plan, day.scenario, day.demand, language="en"), "utf-8")
    yield file.as_uri()


def show(page, url, seconds=NOON_S):
    """Open a page at a time of the plan and wait until the map stands."""
    page.goto(f"{url}#t={seconds}")
    page.wait_for_selector("body.ready")


@pytest.fixture(scope="module")
def plain_file(plain_day, tmp_path_factory):
    """Write the plain day's file once."""
    with on_disk(plain_day, tmp_path_factory.mktemp("map")) as url:
        yield url


@pytest.fixture
def noon(page, plain_file):
    """Open the plain day's file at noon."""
    show(page, plain_file)
    return page


def expected(plan, seconds):
    """Work out from the plan where everything is: id -> lon, lat."""
    moment = plan.start + dt.timedelta(seconds=seconds)
    units = {unit.id: unit for unit in plan.units}
    tracks = [(r.unit, r.path) for r in plan.routes if units[r.unit].shift_start <= moment < units[r.unit].shift_end]
    tracks += [
        (f"round {f.round}", [(p[0], p[1], p[3]) for p in f.path])
        for f in plan.flights
        if f.takeoff <= moment < f.landing
    ]
    found = {}
    for name, path in tracks:
        times = [(point[2] - plan.start).total_seconds() for point in path]
        found[name] = [float(np.interp(seconds, times, [point[axis] for point in path])) for axis in (0, 1)]
    return found


def positions(page):
    """Where the page draws everything: id -> lon, lat."""
    return {row["id"]: [row["lon"], row["lat"]] for row in page.evaluate(POSITIONS)}


def open_everything(page):
    """Open every tab, table and card, so that all text is in the document."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for tab in ("visits", "unmet", "tables", "layers", "now"):
        page.evaluate(f"() => document.getElementById('tab-{tab}').click()")
    page.wait_for_timeout(100)
    kinds = {
        "unit": "units",
        "flight": "flights",
        "work": "work",
        "grid": "grids",
        "place": "places",
        "zone": "zones",
        "dock": "docks",
        "office": "offices",
    }
    for kind, items in kinds.items():
        page.evaluate(f"() => patrolMap.app.select('{kind}', patrolMap.app.data.{items}[0], true)")


@pytest.mark.parametrize("way", ["disk", "server"])
def test_text_shows_as_it_was_typed(page, make_day, tmp_path, way):
    """Every name, with every payload, is text on the page and nothing else; nothing runs, nothing is reckoned."""
    name = Hostile()
    day = make_day(name)
    with on_disk(day, tmp_path) if way == "disk" else serving(day) as url:
        show(page, url)
        open_everything(page)
        text = page.evaluate(TEXT)
        heading = page.text_content("h1")
    assert [made for made in name.made if made not in text] == []
    assert page.evaluate("() => window.hit === undefined")
    assert page.evaluate("() => document.querySelectorAll('main img, main script, main b[onclick]').length") == 0
    assert heading == day.scenario.station.name == "{{7*7}} Lattice Police Station"


@pytest.mark.parametrize("way", ["disk", "server"])
def test_both_pages_show_the_plan(page, plain_day, tmp_path, way):
    """The same plan stands on the page from disk and on the served one."""
    with on_disk(plain_day, tmp_path) if way == "disk" else serving(plain_day) as url:
        show(page, url)
        assert page.inner_text("h1") == "Lattice Police Station"
        assert page.inner_text(".clock") == "12:00"
        assert page.inner_text(".round-text") == "Round 16 / 72"


def test_everything_is_where_the_plan_says(noon, plain_day):
    """Positions are the paths of the plan, interpolated."""
    for seconds in (0, 4321, 30_011, 51_000, 70_000):
        noon.evaluate(f"() => patrolMap.app.setTime({seconds})")
        found, wanted = positions(noon), expected(plain_day.plan, seconds)
        assert found.keys() == wanted.keys()
        assert found
        for name, place in wanted.items():
            assert np.allclose(found[name], place, atol=2e-6), (name, seconds)


def test_the_range_moves_everything(noon, plain_day):
    """An arrow key on the range is a minute, a page key an hour, and the picture changes with it."""
    picture = "() => patrolMap.app.signLayer._container.toDataURL()"
    before = noon.evaluate(picture)
    noon.focus(".time-range")
    noon.keyboard.press("ArrowRight")
    assert noon.inner_text(".clock") == "12:01"
    assert noon.evaluate(picture) != before
    for name, place in expected(plain_day.plan, NOON_S + 60).items():
        assert np.allclose(positions(noon)[name], place, atol=2e-6)
    noon.keyboard.press("PageUp")
    assert noon.inner_text(".clock") == "13:01"


def test_keys_work_on_the_page(noon):
    """Comma and full stop step through the drone rounds, arrows through the minutes, the space bar plays."""
    noon.evaluate("() => document.activeElement.blur()")
    noon.keyboard.press(".")
    assert noon.inner_text(".round-text") == "Round 17 / 72"
    noon.keyboard.press(",")
    noon.keyboard.press("ArrowLeft")
    assert noon.inner_text(".clock") == "11:59"
    noon.keyboard.press("Space")
    noon.wait_for_function("() => document.querySelector('.clock').textContent !== '11:59'")
    assert noon.get_attribute(".play", "aria-label") == "Pause"
    noon.keyboard.press("Space")


def test_demand_and_light_follow_the_time(noon):
    """By day and by night the grids have other colours, and the page is dark when the sun is down."""
    picture = "() => patrolMap.app.still[0]._container.toDataURL()"
    day = noon.evaluate(picture)
    assert not noon.evaluate("() => document.body.classList.contains('night')")
    noon.evaluate("() => patrolMap.app.setTime(54000)")
    assert noon.evaluate(picture) != day
    assert noon.evaluate("() => document.body.classList.contains('night')")


def test_a_unit_in_the_list_is_found_on_the_map(noon):
    """A press on its row selects the unit, pans to it and shows its stops."""
    noon.evaluate("() => patrolMap.app.map.setView([22.56, 114.09], 17, { animate: false })")
    row = noon.locator("#panel-now button.row").first
    name = row.locator(".row-title").inner_text()
    row.click()
    assert noon.inner_text("#patrol-card h2") == name
    assert noon.locator("#patrol-card .stops li").count() > 3
    noon.wait_for_function(SELECTED_UNIT_IS_ON_SCREEN)


def test_a_press_on_the_map_selects_what_is_there(noon):
    """The nearest sign within a finger's width is selected; Escape lets it go."""
    spot = noon.evaluate(FIRST_SIGN)
    noon.mouse.click(spot[0], spot[1])
    assert noon.inner_text("#patrol-card h2") == spot[2]
    noon.keyboard.press("Escape")
    assert noon.locator("#patrol-card").is_hidden()


def test_layers_can_be_hidden(noon):
    """A tier's box hides its units; the box of one unit makes the tier's box undecided."""
    noon.click("#tab-layers")
    before = noon.evaluate("() => patrolMap.app.live.signs.length")
    box = noon.get_by_label("Police car", exact=False).first
    box.uncheck()
    assert noon.evaluate("() => patrolMap.app.live.signs.length") == before - 3
    noon.locator(".unit-checks summary").first.click()
    noon.locator(".unit-checks input").first.check()
    assert box.evaluate("(one) => one.indeterminate")


def test_unmet_work_says_why_and_what_would_help(noon):
    """Reason and remedy are sentences."""
    noon.click("#tab-unmet")
    assert "2 of 4 officers are missing on patrol duty" in noon.inner_text("#panel-unmet")
    assert "2 more officers who may do patrol duty" in noon.inner_text("#panel-unmet")


def test_visits_are_done_when_their_stop_is_over(noon):
    """At the end of the plan every visit that has a stop is done, and the others are missed."""
    noon.evaluate("() => patrolMap.app.setTime(patrolMap.app.data.seconds)")
    states = noon.evaluate(
        "() => patrolMap.app.data.visits.map((one) => [one.unit, patrolMap.visitState(one, patrolMap.app.t)])"
    )
    assert {state for unit, state in states if unit is not None} == {"done"}
    assert {state for unit, state in states if unit is None} == {"missed"}


TABS = ("now", "visits", "rounds", "unmet", "tables", "layers")


@pytest.mark.parametrize(
    ("width", "height", "seconds", "tabs"), [(1440, 900, NOON_S, TABS), (820, 1180, 54_000, ("layers", "now"))]
)
def test_no_serious_fault_of_accessibility(noon, width, height, seconds, tabs):
    """Axe finds nothing serious on a desk by day and on a tablet by night."""
    from axe_playwright_python.sync_playwright import Axe

    noon.set_viewport_size({"width": width, "height": height})
    noon.evaluate(f"() => patrolMap.app.setTime({seconds})")
    noon.wait_for_timeout(600)
    for tab in tabs:
        noon.click(f"#tab-{tab}")
        found = Axe().run(noon).response["violations"]
        serious = [
            (one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in {"serious", "critical"}
        ]
        assert serious == [], tab


def test_a_tablet_has_a_drawer_and_large_targets(noon):
    """The panel lies under the map, closes to its tabs, and what is pressed is 40 px or more."""
    noon.set_viewport_size({"width": 820, "height": 1180})
    tall = noon.locator("#patrol-panel").bounding_box()["height"]
    noon.click(".drawer-button")
    assert noon.locator("#patrol-panel").bounding_box()["height"] < 60 < tall
    assert noon.evaluate(SMALL_TARGETS) == []


def test_reduced_motion_moves_in_steps(noon):
    """With reduced motion the map moves once a second, and panning does not glide."""
    noon.emulate_media(reduced_motion="reduce")
    assert noon.evaluate("() => patrolMap.calm()")
    noon.click(".play")
    noon.wait_for_function("() => patrolMap.app.t >= 5 * 3600 + 300")
    assert noon.evaluate("() => patrolMap.app.t") % 60 < 30
    noon.click(".play")


def test_a_day_on_which_summer_time_ends_is_an_hour_longer(page, plain_day, tmp_path):
    """The clock on the page shows 03:00 twice, and the zone says which is meant."""
    zone = "Europe/Helsinki"
    from zoneinfo import ZoneInfo

    start = dt.datetime(2026, 10, 25, 0, 0, tzinfo=ZoneInfo(zone))
    plan = plain_day.plan.model_copy(
        update={
            "timezone": zone,
            "start": start,
            "end": start + dt.timedelta(days=1),
            "units": (),
            "routes": (),
            "flights": (),
        }
    )
    with on_disk(type(plain_day)(plain_day.scenario, plain_day.demand, plan), tmp_path) as url:
        show(page, url, 3 * 3600)
        assert (page.inner_text(".clock"), page.inner_text(".zone")) == ("03:00", "Europe/Helsinki (UTC+03:00)")
        page.evaluate("() => patrolMap.app.setTime(4 * 3600)")
        assert (page.inner_text(".clock"), page.inner_text(".zone")) == ("03:00", "Europe/Helsinki (UTC+02:00)")


def test_data_is_plain_json(plain_day):
    """The server's data is what the file carries."""
    urls = {"assets_url": "/a/", "static_url": "/s/", "script_url": "/m.js", "data_url": "/d.json"}
    page = render_page(plain_day.plan, plain_day.scenario, plain_day.demand, language="en", **urls)
    assert json.loads(page.data)["format"] == "patrol-map/1"


@pytest.mark.parametrize(("width", "height"), [(1500, 950), (1200, 700), (390, 844)])
def test_the_first_view_leaves_room_for_the_panels(page, plain_file, width, height):
    """No ground of the station lies under the legend or the buttons, and all of it is on the screen."""
    page.set_viewport_size({"width": width, "height": height})
    show(page, plain_file)
    assert page.evaluate(GROUND_UNDER_PANELS) == 0
    assert page.evaluate("() => patrolMap.app.map.getBounds().contains(patrolMap.app.bounds)")
    page.evaluate("() => patrolMap.app.map.setZoom(17, { animate: false })")
    page.click("button[aria-label='Whole station']")
    assert page.evaluate(GROUND_UNDER_PANELS) == 0


def test_no_sign_hides_another(noon):
    """Units that stand at their base stand beside its sign; a unit keeps its place in the data all the same."""
    for seconds in (0, 600, NOON_S, 28_800):
        noon.evaluate(f"() => patrolMap.app.setTime({seconds})")
        assert noon.evaluate(HIDDEN_SIGNS) == 0, seconds


def test_the_ring_counts_the_minutes_so_far(noon):
    """Only the part of each span until the moment counts, and only an open window is shown."""
    noon.evaluate(
        "() => { patrolMap.app.data.kept = [{ work: 0, opens: 1000, closes: 9000, wanted: 3600, "
        "seen: [[1000, 1600], [4000, 5200]] }]; patrolMap.app.data.work[0].kept = 'share'; }"
    )
    kept = "patrolMap.keptAt(patrolMap.app.data, 0, {t})"
    assert noon.evaluate(f"() => {kept.format(t=999)}") is None
    assert noon.evaluate(f"() => {kept.format(t=9000)}") is None
    for t, reached in ((1000, 0), (1300, 300), (4600, 1200), (8999, 1800)):
        assert noon.evaluate(f"() => patrolMap.keptReached({kept.format(t=t)}, {t})") == reached
    noon.evaluate("() => { patrolMap.app.setTime(4600); patrolMap.app.select('work', patrolMap.app.data.work[0]); }")
    assert noon.inner_text("#patrol-card .doing") == "there for 20 min, 60 min wanted"
