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
Range = tuple[float | None, float | None]


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
    known_demand: bool = False
    """Whether the expected calls are taken as sure; else what past calls leave open of them is drawn too."""


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
    """Figures of the whole plan by their names, which end in their units."""
    nine_of_ten_runs: Annotated[dict[str, Range], Field(examples=[{"response_mean_min": [2.1, 4.6]}])]
    """The range of each figure in which the next run lies in nine of ten cases; null: infinite, or too few runs."""
    planned: dict[str, int]
    """Stops of the plan that each figure of missed ones is of."""
    by_priority: dict[str, Figures]
    """Figures of the calls of each priority; 1 is the most urgent."""
    by_grid: dict[str, Figures]
    """Figures of the calls in each grid, by its id."""
    by_hour: dict[str, Figures]
    """By the moment at which the hour begins."""
    utilisation_by_unit_pct: Figures
    """Share of its shift that each unit works at calls [%]."""
    responses: Responses
    """How long until somebody was there, counted."""


class _Told(Noun):
    """What was simulated, as it was asked for."""

    policy: str
    """Who is sent: ``nearest``, ``own-grid`` or ``keep-cover``."""
    seed: int
    """Seed of the calls."""
    service_min: float
    """Mean time at a call [min]."""
    tiers: tuple[str, ...]
    """Ids of the tiers that answer calls; empty: all."""
    known_demand: bool
    """Whether the expected calls are taken as sure."""


class Simulation(SimulatedPlan, _Told):
    """What came of a simulation; every figure has its 95 % interval."""


class SimulatedPair(_Told):
    """Two plans that answered the same calls, compared pair by pair."""

    against: str
    """Id of the other plan."""
    one: SimulatedPlan
    """The plan of the address."""
    other: SimulatedPlan
    """The plan that it is compared with."""
    differences: Figures
    """By how much each figure of the other exceeds that of the one, with the 95 % interval of the difference."""
    verdicts: dict[str, Verdict]
    """Which plan is better in each figure: ``one``, ``other``, ``same`` (no difference), ``chance`` (not beyond
    chance), ``neither`` (it differs, but tells how much there is, not how good it is) or ``unknown``."""
    main: str
    """The figure by which a plan is called better."""
    text: tuple[str, ...]
    """The same in sentences, in the reader's language."""
