"""Plans go in once, come out as they were, and are listed with their figures."""

from __future__ import annotations

import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from plans import PAYLOADS, START, small_plan

from planner.domain.clock import later
from planner.errors import NotFound
from planner.storage.plans import ID_LENGTH, Plans, figures_of, read
from planner.storage.scenario_archive import pack, unpack
from planner.storage.stations import Stations

PLAN = small_plan()


def added(database, plan=PLAN, scenario_zip=None):
    with database.writing() as session:
        return Plans(session).add(plan, scenario_zip)


def test_a_plan_comes_back_as_it_was(database):
    """Reading gives an equal plan; times come back with an offset."""
    plan_id = added(database)
    with database.reading() as session:
        row = Plans(session).get(plan_id)
        assert read(row) == PLAN
        assert row.start == PLAN.start
        assert row.start.tzinfo is not None
        assert row.station.name == PLAN.station_name


def test_hash_is_that_of_the_stored_json(database):
    """The id and the entity tag follow from the bytes that are served."""
    plan_id = added(database)
    with database.reading() as session:
        row = Plans(session).get(plan_id)
        assert hashlib.sha256(gzip.decompress(row.plan_gzip)).hexdigest() == row.sha256
        assert row.sha256[:ID_LENGTH] == plan_id


def test_the_same_plan_twice_is_one(database):
    """Adding again gives the same id and no second row; a changed plan gives another."""
    assert added(database) == added(database)
    assert added(database, PLAN.model_copy(update={"seed": 2})) != added(database)
    with database.reading() as session:
        assert len(Plans(session).list()) == 2
        assert Plans(session).count() == {"tianan": 2}


def test_the_same_plan_by_many_at_once_is_one(database):
    """Simultaneous writers of one plan all get its id."""
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: added(database), range(8)))
    assert len(ids) == 1
    with database.reading() as session:
        assert len(Plans(session).list()) == 1


def test_a_scenario_is_added_later_but_never_replaced(database):
    """A plan that came without its scenario may get it with a second add."""
    plan_id = added(database)
    added(database, scenario_zip=b"first")
    added(database, scenario_zip=b"second")
    with database.reading() as session:
        assert Plans(session).get(plan_id).scenario_zip == b"first"


def test_lists_are_newest_first_by_station_and_in_pages(database):
    """Plans are listed by start, the latest first, of all stations or one."""
    for day in range(3):
        added(database, PLAN.model_copy(update={"start": later(START, day * 86400)}))
    added(database, PLAN.model_copy(update={"station": "other", "station_name": ""}))
    with database.reading() as session:
        plans = Plans(session)
        assert [row.start for row in plans.list("tianan")] == [later(START, d * 86400) for d in (2, 1, 0)]
        assert [row.start for row in plans.list("tianan", limit=1, offset=1)] == [later(START, 86400)]
        assert len(plans.list()) == 4
        assert [station.name for station in Stations(session).list()] == ["other", "天安派出所"]


def test_unknown_ids_are_not_found(database):
    """Unknown plans and stations are refused by code."""
    with database.reading() as session:
        with pytest.raises(NotFound, match="unknown_plan"):
            Plans(session).get("../../etc/passwd")
        with pytest.raises(NotFound, match="unknown_station"):
            Stations(session).get("' OR 1=1 --")


@pytest.mark.parametrize("word", PAYLOADS)
def test_names_are_never_sql(database, word):
    """Any name is stored as it is."""
    plan = small_plan(word, word)
    added(database, plan)
    with database.reading() as session:
        (row,) = Plans(session).list()
        assert row.station.name == word
        assert read(row) == plan


def test_figures_say_what_the_plan_holds():
    """The figures of a list follow from the plan."""
    figures = figures_of(PLAN)
    assert figures["routes_km"] == 2.5
    assert (figures["units"], figures["stops"], figures["flights"], figures["required_unmet"]) == (2, 6, 1, 1)
    assert figures["cancelled"] is False


def test_scenario_folder_there_and_back(tmp_path):
    """A folder comes back file by file, the same folder gives the same bytes, and links are left out."""
    folder, other = tmp_path / "scenario", tmp_path / "other"
    (folder / "sub").mkdir(parents=True)
    (folder / "scenario.toml").write_text("格式", encoding="utf-8")
    (folder / "sub" / "a.csv").write_bytes(b"1,2\r\n")
    (folder / "link").symlink_to("/etc/passwd")
    data = pack(folder)
    assert data == pack(folder)
    unpack(data, other)
    assert sorted(p.relative_to(other).as_posix() for p in other.rglob("*") if p.is_file()) == [
        "scenario.toml",
        "sub/a.csv",
    ]
    assert (other / "scenario.toml").read_text(encoding="utf-8") == "格式"
