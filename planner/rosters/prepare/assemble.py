"""From a scenario and its demand to the roster problem of its whole horizon.

A shift belongs to the horizon when it starts inside it. What the very first hours need and only a shift of the day
before could give is left out: it stands on the roster before this one.
"""

from __future__ import annotations

from math import gcd

from planner.domain.demand import Demand
from planner.domain.scenario import Scenario
from planner.rosters.prepare.dates import day_kinds, kind_of, weekends
from planner.rosters.prepare.fairness import Ground, fair_shares
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.needs import Around, Ask, asks_of, cover_of, covers, tide_of
from planner.rosters.prepare.officers import officers
from planner.rosters.prepare.past_work import PastWork
from planner.rosters.prepare.requirements import Crew, requirements
from planner.rosters.prepare.shifts import shifts_around
from planner.rosters.prepare.together import together
from planner.rosters.prepare.weights import weights
from planner.rosters.problem import DutyShift, Need, RosterDuty, RosterProblem


def prepare(scenario: Scenario, demand: Demand) -> RosterProblem:
    """Make the roster problem of a scenario's whole horizon."""
    horizon = Horizon(scenario)
    every = shifts_around(scenario, horizon, kind_of(scenario))
    shifts = tuple(shift for shift in every if 0 <= shift.start_s < horizon.end_s)
    carried = tuple(shift for shift in every if shift.start_s < 0 < shift.end_s)
    people = officers(scenario, horizon, shifts)
    needs, unit_s = _needs(scenario, demand, horizon, shifts, carried)
    duties = _duties(scenario)
    kinds, ends = day_kinds(scenario), weekends(horizon)
    ground = Ground(
        scenario=scenario,
        past=PastWork(scenario, horizon),
        officers=people,
        duties=duties,
        shifts=shifts,
        needs=needs,
        covering=[_covering(shifts, need) for need in needs],
        weekends=ends,
        holidays=frozenset(day for day, kind in enumerate(kinds) if kind == "holiday"),
    )
    crew = Crew(scenario=scenario, horizon=horizon, officers=people, shifts=shifts, carried=carried, unit_s=unit_s)
    return RosterProblem(
        origin=horizon.origin,
        first=horizon.first,
        day_kinds=kinds,
        officers=people,
        duties=duties,
        shifts=shifts,
        needs=needs,
        requirements=requirements(crew),
        fair_shares=fair_shares(ground),
        together=together(scenario),
        weekends=ends,
        unit_s=unit_s,
        weights=weights(unit_s),
    )


def _duties(scenario: Scenario) -> tuple[RosterDuty, ...]:
    return tuple(
        RosterDuty(
            code=duty.code,
            skills=frozenset(duty.skills),
            crew_size=duty.crew_size,
            crew_police=duty.crew_police,
            crew_skills=tuple(duty.crew_skills.items()),
        )
        for duty in scenario.duties
    )


def _needs(
    scenario: Scenario,
    demand: Demand,
    horizon: Horizon,
    shifts: tuple[DutyShift, ...],
    carried: tuple[DutyShift, ...],
) -> tuple[tuple[Need, ...], int]:
    """Give the needs of all duties, and the unit that they and all shifts are multiples of: at most 1 h [s]."""
    asks: list[tuple[int, Ask]] = []
    slots = sorted({*range(0, horizon.end_s, scenario.roster.slot_min * 60), horizon.end_s})
    for index in range(len(scenario.duties)):
        around = Around(
            tuple(shift for shift in shifts if shift.duty == index),
            tuple(shift for shift in carried if shift.duty == index),
        )
        tide = tide_of(scenario, demand, index, horizon)
        asks += [(index, ask) for ask in asks_of(cover_of(scenario, index, horizon), around, slots, tide)]
    lengths = [ask.end_s - ask.start_s for _, ask in asks]
    lengths += [shift.end_s - shift.start_s for shift in shifts]
    lengths += [shift.pause_s[1] - shift.pause_s[0] for shift in shifts if shift.pause_s is not None]
    unit_s = gcd(3600, *lengths)
    return tuple(_need(duty, ask, unit_s) for duty, ask in asks), unit_s


def _need(duty: int, ask: Ask, unit_s: int) -> Need:
    return Need(
        duty=duty,
        start_s=ask.start_s,
        end_s=ask.end_s,
        minimum=ask.minimum,
        wanted=ask.wanted,
        maximum=ask.maximum,
        units=(ask.end_s - ask.start_s) // unit_s,
    )


def _covering(shifts: tuple[DutyShift, ...], need: Need) -> list[int]:
    return [
        index
        for index, shift in enumerate(shifts)
        if shift.duty == need.duty and covers(shift, need.start_s, need.end_s)
    ]
