"""Who worked which shift on which date: the plan's roster and the history before it, read in plain Python."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planner.domain.clock import MINUTES_PER_DAY, seconds_between
from planner.domain.force import Officer, Shift
from planner.domain.noun import Window
from planner.domain.plan import Assignment, Plan
from planner.domain.rostering import NIGHT_END_MIN, NIGHT_S, PastShift, Rule
from planner.domain.scenario import Scenario
from planner.evaluation.moments import Span, instant

DAY = dt.timedelta(days=1)
KNOWN_DAYS = 14
"""Dates before the horizon that runs of dates are judged with."""
ROSTER_REPAIRS = frozenset({"officer_away", "more_needed"})
"""Notices of repairs that change the roster."""
NO_SHIFTS = frozenset({"officer_stuck", "officer_rests", "officer_without_crew"})
"""Reasons for which the plan says that an officer gets no shift."""


class Worked(NamedTuple):
    """A shift that an officer works, or has worked before the horizon; both parts of a split shift are one."""

    officer: str
    shift: str
    duty: str
    date: dt.date
    """Date on which it starts, on the station's clock."""
    parts: tuple[Span, ...]
    """When its parts start and end, in UTC."""
    past: bool

    @property
    def start(self) -> dt.datetime:
        """When it starts."""
        return self.parts[0][0]

    @property
    def end(self) -> dt.datetime:
        """When it ends."""
        return self.parts[-1][1]

    @property
    def worked_s(self) -> float:
        """Time on duty, without the pause between two parts [s]."""
        return sum(seconds_between(start, end) for start, end in self.parts)


class Record:
    """The roster of a plan as the rules see it.

    Attributes
    ----------
    zone
        The station's time zone.
    first, last
        First and last date of the horizon.
    officers
        Officers of the scenario by id.
    known_from
        First date of which is known what everybody did.
    """

    def __init__(self, plan: Plan, scenario: Scenario) -> None:
        self.zone = ZoneInfo(scenario.station.timezone)
        self.first = scenario.roster.start
        self.last = self.first + (scenario.roster.days - 1) * DAY
        self.officers: dict[str, Officer] = {officer.id: officer for officer in scenario.officers}
        self._templates = {shift.code: shift for shift in scenario.shifts}
        self._shares = {duty.code: duty.counted_share for duty in scenario.duties}
        self._worked: dict[str, list[Worked]] = defaultdict(list)
        before = [worked for worked in self._read(scenario.history, past=True) if worked.date < self.first]
        for worked in (*before, *self._read(plan.roster, past=False)):
            self._worked[worked.officer].append(worked)
        self.known_from = _known_from({worked.date for worked in before}, self.first)
        for rows in self._worked.values():
            rows.sort(key=lambda row: (row.start, row.end))
        self._told_stuck = {unmet.id for unmet in plan.required_unmet if unmet.reason in NO_SHIFTS}
        self._repaired = repaired_at(plan)

    def of(self, officer: str) -> list[Worked]:
        """List an officer's shifts by start, the history first."""
        return self._worked.get(officer, [])

    def on_horizon(self, officer: str) -> list[Worked]:
        """List an officer's shifts of the plan by start."""
        return [worked for worked in self.of(officer) if not worked.past]

    def dates(self) -> list[dt.date]:
        """List the dates of the horizon."""
        return [self.first + number * DAY for number in range((self.last - self.first).days + 1)]

    def stuck(self, officer: str) -> bool:
        """Tell whether the plan says that an officer gets no shift at all, and gives them none.

        After a repair of the roster what was begun by then does not count.
        """
        since = self._repaired
        return officer in self._told_stuck and all(
            since is not None and worked.start <= since for worked in self.on_horizon(officer)
        )

    def counted_s(self, worked: Worked) -> float:
        """Give what a shift counts as hours of duty [s]: as its template says, else its time by its duty's share."""
        template = self._templates.get(worked.shift)
        if template is not None and template.counted_h is not None:
            return template.counted_h * 3600
        return worked.worked_s * self._shares.get(worked.duty, 1.0)

    def nights(self, worked: Worked) -> set[dt.date]:
        """Give the dates of whose hours from 00:00 to 06:00 a shift works three or more."""
        last = worked.end.astimezone(self.zone).date()
        dates = [worked.date + number * DAY for number in range((last - worked.date).days + 1)]
        return {date for date in dates if self._by_night_s(worked, date) >= NIGHT_S}

    def _by_night_s(self, worked: Worked, date: dt.date) -> float:
        opens, closes = instant(date, 0, self.zone), instant(date, NIGHT_END_MIN, self.zone)
        spans = [(max(start, opens), min(end, closes)) for start, end in worked.parts]
        return sum(max(0.0, seconds_between(start, end)) for start, end in spans)

    def _read(self, rows: Iterable[Assignment | PastShift], *, past: bool) -> Iterator[Worked]:
        """Put the parts of split shifts together; every other row is a shift of its own."""
        alike: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
        for row in rows:
            span = (row.start.astimezone(dt.UTC), row.end.astimezone(dt.UTC))
            alike[row.officer, row.shift, row.duty].append(span)
        for (officer, shift, duty), spans in alike.items():
            for parts in self._shifts(self._templates.get(shift), sorted(spans)):
                yield Worked(officer, shift, duty, parts[0][0].astimezone(self.zone).date(), parts, past)

    def _shifts(self, template: Shift | None, spans: list[Span]) -> list[tuple[Span, ...]]:
        """Give the parts of each shift: two spans that follow each other are one shift if the later is a second part.

        A shift of the history that is written as one span has its pause taken out.
        """
        if template is None or template.second is None:
            return [(span,) for span in spans]
        shifts: list[tuple[Span, ...]] = []
        for span in spans:
            clock = span[0].astimezone(self.zone)
            begins_anew = clock.hour * 60 + clock.minute == template.window.start % MINUTES_PER_DAY
            if shifts and len(shifts[-1]) == 1 and not begins_anew and span[0] - shifts[-1][0][0] < DAY:
                shifts[-1] = (*shifts[-1], span)
            else:
                shifts.append(_without_pause(span, template.window, template.second))
        return shifts


def repaired_at(plan: Plan) -> dt.datetime | None:
    """Give the moment of the last repair of the roster, as the plan's notices tell; None if there was none."""
    told = [notice.params.get("at") for notice in plan.notices if notice.code in ROSTER_REPAIRS]
    try:
        moments = [dt.datetime.fromisoformat(str(at)) for at in told]
    except ValueError:
        return None
    return max((moment for moment in moments if moment.tzinfo), default=None)


def _without_pause(span: Span, first: Window, second: Window) -> tuple[Span, ...]:
    lengths = dt.timedelta(minutes=first.end - first.start), dt.timedelta(minutes=second.end - second.start)
    if sum(lengths, dt.timedelta()) < span[1] - span[0]:
        return (span[0], span[0] + lengths[0]), (span[1] - lengths[1], span[1])
    return (span,)


def _known_from(dates: set[dt.date], first: dt.date) -> dt.date:
    """Give the first date that is known: the history is whole back to the last date on which nobody worked."""
    known = first
    while known - DAY in dates and first - known < KNOWN_DAYS * DAY:
        known -= DAY
    return known


def binding(rule: Rule) -> bool:
    """Tell whether a rule is never broken; one with a weight may be, at a price."""
    return rule.on and rule.weight is None
