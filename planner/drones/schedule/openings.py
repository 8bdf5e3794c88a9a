"""When a dock's drone may be out: not in its outages, in weather beyond its limits, or with no operator on duty.

A flight lies wholly outside of what closes the dock; quiet hours close departures alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from planner.domain.drone_model import DroneModel
from planner.domain.plan import Parameter
from planner.domain.weather import WeatherHour
from planner.drones.energy import gust_limit_mps
from planner.drones.problem import DockSite, DroneProblem, Span

Kind = Literal["outage", "weather", "operators", "quiet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A span in which one dock's drone stays down.

    Attributes
    ----------
    kind
        What closes it.
    reason
        Code of the reason that is told of a round missed by it.
    params
        Figures of the reason.
    """

    span: Span
    kind: Kind
    reason: str
    params: dict[str, Parameter]

    def shut(self, air_s: float) -> tuple[int, int]:
        """Give the first and the last departure that it forbids to a flight of a length [s]."""
        opens, closes = self.span
        first = math.ceil(opens) if self.kind == "quiet" else math.floor(opens - air_s) + 1
        return first, math.ceil(closes) - 1


def weather_fault(told: WeatherHour, model: DroneModel) -> tuple[str, dict[str, Parameter]] | None:
    """Tell what in the weather keeps an aircraft down: the reason with its figures, None if it may fly."""
    if told.wind_mps > model.wind_mps:
        return "weather_wind", {"wind_mps": told.wind_mps, "limit_mps": model.wind_mps}
    strongest_mps = max(told.wind_mps, told.gust_mps)
    if strongest_mps > gust_limit_mps(model):
        return "weather_gust", {"gust_mps": strongest_mps, "limit_mps": gust_limit_mps(model)}
    if told.rain > model.rain:
        return "weather_rain", {"rain": told.rain, "limit": model.rain}
    if told.temperature_c < model.coldest_c:
        return "weather_cold", {"temperature_c": told.temperature_c, "limit_c": model.coldest_c}
    if told.rain > 0 and told.temperature_c < model.coldest_rain_c:
        return "weather_cold_rain", {"temperature_c": told.temperature_c, "limit_c": model.coldest_rain_c}
    return None


def closures(problem: DroneProblem, dock: DockSite) -> tuple[Closure, ...]:
    """List what keeps one dock's drone down over the day."""
    return tuple(_closures(problem, dock))


def _closures(problem: DroneProblem, dock: DockSite) -> Iterator[Closure]:
    for span in problem.quiet:
        yield Closure(span=span, kind="quiet", reason="quiet_hours", params={})
    for hour in problem.weather:
        fault = weather_fault(hour.told, dock.model)
        if fault is not None:
            yield Closure(span=hour.span, kind="weather", reason=fault[0], params=fault[1])
    for span in dock.outages:
        yield Closure(span=span, kind="outage", reason="dock_out", params={"dock": dock.id})
    if problem.operators:
        for span in _nobody(problem):
            yield Closure(span=span, kind="operators", reason="no_operator", params={})


def _nobody(problem: DroneProblem) -> Iterator[Span]:
    """Give the spans in which no operator is on duty."""
    since_s = -math.inf
    for item in sorted(problem.operators, key=lambda item: item.span):
        if item.operators > 0:
            if item.span[0] > since_s:
                yield max(since_s, -1e9), item.span[0]
            since_s = item.span[1]
    yield max(since_s, -1e9), 1e9


def departures(closed: tuple[Closure, ...], air_s: float, first_s: int, last_s: int) -> list[tuple[int, int]]:
    """Cut a span of departures down to those at which a flight of a length stays clear of every closure [s]."""
    pieces = [(first_s, last_s)] if first_s <= last_s else []
    return without(pieces, [closure.shut(air_s) for closure in closed])


def without(pieces: list[tuple[int, int]], shut: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut spans of departures that are forbidden out of others; both hold their first and their last moment [s]."""
    for low, high in shut:
        cut = []
        for first, last in pieces:
            if high < first or low > last:
                cut.append((first, last))
                continue
            if first < low:
                cut.append((first, low - 1))
            if high < last:
                cut.append((high + 1, last))
        pieces = cut
    return pieces
