"""`planner shifts`: which staggered shifts follow the tide of a station's duties."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from planner.cli.answering import CANCELLED, PASSES, UNMET, answered, deliver
from planner.cli.page import terminal
from planner.cli.progress import Watch
from planner.domain.noun import WEEKDAYS
from planner.domain.rostering import ShiftDesign
from planner.domain.solving import Limits, Progress
from planner.errors import NotFound
from planner.i18n import N_, Language, sentence, translate

if TYPE_CHECKING:
    from planner.domain.scenario import Scenario
    from planner.rosters.design.station import DutyDesign

BAR = 30
"""Longest bar of the chart [characters]."""
DAYS = {
    "mon": N_("Mon"), "tue": N_("Tue"), "wed": N_("Wed"), "thu": N_("Thu"), "fri": N_("Fri"), "sat": N_("Sat"),
    "sun": N_("Sun"),
}  # fmt: skip
"""Short names of the days of the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for.

    Attributes
    ----------
    scenario
        Scenario folder.
    duty
        Code of the duty; empty: all that `[[roster.design]]` names.
    out
        File for the shifts; None: none is written.
    time_s, seed
        As in `Limits`.
    """

    scenario: Path
    duty: str
    out: Path | None
    time_s: float
    seed: int


@answered
def shifts(asked: Asked, language: Language) -> int:
    """Design staggered shifts, print them and write them as TOML."""
    from planner.pipeline import estimate_demand
    from planner.rosters.design.station import design
    from planner.sources.scenario import read_scenario

    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        scenario = _asked_of(read_scenario(asked.scenario, on_progress=watch), asked.duty)
        limits = Limits(time_s=asked.time_s, seed=asked.seed)
        made = design(scenario, estimate_demand(scenario), limits, on_progress=watch)
    for part in made:
        print_design(part, language)
    code = deliver(shifts_toml(made).encode(), asked.out, language) if asked.out else PASSES
    if code == PASSES and watch.cancelled:
        return CANCELLED
    return code or (UNMET if any(part.result.short for part in made) else PASSES)


def _asked_of(scenario: Scenario, duty: str) -> Scenario:
    """Give a scenario that designs what is asked for; a duty without a design has the usual rules."""
    if duty and duty not in {known.code for known in scenario.duties}:
        raise NotFound("duty_not_found", duty=duty, known=", ".join(known.code for known in scenario.duties))
    wishes = scenario.roster.design
    if duty:
        wishes = tuple(wish for wish in wishes if wish.duty == duty) or (ShiftDesign(duty=duty),)
    if not wishes:
        raise NotFound("no_shift_design")
    roster = scenario.roster.model_copy(update={"design": wishes})
    return scenario.model_copy(update={"roster": roster})


def shifts_toml(made: tuple[DutyDesign, ...]) -> str:
    """Write the shifts as `[[shifts]]` of scenario.toml."""
    import tomli_w

    shifts = [shift for part in made for shift in part.shifts]
    return tomli_w.dumps({"shifts": [shift.model_dump(mode="json", exclude_none=True) for shift in shifts]})


def print_design(made: DutyDesign, language: Language) -> None:
    """Print the shifts of a duty, and what they give in every hour of the week beside what is wanted."""
    console = terminal()

    def line(template: str, **params: object) -> None:
        console.print(Text(sentence(template, language, params)), soft_wrap=True)

    result, hours = made.result, made.slot_min / 60
    line(N_("Shifts of {duty}: {kinds} kinds"), duty=made.duty, kinds=len(made.shifts))
    console.print(_shifts(made, language))
    console.print()
    text = N_("In a week {missing:.1f} officer-hours are missing and {over:.1f} too many.")
    line(text, missing=result.missing * hours, over=result.over * hours)
    if result.short:
        line(N_("{short:.1f} of them are below the minimum."), short=result.short * hours)
    proof = N_("No choice is better.")
    if result.status != "optimal":
        proof = N_("The best found costs {cost:.1f} h; no choice costs less than {bound:.1f} h.")
    line(proof, cost=result.objective * hours, bound=result.bound * hours)
    console.print()
    line(N_("Officers there and wanted in every hour; the bar is the mean of the week."))
    console.print(_chart(made, language))
    console.print()


def _shifts(made: DutyDesign, language: Language) -> Table:
    table = _table([translate(head, language) for head in (N_("shift"), N_("times"), *DAYS.values())])
    for shift, row in zip(made.shifts, made.result.used, strict=True):
        table.add_row(Text(shift.code), Text(shift.name), *(Text(str(count)) for count in row.people))
    return table


def _chart(made: DutyDesign, language: Language) -> Table:
    """Give a row an hour: the fewest there and the most wanted in it on each day, and bars of the means."""
    from planner.rosters.design.check import staff

    problem, there = made.problem, staff(made.problem, made.result)
    step = max(1, 60 // made.slot_min)
    peak = max((*there, *problem.required, 1))
    table = _table([translate(head, language) for head in (N_("hour"), *DAYS.values(), "")])
    for first in range(0, problem.slots_per_day, step):
        cells, sums = [], [0.0, 0.0]
        for day in range(len(WEEKDAYS)):
            slots = range(day * problem.slots_per_day + first, day * problem.slots_per_day + first + step)
            cells.append(f"{min(there[slot] for slot in slots)}/{max(problem.required[slot] for slot in slots)}")
            sums[0] += sum(there[slot] for slot in slots) / step
            sums[1] += sum(problem.required[slot] for slot in slots) / step
        bar = _bar(*(round(BAR * total / len(WEEKDAYS) / peak) for total in sums))
        clock = first * made.slot_min
        table.add_row(Text(f"{clock // 60:02d}:{clock % 60:02d}"), *map(Text, cells), Text(bar))
    return table


def _bar(there: int, wanted: int) -> str:
    """Draw who is there; dots are missing, pluses too many."""
    return "#" * min(there, wanted) + "." * max(0, wanted - there) + "+" * max(0, there - wanted)


def _table(heads: list[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number and head else "left", no_wrap=True)
    return table
