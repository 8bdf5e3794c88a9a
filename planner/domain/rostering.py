"""What a station sets for its rosters: the horizon, the rules one by one, rotations, fairness, pins and requests."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.noun import Identifier, Moment, Name, Noun, Window

OFF = "off"
"""Code that stands for a day without a shift in pins, requests, patterns and tables."""
FREE = "*"
"""Symbol of a pattern for a day that the solver decides."""

WORK_RUN, NIGHT_RUN = 6, 3
"""Most dates with a shift and most nights in a row, where the station does not say."""

NIGHT_END_MIN = 6 * 60
"""A night runs from 00:00 to this time [min after midnight]."""
NIGHT_S = 3 * 3600
"""Least part of a night that makes a shift a night shift [s]."""

Points = Annotated[int, Field(ge=1, le=1000)]


class Rule(Noun):
    """What every rule of the roster has: a switch, and a weight when it may be broken at a price."""

    on: bool = True
    """Whether the rule holds."""
    weight: Points | None = None
    """Points for each unit by which it is broken; left out: it is never broken."""


class Rest(Rule):
    """Rest between two shifts of an officer; broken once by each pair of shifts that is too close."""

    hours: Annotated[float, Field(ge=0, le=72)] = 11.0
    """Least rest [h]."""


class RestAfterLong(Rule):
    """Free dates after a long shift: 1 is 值一休一, 2 is 值一休二, 3 is 值一休三; broken once by each missing date."""

    from_h: Annotated[float, Field(ge=4, le=48)] = 20.0
    """Shifts of this length or more count as long [h]."""
    free_days: Annotated[int, Field(ge=0, le=6)] = 1
    """Dates after the one of its start on which no shift starts."""


class Run(Rule):
    """A run of dates in a row; broken once by each date that it is too long or too short."""

    shortest: Annotated[int, Field(ge=1, le=14)] = 1
    """Fewest dates in a row; a run that touches the edge of what is known counts as kept."""
    longest: Annotated[int, Field(ge=1, le=92)] | None = None
    """Most dates in a row."""

    @model_validator(mode="after")
    def _shortest_is_not_longer(self) -> Self:
        if self.longest is not None and self.longest < self.shortest:
            raise PydanticCustomError(
                "run_shortest_above_longest",
                "the shortest run {shortest} is above the longest {longest}",
                {"shortest": self.shortest, "longest": self.longest},
            )
        return self


class WeeklyHours(Rule):
    """Counted hours in each calendar week; broken once by each hour begun above it."""

    most_h: Annotated[float, Field(ge=0, le=168)] | None = None
    """Most hours from Monday to Sunday; by default each officer's own `weekly_hours` [h]."""


class MonthlyHours(Rule):
    """Counted hours in each calendar month, with what the history holds of it; broken once by each hour begun."""

    on: bool = False
    """Whether the rule holds."""
    most_h: Annotated[float, Field(ge=0, le=744)] = 196.0
    """Most hours in a calendar month [h]."""


class Weekends(Rule):
    """Weekends worked: those of which the Saturday or the Sunday has a shift; broken once by each above it."""

    on: bool = False
    """Whether the rule holds."""
    most: Annotated[int, Field(ge=0, le=14)] = 2
    """Most weekends worked in any four weeks of the horizon, counted from its start."""


class Successions(Rule):
    """Shifts that may not follow each other from one date to the next; broken once by each pair."""

    on: bool = False
    """Whether the rule holds."""
    pairs: tuple[tuple[Identifier, Identifier], ...] = ()
    """Codes of the shift and of the one that may not start on the date after it."""


class ShiftCounts(Rule):
    """Shifts of a kind in the horizon; broken once by each above it."""

    on: bool = False
    """Whether the rule holds."""
    most: dict[Identifier, Annotated[int, Field(ge=0, le=92)]] = Field(default_factory=dict)
    """Most shifts of an officer in the horizon by the code of the shift."""


class DutyLeader(Rule):
    """A duty leader (带班领导) on every date; broken once by each date and officer missing."""

    on: bool = False
    """Whether the rule holds."""
    skill: Name = "leading"
    """What a leader is trained for."""
    least: Annotated[int, Field(ge=1, le=9)] = 1
    """Fewest officers with the skill who start a shift on each date."""


