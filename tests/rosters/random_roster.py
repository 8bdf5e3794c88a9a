"""Random tiny problems with rules of every kind, to hold solvers against the oracle of `brute_roster`."""

from __future__ import annotations

import random

from roster_cases import DAY_S, HOUR_S, duty, fair, officer, past, problem, request, shift

from planner.rosters.problem import (
    FREE_OFF,
    OFF,
    DutyShift,
    FreeAfter,
    HoursLimit,
    Need,
    Past,
    Requirement,
    RosterOfficer,
    RosterProblem,
    Runs,
    ShiftLimit,
    Together,
    WeekendLimit,
)

LONG = {"hours": (8, 32), "counted_s": 16 * HOUR_S}
"""The template ``long``: a duty of a day and a night that counts 16 hours."""


def random_problem(seed: int, *, officers: int | None = None, days: int | None = None) -> RosterProblem:
    """Give a problem of 1 to 3 officers, 3 or 4 dates and 2 shifts a date, unless told otherwise."""
    dice = random.Random(seed)
    days = days or dice.choice([3, 4])
    people = range(officers or dice.choice([1, 2, 2, 3]))
    templates = dice.sample(["day", "evening", "night", "long"], 2)
    shifts = [_shift(template, day) for day in range(days) for template in templates]
    together = Together(squad="A", officers=tuple(people), points=_points(dice))
    leader = Requirement(
        rule="duty_leader",
        key="leading",
        start_s=0,
        end_s=DAY_S,
        officers=frozenset({0}),
        shifts=frozenset({0, 1}),
        least=1,
        units=2,
        points=_points(dice),
    )
    return problem(
        *[_officer(dice, templates, days) for _ in people],
        days=days,
        shifts=shifts,
        duties=[duty(crew_size=dice.choice([1, 1, 2]), crew_police=dice.choice([0, 1]))],
        needs=[_need(dice, seen) for seen in shifts if dice.random() < 0.6],
        requirements=_sometimes(dice, 0.4, leader),
        together=_sometimes(dice, 0.3, together),
        fair_shares=[
            fair(k, what, target=dice.choice([500, 1000]), points=5) for k in people for what in ("nights", "weekends")
        ],
        weekends=((0, 1), (2,)),
        weights=tuple(dice.choice([1, 10, 100]) for _ in range(8)),
    )


def _shift(template: str, day: int) -> DutyShift:
    return shift(template, day, **(LONG if template == "long" else {}))


def _points(dice: random.Random) -> int | None:
    return dice.choice([None, 1, 3])


def _sometimes(dice: random.Random, chance: float, *rules):
    return rules if dice.random() < chance else ()


def _need(dice: random.Random, seen: DutyShift) -> Need:
    return Need(
        duty=0,
        start_s=seen.start_s,
        end_s=seen.end_s,
        minimum=dice.choice([0, 1, 2]),
        wanted=2,
        maximum=dice.choice([None, 2]),
        units=dice.choice([1, 8]),
    )


def _past(dice: random.Random, templates: list[str], past_days: int) -> tuple[Past, ...]:
    """Give shifts on some of the dates before the horizon, no two at once."""
    kept: list[Past] = []
    for day in range(-past_days, 0):
        template = dice.choice([*templates, "night"])
        seen = past(template, day, **(LONG if template == "long" else {}))
        if dice.random() < 0.6 and (not kept or seen.start_s >= kept[-1].end_s):
            kept.append(seen)
    return tuple(kept)


def _officer(dice: random.Random, templates: list[str], days: int) -> RosterOfficer:
    past_days = dice.choice([0, 0, 1, 2, 3])
    one, two = templates
    return officer(
        police=dice.random() < 0.6,
        past=_past(dice, templates, past_days),
        past_days=past_days,
        leave=_sometimes(dice, 0.2, (DAY_S, 2 * DAY_S)),
        requests=(request(dice.randrange(days), wanted=dice.random() < 0.5, points=2),),
        pins=_sometimes(dice, 0.15, (dice.randrange(days), OFF)),
        pattern=_sometimes(dice, 0.3, *(_allowed(dice, one, two) for _ in range(days))),
        pattern_points=dice.choice([0, 2, 5]),
        published=_sometimes(dice, 0.4, *(dice.choice([None, OFF, 2 * day, 2 * day + 1]) for day in range(days))),
        shift_limits=_sometimes(dice, 0.3, ShiftLimit(template=one, most=dice.choice([0, 1]), points=_points(dice))),
        weekends=_sometimes(dice, 0.3, WeekendLimit(weekends=((0, 1), (2,)), most=1, points=_points(dice))),
        successions=frozenset(_sometimes(dice, 0.3, (one, two))),
        successions_points=_points(dice),
        **_rules(dice, templates, days),
    )


def _allowed(dice: random.Random, one: str, two: str) -> frozenset[str] | None:
    """Give what a rotation has on a date."""
    return dice.choice([None, *map(frozenset, ((), {one}, {one, two}, {one, FREE_OFF}))])


def _rules(dice: random.Random, templates: list[str], days: int) -> dict[str, object]:
    """Give rest, free dates, runs and hours."""

    def run(longest: list[int | None]) -> Runs:
        return Runs(shortest=dice.choice([1, 1, 2, 3]), longest=dice.choice(longest), points=_points(dice))

    hours = HoursLimit(
        rule="weekly_hours",
        first_day=0,
        last_day=days - 1,
        least_s=dice.choice([0, 0, 8, 10]) * HOUR_S,
        most_s=dice.choice([16, 20, 99]) * HOUR_S,
        points=_points(dice),
    )
    free = FreeAfter(template=dice.choice(templates), free_days=dice.choice([0, 1, 2]), points=_points(dice))
    return {
        "rest_s": dice.choice([0, 9, 11, 16]) * HOUR_S,
        "rest_points": _points(dice),
        "free_after": (free,),
        "work_run": run([None, 3, 4]),
        "night_run": run([None, 3, 4]),
        "off_run": run([None, 3, 4]),
        "hours": (hours,),
    }
