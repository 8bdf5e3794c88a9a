"""Who sits in which crew, so that each has its police officer and its driver."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.domain.force import Duty, Officer
from planner.domain.scenario import Scenario

Counts = Callable[[Officer], bool]


class Mix:
    """What each crew of a duty needs of its members.

    A roster has enough of each for all crews together (`crew_police`, `crew_skills`); here they are dealt out.
    """

    def __init__(self, scenario: Scenario, duty: Duty) -> None:
        self._people = {officer.id: officer for officer in scenario.officers}
        self._asked: list[tuple[Counts, int]] = []
        if duty.crew_police:
            self._asked.append((lambda officer: officer.service == "police", duty.crew_police))
        self._asked += [(_has(skill), least) for skill, least in duty.crew_skills.items()]

    def deal(self, officers: Sequence[str], seats: Sequence[int]) -> list[tuple[str, ...]]:
        """Deal officers into crews, as many in each as it has seats; they stay in order where nothing else is asked.

        Crew after crew takes whom it needs, those who meet most of its needs first. Then the seats that are left are
        filled, with officers of the squads that are in the crew first.
        """
        order = {name: place for place, name in enumerate(officers)}
        crews: list[list[str]] = [[] for _ in seats]
        left = list(officers)
        for crew, size in zip(crews, seats, strict=True):
            while len(crew) < size and (open_needs := self._open(crew)):
                able = [name for name in left if any(self._meets(name, need) for need in open_needs)]
                if not able:
                    break
                crew.append(self._fittest(able, open_needs, order))
                left.remove(crew[-1])
        for crew, size in zip(crews, seats, strict=True):
            squads = [self._squad(name) for name in crew]
            left.sort(key=lambda name: (bool(squads) and self._squad(name) not in squads, order[name]))
            while len(crew) < size:
                crew.append(left.pop(0))
        return [tuple(sorted(crew, key=lambda name: order[name])) for crew in crews]

    def is_met(self, crew: Sequence[str]) -> bool:
        """Tell whether a crew has all that it needs."""
        return not self._open(crew)

    def _fittest(self, able: Sequence[str], needs: Sequence[int], order: dict[str, int]) -> str:
        """Choose who meets most of what a crew needs, and least besides; of equals the first."""

        def rank(name: str) -> tuple[int, int, int]:
            met = [need for need in range(len(self._asked)) if self._meets(name, need)]
            return -sum(need in needs for need in met), len(met), order[name]

        return min(able, key=rank)

    def _open(self, crew: Sequence[str]) -> list[int]:
        """List the needs that a crew does not meet."""
        return [
            need for need, (_, least) in enumerate(self._asked) if sum(self._meets(name, need) for name in crew) < least
        ]

    def _meets(self, name: str, need: int) -> bool:
        return self._asked[need][0](self._people[name])

    def _squad(self, name: str) -> str:
        return self._people[name].squad


def _has(skill: str) -> Counts:
    return lambda officer: skill in officer.skills
