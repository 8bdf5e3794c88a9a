"""A roster laid out as stations keep it: officers down, dates across, totals at the right."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.domain.calendar import DayKind
from planner.domain.clock import seconds_between
from planner.domain.force import Duty, Shift
from planner.domain.plan import Assignment, Plan, PlanOfficer
from planner.domain.scenario import Scenario
from planner.exports.day_kinds import kinds_of
from planner.exports.nights import is_night

MINUTES_PER_DAY = 1440
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What an officer works from one start: both parts of a split shift together.

    Attributes
    ----------
    date
        Date of the roster on which it stands.
    parts
        Its rows of the plan, by time; a split shift has two.
    counted_h
        What it counts as hours of duty [h].
    night
        Whether it is a night.
    """

    date: dt.date
    parts: tuple[Assignment, ...]
    counted_h: float
    night: bool

    @property
    def shift(self) -> str:
        """Code of the shift."""
        return self.parts[0].shift

    @property
    def duty(self) -> str:
        """Code of the duty."""
        return self.parts[0].duty

    @property
    def start(self) -> dt.datetime:
        """When it starts."""
        return self.parts[0].start

    @property
    def end(self) -> dt.datetime:
        """When it ends."""
        return self.parts[-1].end


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What comes together for one officer over the sheet."""

    shifts: int
    counted_h: float
    nights: int
    weekends: int
    holidays: int
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One officer's row: what is worked by date, dates of leave, totals."""

    officer: PlanOfficer
    worked: Mapping[dt.date, tuple[Worked, ...]]
    leave: frozenset[dt.date]
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The whole sheet; `kinds` has one entry a date, and lines stand by squad and then in the plan's order."""

    dates: tuple[dt.date, ...]
    kinds: tuple[DayKind, ...]
    lines: tuple[Line, ...]


def month_of(plan: Plan, scenario: Scenario | None) -> Month:
    """Lay the roster of a plan out; without the scenario hours are those on the clock, and no leave is known."""
    dates = _dates(plan, scenario)
    kinds = kinds_of(dates, scenario)
    works: dict[str, list[Worked]] = defaultdict(list)
    for work in works_of(plan.roster, ZoneInfo(plan.timezone), scenario):
        works[work.parts[0].officer].append(work)
    away = {officer.id: officer.leave for officer in scenario.officers} if scenario else {}
    turns = frozenset(duty.code for duty in scenario.duties if duty.fair_turns) if scenario else frozenset[str]()
    day_kinds = dict(zip(dates, kinds, strict=True))
    lines = []
    for officer in _officers(plan):
        cells: dict[dt.date, tuple[Worked, ...]] = defaultdict(tuple)
        for work in works[officer.id]:
            cells[work.date] = (*cells[work.date], work)
        leave = (day for day in dates if any(span.start <= day <= span.end for span in away.get(officer.id, ())))
        totals = totals_of(works[officer.id], day_kinds, turns)
        lines.append(Line(officer=officer, worked=dict(cells), leave=frozenset(leave), totals=totals))
    return Month(dates=dates, kinds=kinds, lines=tuple(lines))


def _dates(plan: Plan, scenario: Scenario | None) -> tuple[dt.date, ...]:
    """List the dates of the roster's horizon, with those of shifts outside it."""
    found = {work.date for work in works_of(plan.roster, ZoneInfo(plan.timezone), scenario)}
    if scenario is not None:
        first = scenario.roster.start
        found |= {first, first + dt.timedelta(days=scenario.roster.days - 1)}
    else:
        found.add(plan.start.astimezone(ZoneInfo(plan.timezone)).date())
    first, last = min(found), max(found)
    return tuple(first + dt.timedelta(days=n) for n in range((last - first).days + 1))


def _officers(plan: Plan) -> list[PlanOfficer]:
    """List the officers by squad, with those that only the roster names."""
    known = {officer.id for officer in plan.officers}
    strangers = dict.fromkeys(row.officer for row in plan.roster if row.officer not in known)
    squads = list(dict.fromkeys(officer.squad for officer in plan.officers))
    ordered = sorted(plan.officers, key=lambda officer: squads.index(officer.squad))
    return [*ordered, *(PlanOfficer(id=officer, name="") for officer in strangers)]


def works_of(roster: Iterable[Assignment], zone: ZoneInfo, scenario: Scenario | None) -> list[Worked]:
    """Put the rows of a roster together that are parts of one shift, by start."""
    shifts = {shift.code: shift for shift in scenario.shifts} if scenario else {}
    duties = {duty.code: duty for duty in scenario.duties} if scenario else {}
    parts: dict[tuple[str, dt.date, str, str], list[Assignment]] = defaultdict(list)
    for row in sorted(roster, key=lambda row: (row.start, row.officer, row.end)):
        parts[row.officer, _date(row, shifts.get(row.shift), zone), row.shift, row.duty].append(row)
    return [
        Worked(
            date=date,
            parts=tuple(rows),
            counted_h=_counted_h(rows, shifts.get(shift), duties.get(duty)),
            night=any(is_night(row.start.astimezone(zone), row.end.astimezone(zone)) for row in rows),
        )
        for (_, date, shift, duty), rows in parts.items()
    ]


def _date(row: Assignment, shift: Shift | None, zone: ZoneInfo) -> dt.date:
    """Give the date on which a shift stands: one that starts at 25:00 belongs to the date before."""
    later = 0 if shift is None else shift.window.start // MINUTES_PER_DAY
    if shift is not None and shift.second is not None:
        wall = row.start.astimezone(zone)
        second = shift.second.start % MINUTES_PER_DAY == wall.hour * 60 + wall.minute
        later = shift.second.start // MINUTES_PER_DAY if second else later
    return row.start.astimezone(zone).date() - dt.timedelta(days=later)


def _counted_h(rows: list[Assignment], shift: Shift | None, duty: Duty | None) -> float:
    """Give what a shift counts: what its template says, or its time by the share that its duty counts [h]."""
    if shift is not None and shift.counted_h is not None:
        return shift.counted_h
    time_h = sum(seconds_between(row.start, row.end) for row in rows) / 3600
    return time_h * (duty.counted_share if duty else 1.0)


def totals_of(works: Sequence[Worked], kinds: Mapping[dt.date, DayKind], turns: frozenset[str]) -> Totals:
    """Add up what is worked; turns are those of the duties named."""
    dates = {work.date for work in works}
    weekends = {date - dt.timedelta(days=date.weekday()) for date in dates if date.weekday() >= SATURDAY}
    return Totals(
        shifts=len(works),
        counted_h=round(sum(work.counted_h for work in works), 2),
        nights=sum(work.night for work in works),
        weekends=len(weekends),
        holidays=sum(kinds.get(date) == "holiday" for date in dates),
        turns=sum(work.duty in turns for work in works),
    )
