"""Tiny rosters as their solver sees them: days of 06-14, evenings of 14-22 and nights of 22-06, from a Monday on.

p = problem(officer(rest_s=11 * HOUR_S), officer(), days=3, needs=[need("day", 0, 1)])
w = works(p, "DN-", "--E")  # one word an officer, one letter a date: first letter of the template, or - for none
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from planner.rosters.check_layers import layers_of, objective_of
from planner.rosters.check_sheet import sheet_of
from planner.rosters.problem import (
    LAYERS,
    OFF,
    DutyShift,
    FairShare,
    Need,
    Past,
    Request,
    RosterDuty,
    RosterOfficer,
    RosterProblem,
    RosterResult,
)

HOUR_S = 3600
DAY_S = 24 * HOUR_S
MONDAY = dt.date(2026, 11, 23)
ZONE = ZoneInfo("Asia/Shanghai")
HOURS = {"day": (6, 14), "evening": (14, 22), "night": (22, 30)}
"""Start and end of each template, in hours after midnight."""
TEMPLATES = tuple(HOURS)
WEIGHTS = (20000, 2000, 400, 20, 10, 5, 2, 1)
assert len(WEIGHTS) == len(LAYERS)


def officer(**changes) -> RosterOfficer:
    """Give an officer without rules who may do duties 0 and 1; `problem` calls them o1, o2 and so on."""
    return RosterOfficer(**({"id": "", "duties": frozenset({0, 1})} | changes))


def duty(code="patrol", **changes) -> RosterDuty:
    """Give a duty that one officer can do alone."""
    return RosterDuty(code=code, **changes)


def nights_of(day, start_h, end_h):
    """Dates whose hours from 00:00 to 06:00 a span, in hours after the midnight of `day`, holds three or more of."""
    reach = range(int(end_h) // 24 + 1)
    return tuple(day + k for k in reach if min(end_h, 24 * k + 6) - max(start_h, 24 * k) >= 3)


def shift(template, day=0, *, duty=0, hours=None, pause_h=None, **changes) -> DutyShift:
    """Give the shift of a template on a date.

    `hours` (start, end) and `pause_h` (start, end) are in hours after its midnight; a template that is not one of
    `TEMPLATES` needs `hours`.
    """
    start_h, end_h = hours or HOURS[template]
    pause_s = None if pause_h is None else tuple(day * DAY_S + int(h * HOUR_S) for h in pause_h)
    idle_h = 0 if pause_h is None else pause_h[1] - pause_h[0]
    usual = {
        "start_s": day * DAY_S + int(start_h * HOUR_S),
        "end_s": day * DAY_S + int(end_h * HOUR_S),
        "pause_s": pause_s,
        "counted_s": int((end_h - start_h - idle_h) * HOUR_S),
        "nights": nights_of(day, start_h, end_h),
    }
    return DutyShift(**({"shift": template, "duty": duty, "day": day} | usual | changes))


def past(template, day, *, hours=None, **changes) -> Past:
    """Give a shift of a date before the horizon (`day` < 0)."""
    seen = shift(template, day, hours=hours)
    usual = {name: getattr(seen, name) for name in ("start_s", "end_s", "counted_s", "nights")}
    return Past(**({"template": template, "day": day} | usual | changes))


def need(template, day, minimum=1, wanted=None, *, hours=None, maximum=None, **changes) -> Need:
    """Give a need that lasts as long as the shift of a template on a date, one unit by default."""
    span = shift(template, day, hours=hours)
    wanted = minimum if wanted is None else wanted
    usual = {"duty": 0, "start_s": span.start_s, "end_s": span.end_s}
    return Need(**(usual | {"minimum": minimum, "wanted": wanted, "maximum": maximum} | changes))


def request(day, *templates, wanted=True, points=1) -> Request:
    """Give a wish for, or against, a date."""
    return Request(day=day, templates=frozenset(templates), wanted=wanted, points=points)


def fair(officer_index, what="nights", target=0, unit=1000, points=1) -> FairShare:
    """Give a fair share."""
    return FairShare(officer=officer_index, what=what, target=target, unit=unit, points=points)


def problem(*officers, days=7, templates=TEMPLATES, shifts=None, duties=None, **changes) -> RosterProblem:
    """Give a problem of one duty (`patrol`; `duties` for others) with a shift of each template on each date.

    `shifts` replaces those of the templates; `needs`, `requirements` and all else of `RosterProblem` go by name.
    """
    if shifts is None:
        shifts = [shift(template, day) for day in range(days) for template in templates]
    dates = [MONDAY + dt.timedelta(days=day) for day in range(days)]
    usual = {
        "origin": dt.datetime.combine(MONDAY, dt.time(), tzinfo=ZONE),
        "first": MONDAY,
        "day_kinds": tuple("rest" if date.weekday() >= 5 else "workday" for date in dates),
        "weekends": _weekends(dates),
        "officers": tuple(replace(o, id=o.id or f"o{k}") for k, o in enumerate(officers or (officer(),), start=1)),
        "duties": tuple(duties or (duty(),)),
        "shifts": tuple(shifts),
        "needs": (),
        "unit_s": HOUR_S,
        "weights": WEIGHTS,
    }
    tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}
    return RosterProblem(**(usual | tuples))


def _weekends(dates: Iterable[dt.date]):
    found: dict[tuple[int, int], list[int]] = {}
    for day, date in enumerate(dates):
        if date.weekday() >= 5:
            found.setdefault(date.isocalendar()[:2], []).append(day)
    return tuple(map(tuple, found.values()))


def cell(a_problem, letter, day) -> int:
    """Give the index of the first shift on a date whose template begins with a letter; ``-`` gives `OFF`."""
    if letter == "-":
        return OFF
    wanted = letter.lower()
    return next(
        k for k, seen in enumerate(a_problem.shifts) if seen.day == day and seen.shift.lower().startswith(wanted)
    )


def cells(a_problem, word) -> tuple[int | None, ...]:
    """Give one officer's shifts as `RosterOfficer.published` holds them; ``?`` is not known."""
    return tuple(None if letter == "?" else cell(a_problem, letter, day) for day, letter in enumerate(word))


def works(a_problem, *words) -> tuple[tuple[int, int], ...]:
    """Give the roster of one word an officer: a letter for each date."""
    pairs = [(o, cell(a_problem, letter, day)) for o, word in enumerate(words) for day, letter in enumerate(word)]
    return tuple(sorted(pair for pair in pairs if pair[1] != OFF))


def stated(a_problem, pairs, **changes) -> RosterResult:
    """Give the result that a roster is, its figures counted by the checker; `changes` make it a false one."""
    layers = layers_of(a_problem, sheet_of(a_problem, pairs))
    objective = objective_of(a_problem, layers)
    usual = {"works": tuple(pairs), "status": "feasible", "objective": objective, "bound": 0, "layers": layers}
    return RosterResult(**(usual | {"seconds": 0.0} | changes))
