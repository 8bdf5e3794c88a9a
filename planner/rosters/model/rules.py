"""Every rule of a roster, by name: one rule, one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from planner.rosters.model.frame import Ban, Frame
from planner.rosters.model.rules_amounts import hours_within_limits, shifts_of_a_kind_limited, weekends_limited
from planner.rosters.model.rules_crews import (
    crews_complete,
    police_in_every_crew,
    skills_in_every_crew,
    squads_together,
)
from planner.rosters.model.rules_following import (
    free_after_long,
    one_place_at_a_time,
    pins_kept,
    rest_between_shifts,
    successions_forbidden,
)
from planner.rosters.model.rules_runs import runs_of_days_off, runs_of_nights, runs_of_work
from planner.rosters.model.rules_who import allowed_duties_only, nobody_on_leave, patterns_followed, skills_needed
from planner.rosters.problem import RosterProblem

BANS: tuple[Callable[[RosterProblem], Iterator[Ban]], ...] = (
    allowed_duties_only,
    skills_needed,
    nobody_on_leave,
    patterns_followed,
)
"""Rules that say which officer may work which shift at all."""

RULES: tuple[Callable[[Frame], None], ...] = (
    one_place_at_a_time,
    pins_kept,
    rest_between_shifts,
    free_after_long,
    successions_forbidden,
    runs_of_work,
    runs_of_nights,
    runs_of_days_off,
    hours_within_limits,
    weekends_limited,
    shifts_of_a_kind_limited,
    crews_complete,
    police_in_every_crew,
    skills_in_every_crew,
    squads_together,
)
"""All other rules."""


def framed(
    problem: RosterProblem,
    *,
    days: range | None = None,
    switched: bool = False,
    priced: bool = False,
    idle: Iterable[int] = (),
) -> Frame:
    """Make the model of a roster with every rule; the arguments are those of `Frame`."""
    frame = Frame(problem, days=days, switched=switched, priced=priced, idle=idle)
    frame.make_variables(ban for rule in BANS for ban in rule(problem))
    for rule in RULES:
        rule(frame)
    return frame
