"""The drone rounds that a reader asks for by number, day or dock, and what their files are called."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from planner.domain.plan import Flight, Plan
from planner.errors import NotFound


def rounds_of(plan: Plan, wanted: str | None) -> tuple[Flight, ...]:
    """Give the rounds that somebody asks for, in the order of the plan.

    Parameters
    ----------
    wanted
        The number of a round (``5``), the id of a dock (``D1``), a planning day (``2026-11-24``), or a day with one of
        the others (``2026-11-24/5``). A number is that of a round where there is one. None: all rounds.

    Raises
    ------
    NotFound
        With code ``no_flights`` if the plan has no round that moves, ``unknown_round`` if none is called so.
    """
    flown = tuple(flight for flight in plan.flights if flight.path)
    if not flown:
        raise NotFound("no_flights", station=plan.station)
    if wanted is None:
        return flown
    day, name = _day_and_name(wanted)
    on_day = tuple(flight for flight in flown if day is None or flight.day == day)
    found = on_day if day is not None and not name else _called(on_day, name)
    if not found:
        raise NotFound("unknown_round", round=wanted, first=flown[0].round, last=max(f.round for f in flown))
    return found


def is_one_round(plan: Plan, wanted: str | None) -> bool:
    """Tell whether a reader who asks so gets a single round by its number."""
    if wanted is None:
        return False
    found = rounds_of(plan, wanted)
    return len(found) == 1 and _day_and_name(wanted)[1] == str(found[0].round)


def only_rounds(plan: Plan, wanted: str) -> Plan:
    """Give a plan that holds the rounds asked for, and neither units nor officers.

    Raises
    ------
    NotFound
        As `rounds_of`.
    """
    parts = {"units": (), "routes": (), "roster": (), "officers": (), "required_unmet": (), "optional_dropped": ()}
    return plan.model_copy(update={**parts, "flights": rounds_of(plan, wanted)})


def file_names(flights: Iterable[Flight], suffix: str) -> Iterator[tuple[str, Flight]]:
    """Give each round a file name of its own, made of day and number only: names from data stand in none."""
    times_named: Counter[str] = Counter()
    for flight in flights:
        stem = f"{flight.day.isoformat()}-round-{flight.round:03d}"
        times_named[stem] += 1
        again = "" if times_named[stem] == 1 else f"-{times_named[stem]}"
        yield f"{stem}{again}{suffix}", flight


def _called(flights: tuple[Flight, ...], name: str) -> tuple[Flight, ...]:
    by_number = tuple(flight for flight in flights if str(flight.round) == name)
    return by_number or tuple(flight for flight in flights if flight.dock == name)


def _day_and_name(wanted: str) -> tuple[dt.date | None, str]:
    """Part a day from what follows it; a dock's id may hold a slash as well."""
    first, _, rest = wanted.partition("/")
    try:
        return dt.date.fromisoformat(first), rest
    except ValueError:
        return None, wanted
