"""The filing sheet states what an application needs, by the plan and by the clock of the regulation."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
import shapely
from drone_rounds import DOCK, GROUND, MORNING, drone_plan, drone_station
from lxml import html
from plans import PAYLOADS

from planner import exports
from planner.domain.clock import later
from planner.domain.filing_table import FilingTable
from planner.exports.daylight import sun_is_up
from planner.i18n.filing import purpose_text, rounds_text
from planner.sources.schemas import FOLDER

PLAN, SCENARIO = drone_plan(), drone_station()


def filed(plan=PLAN, scenario=SCENARIO, unit=None):
    return json.loads(exports.named("flight-filing-json").write(plan, unit=unit, scenario=scenario))


def sheet(plan=PLAN, scenario=SCENARIO, language="en"):
    return exports.named("flight-filing").write(plan, scenario=scenario, language=language).decode()


def moved(plan, hours):
    """Give the plan with every flight some hours later."""
    flights = [
        flight.model_copy(
            update={"takeoff": later(flight.takeoff, hours * 3600), "landing": later(flight.landing, hours * 3600)}
        )
        for flight in plan.flights
    ]
    return plan.model_copy(update={"flights": tuple(flights)})


def test_the_clock_of_the_regulation():
    """Application by noon and answer by 21:00 on the day before, report an hour before each take-off."""
    first, second = filed()["days"]
    assert (first["day"], first["apply_by"], first["reply_by"]) == (
        "2026-11-23",
        "2026-11-22T12:00:00+08:00",
        "2026-11-22T21:00:00+08:00",
    )
    assert second["apply_by"] == "2026-11-23T12:00:00+08:00"
    assert [made["report_by"] for made in first["rounds"]] == ["2026-11-23T06:00:00+08:00", "2026-11-23T06:20:00+08:00"]


def test_a_day_that_begins_after_midnight_is_applied_for_by_its_own_date():
    """The day before is that before the first take-off on the calendar, not before the planning day."""
    assert filed(moved(PLAN, 18))["days"][0]["apply_by"] == "2026-11-23T12:00:00+08:00"


def test_area_holds_every_way_within_the_margin():
    """The corners enclose all ways with the margin, and not much more."""
    first = filed()["days"][0]
    area = shapely.Polygon(GROUND.frame.metres(first["area"]))
    ways = shapely.MultiPoint(GROUND.frame.metres([point[:2] for f in PLAN.flights for point in f.path]))
    assert area.contains(ways.convex_hull.buffer(SCENARIO.rounds.margin_m))
    assert area.within(ways.convex_hull.buffer(120))
    assert first["area_km2"] == pytest.approx(area.area / 1e6, rel=0.02)
    assert (first["lowest_m"], first["highest_m"], first["ceiling_m"]) == (80, 80, 120)


def test_a_round_over_its_dock_alone_has_an_area():
    """Even a way without extent encloses ground."""
    flight = PLAN.flights[0]
    path = tuple((*DOCK, height, at) for _, _, height, at in flight.path)
    plan = PLAN.model_copy(update={"flights": (flight.model_copy(update={"path": path}),)})
    assert filed(plan)["days"][0]["area_km2"] > 0


@pytest.mark.parametrize(
    ("empty_kg", "takeoff_kg", "told"),
    [
        (1.41, 1.61, "light"),
        (4.0, 7.0, "light"),
        (4.1, 7.0, "small"),
        (3.9, 7.1, "small"),
        (15.1, 25.0, "medium"),
        (90.0, 150.1, "large"),
        (None, 7.0, None),
    ],
)
def test_class_follows_both_masses(empty_kg, takeoff_kg, told):
    """A class holds only where both masses keep its limits."""
    masses = {"empty_kg": empty_kg, "takeoff_kg": takeoff_kg}
    model = SCENARIO.drone_models[0].model_copy(update=masses)
    docks = filed(scenario=SCENARIO.model_copy(update={"drone_models": (model,)}))["days"][0]["docks"]
    assert {dock["aircraft_class"] for dock in docks} == {told}


def cases(plan=PLAN, scenario=SCENARIO):
    return {case["key"]: case for case in filed(plan, scenario)["days"][0]["cases"]}


def test_the_five_cases():
    """Relay applies to docks, distributed operation to several; crowds are judged; nothing is dropped or driven."""
    found = cases()
    assert {key: case["status"] for key, case in found.items()} == {
        "relay": "applies",
        "dangerous_goods": "no",
        "crowds": "judge",
        "vehicle": "no",
        "swarm": "applies",
    }
    assert found["swarm"]["docks"] == 2


def test_crowds_are_a_matter_of_the_hour():
    """Only rounds that fly while the gate's window is open are to be judged."""
    assert MORNING.end < 7 * 60 + 20
    assert cases()["crowds"]["rounds"] == [1]
    assert cases(moved(PLAN, 3))["crowds"]["status"] == "no"


