"""Places that must be kept seen on the map: every stay that is wanted, and who makes it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import plans
from small_station import station

from planner.domain.clock import later
from planner.domain.plan import Stop
from planner.domain.work import PatrolPoint, Presence
from planner.maps.visits import visits


def test_each_stay_of_a_presence_is_a_required_visit() -> None:
    """A post from 08:00 to 11:00 has three visits; the unit that stands there makes the middle one."""
    post = PatrolPoint(id="P", name="P", location=(114.02, 22.53), presence=(Presence(start="08:00", end="11:00"),))
    scenario = station(points=(post,), lines=(), areas=())
    plan = plans.small_plan()
    arrive = dt.datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    stop = Stop(kind="point", id="P", lon=114.02, lat=22.53, arrive=arrive, depart=later(arrive, 3600), required=True)
    route = plan.routes[0].model_copy(update={"stops": (stop,)})
    plan = plan.model_copy(update={"routes": (route, *plan.routes[1:])})
    found = visits(scenario, plan, plans.START, later(plans.START, 86_400))
    assert [(visit.opens_s, visit.closes_s) for visit in found] == [(3600 * k, 3600 * (k + 1)) for k in (1, 2, 3)]
    assert all(visit.required for visit in found)
    assert [visit.unit for visit in found] == [None, route.unit, None]
