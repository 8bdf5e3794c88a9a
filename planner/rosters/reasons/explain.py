"""Say why a roster is impossible: shortages that can be counted, the smallest conflict, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.solving import Limits, OnProgress, keep_going
from planner.rosters.model.cover import Goal, everything
from planner.rosters.problem import RosterProblem
from planner.rosters.reasons.capacity import Lack, lacks
from planner.rosters.reasons.conflict import core_of, narrowed, settled
from planner.rosters.reasons.cutting import Place
from planner.rosters.reasons.relaxations import Relaxation, relaxations
from planner.rosters.reasons.telling import Member, date_text, member_of
from planner.rosters.reasons.trial import Budget, Trial

RELAXING_SHARE = 0.25
"""Part of the time that is kept to try changes, however long the search for the conflict takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Facts that cannot hold together.

    Attributes
    ----------
    members
        The facts; without any one of them the others can hold together.
    relaxations
        Changes that were tried and end it, the cheapest first.
    first, last
        Dates on which it arises, ISO 8601.
    minimal
        Whether every member was proven to be needed; False: the time was too short.
    """

    members: tuple[Member, ...]
    relaxations: tuple[Relaxation, ...]
    first: str
    last: str
    minimal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a goal is impossible.

    Attributes
    ----------
    lacks
        Shortages that were counted without a solver.
    conflict
        The smallest conflict found; None: there is none, or it was not found in time.
    decided
        Whether it is certain that there is a conflict or none.
    cancelled
        Whether the caller stopped the search.
    """

    lacks: tuple[Lack, ...]
    conflict: Conflict | None
    decided: bool
    cancelled: bool = False


def explain(
    problem: RosterProblem, limits: Limits, *, goal: Goal | None = None, on_progress: OnProgress = keep_going
) -> Explanation:
    """Find out why a goal is impossible.

    Parameters
    ----------
    problem
        The roster.
    limits
        Time for everything together; the seed makes the answer repeatable.
    goal
        What is to be reached besides every rule; None: the minimum of every need and every requirement.
    on_progress
        Asked now and then; True stops the search.
    """
    budget = Budget(limits, on_progress)
    budget.kept_s = RELAXING_SHARE * limits.time_s
    asked = everything(problem) if goal is None else goal
    counted = lacks(problem)
    place, decided = narrowed(problem, asked, counted, budget)
    conflict = None if place is None else _conflict(problem, asked, place, budget)
    return Explanation(lacks=counted, conflict=conflict, decided=decided, cancelled=budget.cancelled)


def _conflict(problem: RosterProblem, goal: Goal, place: Place, budget: Budget) -> Conflict:
    core = settled(place, core_of(Trial(place, budget), place.days), budget)
    budget.kept_s = 0.0
    members = tuple(member_of(problem, fact) for fact in sorted(core.facts, key=_told_first))
    return Conflict(
        members=members,
        relaxations=relaxations(place._replace(goal=Goal() if place.idle else goal), core, budget),
        first=date_text(problem, place.days.start),
        last=date_text(problem, place.days.stop - 1),
        minimal=core.minimal,
    )


def _told_first(fact: tuple[str, int, int, int]) -> tuple[int, str, int, int]:
    """Sort what is asked for before what stands against it."""
    rule, officer, item, part = fact
    return (0 if rule in {"need", "requirement", "request"} else 1, rule, item if officer < 0 else officer, part)
