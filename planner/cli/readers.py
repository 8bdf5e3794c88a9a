"""Commands that read a plan: check it, export it, draw it."""

from __future__ import annotations

from pathlib import Path

from planner.cli.answering import answered, deliver, one_line, say
from planner.cli.asking import plan_and_scenario
from planner.domain.scenario import Scenario
from planner.i18n import N_, Language, sentence
from planner.i18n.violations import violation_text


@answered
def check(path: Path, scenario_path: Path | None, language: Language) -> int:
    """Hold a plan against every rule that can be tested; violations go to standard output, one a line."""
    from planner.cli.progress import Watch
    from planner.evaluation.check import check as check_plan
    from planner.sources.plan_folder import read_plan, scenario_of
    from planner.sources.scenario import read_scenario

    found = read_plan(path)
    with Watch(language, quiet=True) as watch:
        if scenario_path:
            scenario: Scenario | None = read_scenario(scenario_path, on_progress=watch)
        else:
            scenario = scenario_of(found, path, on_progress=watch)
    report = check_plan(found, scenario)
    for violation in report.violations:
        print(one_line(violation_text(violation, language)))  # noqa: T201 - the command's result
    if report.untested:
        say(
            N_("Without the scenario {count} rules could not be tested: {names}"),
            language,
            count=len(report.untested),
            names=", ".join(report.untested),
        )
    if report.legal:
        say(N_("The plan keeps every rule that was tested."), language)
    return 0 if report.legal else 1


@answered
def export(
    path: Path, format_id: str, unit: str | None, officer: str | None, out: Path | None, language: Language
) -> int:
    """Write a plan in a registered format."""
    from planner import exports
    from planner.cli.progress import Watch
    from planner.sources.plan_folder import read_plan, scenario_of

    if format_id == "list":
        for known in exports.FORMATS:
            print(f"{known.id:<12} {sentence(known.summary, language, {})}")  # noqa: T201 - the command's result
        return 0
    form, found = exports.named(format_id), read_plan(path)
    scenario = None
    if form.wants_scenario:
        with Watch(language, quiet=True) as watch:
            scenario = scenario_of(found, path, on_progress=watch)
    content = form.write(found, unit=unit, officer=officer, scenario=scenario, language=language)
    suffix, _ = form.kind_of(found, unit)
    done = deliver(content, out, language)
    if done == 0 and out is not None and suffix.endswith(".zip") and out.suffix != ".zip":
        say(N_("{file} is a ZIP archive with one file for each drone round"), language, file=out)
    return done


@answered
def draw(path: Path, out: Path, language: Language) -> int:
    """Write the map of a plan."""
    from planner.cli.progress import Watch
    from planner.domain.solving import Progress
    from planner.maps.page import render_file
    from planner.pipeline import estimate_demand

    with Watch(language, quiet=True) as watch:
        found, scenario = plan_and_scenario(path, on_progress=watch)
        watch(Progress(stage="map", done=0.5))
        page = render_file(found, scenario, estimate_demand(scenario), language=language)
        if watch.cancelled:
            raise KeyboardInterrupt
    return deliver(page.encode(), out, language)
