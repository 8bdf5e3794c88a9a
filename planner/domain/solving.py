"""What every solver takes besides its problem: limits, and a way to say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a solver must stop.

    Attributes
    ----------
    time_s
        Wall-clock budget [s].
    seed
        Makes a run with one worker and a limit on iterations repeatable.
    iterations
        Instead of time: makes a run repeatable.
    workers
        Threads; 0: all cores.
    """

    time_s: float = 20.0
    seed: int = 1
    iterations: int | None = None
    workers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a stage is.

    Attributes
    ----------
    stage
        ``"roster"``, ``"routes"``, ``"flights"``, ``"streets"``...
    done
        Share of the stage's budget that is used, 0 to 1.
    incumbent, bound
        Objective of the best answer so far and the bound on any answer, if known.
    rows
        Rows of a long table that have been read so far, while one is read.
    """

    stage: str
    done: float
    incumbent: float | None = None
    bound: float | None = None
    rows: int | None = None


OnProgress = Callable[[Progress], bool]
"""Called now and then; True asks the solver to stop and hand over its best answer so far."""


def keep_going(_: Progress) -> bool:
    """Let the solver run to its limits."""
    return False
