"""What queues do in theory: known answers that a simulation of calls must meet.

Calls come at random (Poisson), services are exponential, and c units are alike and at hand without travel. Formulas:
Gross, Shortle, Thompson and Harris, "Fundamentals of Queueing Theory" (4th edition, 2008), chapters 2 and 3; calls by
priority: Cobham, "Priority assignment in waiting line problems", Operations Research 2, 1954.
"""

from __future__ import annotations

from collections.abc import Sequence


def erlang_b(units: int, offered: float) -> float:
    """Give the share of calls that find all units busy and are lost: M/M/c/c.

    Parameters
    ----------
    units
        Number of units, at least 0.
    offered
        Calls an hour times the mean service in hours: units that would be busy if there were enough [Erlang].

    Raises
    ------
    ValueError
        If there are fewer than 0 units or `offered` is negative.
    """
    if units < 0 or offered < 0:
        raise ValueError("units and offered work are not negative")
    blocked = 1.0
    for count in range(1, units + 1):
        blocked = offered * blocked / (count + offered * blocked)
    return blocked


def erlang_c(units: int, offered: float) -> float:
    """Give the share of calls that must wait: M/M/c.

    Parameters
    ----------
    units
        Number of units, at least 1.
    offered
        Units that are busy on average [Erlang].

    Raises
    ------
    ValueError
        If the units are as many as are busy on average, or fewer: then the queue grows without end.
    """
    if offered >= units:
        raise ValueError(f"{units} units never catch up with {offered} Erlang")
    blocked = erlang_b(units, offered)
    return blocked / (1.0 - offered / units * (1.0 - blocked))


def mean_wait_h(units: int, calls_per_h: float, service_h: float) -> float:
    """Give the mean wait of all calls, those that do not wait included: M/M/c [h].

    Parameters
    ----------
    units
        Number of units.
    calls_per_h
        Rate of calls [1/h].
    service_h
        Mean service [h].
    """
    offered = calls_per_h * service_h
    return erlang_c(units, offered) * service_h / (units - offered)


def mean_waits_by_priority_h(units: int, calls_per_h: Sequence[float], service_h: float) -> tuple[float, ...]:
    """Give the mean wait of each priority, the most urgent first, when no service is broken off: Cobham (1954) [h].

    Parameters
    ----------
    units
        Number of units.
    calls_per_h
        Rate of calls of each priority [1/h].
    service_h
        Mean service, the same for all [h].
    """
    offered = sum(calls_per_h) * service_h
    first = erlang_c(units, offered) * service_h / units
    waits, above = [], 0.0
    for rate in calls_per_h:
        upto = above + rate * service_h / units
        waits.append(first / ((1.0 - above) * (1.0 - upto)))
        above = upto
    return tuple(waits)
