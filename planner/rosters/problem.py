"""The roster as its solver sees it: indices, dates counted from the horizon's first, and whole seconds since its start.

Wherever a rule has `points`, None means that it is never broken; otherwise every unit by which it is broken costs so
much in the layer ``soft``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from planner.domain.calendar import DayKind

RosterStatus = Literal["optimal", "feasible", "cancelled"]

LAYERS = ("short", "soft", "under", "hours", "unfair", "requests", "change", "kinds")
"""What is minimised, one unit of each worth many of the next: cover missing below the minimum, soft rules broken, cover
missing below the number wanted or above the maximum, hours of duty, unfairness, requests not granted, changes against
the published roster, kinds of shift in use."""

OFF = -1
"""Stands for a date without a shift where a shift's index is asked for."""

FREE_OFF = "off"
"""Stands among the templates of a pattern's date that may be off as well."""

Points = int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """A run of dates in a row: broken once by each date too many, and by each date missing.

    A run that touches the edge of what is known counts as long enough.
    """

    shortest: int = 1
    longest: int | None = None
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLimit:
    """Counted hours of the shifts that start on some dates: broken once by each hour begun outside the limits.

    Attributes
    ----------
    rule
        Name of the rule, as in the scenario.
    first_day, last_day
        Dates, both included, counted from the horizon's first and cut to the horizon.
    least_s, most_s
        Limits, less what was worked before [s].
    """

    rule: str
    first_day: int
    last_day: int
    least_s: int = 0
    most_s: int | None = None
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLimit:
    """Most shifts of one template in the horizon: broken once by each above it."""

    template: str
    most: int
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekendLimit:
    """Most weekends of a list worked: broken once by each above it.

    Attributes
    ----------
    weekends
        Dates of each weekend that lie in the horizon; it is worked if a shift starts on any of them.
    """

    weekends: tuple[tuple[int, ...], ...]
    most: int
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeAfter:
    """Dates without a start after a long shift: broken once by each date missing before the next start."""

    template: str
    free_days: int
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish for one date, in the layer ``requests``.

    Attributes
    ----------
    templates
        Templates that are wished for or against; empty: any.
    wanted
        True: it costs `points` when none of them is worked; False: when one of them is.
    """

    day: int
    templates: frozenset[str]
    wanted: bool
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A shift worked before the horizon: `day` and the seconds are negative or touch the start.

    Attributes
    ----------
    nights
        As of `DutyShift`.
    """

    template: str
    day: int
    start_s: int
    end_s: int
    counted_s: int
    nights: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOfficer:
    """An officer with all rules that can be judged from their own shifts.

    Attributes
    ----------
    id
        As in the scenario.
    duties
        Indices of the duties that the station lets them do.
    skills
        What they can do.
    police
        Whether they are a police officer, who may act alone.
    squad, grid
        Squad and home grid; empty: none.
    leave
        Spans in which they are away [s].
    rest_s, rest_points
        Least time between the end of a shift and the start of the next [s].
    free_after
        Dates without a start after long shifts.
    work_run, night_run, off_run
        Runs of dates with a start, of nights, and of dates without a start.
    hours
        Limits of counted hours.
    weekends, shift_limits
        Limits of weekends and of shifts of a template.
    successions
        Templates of which the second may not start on the date after the first.
    successions_points
        What each such pair costs.
    pattern
        Templates allowed on each date: None where all are, empty for a date off; empty tuple: no pattern. A date that
        names templates, and not `FREE_OFF` among them, is to be worked.
    pattern_points
        What each date costs that is to be worked by the pattern and is not, although the officer may work one of its
        shifts (duty, skills, no leave, no pin).
    pins
        Pairs of date and index of the shift (`OFF`: none) that are decided by hand.
    requests
        What they would like.
    published
        Index of the shift (`OFF`: none, None: not known) on each date of a roster published before; empty: none is.
    past
        Shifts before the horizon, by start.
    past_days
        Dates before the horizon of which everything is known.
    contract_s
        What their contract comes to in the horizon without the days of leave; 0: not compared with others [s].
    peers
        Number of the group whose load is compared.
    """

    id: str
    duties: frozenset[int]
    skills: frozenset[str] = frozenset()
    police: bool = True
    squad: str = ""
    grid: str = ""
    leave: tuple[tuple[int, int], ...] = ()
    rest_s: int = 0
    rest_points: Points = None
    free_after: tuple[FreeAfter, ...] = ()
    work_run: Runs = Runs()
    night_run: Runs = Runs()
    off_run: Runs = Runs()
    hours: tuple[HoursLimit, ...] = ()
    weekends: tuple[WeekendLimit, ...] = ()
    shift_limits: tuple[ShiftLimit, ...] = ()
    successions: frozenset[tuple[str, str]] = frozenset()
    successions_points: Points = None
    pattern: tuple[frozenset[str] | None, ...] = ()
    pattern_points: int = 0
    pins: tuple[tuple[int, int], ...] = ()
    requests: tuple[Request, ...] = ()
    published: tuple[int | None, ...] = ()
    past: tuple[Past, ...] = ()
    past_days: int = 0
    contract_s: int = 0
    peers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDuty:
    """A kind of work.

    Attributes
    ----------
    skills
        What everybody on it needs.
    crew_size
        Fewest who start a shift of it together; 0 or at least so many, never broken.
    crew_police
        Fewest police in each `crew_size` of a shift: police times crew size is at least staff times this.
    crew_skills
        Fewest with a skill in each `crew_size` of a shift, reckoned alike.
    """

    code: str
    skills: frozenset[str] = frozenset()
    crew_size: int = 1
    crew_police: int = 0
    crew_skills: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShift:
    """One shift of one duty on one date, open to any number of officers.

    An officer starts at most one shift on a date.

    Attributes
    ----------
    shift
        Code of its template.
    duty
        Index of the duty.
    start_s, end_s
        When it starts and ends, in time that really passes [s].
    pause_s
        Start and end of the time between the parts of a split shift, or None [s].
    counted_s
        What it counts as hours of duty [s].
    day
        Date on which it starts, counted from the horizon's first date.
    nights
        Dates, counted like `day`, whose hours from 00:00 to 06:00 it spends three hours or more in.
    """

    shift: str
    duty: int
    start_s: int
    end_s: int
    day: int
    counted_s: int
    nights: tuple[int, ...] = ()
    pause_s: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Officers needed on one duty in a span that every shift of the duty covers wholly or not at all.

    Attributes
    ----------
    templates
        Templates that count; empty: all of the duty.
    minimum, wanted, maximum
        Fewer than the minimum is short, fewer than wanted or more than the maximum (None: no limit) is under.
    units
        How often each officer missing or too many counts.
    under_points, over_points
        What one officer costs in the layer ``under`` for each unit.
    """

    duty: int
    start_s: int
    end_s: int
    minimum: int
    wanted: int
    maximum: int | None = None
    templates: frozenset[str] = frozenset()
    units: int = 1
    under_points: int = 1
    over_points: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Some of these officers on some of these shifts: a leader, a relief on the street, one of two grids.

    Attributes
    ----------
    rule
        Name of the rule: ``duty_leader``, ``neighbours``, ``handover``.
    key
        What it is about: a skill, two grids, a duty.
    start_s, end_s
        When it holds [s].
    officers, shifts
        Indices of those that count.
    least
        Fewest pairs of them; broken once by each one missing, times `units`.
    points
        None: what is missing counts in the layer ``short``.
    """

    rule: str
    key: str
    start_s: int
    end_s: int
    officers: frozenset[int]
    shifts: frozenset[int]
    least: int
    units: int = 1
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FairShare:
    """What one officer should have of something, in the layer ``unfair``.

    An officer who has n pays `points` x ((n - target) / `unit`) squared, rounded down.

    Attributes
    ----------
    what
        ``hours`` (counted, n in seconds), ``nights``, ``weekends``, ``holidays`` or ``turns:`` with a duty's code.
    target
        Fair share of the horizon's total, less what the history shows too many; may be negative; n's unit is 1/1000.
    unit
        What counts as one [1/1000].
    """

    officer: int
    what: str
    target: int
    unit: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Officers of a squad who on each date work the same template, or none of them works.

    Who is on leave on the date, or has a pin there, does not count. Broken once by each date.
    """

    squad: str
    officers: tuple[int, ...]
    points: Points = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePrices:
    """What changes against the published roster cost, in the layer ``change``.

    Attributes
    ----------
    person
        For each officer with a change.
    cell
        For each date that is changed.
    called_in
        For each date besides that was off and is not.
    """

    person: int = 20
    cell: int = 1
    called_in: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProblem:
    """A horizon to be rostered.

    Attributes
    ----------
    origin
        The moment that seconds count from, in the station's time zone.
    first
        Date of day 0.
    day_kinds
        What each date of the horizon is, (days,).
    weekends
        Dates of every weekend that touches the horizon, cut to it: fairness counts those worked.
    unit_s
        Length that every need and every shift is a multiple of [s]; hours count in officers times units.
    weights
        Price of one unit of each of `LAYERS`.
    """

    origin: dt.datetime
    first: dt.date
    day_kinds: tuple[DayKind, ...]
    officers: tuple[RosterOfficer, ...]
    duties: tuple[RosterDuty, ...]
    shifts: tuple[DutyShift, ...]
    needs: tuple[Need, ...]
    requirements: tuple[Requirement, ...] = ()
    fair_shares: tuple[FairShare, ...] = ()
    together: tuple[Together, ...] = ()
    change: ChangePrices = ChangePrices()
    weekends: tuple[tuple[int, ...], ...] = ()
    unit_s: int = 3600
    weights: tuple[int, ...] = (1,) * len(LAYERS)

    @property
    def days(self) -> int:
        """Dates of the horizon."""
        return len(self.day_kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterResult:
    """A legal roster.

    Attributes
    ----------
    works
        Pairs of officer and shift (indices), sorted.
    status
        ``optimal`` when the bound meets the objective.
    objective
        Sum of the layers times their weights.
    bound
        No roster has a smaller objective.
    layers
        Value of every layer.
    seconds
        Time used [s].
    stuck
        Indices of officers whose rules allow no schedule at all, or none that a crew can take: they have no shift here.
    """

    works: tuple[tuple[int, int], ...]
    status: RosterStatus
    objective: int
    bound: int
    layers: tuple[int, ...]
    seconds: float
    stuck: tuple[int, ...] = ()