def test_one_dock_is_no_swarm():
    """A single dock is not distributed operation."""
    plan = PLAN.model_copy(update={"flights": PLAN.flights[:1]})
    assert cases(plan)["swarm"]["status"] == "no"


def test_drones_in_the_air_at_once_are_counted():
    """Flights that overlap count together; one that begins as another ends does not."""
    first, second = PLAN.flights[:2]
    for start, most in ((first.landing, 1), (later(first.landing, -1), 2)):
        moved_second = second.model_copy(update={"takeoff": start, "landing": later(start, 300)})
        plan = PLAN.model_copy(update={"flights": (first, moved_second)})
        assert filed(plan)["days"][0]["in_air"] == most


def test_lights_follow_the_sun():
    """A round at seven in the morning is in daylight in November, one at seven in the evening is not."""
    assert [made["lights"] for made in filed()["days"][0]["rounds"]] == [False, False]
    assert [made["lights"] for made in filed(moved(PLAN, 12))["days"][0]["rounds"]] == [True, True]


@pytest.mark.parametrize(
    ("day", "place", "hours", "rise", "set_"),
    [
        ((2026, 6, 21), (116.4, 39.9), 8, (4, 46), (19, 46)),
        ((2026, 12, 22), (0.0, 51.4779), 0, (8, 4), (15, 53)),
    ],
)
def test_sunrise_and_sunset_of_almanacs(day, place, hours, rise, set_):
    """Within three minutes of published times: Beijing at midsummer, Greenwich at midwinter."""
    zone = dt.timezone(dt.timedelta(hours=hours))
    off = dt.timedelta(minutes=3)
    sunrise, sunset = dt.datetime(*day, *rise, tzinfo=zone), dt.datetime(*day, *set_, tzinfo=zone)
    assert [sun_is_up(at, place) for at in (sunrise - off, sunrise + off)] == [False, True]
    assert [sun_is_up(at, place) for at in (sunset - off, sunset + off)] == [True, False]


def test_a_day_alone_and_a_dock_alone():
    """The sheet of one day, or of one dock, holds its rounds only."""
    assert [day["day"] for day in filed(unit="2026-11-24")["days"]] == ["2026-11-24"]
    assert {made["dock"] for day in filed(unit="D2")["days"] for made in day["rounds"]} == {"D2"}


def test_what_only_the_scenario_knows_is_left_open():
    """Without the scenario the sheet says that names and ceiling are missing, and invents none."""
    day = filed(scenario=None)["days"][0]
    assert day["ceiling_m"] is None
    assert {dock["aircraft"] for dock in day["docks"]} == {""}
    assert "The copy of the scenario is missing" in sheet(scenario=None)
    assert "The copy of the scenario is missing" not in sheet()


def test_the_page_is_in_the_readers_language():
    """In Chinese no English word is left over beside names of the data."""
    text = html.fromstring(sheet(language="zh").encode()).text_content()
    words = re.sub(r"M3TD|UAS|1581F|[DU][12]|WGS84", "", text)
    assert not re.findall(r"[A-Za-z]{3,}", words.split("当日飞行申请表", 1)[1].split("}")[-1])
    assert "第三十一条" in text


@pytest.mark.parametrize("word", PAYLOADS)
def test_names_cannot_break_the_page(word):
    """Names stand as text: the page has the same elements whatever they are, and asks for nothing outside itself."""
    plain, hostile = (html.fromstring(sheet(drone_plan(w), drone_station(w)).encode()) for w in ("", word))
    assert [node.tag for node in hostile.iter()] == [node.tag for node in plain.iter()]
    assert not [node for node in hostile.iter() if set(node.attrib) & {"src", "href", "onmouseover", "onerror"}]
    assert filed(drone_plan(word), drone_station(word))["days"][0]["docks"][0]["drone"] == "U1" + word


def test_rounds_in_a_row_are_one_span():
    """Numbers in a row are told by first and last."""
    assert rounds_text((3, 1, 2, 7, 9, 10), "en") == "1–3, 7, 9–10"
    assert purpose_text("school_gate, unheard_of", "zh") == "校门、unheard_of"


def test_the_filing_for_programs_keeps_its_schema():
    """With and without the scenario the file has the keys that its schema asks for, and no others."""
    schema = json.loads((FOLDER / "filing.schema.json").read_text("utf-8"))
    for scenario in (SCENARIO, None):
        made = filed(scenario=scenario)
        assert set(made) == set(schema["required"]) | {"format"} == set(schema["properties"])
        day = made["days"][0]
        for noun, found in (
            ("FilingDay", day),
            ("FilingDock", day["docks"][0]),
            ("FilingRound", day["rounds"][0]),
            ("FilingCase", day["cases"][0]),
        ):
            assert set(found) == set(schema["$defs"][noun]["required"]) == set(schema["$defs"][noun]["properties"])
        assert FilingTable.model_validate(made).format == "patrol-filing/1"
