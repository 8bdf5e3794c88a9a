"""Moments in UTC for the check: datetimes of one zone compare by their clocks, which lie when daylight saving ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from planner.domain import clock
from planner.domain.noun import Window
from planner.domain.plan import Plan
from planner.domain.violation import Violation
from planner.evaluation.kept import Kept

Span = tuple[dt.datetime, dt.datetime]


def instant(day: dt.date, minutes: int, zone: ZoneInfo) -> dt.datetime:
    """Give the moment of `planner.domain.clock.instant` in UTC."""
    return clock.instant(day, minutes, zone).astimezone(dt.UTC)


def openings(windows: Sequence[Window], days: Sequence[dt.date], zone: ZoneInfo) -> Iterator[Span]:
    """Give when windows open and close, in UTC, for those of some days."""
    for day in days:
        for opens, closes in clock.openings(tuple(windows), day, zone):
            yield opens.astimezone(dt.UTC), closes.astimezone(dt.UTC)


def in_utc(plan: Plan) -> Plan:
    """Give a plan with every moment in it in UTC."""
    return plan.model_copy(update={name: _part_moved(part) for name, part in plan})


_known: Kept[BaseModel] = Kept()


def _part_moved(part: object) -> object:
    """Move a part of a plan; flights, routes and the like that are the same to the very object stay the same."""
    if isinstance(part, tuple):
        return tuple(_noun_moved(item) if isinstance(item, BaseModel) else _moved(item) for item in part)
    return _moved(part)


def _noun_moved(noun: BaseModel) -> BaseModel:
    return _known.of(noun, (), lambda: noun.model_copy(update={name: _moved(inner) for name, inner in noun}))


def _moved(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC)
    if isinstance(value, tuple):
        return tuple(map(_moved, value))
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _moved(part) for name, part in value})
    return value


def on_the_clock(violation: Violation, zone: ZoneInfo) -> Violation:
    """Give a violation with its moments on the station's clock."""
    params = {
        name: value.astimezone(zone) if isinstance(value, dt.datetime) else value
        for name, value in violation.params.items()
    }
    return Violation(code=violation.code, params=params)
