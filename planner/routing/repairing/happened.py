"""What has happened to a plan by a moment: the input of a repair."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A visit that no rule of the scenario asks for: a call, or a hot spot that somebody has added.

    Attributes
    ----------
    id
        Of the scenario's point that stands for it.
    opens, closes
        Its window; of a call that a unit takes at once it follows from when the unit is there.
    stay_s
        Length of the stay [s].
    unit
        Id of the unit that takes the call; empty: any unit.
    """

    id: str
    opens: dt.datetime
    closes: dt.datetime
    stay_s: float
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What has happened by a moment.

    Attributes
    ----------
    now
        The moment.
    lost
        Id of a unit that is off the street from now on; empty: none.
    called
        Id of a unit that leaves for a call at once; empty: none.
    extras
        Visits that no rule asks for, the call among them.
    pins_given_up
        Numbers of pins that cannot be kept any more.
    rests_given_up
        Ids of units whose break cannot be taken any more.
    """

    now: dt.datetime
    lost: str = ""
    called: str = ""
    extras: tuple[Extra, ...] = ()
    pins_given_up: frozenset[int] = frozenset()
    rests_given_up: frozenset[str] = frozenset()
