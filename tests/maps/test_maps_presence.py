"""Places that must be kept seen on the map: every stay that is wanted, and who makes it."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import plans
from small_station import station

from planner.domain.clock import later
from planner.domain.plan import Stop
from planner.domain.work import PatrolPoint, Presence, VisitRule
from planner.maps.horizon import horizon
from planner.maps.kept_data import kept_data
from planner.maps.visits import visits
from planner.maps.work_data import work_data


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


def test_a_window_carries_how_long_somebody_is_there() -> None:
    """Of three hours an allowed unit is there for one; a place with visits alone has no window."""
    rule = VisitRule(start="08:00", end="11:00", count=1)
    points = (
        PatrolPoint(id="V", name="V", location=(114.03, 22.53), visits=(rule,)),
        PatrolPoint(id="P", name="P", location=(114.02, 22.53), presence=(Presence(start="08:00", end="11:00"),)),
        PatrolPoint(
            id="S", name="S", location=(114.9, 22.9), presence=(Presence(start="08:00", end="11:00", share=0.5),)
        ),
    )
    scenario = station(points=points, lines=(), areas=())
    plan = plans.small_plan()
    arrive = dt.datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    stop = Stop(kind="point", id="P", lon=114.02, lat=22.53, arrive=arrive, depart=later(arrive, 3600), required=True)
    path = ((114.5, 22.5, plan.start), (114.5, 22.5, later(plan.start, 8 * 3600)))
    route = plan.routes[0].model_copy(update={"stops": (stop,), "path": path})
    plan = plan.model_copy(update={"routes": (route,)})
    span = horizon(plan)
    assert [item["kept"] for item in work_data(plan, scenario, span)["work"]] == [None, "post", "share"]
    post, share = kept_data(plan, scenario, span)["kept"]
    assert post == {"work": 1, "opens": 3600, "closes": 4 * 3600, "wanted": 3 * 3600, "seen": [[7200, 10_800]]}
    assert (share["work"], share["wanted"], share["seen"]) == (2, 5400, [])
    assert kept_data(plan.model_copy(update={"routes": ()}), scenario, span) == {"kept": []}
