"""What the API takes and hands out about rosters that are judged."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from planner.domain.noun import Identifier, Noun
from planner.domain.plan import Parameter

_Officer = Annotated[Identifier, Field(examples=["P03"])]
_Date = Annotated[dt.date, Field(examples=["2026-11-24"])]
_Shift = Annotated[Identifier, Field(examples=["day"])]


class CellWanted(Noun):
    """A cell of the roster that somebody thinks of setting."""

    officer: _Officer
    """Id of the officer."""
    date: _Date
    """Date."""
    shift: _Shift
    """Code of the shift, or ``off``."""
    duty: Annotated[Identifier | None, Field(examples=["patrol"])] = None
    """Code of the duty; by default the first that the officer may do in the shift."""


class SwapWanted(Noun):
    """An exchange that two officers ask for."""

    officer: _Officer
    """Id of the one."""
    other: Annotated[Identifier, Field(examples=["P07"])]
    """Id of the other."""
    dates: Annotated[tuple[dt.date, ...], Field(min_length=1, max_length=92, examples=[["2026-11-24", "2026-11-26"]])]
    """Dates on which each works what the other was to work."""

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if self.officer == self.other:
            raise PydanticCustomError("officers_equal", "name two officers", {})
        return self


class SetCell(Noun):
    """A cell of the roster as a change sets it."""

    officer: _Officer
    """Id of the officer."""
    date: _Date
    """Date."""
    shift: _Shift
    """Code of the shift, or ``off``."""
    duty: Annotated[str | None, Field(examples=["patrol"])]
    """Code of the duty; none on a date off."""


class ToldFinding(Noun):
    """A rule, a need or a wish that a change touches."""

    code: Annotated[str, Field(examples=["rest_too_short"])]
    """Stable name."""
    effect: Literal["broken", "worse", "better", "mended"]
    """What the change does to it."""
    forbids: bool
    """Whether it alone makes the change illegal."""
    layer: Annotated[str | None, Field(examples=[None])]
    """Layer of the objective that it counts in; none: it is never broken."""
    officers: Annotated[tuple[str, ...], Field(examples=[["P03"]])]
    """Ids of the officers that it is about."""
    dates: Annotated[tuple[dt.date, ...], Field(examples=[["2026-11-23", "2026-11-24"]])]
    """Dates that it is about; some may lie before the horizon."""
    before: Annotated[int, Field(examples=[0])]
    """Units by which it was broken."""
    after: Annotated[int, Field(examples=[1])]
    """Units by which it is broken."""
    params: dict[str, Parameter]
    """Figures of its sentence."""
    text: Annotated[str, Field(examples=["officer 王伟 rests 0.0 h before 2026-11-24 07:00; 11.0 h are needed"])]
    """A sentence in the reader's language."""


class ToldVerdict(Noun):
    """What a change comes to."""

    cells: tuple[SetCell, ...]
    """Cells that it sets."""
    legal: bool
    """Whether it breaks nothing that is never broken."""
    objective: Annotated[int, Field(examples=[-24000])]
    """What the objective gains; below zero is better than before."""
    layers: Annotated[dict[str, int], Field(examples=[{"short": -8, "hours": 8}])]
    """What each layer of the objective gains; those that stay are left out."""
    findings: tuple[ToldFinding, ...]
    """What it breaks, and what it mends; what forbids it stands first."""


class ToldMend(Noun):
    """A change that does better; it was tried."""

    code: Annotated[str, Field(examples=["take_over"])]
    """Stable name."""
    text: Annotated[str, Field(examples=["李娜 takes Day on 2026-11-24"])]
    """A sentence in the reader's language."""
    verdict: ToldVerdict
    """What all of it together comes to."""


class Judgement(ToldVerdict):
    """A change judged, and what would do better."""

    mends: tuple[ToldMend, ...]
    """The best first."""


class ToldAspect(Noun):
    """What speaks for or against an officer beside the rules."""

    code: Annotated[str, Field(examples=["rest_before"])]
    """Stable name."""
    params: dict[str, Parameter]
    """Figures of its sentence."""
    text: Annotated[str, Field(examples=["14.0 h since the shift before"])]
    """A sentence in the reader's language."""


class ToldCandidate(Noun):
    """An officer for a vacant shift."""

    officer: _Officer
    """Id of the officer."""
    name: Annotated[str, Field(examples=["王伟"])]
    """Name of the officer."""
    called_in: bool
    """Whether the roster has them off on the date."""
    verdict: ToldVerdict
    """What it does to the roster with the vacancy."""
    aspects: tuple[ToldAspect, ...]
    """Hours, rest, fair shares and wishes."""


class JudgedSwap(Noun):
    """An exchange of two officers, judged as a whole."""

    officer: _Officer
    """Id of the one."""
    other: Annotated[str, Field(examples=["P07"])]
    """Id of the other."""
    other_name: Annotated[str, Field(examples=["李娜"])]
    """Name of the other."""
    dates: tuple[dt.date, ...]
    """Dates on which each works what the other was to work."""
    verdict: ToldVerdict
    """What it does to both, and to everybody else."""
