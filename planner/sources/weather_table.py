"""The weather that drones are planned for, as a table: one row an hour, headed in English or in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from planner.domain.clock import instant, later, seconds_between
from planner.domain.noun import YEARS
from planner.domain.weather import WeatherHour
from planner.errors import Fault
from planner.sources.faults import shown
from planner.sources.records import Sourced, record
from planner.sources.tables import read_rows
from planner.sources.values import number, station_moment

if TYPE_CHECKING:
    from planner.sources.draft import Draft
    from planner.sources.faults import Faults
    from planner.sources.files import SourceFile

HOUR_S = 3600.0
"""How long a row may count [s]: forecasts are told by the hour."""

HEADINGS = {
    **dict.fromkeys(("time", "时间", "时刻", "预报时间"), "start"),
    **dict.fromkeys(("wind", "wind (m/s)", "风速", "平均风速"), "wind_mps"),
    **dict.fromkeys(("wind from", "wind from (deg)", "风向", "风向(°)", "风向(度)"), "wind_from_deg"),
    **dict.fromkeys(("gust", "gust (m/s)", "阵风", "阵风风速", "极大风速"), "gust_mps"),
    **dict.fromkeys(("降雨", "降水", "雨量等级", "降雨等级"), "rain"),
    **dict.fromkeys(("temperature", "temperature (c)", "气温", "温度", "气温(℃)", "气温(°c)"), "temperature_c"),
    **{f"{name}({unit})": key for name, key in (("风速", "wind_mps"), ("平均风速", "wind_mps"), ("阵风", "gust_mps"))
       for unit in ("m/s", "米/秒")},
}  # fmt: skip
"""What columns are called besides the keys; a heading with another unit, such as km/h, is not known."""

RAIN = {
    **dict.fromkeys(("none", "无", "无雨", "晴"), 0),
    **dict.fromkeys(("light", "小雨"), 1),
    **dict.fromkeys(("moderate", "中雨"), 2),
    **dict.fromkeys(("heavy", "大雨", "暴雨"), 3),
}
"""What the degrees of rain are called."""


def read_weather(source: SourceFile, draft: Draft, faults: Faults) -> None:
    """Read the weather into the draft: `start` and `wind_mps`, and the other columns of `WeatherHour` that are there.

    Times without an offset are on the station's clock, and all are kept on it. Columns that are not known are not kept.
    A table with a row that cannot be read is not kept either, so that its hour is not told as missing too.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be read.
    """
    zone = ZoneInfo(draft.station.timezone if draft.station else "UTC")
    rows = read_rows(source, ("start", "wind_mps"), HEADINGS)
    read = []
    for row in rows:
        cells = {key: text.strip() for key, text in row.cells.items() if key in WeatherHour.model_fields}
        start = _moment(cells.get("start", ""), zone)
        if start is None or start.year not in YEARS:
            code = "time_unreadable" if cells.get("start") else "cell_empty"
            faults.add(code, source.name, f"{row.place}: start", value=shown(cells.get("start", "")), key="start")
            continue
        values = {key: _figure(key, text) for key, text in cells.items()} | {"start": start.isoformat()}
        hour = record(WeatherHour, values, source.name, row.place, faults)
        if hour is not None:
            read.append(Sourced(hour, source.name, row.place))
    if not rows:
        raise source.refused("no_records")
    if len(read) == len(rows):
        draft.weather.extend(read)


def _moment(text: str, zone: ZoneInfo) -> dt.datetime | None:
    """Read a moment; a workbook gives a midnight as a date alone."""
    return station_moment(text if ":" in text else f"{text} 00:00", zone)


def _figure(key: str, text: str) -> object:
    value = RAIN.get(text.lower(), number(text)) if key == "rain" else number(text)
    return int(value) if key == "rain" and isinstance(value, float) and value.is_integer() else value


def weather_goes_forward(draft: Draft) -> Iterator[Fault]:
    """Refuse a row that does not start after the row before it."""
    for before, item in pairwise(draft.weather):
        if seconds_between(before.noun.start, item.noun.start) <= 0:
            params = {"start": _clock(item.noun.start), "before": _clock(before.noun.start)}
            yield Fault(code="weather_unsorted", file=item.file, place=f"{item.place}: start", params=params)


def weather_covers_the_rounds(draft: Draft) -> Iterator[Fault]:
    """Refuse a table that leaves out an hour of the days on which rounds can be flown."""
    if not (draft.weather and draft.roster and draft.station and draft.docks) or any(weather_goes_forward(draft)):
        return
    zone, first = ZoneInfo(draft.station.timezone), draft.roster.start
    day_start = _day_start_min(draft)
    start = instant(first, day_start, zone)
    end = instant(first + dt.timedelta(draft.roster.days), day_start, zone)
    known = [item.noun.start for item in draft.weather]
    spans = [(start, min(known[0], end, key=dt.datetime.timestamp))]
    spans += [(later(one, HOUR_S), other) for one, other in pairwise(known)]
    spans += [(max(later(known[-1], HOUR_S), start, key=dt.datetime.timestamp), end)]
    for missing, until in spans:
        opens, closes = max(missing, start, key=dt.datetime.timestamp), min(until, end, key=dt.datetime.timestamp)
        if seconds_between(opens, closes) > 0:
            params = {"start": _clock(opens.astimezone(zone)), "end": _clock(closes.astimezone(zone))}
            yield Fault(code="weather_missing", file=draft.weather[0].file, place="", params=params)


def _day_start_min(draft: Draft) -> int:
    """Give when a planning day begins, as `Scenario.day_start_min` has it [min after midnight]."""
    if draft.station and draft.station.day_start is not None:
        return draft.station.day_start
    starts = [item.noun.window.start for item in draft.shifts]
    starts += [window.start for item in draft.forces for window in item.noun.shifts]
    return min(starts, default=0)


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"
