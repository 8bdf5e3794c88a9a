"""A folder that `planner plan` wrote becomes a stored plan with a map."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import numpy as np
import pytest
from lxml import html
from plans import BASE, PAYLOADS, small_plan

from planner.domain.dock import Dock
from planner.domain.drone_model import DroneModel
from planner.domain.drone_task import DroneTask
from planner.domain.force import Duty, Force, Tier
from planner.domain.plan import ScenarioReference
from planner.domain.rostering import RosterRules
from planner.domain.scenario import Scenario
from planner.domain.station import Grid, Station
from planner.domain.street import BIKE, CAR, FOOT, ROAD_CLASSES, Streets
from planner.domain.work import PatrolPoint, VisitRule
from planner.errors import InputRefused
from planner.sources.write import write_scenario
from planner.storage.database import open_database
from planner.storage.plans import Plans
from web.library import add_plan_folder

NAMES = ("云谷大厦 & <b>", PAYLOADS[0], PAYLOADS[3])


def square(half_deg):
    lon, lat = BASE
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return ((tuple((lon + x * half_deg, lat + y * half_deg) for x, y in corners),),)


def cross_of_streets():
    """Give two two-way streets that cross at the base."""
    lon, lat = BASE
    ends = [(lon - 0.01, lat), (lon + 0.01, lat), (lon, lat - 0.01), (lon, lat + 0.01)]
    nodes = np.array([BASE, *ends])
    source, target = np.array([0, 0, 0, 0, 1, 2, 3, 4], np.int32), np.array([1, 2, 3, 4, 0, 0, 0, 0], np.int32)
    return Streets(
        node_lonlat=nodes,
        edge_source=source,
        edge_target=target,
        edge_length_m=np.full(8, 1000.0),
        edge_speed_kmh=np.full(8, 40.0),
        edge_class=np.full(8, ROAD_CLASSES.index("residential"), np.int8),
        edge_modes=np.full(8, CAR | BIKE | FOOT, np.int8),
        edge_name=np.ones(8, np.int32),
        names=("", NAMES[2]),
        shape_start=np.arange(0, 17, 2),
        shape_lonlat=np.concatenate([[nodes[s], nodes[t]] for s, t in zip(source, target, strict=True)]),
    )


def small_scenario():
    visit = VisitRule(start="08:00", end="10:00")
    return Scenario(
        station=Station(id="tianan", name=NAMES[1], timezone="Asia/Shanghai", base=BASE, day_start="07:00"),
        boundary=square(0.02),
        grids=(Grid(id="G1", name=NAMES[0], region=square(0.019)),),
        points=(PatrolPoint(id="P1", name=NAMES[0], location=BASE, visits=(visit,)),),
        tiers=(
            Tier(id="police_car", name="警车", mode="car", speed_kmh=40),
            Tier(id="police_foot", name="步巡", mode="foot", speed_kmh=5),
        ),
        forces=(
            Force(id="police_car", name="车巡组", tier="police_car", base=BASE, units=1, duty="patrol"),
            Force(id="police_foot", name="步巡组", tier="police_foot", base=BASE, units=1, duty="patrol"),
        ),
        drone_models=(DroneModel(id="M1", name="M1", endurance_min=50),),
        docks=(Dock(id="K1", name="一号机巢", location=BASE, model="M1", drone="D1"),),
        drone_tasks=(DroneTask(id="T1", name="护学岗", point=BASE),),
        duties=(Duty(code="patrol", name="巡逻", cover=()),),
        roster=RosterRules(start=dt.date(2026, 11, 23)),
        streets=cross_of_streets(),
    )


@pytest.fixture(scope="module")
def plan_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out") / "tianan"
    folder.mkdir()
    sha256 = write_scenario(small_scenario(), folder / "scenario")
    plan = small_plan().model_copy(update={"scenario": ScenarioReference(path="scenario", sha256=sha256)})
    (folder / "plan.json").write_text(plan.model_dump_json(), encoding="utf-8")
    return folder


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'plans.sqlite'}"


def faults(caught):
    return [fault.code for fault in caught.value.faults]


def changed(tmp_path, plan_folder, **update):
    """Copy the folder's plan alone, with some of its keys changed."""
    plan = json.loads((plan_folder / "plan.json").read_text(encoding="utf-8")) | update
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    return tmp_path


