"""`planner evaluate`: what a plan will achieve, by hour, grid and unit."""

from __future__ import annotations

import json
from pathlib import Path

from planner.cli.answering import PASSES, answered, deliver
from planner.cli.asking import plan_and_scenario
from planner.domain.solving import Progress
from planner.i18n import Language


@answered
def evaluate(path: Path, out: Path | None, language: Language) -> int:
    """Measure a plan, print it and write the file; the exit code."""
    from planner.cli.evaluation_report import print_report
    from planner.cli.progress import Watch
    from planner.evaluation.report import evaluate as measured
    from planner.evaluation.report_record import report_record
    from planner.pipeline import estimate_demand

    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        plan, scenario = plan_and_scenario(path, on_progress=watch)
        watch(Progress(stage="measure", done=0.0))
        found = measured(plan, scenario, estimate_demand(scenario))
        if watch.cancelled:
            raise KeyboardInterrupt
    print_report(found, scenario, language)
    if out is None:
        return PASSES
    text = json.dumps(report_record(found), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return deliver(text.encode(), out, language)