class Neighbours(Rule):
    """Two grids side by side are never both thin: somebody of the duty is in one of them while its cover is open."""

    on: bool = False
    """Whether the rule holds."""
    duty: Identifier = "community"
    """Code of the duty whose officers stand in their home grids."""
    pairs: tuple[tuple[Identifier, Identifier], ...] = ()
    """Ids of the grids; by default all that share a border."""
    least: Annotated[int, Field(ge=1, le=9)] = 1
    """Fewest officers in the two grids together."""


class SquadsTogether(Rule):
    """A squad is on duty together: on each date all its officers who are there work the same shift, or none works."""

    on: bool = False
    """Whether the rule holds."""
    squads: tuple[Name, ...] = ()
    """Names of the squads; empty: all."""


class RuleBook(Noun):
    """Every rule of the roster with its switch, its weight and its figures."""

    rest: Rest = Rest()
    """Rest between two shifts."""
    rest_after_long: RestAfterLong = RestAfterLong()
    """Free dates after a duty of a day and a night."""
    work_run: Run = Run(longest=WORK_RUN)
    """Dates with a shift in a row."""
    night_run: Run = Run(longest=NIGHT_RUN)
    """Nights in a row; a night is a shift with three hours or more between 00:00 and 06:00."""
    days_off_run: Run = Run()
    """Dates without a shift in a row."""
    weekly_hours: WeeklyHours = WeeklyHours()
    """Hours in a calendar week."""
    average_hours: Rule = Rule()
    """Hours over the whole horizon: at most `weekly_hours` a week on average."""
    contract_hours: Rule = Rule()
    """Hours over the whole horizon: at least `least_weekly_hours` a week on average, days of leave taken off."""
    monthly_hours: MonthlyHours = MonthlyHours()
    """Hours in a calendar month."""
    weekends: Weekends = Weekends()
    """Weekends worked."""
    successions: Successions = Successions()
    """Shifts that may not follow each other."""
    shift_counts: ShiftCounts = ShiftCounts()
    """Shifts of a kind."""
    duty_leader: DutyLeader = DutyLeader()
    """A leader on duty on every date."""
    neighbours: Neighbours = Neighbours()
    """Neighbouring grids never both thin."""
    squads_together: SquadsTogether = SquadsTogether()
    """Squads on duty together."""

    @field_validator("work_run", "night_run")
    @classmethod
    def _longest_by_default(cls, run: Run, info: ValidationInfo) -> Run:
        """Keep the longest run where only other figures of it are set; the shortest one, where that is longer."""
        if "longest" in run.model_fields_set:
            return run
        longest = WORK_RUN if info.field_name == "work_run" else NIGHT_RUN
        return run.model_copy(update={"longest": max(longest, run.shortest)})


class Rotation(Noun):
    """A pattern that officers follow, date by date, again and again (轮班)."""

    name: Name
    """Name of the rotation."""
    pattern: str = ""
    """Symbols for the dates of one turn, parted by blanks or commas: a shift's code, several joined by ``|``,
    ``off`` or ``休`` (also as one of several), or ``*`` where the solver decides; ``3x休`` stands for three. Empty:
    that of the preset."""
    preset: Literal["4-on-2-off", "four-team-three-shift", "day-night-rest", "pitman", "1-on-1-off", "1-on-2-off",
                    "1-on-3-off"] | None = None  # fmt: skip
    """A usual pattern: 四班三运转 is ``four-team-three-shift``, 值一休三 is ``1-on-3-off``."""
    shifts: tuple[Identifier, ...] = ()
    """Codes of the shifts that a preset's day, evening and night (or its one duty) stand for, in this order."""
    squads: tuple[Name, ...] = ()
    """Squads that follow it; each begins a step after the one before."""
    officers: tuple[Identifier, ...] = ()
    """Ids of officers who follow it besides; each begins a step after the one before, after the squads."""
    step_days: Annotated[int, Field(ge=0, le=92)] | None = None
    """Dates between two that follow each other; by default the pattern's length by the number of those who follow."""
    start: dt.date | None = None
    """Date on which the first one begins the pattern; the horizon's first date by default."""
    weight: Points = 10
    """Points for each date of the pattern that is not worked; a date with ``off`` among its shifts may be off."""


