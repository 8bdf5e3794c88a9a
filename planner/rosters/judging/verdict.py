"""What is said of a change to a roster: rules broken and mended, and what every layer gains or loses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Effect = Literal["broken", "worse", "better", "mended"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One officer's date, set to a shift by its index, or to `planner.rosters.problem.OFF`."""

    officer: int
    day: int
    shift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule, a need or a wish that a change touches.

    Attributes
    ----------
    code
        Key of its sentence in `planner.i18n.judging`.
    params
        What the sentence needs: as it is after the change, or as it was before where nothing is left of it.
    layer
        Layer in which it counts; None: it is never broken.
    officers, days
        Indices of the officers that it is about, and its dates.
    before, after
        Units by which it was broken and is.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    layer: str | None = None
    officers: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    before: int = 0
    after: int = 0

    @property
    def effect(self) -> Effect:
        """What the change does to it."""
        if self.after > self.before:
            return "worse" if self.before else "broken"
        return "better" if self.after else "mended"

    @property
    def forbids(self) -> bool:
        """Whether it alone makes the change illegal."""
        return self.layer is None and self.after > self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a change comes to.

    Attributes
    ----------
    cells
        The cells that were set.
    findings
        What it breaks, makes worse, makes better and mends; what is never broken stands first.
    layers
        What each of `planner.rosters.problem.LAYERS` gains.
    objective
        The same, weighed and added up; below zero is better than before.
    """

    cells: tuple[Cell, ...]
    findings: tuple[Finding, ...]
    layers: tuple[int, ...]
    objective: int

    @property
    def illegal(self) -> int:
        """How many rules that are never broken it breaks or makes worse."""
        return sum(finding.forbids for finding in self.findings)

    @property
    def legal(self) -> bool:
        """Whether it breaks nothing that is never broken; what was broken before does not count."""
        return not self.illegal
