"""What set packing aims at, in whole numbers: required visits, value, spread of work and time on the way."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.routing.packing.choices import Choices

LARGEST = 2**60
"""No sum may be larger than this, so that it stays inside 64 bits."""
VALUE_PARTS = 10**8
"""Parts in which the largest value is counted when values have no short common fraction."""

Kind = tuple[int, int]
"""A place, and the value that visits to it have, by number among those of the place, the highest first."""
Taken = tuple[int, ...]
"""How often each row of the choices is taken."""


@dataclass(frozen=True, eq=False)
class Aims:
    """Whole-number figures of rows taken together; a visit that several of them make counts once."""

    choices: Choices

    @cached_property
    def required(self) -> tuple[int, ...]:
        """Required visits that some row makes."""
        must = self.choices.problem.visit_required
        return tuple(sorted({visit for row in self.choices.rows for visit in row.visits if must[visit]}))

    @cached_property
    def kinds(self) -> dict[Kind, float]:
        """Value of each kind of optional visit that some row makes [points]."""
        problem = self.choices.problem
        values: dict[int, set[float]] = defaultdict(set)
        for visit in self._optional:
            values[int(problem.visit_place[visit])].add(float(problem.visit_value[visit]))
        return {
            (place, rank): worth
            for place in sorted(values)
            for rank, worth in enumerate(sorted(values[place], reverse=True))
        }

    @cached_property
    def _optional(self) -> tuple[int, ...]:
        must = self.choices.problem.visit_required
        return tuple(sorted({visit for row in self.choices.rows for visit in row.visits if not must[visit]}))

    @cached_property
    def kind_of(self) -> dict[int, Kind]:
        """Kind of each optional visit that some row makes."""
        problem = self.choices.problem
        number = {(kind[0], worth): kind for kind, worth in self.kinds.items()}
        return {v: number[int(problem.visit_place[v]), float(problem.visit_value[v])] for v in self._optional}

    @cached_property
    def worth(self) -> dict[Kind, tuple[int, ...]]:
        """What a visit of each kind is worth in every rank at its place, in whole parts."""
        shares = self.choices.problem.repeat_share
        offered = Counter(place for place, _ in self.kind_of.values())
        exact = {
            kind: [worth * float(share) for share in shares[: offered[kind[0]]]] for kind, worth in self.kinds.items()
        }
        figures = np.array([figure for row in exact.values() for figure in row])
        scale = _scale(figures, len(self.choices.problem.visit_value))
        return {kind: tuple(round(figure * scale) for figure in row) for kind, row in exact.items()}

    @cached_property
    def teams(self) -> dict[int, tuple[int, ...]]:
        """Lists of units that are alike, by number, of each team of two units or more."""
        problem, kin = self.choices.problem, self.choices.kin
        members: dict[int, list[int]] = defaultdict(list)
        for number, units in enumerate(kin):
            members[int(problem.unit_team[units[0]])].append(number)
        return {
            team: tuple(numbers) for team, numbers in members.items() if sum(len(kin[number]) for number in numbers) > 1
        }

    def made(self, taken: Taken) -> set[int]:
        """Give the visits that are made."""
        return {visit for times, row in zip(taken, self.choices.rows, strict=True) if times for visit in row.visits}

    def served(self, taken: Taken) -> int:
        """Count the required visits made."""
        return len(self.made(taken).intersection(self.required))

    def ranks(self, visits: set[int]) -> dict[Kind, range]:
        """Give the ranks that visits of each kind take: at every place the most valuable first, as far as they go."""
        counts = Counter(self.kind_of[visit] for visit in visits if visit in self.kind_of)
        used: dict[int, int] = defaultdict(int)
        ranks = {}
        for kind in sorted(counts):
            first = used[kind[0]]
            used[kind[0]] = min(first + counts[kind], len(self.worth[kind]))
            ranks[kind] = range(first, used[kind[0]])
        return ranks

    def value(self, taken: Taken) -> int:
        """Add up the value, in whole parts."""
        return self._sum(self.ranks(self.made(taken)))

    @cached_property
    def most_value(self) -> int:
        """Value of all visits that some row makes, as far as ceilings allow, in whole parts."""
        return self._sum(self.ranks(set(self.kind_of)))

    def _sum(self, ranks: Mapping[Kind, range]) -> int:
        return sum(sum(self.worth[kind][own.start : own.stop]) for kind, own in ranks.items())

    def spreads(self, taken: Taken) -> dict[int, tuple[int, int]]:
        """Give the least and the largest share of a shift that a unit of each team works."""
        shares: dict[int, list[int]] = defaultdict(list)
        for times, row in zip(taken, self.choices.rows, strict=True):
            if times:
                shares[row.kin].append(row.share)
        worked = {team: [share for number in kin for share in shares[number]] for team, kin in self.teams.items()}
        return {team: (min(all_shares), max(all_shares)) for team, all_shares in worked.items()}

    def largest_spread(self, taken: Taken) -> int:
        """Give the largest difference of shares in a team."""
        return max((most - least for least, most in self.spreads(taken).values()), default=0)

    def all_spreads(self, taken: Taken) -> int:
        """Add up the differences of all teams."""
        return sum(most - least for least, most in self.spreads(taken).values())

    def travel(self, taken: Taken) -> int:
        """Add up the time on the way, in whole parts."""
        return sum(times * row.travel for times, row in zip(taken, self.choices.rows, strict=True))


def _scale(figures: np.ndarray, visits: int) -> float:
    """Give what figures are multiplied by to be whole: the least power of ten that makes them so, else by parts."""
    largest = float(np.abs(figures).max(initial=0.0))
    if largest <= 0:
        return 1.0
    for power in range(9):
        parts = figures * 10.0**power
        if largest * 10.0**power > VALUE_PARTS:
            break
        if np.all(np.abs(parts - np.round(parts)) <= 1e-7):
            return 10.0**power
    return min(VALUE_PARTS, LARGEST / (visits + 1)) / largest