class Fairness(Noun):
    """What is shared out fairly among officers who can do the same duties, over the horizon and the history.

    Each officer's fair share is reckoned from the total and the contract hours; a deviation of d from it costs its
    points times d squared.
    """

    hours: Annotated[int, Field(ge=0, le=1000)] = 1
    """Points for eight hours more or less than the fair share."""
    nights: Annotated[int, Field(ge=0, le=1000)] = 10
    """Points for a night."""
    weekends: Annotated[int, Field(ge=0, le=1000)] = 10
    """Points for a weekend worked."""
    holidays: Annotated[int, Field(ge=0, le=1000)] = 20
    """Points for a statutory holiday worked."""
    turns: Annotated[int, Field(ge=0, le=1000)] = 10
    """Points for a turn of a duty with `fair_turns`."""


class ShiftDesign(Noun):
    """From which shifts the staggered shifts of a duty are chosen."""

    duty: Identifier
    """Code of the duty."""
    shortest_h: Annotated[float, Field(ge=2, le=24)] = 8.0
    """Shortest shift [h]."""
    longest_h: Annotated[float, Field(ge=2, le=24)] = 8.0
    """Longest shift [h]."""
    length_step_min: Annotated[int, Field(ge=15, le=480)] = 60
    """Step between two lengths [min]."""
    start_step_min: Annotated[int, Field(ge=15, le=240)] = 60
    """Step between two starts [min]."""
    starts: tuple[Window, ...] = ()
    """When shifts may start; empty: at any time of the day."""
    most_kinds: Annotated[int, Field(ge=1, le=40)] = 6
    """Most kinds of shift in use."""
    kind_price_h: Annotated[float, Field(ge=0, le=1000)] = 8.0
    """What one more kind of shift must save: officer-hours a week missing or too many [h]."""
    split: bool = False
    """Whether shifts of two parts may be used (拆分班)."""
    split_part_h: Annotated[float, Field(ge=2, le=12)] = 4.0
    """Length of each part of a split shift [h]."""
    split_gap_h: Annotated[float, Field(ge=1, le=12)] = 4.0
    """Time between the parts [h]."""


class RosterPin(Noun):
    """A cell of the roster that is decided by hand."""

    officer: Identifier
    """Id of the officer."""
    date: dt.date
    """Date."""
    shift: Identifier
    """Code of the shift, or ``off``."""
    duty: Identifier | None = None
    """Code of the duty; by default any that the officer may do in the shift."""


class ShiftRequest(Noun):
    """What an officer would like."""

    officer: Identifier
    """Id of the officer."""
    date: dt.date
    """Date."""
    shift: Name = ""
    """Code of the shift; ``off`` for a day off; empty: any shift."""
    wanted: bool = True
    """Whether it is wanted; otherwise unwanted."""
    weight: Points = 1
    """Points when it is not granted."""


class PastShift(Noun):
    """A shift that was worked before the horizon, or that the roster published before gives an officer."""

    officer: Identifier
    """Id of the officer."""
    start: Moment
    """When it started."""
    end: Moment
    """When it ended."""
    shift: Identifier
    """Code of the shift template."""
    duty: Name = ""
    """Code of the duty, if known."""


class RosterRules(Noun):
    """What every roster must keep, and what it is made for."""

    start: dt.date
    """First day of the roster's horizon."""
    days: Annotated[int, Field(ge=1, le=92)] = 7
    """Length of the horizon [days]."""
    slot_min: Annotated[int, Field(ge=15, le=60)] = 60
    """Step in which cover is counted [min]; 15, 20, 30 or 60."""
    calendar: Literal["cn", "none"] = "none"
    """Whose statutory holidays and make-up workdays (调休) count; `[files] calendar` overrides single dates."""
    codes: dict[Identifier, Identifier] = Field(default_factory=dict)
    """What stands in the cells of roster sheets, such as 早: the code of a shift, or ``off``."""
    rules: RuleBook = RuleBook()
    """The rules."""
    fairness: Fairness = Fairness()
    """What unfairness costs."""
    rotations: tuple[Rotation, ...] = ()
    """Patterns that squads and officers follow."""
    design: tuple[ShiftDesign, ...] = ()
    """Duties whose staggered shifts are to be designed."""
    pins: tuple[RosterPin, ...] = ()
    """Cells decided by hand."""
