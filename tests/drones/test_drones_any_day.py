"""Any day with layers of height, hourly weather, outages, zones with hours and bands: what is flown is legal."""

import datetime as dt
from dataclasses import replace

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.weather import WeatherHour
from planner.drones.check import check
from planner.drones.problem import WeatherSpan
from planner.i18n.reasons import FIXES, REASONS

HOUR_S = 3600.0
START = dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
PLACES = st.tuples(st.integers(-900, 900), st.integers(-900, 900))
HOURS = st.tuples(st.floats(0, 23), st.floats(0.1, 6)).map(lambda pair: (pair[0] * HOUR_S, sum(pair) * HOUR_S))
ZONES = st.fixed_dictionaries(
    {
        "xy": PLACES,
        "radius_m": st.integers(40, 350),
        "active": st.lists(HOURS, min_size=1, max_size=2),
        "ceiling_m": st.sampled_from([0.0, 70.0, 90.0]),
        "top_m": st.sampled_from([95.0, 110.0, float("inf")]),
        "camera_off": st.booleans(),
    }
)
WINDS = st.tuples(st.floats(0, 13), st.floats(0, 360), st.floats(0, 16), st.integers(0, 2))


@settings(max_examples=5, derandomize=True, deadline=None)
@given(
    layers=st.sampled_from([(), (80.0, 100.0), (80.0, 96.0, 118.0)]),
    zones=st.lists(ZONES, max_size=3),
    weather=st.lists(WINDS, max_size=24),
    gates=st.lists(PLACES, min_size=1, max_size=4, unique=True),
    outage=HOURS,
    rounds=st.integers(12, 72),
    shortest_min=st.floats(0, 14),
)
def test_any_day_is_legal_and_says_why_rounds_are_missed(
    make, layers, zones, weather, gates, outage, rounds, shortest_min
):
    """The check, which shares no code with the planning, finds nothing; every round flies or has a reason and a fix."""
    docks = tuple(make.dock(f"d{k}", xy) for k, xy in enumerate([(0.0, 0.0), (700.0, -300.0), (-500.0, 400.0)]))
    built = [
        replace(
            make.zone(shapely.Point(zone.pop("xy")).buffer(zone.pop("radius_m")), name=f"z{k}"),
            **{**zone, "active": tuple(sorted(zone["active"]))},
        )
        for k, zone in enumerate(map(dict, zones))
    ]
    told = [
        WeatherSpan(
            span=(hour * HOUR_S, (hour + 1) * HOUR_S),
            told=WeatherHour(start=START, wind_mps=wind, wind_from_deg=where, gust_mps=gust, rain=rain),
        )
        for hour, (wind, where, gust, rain) in enumerate(weather)
    ]
    tasks = [
        make.task(shapely.Point(xy), name=f"g{k}", windows=((k * 4 * HOUR_S, (k * 4 + 2) * HOUR_S),), required=k < 2)
        for k, xy in enumerate(gates)
    ]
    tasks.append(make.task(shapely.box(-300, 100, 300, 500), name="park", value=3.0))
    rules = {"rounds_per_day": rounds, "shortest_round_min": shortest_min, "layers_m": layers}
    problem = make.problem(docks=(replace(docks[0], outages=(outage,)), *docks[1:]), tasks=tuple(tasks), **rules)
    problem = replace(problem, zones=tuple(built), weather=tuple(told))
    result = make.solved(problem, time_s=2.0)
    assert check(problem, result) == []
    assert result.objective >= result.bound
    missed = [item for item in result.short if item.kind == "round"]
    assert len(missed) + len(result.rounds) == rounds
    for item in result.short:
        REASONS[item.reason].format(**item.params)
        FIXES[item.fix].format(**item.fix_params)
    heights = {float(item.path[:, 2].max()) for item in result.rounds}
    assert heights <= set(layers or (80.0,))
