"""The officers as the solver sees them: every rule that can be judged from one person's shifts."""

from __future__ import annotations

from dataclasses import replace

from planner.domain.force import Officer
from planner.domain.scenario import Scenario
from planner.rosters.prepare.counts import shift_limits, weekend_limits
from planner.rosters.prepare.dates import weekends
from planner.rosters.prepare.history import MOST_PAST_DAYS, known_days, past_of
from planner.rosters.prepare.horizon import Horizon
from planner.rosters.prepare.hours import contract_s, hours_limits
from planner.rosters.prepare.patterns import Followed, patterns
from planner.rosters.prepare.runs import free_after, rest, runs
from planner.rosters.prepare.wishes import Cells, Published, pins_of, requests_of
from planner.rosters.problem import DutyShift, RosterOfficer


def officers(scenario: Scenario, horizon: Horizon, shifts: tuple[DutyShift, ...]) -> tuple[RosterOfficer, ...]:
    """Give the officers; peers are those who can do the same duties.

    Parameters
    ----------
    shifts
        Those of the problem, in its order: pins and the published roster name them by index.

    Raises
    ------
    InputRefused
        If a pinned shift is not worked on its date.
    PatternWrong
        If the pattern of a rotation cannot be read.
    """
    cells, history, published = Cells(scenario, shifts), past_of(scenario, horizon), Published(scenario, horizon)
    followed, alike = patterns(scenario, horizon, shifts), _alike(scenario, horizon, known_days(history))
    groups: dict[frozenset[int], int] = {}
    found = []
    for officer in scenario.officers:
        past, able = history.get(officer.id, ()), _able(officer, scenario)
        rotation = followed.get(officer.id, Followed())
        found.append(
            replace(
                _unhurried(alike) if rotation.pattern else alike,
                id=officer.id,
                duties=_duties(officer, scenario),
                skills=frozenset(officer.skills),
                police=officer.service == "police",
                squad=officer.squad,
                grid=officer.grid or "",
                leave=_leave(officer, horizon),
                hours=hours_limits(scenario.roster.rules, officer, horizon, past),
                pattern=rotation.pattern,
                pattern_points=rotation.points,
                pins=pins_of(scenario, horizon, cells, officer.id, able),
                requests=requests_of(scenario.requests, horizon, officer.id),
                published=published.of(officer.id, cells, able),
                past=tuple(shift for shift in past if shift.day >= -MOST_PAST_DAYS),
                contract_s=contract_s(officer, horizon),
                peers=groups.setdefault(able, len(groups)),
            )
        )
    return tuple(found)


def _alike(scenario: Scenario, horizon: Horizon, past_days: int) -> RosterOfficer:
    """Give an officer with what is the same for all of them: the station's rules."""
    rules = scenario.roster.rules
    rest_s, rest_points = rest(rules.rest)
    return RosterOfficer(
        id="",
        duties=frozenset(),
        rest_s=rest_s,
        rest_points=rest_points,
        free_after=free_after(rules.rest_after_long, scenario.shifts),
        work_run=runs(rules.work_run),
        night_run=runs(rules.night_run),
        off_run=runs(rules.days_off_run),
        weekends=weekend_limits(rules.weekends, weekends(horizon)),
        shift_limits=shift_limits(rules.shift_counts),
        successions=frozenset(rules.successions.pairs if rules.successions.on else ()),
        successions_points=rules.successions.weight if rules.successions.on else None,
        past_days=past_days,
    )


def _unhurried(officer: RosterOfficer) -> RosterOfficer:
    """Give an officer without shortest runs: who follows a rotation works when it says, be it for single dates."""
    kept = {name: replace(getattr(officer, name), shortest=1) for name in ("work_run", "night_run", "off_run")}
    return replace(officer, **kept)


def _duties(officer: Officer, scenario: Scenario) -> frozenset[int]:
    """Give the duties that the station lets an officer do: all, when none is listed."""
    return frozenset(
        index for index, duty in enumerate(scenario.duties) if not officer.duties or duty.code in officer.duties
    )


def _able(officer: Officer, scenario: Scenario) -> frozenset[int]:
    """Give the duties among them for which the officer has all skills."""
    return frozenset(
        index for index in _duties(officer, scenario) if set(scenario.duties[index].skills) <= set(officer.skills)
    )


def _leave(officer: Officer, horizon: Horizon) -> tuple[tuple[int, int], ...]:
    """Give the spans of an officer's leave, from midnight to midnight [s]."""
    return tuple(
        (horizon.midnight((leave.start - horizon.first).days), horizon.midnight((leave.end - horizon.first).days + 1))
        for leave in officer.leave
    )
