"""Whether the rules of the rounds fit the rest of the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planner.errors import Fault
from planner.sources.roster_draft import unknown

if TYPE_CHECKING:
    from planner.sources.draft import Draft


def operators_are_counted_once(draft: Draft) -> Iterator[Fault]:
    """Refuse a duty for the operators that is unknown, and one beside a fixed number of operators."""
    duty, place = draft.rounds.operator_duty, "[rounds]: operator_duty"
    if duty is None:
        return
    yield from unknown(draft, duty, "duties", draft.ids("duties"), place)
    if draft.rounds.operators is not None:
        params = {"operators": draft.rounds.operators}
        yield Fault(code="operators_twice", file=draft.manifest, place=place, params=params)
