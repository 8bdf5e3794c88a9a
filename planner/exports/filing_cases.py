"""The five cases in which even small drones under 120 m need an application (article 31, order 761 of 2023)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planner.exports.flight_hours import is_open

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from planner.domain.plan import Flight
    from planner.domain.scenario import Scenario

Status = Literal["applies", "judge", "no"]
"""It applies; people must judge; it does not."""

CROWD_PURPOSES = frozenset({"school_gate", "market", "night_market", "fair", "plaza", "barbecue", "crowd", "event"})
"""Purposes of looks at places that draw people in their hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One of the five cases, as this plan stands to it.

    Attributes
    ----------
    key
        ``relay``, ``dangerous_goods``, ``crowds``, ``vehicle`` or ``swarm``, in the order of the article.
    status
        Whether it applies.
    rounds
        The rounds that it is about, where it is about some only.
    docks, in_air
        Docks in use and drones in the air at once, where the case turns on them.
    """

    key: str
    status: Status
    rounds: tuple[int, ...] = ()
    docks: int | None = None
    in_air: int | None = None


def cases(*, docks: int, in_air: int, crowd_rounds: tuple[int, ...]) -> tuple[Case, ...]:
    """Give the five cases.

    Docks are worked from afar over the internet, so relay applies to each of them. A plan carries and drops nothing,
    and docks do not move. Several docks worked by one station are distributed operation. Whether people are gathered
    under a round that looks at a school gate or a market is for people to judge.
    """
    return (
        Case(key="relay", status="applies"),
        Case(key="dangerous_goods", status="no"),
        Case(key="crowds", status="judge" if crowd_rounds else "no", rounds=crowd_rounds),
        Case(key="vehicle", status="no"),
        Case(key="swarm", status="applies" if docks > 1 else "no", docks=docks, in_air=in_air),
    )


def draws_crowds(flight: Flight, scenario: Scenario | None, zone: ZoneInfo) -> bool:
    """Tell whether a round looks at something that draws people while its windows are open.

    A task without windows draws people at any time. Without the scenario, the round's purposes tell.
    """
    if scenario is None:
        return not CROWD_PURPOSES.isdisjoint(purposes_of(flight))
    looks = [t for t in scenario.drone_tasks if t.id in flight.serves and t.purpose in CROWD_PURPOSES]
    return any(not task.windows or is_open(task.windows, flight, zone) for task in looks)


def purposes_of(flight: Flight) -> tuple[str, ...]:
    """Give the purposes of a round, which stand in one text."""
    return tuple(part.strip() for part in flight.purpose.split(",") if part.strip())
