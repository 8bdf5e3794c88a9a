"""The application on a database with one plan in it, shared by all tests; and an empty one for a test of its own."""

from __future__ import annotations

import threading
import warnings

import pytest
import small_station
import uvicorn
from plans import small_plan

import planner
from planner.storage.names import names_of
from planner.storage.plans import Plans
from planner.storage.scenario_archive import pack
from web.app import create_app
from web.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette announces a successor of httpx that not every version has yet
    from fastapi.testclient import TestClient

ADDRESS = "http://127.0.0.1:8000"


def opened(folder):
    app = create_app(Settings(database_url=f"sqlite:///{folder / 'plans.sqlite'}"))
    return TestClient(app, base_url=ADDRESS, raise_server_exceptions=False)


@pytest.fixture
def empty(tmp_path):
    """Give a client of an application without any plan."""
    with opened(tmp_path) as client:
        yield client


@pytest.fixture(scope="session")
def client(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("web")) as client:
        yield client


@pytest.fixture(scope="session")
def app(client):
    return client.app


@pytest.fixture(scope="session")
def add(app):
    """Store a plan and give its id."""

    def store(plan, scenario_zip=None, names=None):
        with app.state.database.writing() as session:
            return Plans(session).add(plan, scenario_zip, names)

    return store


@pytest.fixture(scope="session")
def plan_id(add):
    return add(small_plan())


@pytest.fixture(scope="module")
def address(app):
    """Serve the application on a free port of this computer."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    socket = server.config.bind_socket()
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    socket.close()


@pytest.fixture(scope="session")
def routed(add, tmp_path_factory):
    """Store a plan of the small station, roster and routes, with its scenario; give its id and the plan."""
    folder = tmp_path_factory.mktemp("scenario")
    scenario = small_station.station()
    planner.write_scenario(scenario, folder)
    plan = planner.plan(scenario, only=("roster", "routes"), limits=planner.Limits(time_s=4.0, seed=2))
    return add(plan, pack(folder), names_of(scenario)), plan
