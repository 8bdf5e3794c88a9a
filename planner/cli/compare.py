"""`planner compare`: what is better and what is worse in another plan of the same station."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.answering import CANCELLED, PASSES, answered, deliver, say
from planner.cli.asking import plan_and_scenario
from planner.domain.solving import Limits, OnProgress, Progress
from planner.i18n import N_, Language

if TYPE_CHECKING:
    from planner.cli.progress import Watch
    from planner.domain.demand import Demand
    from planner.domain.plan import Plan
    from planner.domain.scenario import Scenario
    from planner.evaluation.comparing.compare import Comparison
    from planner.evaluation.simulation.plans import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to compare.

    Attributes
    ----------
    one, other
        Folders of the plans; the second is judged against the first.
    simulate
        Whether both answer random calls as well.
    replications, policy, seed
        As for `planner simulate`.
    every
        Whether figures that do not differ are printed too.
    out, json_file
        Page and file of figures to write; None: none.
    """

    one: Path
    other: Path
    simulate: bool
    replications: int
    policy: str
    seed: int
    every: bool
    out: Path | None
    json_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    found: Comparison
    simulated: Compared | None
    page: str


@answered
def compare(asked: Asked, language: Language) -> int:
    """Compare, print and write; the exit code."""
    made = _made(asked, language)
    return _told(asked, made, language)


def _made(asked: Asked, language: Language) -> _Made:
    from planner.cli.progress import Watch
    from planner.evaluation.comparing.compare import compare as hold
    from planner.evaluation.simulation.plans import same_calls
    from planner.pipeline import estimate_demand

    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        one, other = (plan_and_scenario(path, on_progress=watch) for path in (asked.one, asked.other))
        if asked.simulate:
            same_calls(one[0], other[0])
        watch(Progress(stage="measure", done=0.0))
        demand = estimate_demand(one[1])
        found = hold(one, other, demand, estimate_demand(other[1]), on_progress=watch)
        simulated = _simulated(asked, (one, other), demand, watch) if asked.simulate else None
        page = _drawn(asked, found, simulated, one[1], watch, language) if asked.out else ""
    return _Made(found=found, simulated=simulated, page=page)


def _simulated(
    asked: Asked, pair: tuple[tuple[Plan, Scenario], tuple[Plan, Scenario]], demand: Demand, watch: OnProgress
) -> Compared:
    from planner.evaluation.simulation.plans import simulate_two
    from planner.evaluation.simulation.policies import named

    watch(Progress(stage="simulate", done=0.0))
    limits = Limits(time_s=float("inf"), seed=asked.seed)
    policy = named(asked.policy)
    return simulate_two(*pair, demand, policy, limits, replications=asked.replications, on_progress=watch)


def _drawn(
    asked: Asked, found: Comparison, simulated: Compared | None, scenario: Scenario, watch: Watch, language: Language
) -> str:
    from planner.maps.comparison.page import comparison_page

    watch(Progress(stage="page", done=0.0))
    return comparison_page(found, simulated, scenario, names_of(asked.one, asked.other), language=language)


def _told(asked: Asked, made: _Made, language: Language) -> int:
    """Print what was found and write the files; the exit code."""
    from planner.cli.comparison_report import print_comparison
    from planner.evaluation.comparing.record import comparison_record

    print_comparison(made.found, made.simulated, language, every=asked.every)
    if asked.json_file is not None:
        text = json.dumps(comparison_record(made.found, made.simulated), indent=1, allow_nan=False) + "\n"
        code = deliver(text.encode(), asked.json_file, language)
        if code != PASSES:
            return code
    if asked.out is not None:
        code = deliver(made.page.encode(), asked.out, language)
        if code != PASSES:
            return code
        say(N_("The comparison is drawn in {file}."), language, file=asked.out)
    return CANCELLED if made.simulated is not None and made.simulated.one.stopped else PASSES


def names_of(one: Path, other: Path) -> tuple[str, str]:
    """Call two plans by their folders; those of one name by the folders above as well."""
    folders = [path.resolve().parent if path.suffix == ".json" else path.resolve() for path in (one, other)]
    if folders[0].name != folders[1].name:
        return folders[0].name, folders[1].name
    return str(one), str(other)
