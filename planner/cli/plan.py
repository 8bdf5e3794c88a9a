"""`planner plan`: the main job."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from planner.cli.answering import CANCELLED, DEFECT, PASSES, UNMET, refuse, say
from planner.domain.solving import Limits, Progress
from planner.errors import PlannerError
from planner.i18n import N_, Language
from planner.i18n.violations import violation_text

if TYPE_CHECKING:
    from planner.pipeline import PlanRefused


def plan(
    path: Path,
    out: Path,
    *,
    start: dt.date | None,
    days: int,
    time_s: float,
    seed: int,
    only: tuple[str, ...],
    alternatives: int | None,
    language: Language,
) -> int:
    """Read a scenario, solve, check, and write the plan folder."""
    from planner.cli.progress import Watch
    from planner.cli.summary import print_summary
    from planner.maps.page import render_file
    from planner.pipeline import STAGES, PlanRefused, estimate_demand
    from planner.pipeline import plans as make_plans
    from planner.sources.plan_folder import PlanFolder
    from planner.sources.scenario import read_scenario

    limits = Limits(time_s=time_s, seed=seed)
    with Watch(language) as watch:
        try:
            watch(Progress(stage="read", done=0.0))
            scenario = read_scenario(path, on_progress=watch)
            if alternatives is not None:
                patrol = scenario.patrol.model_copy(update={"alternatives": alternatives})
                scenario = scenario.model_copy(update={"patrol": patrol})
            if watch.cancelled:
                raise KeyboardInterrupt  # noqa: TRY301 - nothing has been found yet that could be written
            with PlanFolder(out) as folder:
                try:
                    made = make_plans(
                        scenario, start=start, days=days, limits=limits, only=only or STAGES, on_progress=watch
                    )
                except PlanRefused as refused:
                    return set_aside(refused, folder.set_aside(refused.plan), language)
                watch(Progress(stage="map", done=0.5))
                page = render_file(made.drawn, made.scenario, estimate_demand(scenario), language=language)
                folder.keep(made.drawn, made.scenario, page, made.alternatives)
        except PlannerError as error:
            return refuse(error, language)
        except KeyboardInterrupt:
            say(N_("Given up; nothing was written."), language)
            return CANCELLED
    print_summary(made.drawn, made.scenario, out, language)
    if made.drawn.cancelled:
        return CANCELLED
    return UNMET if made.drawn.required_unmet else PASSES


def set_aside(refused: PlanRefused, file: Path, language: Language) -> int:
    """Say where a plan that fails its own check is kept and give the exit code."""
    text = N_("The plan fails its own check, a defect of this program; it is kept aside as {file}.")
    say(text, language, file=file)
    for violation in refused.violations:
        say("  {text}", language, text=violation_text(violation, language))
    return DEFECT
