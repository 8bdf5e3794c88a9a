"""A simulation as the API takes and hands it out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.domain.noun import Identifier, Noun
from planner.evaluation.comparing.verdicts import Verdict
from web.answers.simulation import LONGEST_SERVICE_MIN, MOST_REPLICATIONS

Span = tuple[float | None, float | None, float | None]
"""A figure, and the lower and upper end of its interval; null: it is infinite or cannot be told."""
Figures = dict[str, Span]


class SimulationWanted(Noun):
    """What is to be simulated."""

    policy: Annotated[str, Field(examples=["nearest"], max_length=64)] = "nearest"
    """Who is sent: ``nearest``, ``own-grid`` or ``keep-cover``."""
    replications: Annotated[int, Field(ge=1, le=MOST_REPLICATIONS, examples=[20])] = 50
    """How often the plan is run with other calls; fewer are made when the time is over."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    """Another seed draws other calls."""
    service_min: Annotated[float, Field(ge=0.1, le=LONGEST_SERVICE_MIN)] = 30.0
    """Mean time at a call [min]."""
    tiers: Annotated[tuple[Identifier, ...], Field(max_length=50)] = ()
    """Ids of the tiers that answer calls; empty: all."""


class Responses(Noun):
    """Responses counted in steps of half a minute."""

    from_min: tuple[float, ...]
    """Where each step begins [min]."""
    calls: tuple[int, ...]
    """Calls in each step, of all replications."""
    longer: int
    """Calls that took longer than the last step."""
    unanswered: int
    """Calls that nobody came to."""


class SimulatedPlan(Noun):
    """What a simulation found of one plan; every figure has its 95 % interval."""

    replications: int
    """Replications that were made."""
    asked: int
    """Replications that were asked for."""
    confidence: float
    """Share of such intervals that hold the truth."""
    figures: Annotated[Figures, Field(examples=[{"response_mean_min": [3.2, 3.0, 3.4]}])]
    by_priority: dict[str, Figures]
    by_grid: dict[str, Figures]
    by_hour: dict[str, Figures]
    """By the moment at which the hour begins."""
    utilisation_by_unit_pct: Figures
    """Share of its shift that each unit works at calls [%]."""
    responses: Responses


class _Told(Noun):
    """What was simulated, as it was asked for."""

    policy: str
    seed: int
    service_min: float
    tiers: tuple[str, ...]


class Simulation(SimulatedPlan, _Told):
    """What came of a simulation; every figure has its 95 % interval."""


class SimulatedPair(_Told):
    """Two plans that answered the same calls, compared pair by pair."""

    against: str
    """Id of the other plan."""
    one: SimulatedPlan
    """The plan of the address."""
    other: SimulatedPlan
    differences: Figures
    """By how much each figure of the one exceeds that of the other, with the 95 % interval of the difference."""
    verdicts: dict[str, Verdict]
    """Which plan is better in each figure: ``one``, ``other``, ``same`` (no difference), ``chance`` (not beyond
    chance), ``neither`` (it differs, but tells how much there is, not how good it is) or ``unknown``."""
    main: str
    """The figure by which a plan is called better."""
    text: tuple[str, ...]
    """The same in sentences, in the reader's language."""
