"""The roster as its solver sees it: indices, and whole seconds since the horizon's start."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

RosterStatus = Literal["optimal", "feasible", "cancelled"]

NIGHT_POINTS = 10
"""Points of unfairness for one night more than a peer; one point is one percent of the contract hours."""

LAYERS = ("short", "under", "hours", "unfair")
"""What is minimised, each before the next: cover missing below the minimum, cover missing below the number wanted,
hours of duty, unfairness among peers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterOfficer:
    """An officer.

    Attributes
    ----------
    id
        As in the scenario.
    duties
        Indices of the duties that the station lets them do.
    skills
        What they can do.
    leave
        Spans in which they are away [s].
    week_s, total_s
        Most duty in a calendar week and in the whole horizon [s].
    contract_s
        What their contract comes to in the horizon without the days of leave; 0: not compared with others [s].
    peers
        Number of the group whose load is compared.
    """

    id: str
    duties: frozenset[int]
    skills: frozenset[str]
    leave: tuple[tuple[int, int], ...]
    week_s: int
    total_s: int
    contract_s: int
    peers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDuty:
    """A kind of work: the skills that everybody on it needs, and the fewest who start a shift of it together."""

    code: str
    skills: frozenset[str]
    crew_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShift:
    """One shift of one duty on one day, open to any number of officers.

    Attributes
    ----------
    shift
        Code of its template.
    duty
        Index of the duty.
    start_s, end_s
        When it starts and ends, in time that really passes [s].
    day
        Date on which it starts, counted from the horizon's first date.
    week
        Calendar week, Monday to Sunday, in which it starts.
    nights
        Dates, counted like `day`, whose hours from 00:00 to 06:00 it spends three hours or more in.
    """

    shift: str
    duty: int
    start_s: int
    end_s: int
    day: int
    week: int
    nights: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Officers needed on one duty in a span that every shift covers wholly or not at all."""

    duty: int
    start_s: int
    end_s: int
    minimum: int
    wanted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterProblem:
    """A horizon to be rostered.

    Attributes
    ----------
    origin
        The moment that seconds count from, in the station's time zone.
    rest_s
        Least rest between two shifts of an officer [s].
    longest_run_days
        Most days in a row on which an officer starts a shift.
    most_nights_in_row
        Most nights in a row.
    unit_s
        Length that every need and every shift is a multiple of [s]; layers count in officers times units.
    weights
        One a layer of `LAYERS`: one unit of a layer outweighs all later layers together.
    """

    origin: dt.datetime
    officers: tuple[RosterOfficer, ...]
    duties: tuple[RosterDuty, ...]
    shifts: tuple[DutyShift, ...]
    needs: tuple[Need, ...]
    rest_s: int
    longest_run_days: int
    most_nights_in_row: int
    unit_s: int
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterResult:
    """A legal roster.

    Attributes
    ----------
    works
        Pairs of officer and shift (indices), sorted.
    status
        ``optimal`` when every layer is proven.
    objective
        Sum of the layers times their weights.
    bound
        No roster has a smaller objective.
    layers
        Value of every layer.
    seconds
        Time used [s].
    """

    works: tuple[tuple[int, int], ...]
    status: RosterStatus
    objective: int
    bound: int
    layers: tuple[int, ...]
    seconds: float
