"""The smallest conflict: facts that cannot hold together, none of which can be left out.

First dates and duties are narrowed: a model of fewer of them asks for less (`cutting`). Then facts are left out as long
as the rest stays impossible: whole kinds, all that the solver does not blame (its sufficient assumptions), and at last
single ones, by halves where it blamed nothing (as in U. Junker, QuickXplain, AAAI 2004). A fact that had to stay among
more facts has to stay among fewer, so every member of the end is needed: without it the others can hold together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.rosters.model.cover import Goal
from planner.rosters.model.facts import Fact
from planner.rosters.model.rules_crews import midnight_s
from planner.rosters.model.stuck import alone, stuck_officers
from planner.rosters.problem import RosterProblem
from planner.rosters.reasons.capacity import Lack
from planner.rosters.reasons.cutting import Place
from planner.rosters.reasons.trial import Budget, Trial, possible

WINDOWS = ((3, 2), (7, 4), (14, 7))
"""Lengths of the windows that are looked at before the whole horizon, and steps between them [days]."""
LONGEST_SPAN_DAYS = 7
"""Longest span of limited hours that is looked at for itself [days]."""
MOST_LACKS = 5
"""Shortages that are looked at for themselves."""
WINDOW_SHARE = 0.2
"""Part of the time left that one window may take."""
KIND_SHARE = 0.05
"""Part of the time left in which it is tried to leave out all facts of a kind."""
BLAME_SHARE = 0.3
"""Part of the time left in which the solver names what it blames."""
SECOND_SEARCH_SHARE = 0.75
"""Part of the time that must be left for a second search of a smaller conflict."""
LOOKING_BEYOND = frozenset(
    {"work_shortest", "night_shortest", "off_shortest", "off_longest", "least_hours", "together", "requirement"}
)
"""Kinds of facts that may ask for more over the whole horizon than on some dates of it."""
LEFT_OUT_FIRST = (
    "requirement",
    "together",
    "weekends",
    "shift_limit",
    "successions",
    "work_shortest",
    "night_shortest",
    "off_shortest",
    "off_longest",
    "least_hours",
    "most_hours",
    "free_after",
    "crew_skill",
    "crew_police",
    "crew_size",
    "night_longest",
    "work_longest",
    "pattern",
    "rest",
    "pin",
    "skills",
    "duties",
    "leave",
    "need",
    "request",
)
"""Kinds of facts in the order in which they are left out: a conflict keeps what is easiest to understand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Facts in conflict.

    Attributes
    ----------
    days
        Dates on which they are in conflict, counted from the horizon's first.
    facts
        The members.
    minimal
        Whether each was proven to be needed; False: the time was too short for that.
    """

    days: range
    facts: tuple[Fact, ...]
    minimal: bool


def narrowed(problem: RosterProblem, goal: Goal, lacks: Sequence[Lack], budget: Budget) -> tuple[Place | None, bool]:
    """Give the narrowest place found at which a goal is impossible, None if there is none, and whether it is certain.

    Officers whose own rules contradict each other come first, then the shortages that were counted, then windows.
    """
    whole = Place(problem, goal, range(problem.days))
    for o in stuck_officers(problem):
        idle = frozenset(range(len(problem.officers))) - {o}
        return Place(alone(problem), Goal(), whole.days, idle=idle), True
    for place in (*_at_lacks(problem, goal, lacks), *_windows(problem, goal)):
        if possible(place, budget, share=WINDOW_SHARE) is False:
            return _trimmed(_of_one_duty(place, budget), budget), True
    answer = possible(whole, budget)
    found = _trimmed(_of_one_duty(whole, budget), budget) if answer is False else None
    return found, answer is not None


def _at_lacks(problem: RosterProblem, goal: Goal, lacks: Sequence[Lack]) -> Iterator[Place]:
    """Give the dates of the first shortages, with nothing asked for but the duties that are short."""
    for lack in lacks[:MOST_LACKS]:
        days = [day for day in range(problem.days) if _touches(problem, day, lack)]
        names = str(lack.params.get("duties", lack.params.get("duty", ""))).split(", ")
        duties = frozenset(number for number, duty in enumerate(problem.duties) if duty.code in names)
        if days and (needs := _needs_of(problem, goal, duties)):
            yield Place(problem, Goal(needs=needs), range(max(0, days[0] - 1), days[-1] + 1), duties)


def _needs_of(problem: RosterProblem, goal: Goal, duties: frozenset[int]) -> tuple[int, ...]:
    return tuple(n for n in goal.needs if problem.needs[n].duty in duties)


def _of_one_duty(place: Place, budget: Budget) -> Place:
    """Give the place with the cover and the shifts of one duty only, if these are impossible by themselves."""
    if place.duties is None:
        for duty in range(len(place.problem.duties)):
            duties = frozenset({duty})
            needs = _needs_of(place.problem, place.goal, duties)
            single = place._replace(goal=Goal(needs=needs), duties=duties)
            if needs and possible(single, budget, share=WINDOW_SHARE) is False:
                return single
    return place


def _touches(problem: RosterProblem, day: int, lack: Lack) -> bool:
    return midnight_s(problem, day) < lack.end_s and lack.start_s < midnight_s(problem, day + 1)


def _windows(problem: RosterProblem, goal: Goal) -> Iterator[Place]:
    """Give short windows first, then the spans in which hours are limited, then longer windows."""
    spans = {(x.first_day, x.last_day + 1) for officer in problem.officers for x in officer.hours}
    limited = [(first, stop) for first, stop in sorted(spans) if stop - first <= LONGEST_SPAN_DAYS]
    for length, step in WINDOWS:
        if length >= problem.days:
            return
        starts = [*range(0, problem.days - length, step), problem.days - length]
        windows = [(start, start + length) for start in starts]
        for first, stop in windows + (limited if length == WINDOWS[0][0] else []):
            yield Place(problem, goal, range(first, stop))


def _trimmed(place: Place, budget: Budget) -> Place:
    """Take dates off both ends while the rest stays impossible."""
    for head, tail in ((0, 1), (1, 0)):
        while len(place.days) > 1:
            shorter = range(place.days.start + head, place.days.stop - tail)
            if possible(place._replace(days=shorter), budget, share=WINDOW_SHARE) is not False:
                break
            place = place._replace(days=shorter)
    return place


def core_of(trial: Trial, days: range) -> Core:
    """Give the smaller of two conflicts: one with the fewest rules sought first, one with the fewest needs."""
    by_rule = sorted(trial.facts, key=lambda fact: (_rank(fact), fact))
    found = _reduced(trial, by_rule, days)
    if trial.budget.left_s < SECOND_SEARCH_SHARE * trial.budget.limits.time_s:
        return found
    needs_first = sorted(trial.facts, key=lambda fact: (fact.rule != "need", _rank(fact), fact))
    other = _reduced(trial, needs_first, days)
    return min((found, other), key=lambda core: (not core.minimal, len(core.facts)))


def settled(place: Place, core: Core, budget: Budget) -> Core:
    """Leave out of a conflict what the whole horizon does not need, where rules in it look beyond the conflict's dates.

    Such rules ask for work, or for dates off, that some dates alone do not; without them a roster of these dates is one
    of the horizon, with nobody at work on its other dates.
    """
    whole = range(place.problem.days)
    if core.days == whole or not any(fact.rule in LOOKING_BEYOND for fact in core.facts):
        return core
    found = _reduced(Trial(place._replace(days=whole), budget), core.facts, core.days)
    return Core(days=core.days, facts=found.facts, minimal=core.minimal and found.minimal)


def _rank(fact: Fact) -> int:
    return LEFT_OUT_FIRST.index(fact.rule)


def _reduced(trial: Trial, facts: Sequence[Fact], days: range) -> Core:
    """Leave facts out: whole kinds, then all that the solver does not blame, then the others in halves or singly."""
    kept = list(facts)
    for kind in _kinds(trial, facts):
        rest = _without(kept, kind)
        answer = trial.possible(rest, share=KIND_SHARE)
        if answer is None:  # too hard for one by one
            break
        kept = kept if answer else rest
    blamed = trial.blamed(kept, share=BLAME_SHARE)
    if blamed:
        kept = [fact for fact in kept if fact in blamed]
    minimal = True
    pieces: list[Sequence[Fact]] = [[fact] for fact in kept] if blamed else _kinds(trial, kept)
    while pieces:
        piece = pieces.pop(0)
        rest = _without(kept, piece)
        answer = trial.possible(rest)
        if answer is False:
            kept = rest
        elif len(piece) > 1:
            half = len(piece) // 2
            pieces[:0] = [piece[:half], piece[half:]]
        elif answer is None:
            minimal = False
    return Core(days=days, facts=tuple(kept), minimal=minimal)


def _without(facts: Sequence[Fact], piece: Sequence[Fact]) -> list[Fact]:
    out = frozenset(piece)
    return [fact for fact in facts if fact not in out]


def _kinds(trial: Trial, facts: Sequence[Fact]) -> list[Sequence[Fact]]:
    """Cut facts into pieces of one kind, needs by duty, in their order."""
    pieces: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        duty = trial.problem.needs[fact.item].duty if fact.rule == "need" else -1
        pieces.setdefault((fact.rule, duty), []).append(fact)
    return list(pieces.values())