def test_a_folder_is_stored_once_with_scenario_and_names(plan_folder, url):
    """Adding a folder, or its plan.json, twice gives one plan, with its scenario and the names in it."""
    plan_id = add_plan_folder(url, plan_folder)
    assert add_plan_folder(url, plan_folder / "plan.json") == plan_id
    database = open_database(url)
    with database.reading() as session:
        (row,) = Plans(session).list()
        assert row.id == plan_id
        assert row.scenario_zip
        assert row.names["duty"] == {"patrol": "巡逻"}
        assert row.names["place"] == {"P1": NAMES[0], "T1": "护学岗"}
    database.close()


def test_a_plan_without_its_scenario_folder_is_stored_alone(plan_folder, url, tmp_path):
    """A lone plan.json is still a plan; its scenario may come later."""
    plan_id = add_plan_folder(url, changed(tmp_path, plan_folder))
    assert add_plan_folder(url, plan_folder) == plan_id


def test_no_plan_is_refused(url, tmp_path):
    """A folder without plan.json is named."""
    with pytest.raises(InputRefused) as caught:
        add_plan_folder(url, tmp_path)
    assert faults(caught) == ["plan_missing"]


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_an_unknown_timezone_is_refused(plan_folder, url, tmp_path, zone):
    """Times of a plan in no known zone could not be shown."""
    with pytest.raises(InputRefused) as caught:
        add_plan_folder(url, changed(tmp_path, plan_folder, timezone=zone))
    assert faults(caught) == ["not_a_plan"]


@pytest.mark.parametrize("path", ["..", ".", "/etc", "scenario/../../other"])
def test_a_scenario_outside_of_the_plans_folder_is_refused(plan_folder, url, tmp_path, path):
    """A plan cannot make the server pack up another folder."""
    reference = {"path": path, "sha256": "0" * 64}
    with pytest.raises(InputRefused) as caught:
        add_plan_folder(url, changed(tmp_path, plan_folder, scenario=reference))
    assert faults(caught) == ["scenario_changed"]


def test_another_scenario_than_the_plans_own_is_refused(plan_folder, url, tmp_path):
    """A scenario that was changed after planning does not pass for the plan's own."""
    folder = changed(tmp_path, plan_folder)
    shutil.copytree(plan_folder / "scenario", folder / "scenario")
    with (folder / "scenario" / "scenario.toml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    with pytest.raises(InputRefused) as caught:
        add_plan_folder(url, folder)
    assert faults(caught) == ["scenario_changed"]


@pytest.fixture(scope="module")
def map_id(app, plan_folder):
    return add_plan_folder(app.state.database.url, plan_folder)


def test_map_page_loads_only_what_is_there(client, map_id):
    """The map page holds no text of the data, and every file and datum that it names is served."""
    answer = client.get(f"/plans/{map_id}/map?lang=zh")
    page = html.fromstring(answer.content.decode())
    assert page.get("lang") == "zh-CN"
    assert not any(name in answer.text for name in NAMES)
    for link in page.xpath("//script/@src | //link/@href | //@data-url"):
        assert link.startswith("/")
        assert client.get(link).status_code == 200, link


def test_map_data_is_json_with_an_entity_tag(client, map_id):
    """The data come compressed, once."""
    answer = client.get(f"/api/v1/plans/{map_id}/map.json", params={"lang": "en"})
    assert answer.headers["content-encoding"] == "gzip"
    assert NAMES[0] in json.dumps(answer.json(), ensure_ascii=False)
    tag = {"If-None-Match": answer.headers["etag"]}
    again = client.get(f"/api/v1/plans/{map_id}/map.json", params={"lang": "en"}, headers=tag)
    assert again.status_code == 304


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "language"), [("/", "zh"), ("/plans/{id}", "zh"), ("/plans/{id}", "en"), ("/plans/{id}/map", "zh")]
)
def test_pages_open_in_a_browser(page, address, map_id, path, language):
    """Every page opens under its own policy without an error, asks no other host, and is no wider than a tablet."""
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(f"{address}{path.format(id=map_id)}?lang={language}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 820
    assert page.evaluate("document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]


@pytest.mark.browser
def test_docs_list_the_routes(page, address):
    """Swagger UI starts from our own files and lists the API."""
    page.goto(f"{address}/docs?lang=en")
    page.get_by_text("List stations").wait_for(timeout=20_000)


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/plans/{id}"])
def test_pages_are_accessible(page, address, map_id, path):
    """Axe finds no fault in our own pages."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.goto(f"{address}{path.format(id=map_id)}?lang=en")
    found = axe.run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
