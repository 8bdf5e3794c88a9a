"""What each command does; every function returns the exit code."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.console import Console

from planner.domain.plan import Plan
from planner.domain.scenario import Scenario
from planner.domain.solving import Limits, Progress
from planner.errors import InputRefused, NotFound, PlannerError
from planner.i18n import N_, Language, sentence
from planner.i18n.faults import fault_text, refusal_text
from planner.i18n.violations import violation_text

if TYPE_CHECKING:
    from planner.cli.shifts import Asked
    from planner.cli.streets import Wanted
    from planner.pipeline import PlanRefused

PASSES, UNMET, REFUSED, DEFECT, CANCELLED = 0, 1, 2, 3, 130
"""Exit codes of `planner plan`."""


def say(template: str, language: Language, **params: object) -> None:
    """Print one sentence on standard error, as plain text."""
    text = one_line(sentence(template, language, params))
    Console(stderr=True, soft_wrap=True).print(text, markup=False, highlight=False)


def one_line(text: str) -> str:
    """Give text that may come from a file without line ends and without what steers a terminal."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def refuse(error: PlannerError, language: Language) -> int:
    """Say what is wrong with the input and give the exit code."""
    if not isinstance(error, InputRefused):
        say("{text}", language, text=refusal_text(error, language))
        return REFUSED
    say(N_("The input has {count} fault(s); nothing was written."), language, count=len(error.faults))
    for fault in error.faults:
        say("  {text}", language, text=fault_text(fault, language))
    return REFUSED


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


def check(path: Path, scenario_path: Path | None, language: Language) -> int:
    """Hold a plan against every rule that can be tested; violations go to standard output, one a line."""
    from planner.evaluation.check import check as check_plan
    from planner.sources.plan_folder import read_plan, scenario_of
    from planner.sources.scenario import read_scenario

    try:
        found = read_plan(path)
        scenario = read_scenario(scenario_path) if scenario_path else scenario_of(found, path)
    except PlannerError as error:
        return refuse(error, language)
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


def export(
    path: Path, format_id: str, unit: str | None, officer: str | None, out: Path | None, language: Language
) -> int:
    """Write a plan in a registered format."""
    from planner import exports
    from planner.sources.plan_folder import read_plan, scenario_of

    if format_id == "list":
        for known in exports.FORMATS:
            print(f"{known.id:<12} {sentence(known.summary, language, {})}")  # noqa: T201 - the command's result
        return 0
    try:
        form, found = exports.named(format_id), read_plan(path)
        scenario = scenario_of(found, path) if form.wants_scenario else None
        content = form.write(found, unit=unit, officer=officer, scenario=scenario, language=language)
        suffix, _ = form.kind_of(found, unit)
    except PlannerError as error:
        return refuse(error, language)
    done = deliver(content, out, language)
    if done == 0 and out is not None and suffix.endswith(".zip") and out.suffix != ".zip":
        say(N_("{file} is a ZIP archive with one file for each drone round"), language, file=out)
    return done


def deliver(content: bytes, out: Path | None, language: Language) -> int:
    """Write bytes to a file or to standard output and give the exit code."""
    if out is None:
        sys.stdout.buffer.write(content)
        return 0
    try:
        out.write_bytes(content)
    except OSError as error:
        say(N_("{file} cannot be written: {why}"), language, file=out, why=error.strerror or error)
        return REFUSED
    return 0


def draw(path: Path, out: Path, language: Language) -> int:
    """Write the map of a plan."""
    from planner.maps.page import render_file
    from planner.pipeline import estimate_demand

    try:
        found, scenario = plan_and_scenario(path)
    except PlannerError as error:
        return refuse(error, language)
    page = render_file(found, scenario, estimate_demand(scenario), language=language)
    return deliver(page.encode(), out, language)


def plan_and_scenario(path: Path) -> tuple[Plan, Scenario]:
    """Read a plan and the scenario that it was made from."""
    from planner.sources.plan_folder import plan_file, read_plan, scenario_of

    found = read_plan(path)
    scenario = scenario_of(found, path)
    if scenario is None:
        raise NotFound("scenario_missing", file=plan_file(path).parent / "scenario")
    return found, scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What `planner dispatch` is asked; the moment and the place are texts as they were typed."""

    at: str
    to: str
    count: int
    stay_min: float = 10.0
    positions: Path | None = None
    police: bool = False
    leave_ground: bool = False


def dispatch(path: Path, call: Call, language: Language) -> int:
    """Print who can be at a place first: units on the street, and drones that can stay there."""
    from planner.cli.summary import print_drones, print_responses
    from planner.dispatch.drones import nearest_drones
    from planner.dispatch.nearest import Dispatcher, refuse_far_off
    from planner.dispatch.standing import reported, standings
    from planner.sources.positions import read_positions

    try:
        found, scenario = plan_and_scenario(path)
        moment, place = moment_of(call.at, ZoneInfo(found.timezone)), place_of(call.to)
        if call.positions is None:
            units = standings(found, scenario, moment)
        else:
            units = reported(read_positions(call.positions), found, scenario, moment)
        refuse_far_off(scenario, place)
        responses = Dispatcher(scenario).nearest(
            units, moment, place, call.count, police=call.police, leave_ground=call.leave_ground
        )
        drones = nearest_drones(found, scenario, moment, place, call.count, stay_min=call.stay_min)
    except PlannerError as error:
        return refuse(error, language)
    if not responses:
        say(N_("Nobody is on the street at {at} who can get there."), language, at=moment.isoformat())
    else:
        print_responses(responses, language)
    if drones:
        print_drones(drones, language)
    return 0 if responses or drones else 1


def moment_of(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read a moment; without an offset it is on the clock of a zone."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotFound("not_a_time", text=text) from None
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def place_of(text: str) -> tuple[float, float]:
    """Read a place written as ``LON,LAT``."""
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError:
        raise NotFound("not_a_place", text=text) from None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise NotFound("not_a_place", text=text)
    return lon, lat


def streets(wanted: Wanted, language: Language) -> int:
    """Fetch or convert streets."""
    from planner.cli.streets import run

    try:
        return run(wanted, language)
    except PlannerError as error:
        return refuse(error, language)


def shifts(asked: Asked, language: Language) -> int:
    """Design staggered shifts."""
    from planner.cli.shifts import run

    try:
        return run(asked, language)
    except PlannerError as error:
        return refuse(error, language)


def serve(folders: list[Path], host: str, port: int, language: Language) -> int:
    """Serve plans in a browser until stopped."""
    from web.library import add_plan_folder
    from web.server import serve as run
    from web.settings import Settings

    try:
        settings = Settings.from_environment(host=host, port=port)
        for folder in folders:
            add_plan_folder(settings.database_url, folder)
    except PlannerError as error:
        return refuse(error, language)
    say(
        N_("Plans are at http://{host}:{port}/ on this computer only: there are no accounts yet. Stop with Ctrl-C."),
        language,
        host=host,
        port=port,
    )
    run(settings)
    return 0
