"""Months of duty of whole stations: tianan's community officers, a made-up station of 150, and one that cannot be.

All stand on the sample station Tian'an, whose calls make the tide. People, leave, wishes and past shifts are drawn with
a fixed seed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from random import Random

from planner.domain.demand import Demand
from planner.domain.force import Cover, Duty, Leave, Officer, Service, Shift
from planner.domain.noun import Window
from planner.domain.rostering import (
    DutyLeader,
    PastShift,
    Rest,
    RestAfterLong,
    RosterPin,
    RosterRules,
    Rotation,
    RuleBook,
    Run,
    ShiftRequest,
    Successions,
    Weekends,
)
from planner.domain.scenario import Scenario
from planner.rosters.problem import RosterProblem

SAMPLE = Path(__file__).parents[2] / "sample_maps" / "tianan"
DAYS = 28
FIRST = dt.date(2026, 11, 23)
LENGTH_MIN = 480
STARTS_MIN = (420, 480, 540, 570, 600, 660, 720, 780, 840, 900, 960, 1020)
"""Starts of the twelve staggered shifts of community officers [min after midnight]."""


class Station:
    """The sample station with its demand, read once."""

    def __init__(self) -> None:
        from planner.pipeline import estimate_demand
        from planner.sources.scenario import read_scenario

        self.scenario: Scenario = read_scenario(SAMPLE)
        self.demand: Demand = estimate_demand(self.scenario)

    def problem(self, **changes: object) -> RosterProblem:
        """Give the roster problem of the station with some of its parts replaced."""
        from planner.rosters.prepare import prepare

        return prepare(self.scenario.model_copy(update=changes), self.demand)


def tianan_month(station: Station) -> RosterProblem:
    """Give four weeks of the 25 community officers: demand by the half hour, twelve kinds of shift."""
    duty = next(duty for duty in station.scenario.duties if duty.code == "community")
    officers = tuple(officer for officer in station.scenario.officers if officer.duties == (duty.code,))
    shifts = tuple(_shift(f"S{number}", start, LENGTH_MIN, duty.code) for number, start in enumerate(STARTS_MIN, 1))
    rules = station.scenario.roster.model_copy(update={"start": FIRST, "days": DAYS, "slot_min": 30})
    return station.problem(officers=officers, duties=(duty,), shifts=shifts, roster=rules)


def _shift(code: str, start: int, length: int, *duties: str) -> Shift:
    return Shift(code=code, name=code, window=Window(start=start, end=start + length), duties=duties)


def impossible_month(station: Station) -> RosterProblem:
    """Give a month of all of tianan in which leave, a pin and rest leave the command room empty on one date."""
    able = [officer.id for officer in station.scenario.officers if "command" in officer.duties]
    away = Leave(start=FIRST + dt.timedelta(days=16), end=FIRST + dt.timedelta(days=18))
    officers = tuple(
        officer.model_copy(update={"leave": (away,) if officer.id in able[3:] else ()})
        for officer in station.scenario.officers
    )
    pin = RosterPin(officer=able[0], date=FIRST + dt.timedelta(days=17), shift="off")
    rules = station.scenario.roster.model_copy(update={"start": FIRST, "days": DAYS, "pins": (pin,)})
    return station.problem(officers=officers, roster=rules)


TEAMS: tuple[tuple[str, int, Service, tuple[str, ...], tuple[str, ...]], ...] = (
    ("command", 14, "police", ("command",), ("command",)),
    ("police", 48, "police", ("patrol", "response", "post"), ("driving",)),
    ("auxiliary", 60, "auxiliary", ("patrol", "response", "post"), ()),
    ("rotation", 12, "police", ("standby",), ("driving",)),
    ("case", 16, "police", ("case", "command"), ("command", "leading")),
)
"""Name, people, service, duties and skills of the teams of the large station: 150 together."""


def large_month(station: Station, seed: int = 1) -> RosterProblem:
    """Give four weeks of 150 officers on six duties, with all usual rules, leave, wishes and a past month."""
    draw = Random(seed)  # noqa: S311 - draws people, no secret
    officers = tuple(_people(draw))
    return station.problem(
        officers=officers,
        duties=tuple(_duties()),
        shifts=tuple(_shifts()),
        forces=(),
        roster=_rules(),
        requests=tuple(_wishes(officers, draw)),
        history=tuple(_past(officers, station.scenario.station.timezone, draw)),
    )


def _people(draw: Random) -> Iterator[Officer]:
    for team, count, service, duties, skills in TEAMS:
        for number in range(count):
            key = f"{team}-{number + 1}"
            begin = FIRST + dt.timedelta(days=draw.randrange(DAYS - 5))
            leave = (Leave(start=begin, end=begin + dt.timedelta(days=draw.randrange(1, 5))),)
            leads = team == "police" and number % 6 == 0
            yield Officer(
                id=key,
                name=key,
                squad=f"{team} {number // (3 if team == 'rotation' else 8) + 1}",
                service=service,
                duties=duties,
                skills=(*skills, *(("leading",) if leads else ())),
                leave=leave if draw.random() < 0.3 else (),
            )


def _cover(start: str, end: str, minimum: int, wanted: int, **more: object) -> Cover:
    return Cover(start=start, end=end, minimum=minimum, wanted=wanted, **more)


def _duties() -> Iterator[Duty]:
    workdays = ("mon", "tue", "wed", "thu", "fri")
    yield Duty(
        code="command", name="command", skills=("command",), cover=(_cover("07:00", "31:00", 2, 3),), fair_turns=True
    )
    day, evening, night = ("07:00", "15:00"), ("15:00", "23:00"), ("23:00", "31:00")
    patrol = (_cover(*day, 10, 12), _cover(*evening, 12, 16), _cover(*night, 8, 8))
    yield Duty(code="patrol", name="patrol", crew_size=2, crew_police=1, tide_peak=16, cover=patrol)
    yield Duty(code="response", name="response", crew_size=2, crew_police=1, cover=(_cover("07:00", "31:00", 2, 4),))
    yield Duty(code="post", name="post", cover=(_cover("07:00", "23:00", 2, 3),))
    yield Duty(code="standby", name="standby", cover=(_cover("08:00", "32:00", 1, 3),))
    case = (_cover("09:00", "17:00", 4, 6, days=workdays), _cover("09:00", "17:00", 2, 2, days=("sat", "sun")))
    yield Duty(code="case", name="case", crew_size=2, crew_police=2, cover=case)


def _shifts() -> Iterator[Shift]:
    yield _shift("D", 420, LENGTH_MIN, "command", "patrol", "response", "post")
    yield _shift("E", 900, LENGTH_MIN, "command", "patrol", "response", "post")
    yield _shift("N", 1380, LENGTH_MIN, "command", "patrol", "response")
    yield _shift("M", 660, LENGTH_MIN, "patrol")
    yield _shift("C", 540, LENGTH_MIN, "case")
    yield _shift("24", 480, 1440, "standby").model_copy(update={"counted_h": 16.0})


def _rules() -> RosterRules:
    squads = tuple(f"rotation {number}" for number in range(1, 5))
    book = RuleBook(
        rest=Rest(hours=11),
        rest_after_long=RestAfterLong(free_days=2),
        work_run=Run(longest=6, shortest=2, weight=5),
        night_run=Run(longest=4),
        days_off_run=Run(shortest=2, weight=3),
        weekends=Weekends(on=True, most=3, weight=20),
        successions=Successions(on=True, pairs=(("E", "D"), ("N", "M"))),
        duty_leader=DutyLeader(on=True),
    )
    rotation = Rotation(name="standby", preset="1-on-3-off", shifts=("24",), squads=squads)
    return RosterRules(start=FIRST, days=DAYS, calendar="cn", rules=book, rotations=(rotation,))


def _wishes(officers: tuple[Officer, ...], draw: Random) -> Iterator[ShiftRequest]:
    for officer in officers:
        for day in draw.sample(range(DAYS), 2):
            shift = draw.choice(("off", "off", ""))
            yield ShiftRequest(
                officer=officer.id, date=FIRST + dt.timedelta(days=day), shift=shift, weight=draw.randint(1, 5)
            )


def _past(officers: tuple[Officer, ...], timezone: str, draw: Random) -> Iterator[PastShift]:
    """Give a turn of four dates on and two off, all of one kind in a row, before the horizon."""
    from zoneinfo import ZoneInfo

    from planner.domain.clock import instant

    kinds = {shift.code: shift.window for shift in _shifts()}
    zone = ZoneInfo(timezone)
    for officer in officers:
        rotates = officer.duties == ("standby",)
        squad = int(officer.squad.rsplit(" ", 1)[1]) - 1 if rotates else 0
        codes = (
            ("C",) if officer.duties[0] == "case" else ("D", "E", "N") if "post" not in officer.duties else ("D", "E")
        )
        offset = draw.randrange(18)
        for day in range(-DAYS, 0):
            turn, at = divmod(day + DAYS + offset, 6)
            code = "24" if rotates else codes[turn % len(codes)]
            if (day - squad) % 4 == 0 if rotates else at < 4:
                date, window = FIRST + dt.timedelta(days=day), kinds[code]
                yield PastShift(
                    officer=officer.id,
                    start=instant(date, window.start, zone),
                    end=instant(date, window.end, zone),
                    shift=code,
                )
