"""What would make a conflict possible: every change is made and tried before it is offered, the cheapest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planner.rosters.model.facts import Fact
from planner.rosters.reasons.conflict import Core
from planner.rosters.reasons.cutting import Place
from planner.rosters.reasons.options import PRICES, Option, options
from planner.rosters.reasons.telling import member_of
from planner.rosters.reasons.trial import Budget, Trial, possible

REMOVES = frozenset({"give_up_request", "unpin", "leave_pattern", "move_leave", "split_squad", "allow_succession"})
"""Changes that take a member away as a whole: that this ends the conflict was shown when the member was found."""

TRY_SHARE = 0.1
"""Part of the time left that one try may take."""
MOST_NEEDS = 3
"""Needs of one duty for which changes are tried."""
MOST_TRIES = 6
"""Most changes of one kind that are tried for one member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """One change that was tried.

    Attributes
    ----------
    code
        Key of its sentence in `planner.i18n.conflicts.RELAXATIONS`.
    params
        Those of the member, and what the change makes of it.
    price
        Its place in the order, the cheapest first; no amount of money.
    member
        The member that it changes.
    complete
        Whether everything asked for on these dates is possible with it; False: this conflict ends, another is left.
    """

    code: str
    params: Mapping[str, object]
    price: int
    member: Fact
    complete: bool


def relaxations(place: Place, core: Core, budget: Budget) -> tuple[Relaxation, ...]:
    """Try what could be changed about each member, and give what works: all that is complete first, then by price.

    Members that are cheaper to change are tried first, so that a short time limit leaves out the dearest.
    """
    found: list[Relaxation] = []
    needs: Counter[int] = Counter()
    for _, fact in sorted((_cheapest(place, fact), fact) for fact in core.facts):
        if fact.rule == "need":
            duty = place.problem.needs[fact.item].duty
            needs[duty] += 1
            if needs[duty] > MOST_NEEDS:
                continue
        found += _of_member(place, core, fact, budget)
    return tuple(sorted(found, key=lambda item: (not item.complete, item.price, item.code, item.member)))


def _cheapest(place: Place, fact: Fact) -> int:
    return min((PRICES[option.code] for option in options(place.problem, place.goal, fact)), default=0)


def _of_member(place: Place, core: Core, fact: Fact, budget: Budget) -> Iterator[Relaxation]:
    """Give the first change of each kind that makes everything possible, or else the first that ends the conflict."""
    ended: dict[str, Relaxation] = {}
    completed: set[str] = set()
    tried: Counter[str] = Counter()
    whole = place._replace(duties=None)
    for option in options(place.problem, place.goal, fact):
        if option.code in completed or tried[option.code] >= MOST_TRIES or budget.left_s <= 0:
            continue
        tried[option.code] += 1
        if not _ends(option, place, core, budget):
            continue
        complete = possible(whole._replace(problem=option.problem, goal=option.goal), budget, share=TRY_SHARE)
        if complete is None:  # what was not tried to its end is not offered
            continue
        made = Relaxation(
            code=option.code,
            params={**member_of(place.problem, fact).params, **option.params},
            price=PRICES[option.code] * option.step,
            member=fact,
            complete=complete,
        )
        if made.complete:
            completed.add(option.code)
            yield made
        else:
            ended.setdefault(option.code, made)
    yield from (made for code, made in ended.items() if code not in completed)


def _ends(option: Option, place: Place, core: Core, budget: Budget) -> bool:
    """Tell whether the members of a conflict can hold together once a change is made."""
    if option.code in REMOVES and core.minimal:
        return True
    trial = Trial(place._replace(problem=option.problem, goal=option.goal), budget)
    on = set(core.facts)
    return trial.possible((fact for fact in trial.facts if fact in on), share=TRY_SHARE) is True
