"""Classes of shifts that the rules from one date to the next treat alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.rosters.problem import FreeAfter, Points, RosterOfficer, RosterProblem, Runs

DAY_S = 86400
FOREVER = float("inf")


@dataclass(frozen=True, kw_only=True)
class Letters:
    """What the automaton needs of the classes, numbered from 0.

    Attributes
    ----------
    nights
        Offsets of the nights of a class from the date of its start.
    follow
        Price of the second class so many dates after the first; infinite: never, (classes, classes, dates + 1).
    of_template
        Class of each template, and of each shift of the past by `past_name`.
    """

    nights: tuple[tuple[int, ...], ...]
    follow: NDArray[np.float64]
    of_template: dict[str, int]
    work_run: Runs
    night_run: Runs
    off_run: Runs

    @property
    def count(self) -> int:
        """Number of classes; this number stands for a date off."""
        return len(self.nights)

    @cached_property
    def reach(self) -> tuple[int, ...]:
        """Dates after its start on which a shift of each class still matters to a rule."""
        matters = (self.follow != 0).any(axis=1)
        return tuple(int(np.flatnonzero(row).max(initial=0)) for row in matters)

    def lenient(self) -> Letters:
        """Give the same letters with rules that forbid nothing."""
        return replace(
            self,
            follow=np.zeros_like(self.follow) + (self.follow != 0) * 1e-9,
            work_run=replace(self.work_run, points=0),
            night_run=replace(self.night_run, points=0),
            off_run=replace(self.off_run, points=0),
        )


@dataclass(frozen=True, slots=True)
class _Template:
    """What stands behind a letter: a template, or one shift of the past, with its starts and ends by date [s]."""

    code: str
    starts_s: dict[int, int]
    ends_s: dict[int, int]
    nights: tuple[int, ...]


def past_name(place: int) -> str:
    """Name the shift of the past at a place, which is a letter of its own: its times may be those of no template."""
    return f"\0{place}"


def letters(problem: RosterProblem, officer: RosterOfficer) -> Letters:
    """Find the classes for an officer: templates with the same times, followers and nights are one."""
    templates = _templates(problem)
    for place, past in enumerate(officer.past):
        nights = tuple(night - past.day for night in past.nights)
        templates[past_name(place)] = _Template(past.template, {past.day: past.start_s}, {past.day: past.end_s}, nights)
    every = list(templates.values())
    longest_s = max((t.ends_s[day] - t.starts_s[day] for t in every for day in t.starts_s), default=0)
    free = max((rule.free_days for rule in officer.free_after), default=0)
    dates = max(2 + (longest_s + officer.rest_s) // DAY_S, 1 + free)
    follow = np.zeros((len(every), len(every), dates + 1))
    for a, before in enumerate(every):
        for b, after in enumerate(every):
            for gap in range(1, dates + 1):
                follow[a, b, gap] = _price(officer, before, after, gap)
    return _merged(officer, templates, follow)


def _templates(problem: RosterProblem) -> dict[str, _Template]:
    found: dict[str, _Template] = {}
    for shift in problem.shifts:
        nights = tuple(night - shift.day for night in shift.nights)
        known = found.setdefault(shift.shift, _Template(shift.shift, {}, {}, nights))
        known.starts_s.setdefault(shift.day, shift.start_s)
        known.ends_s.setdefault(shift.day, shift.end_s)
    return found


def _price(officer: RosterOfficer, before: _Template, after: _Template, gap: int) -> float:
    """Price one template a number of dates after another; the closest pair in the horizon counts."""
    rests_s = [after.starts_s[day + gap] - end_s for day, end_s in before.ends_s.items() if day + gap in after.starts_s]
    if not rests_s:
        return 0.0
    if min(rests_s) < 0:
        return FOREVER
    price = _cost(officer.rest_points) if min(rests_s) < officer.rest_s else 0.0
    for rule in officer.free_after:
        if rule.template == before.code:
            price += _missing(rule, gap)
    if gap == 1 and (before.code, after.code) in officer.successions:
        price += _cost(officer.successions_points)
    return price


def _missing(rule: FreeAfter, gap: int) -> float:
    missing = max(0, rule.free_days - (gap - 1))
    return missing * _cost(rule.points) if missing else 0.0


def _cost(points: Points) -> float:
    return FOREVER if points is None else float(points)


def _merged(officer: RosterOfficer, templates: dict[str, _Template], follow: NDArray[np.float64]) -> Letters:
    """Make one class of templates that no rule tells apart."""
    kept: dict[tuple[object, ...], int] = {}
    firsts: list[int] = []
    of_template = {}
    every = list(templates.values())
    for index, (name, template) in enumerate(templates.items()):
        look = (template.nights, follow[index].tobytes(), np.ascontiguousarray(follow[:, index]).tobytes())
        if look not in kept:
            kept[look] = len(firsts)
            firsts.append(index)
        of_template[name] = kept[look]
    return Letters(
        nights=tuple(every[index].nights for index in firsts),
        follow=follow[np.ix_(firsts, firsts, range(follow.shape[2]))],
        of_template=of_template,
        work_run=officer.work_run,
        night_run=officer.night_run,
        off_run=officer.off_run,
    )
