"""`planner grids draw`: new grids of a station, with figures before and after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.table import Table
from rich.text import Text

from planner.cli.answering import CANCELLED, DEFECT, PASSES, UNMET, answered, deliver, say
from planner.cli.asking import lonlat_asked
from planner.cli.page import terminal
from planner.cli.progress import Watch
from planner.domain.solving import Limits, Progress
from planner.errors import NotFound
from planner.i18n import N_, Language, sentence, translate
from planner.i18n.districting import shortfall_text
from planner.i18n.violations import violation_text

if TYPE_CHECKING:
    from planner.domain.force import Mode
    from planner.domain.noun import LonLat
    from planner.domain.scenario import Scenario
    from planner.grids.districting.cells.ground import Cells
    from planner.grids.districting.report import Figures, Report
    from planner.grids.districting.wish import Source, Wish, Work

TOLD = 12
"""Shortfalls that are told one by one."""
SOURCES = ("blocks", "hexagons", "grids")
WORKS = ("calls", "people", "places", "area")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for; most of it as in `planner.grids.districting.wish.Wish`.

    Attributes
    ----------
    scenario, out, page
        Scenario folder, file for the grids, and file for their map or None.
    source
        Blocks, hexagons, grids, or the path of a vector file.
    work, pins, apart
        As they were typed.
    time_s, seed
        As in `Limits`.
    """

    scenario: Path
    grids: int
    out: Path
    page: Path | None
    source: str
    cells: int
    balance_pct: float
    work: str
    mode: Mode
    speed_kmh: float
    reach_min: float | None
    compact: float
    keep_today: bool
    keep_worth_s: float
    pins: tuple[str, ...]
    apart: tuple[str, ...]
    time_s: float
    seed: int


@answered
def run(asked: Asked, language: Language) -> int:
    """Draw grids, print figures before and after, and write them."""
    from planner.grids.districting.check import check
    from planner.grids.districting.prepare import prepare
    from planner.grids.districting.report import report
    from planner.grids.districting.solve import solve
    from planner.maps.districting.page import districting_page
    from planner.sources.polygons import polygons_text
    from planner.sources.scenario import read_scenario
    from planner.sources.streets_out import refuse_place

    refuse_place(asked.out, (".geojson", ".json"))
    wish = wish_of(asked)
    with Watch(language) as watch:
        watch(Progress(stage="read", done=0.0))
        scenario = read_scenario(asked.scenario, on_progress=watch)
        prepared = prepare(scenario, wish, _cells(asked, scenario))
        found = solve(prepared.problem, Limits(time_s=asked.time_s, seed=asked.seed), on_progress=watch)
    told = report(scenario, prepared, found)
    wrong = check(prepared.problem, found) if found.broken == 0 else []
    for violation in wrong:
        say("{text}", language, text=violation_text(violation, language))
    if wrong:
        return DEFECT
    print_report(told, language)
    rows = ((grid.model_dump(mode="json", exclude={"region"}, exclude_none=True), grid.region) for grid in told.grids)
    code = deliver(polygons_text(rows).encode(), asked.out, language)
    if code == PASSES and asked.page is not None:
        code = deliver(districting_page(scenario, prepared, told, language).encode(), asked.page, language)
    if code:
        return code
    say(N_("Written: {file}, in WGS84"), language, file=asked.out)
    return CANCELLED if watch.cancelled else UNMET if told.shortfalls else PASSES


def wish_of(asked: Asked) -> Wish:
    """Read what was typed.

    Raises
    ------
    NotFound
        If a part of it means nothing.
    """
    from planner.grids.districting.wish import Wish

    return Wish(
        grids=asked.grids,
        source=cast("Source", asked.source) if asked.source in SOURCES else "blocks",
        cells=asked.cells,
        balance_pct=asked.balance_pct,
        work=_work(asked.work),
        mode=asked.mode,
        speed_kmh=asked.speed_kmh,
        reach_min=asked.reach_min,
        compact=asked.compact,
        keep_today=asked.keep_today,
        keep_worth_s=asked.keep_worth_s,
        pins=tuple(_pin(text) for text in asked.pins),
        apart=tuple(_apart(text) for text in asked.apart),
    )


def _work(text: str) -> dict[Work, float]:
    parts: dict[Work, float] = {}
    for part in text.split(","):
        name, _, figure = part.strip().partition("=")
        try:
            value = float(figure or "1")
        except ValueError:
            value = -1.0
        if name not in WORKS or not 0 <= value < float("inf"):
            raise NotFound("work_unknown", text=part.strip(), known=", ".join(WORKS))
        parts[cast("Work", name)] = value
    return parts


def _pin(text: str) -> tuple[LonLat, str]:
    place, found, word = text.partition("=")
    if not found or not word:
        raise NotFound("pin_unreadable", text=text)
    return lonlat_asked(place), word


def _apart(text: str) -> tuple[LonLat, LonLat]:
    one, found, two = text.partition("/")
    if not found:
        raise NotFound("apart_unreadable", text=text)
    return lonlat_asked(one), lonlat_asked(two)


def _cells(asked: Asked, scenario: Scenario) -> Cells | None:
    """Read cells from a vector file, repaired, if one is named."""
    if asked.source in SOURCES:
        return None
    from planner.geo import Frame
    from planner.grids.districting.cells.ground import cells_of
    from planner.grids.polygons.repair import repair
    from planner.sources.polygons import read_polygons

    drawn, frame = read_polygons(Path(asked.source)), Frame(scenario.station.base)
    made = repair([item.name for item in drawn], [item.outline(frame) for item in drawn])
    return cells_of(made.names, made.outlines)


def print_report(told: Report, language: Language) -> None:
    """Print the grids, the figures before and after, and what is unmet."""
    console = terminal()

    def line(template: str, **params: object) -> None:
        console.print(Text(sentence(template, language, params)), soft_wrap=True)

    line(N_("New grids: {count}"), count=len(told.grids))
    console.print(_rows(told, language))
    console.print()
    console.print(_compared(told, language))
    console.print()
    if told.moved_pct is not None:
        line(N_("Work whose grid changes: {share:.0f} %"), share=told.moved_pct)
    if told.gap_pct is not None and told.gap_pct < 0.005:
        line(N_("No choice is better."))
    elif told.gap_pct is not None:
        line(N_("No choice is better by more than {gap:.1f} %."), gap=told.gap_pct)
    for item in told.shortfalls[:TOLD]:
        line("  {text}", text=shortfall_text(item.code, language, item.params))
    if len(told.shortfalls) > TOLD:
        line(N_("  and {count} more"), count=len(told.shortfalls) - TOLD)


def _rows(told: Report, language: Language) -> Table:
    heads = (
        N_("grid"),
        N_("police office"),
        N_("cells"),
        N_("work %"),
        N_("mean min"),
        N_("longest min"),
        N_("km2"),
        N_("roundness"),
    )
    table = _table([translate(head, language) for head in heads])
    for grid, row in zip(told.grids, told.after.rows, strict=True):
        figures = (
            f"{row.load_pct:.0f}", f"{row.mean_s / 60:.2f}", f"{row.longest_s / 60:.2f}", f"{row.area_m2 / 1e6:.2f}",
            f"{row.compactness:.2f}",
        )  # fmt: skip
        table.add_row(
            Text(f"{grid.id} {grid.name}"), Text(grid.office or "-"), Text(str(row.cells)), *map(Text, figures)
        )
    return table


def _compared(told: Report, language: Language) -> Table:
    """Give a table of the figures of all grids, after and before."""
    heads = ["", N_("after"), *([N_("before")] if told.before else [])]
    table = _table([translate(head, language) for head in heads])
    shown: list[Figures] = [told.after, *([told.before] if told.before else [])]
    rows = {
        N_("mean way to work [min]"): [f"{figures.mean_s / 60:.2f}" for figures in shown],
        N_("work farthest from the mean [%]"): [f"{figures.uneven_pct:.1f}" for figures in shown],
        N_("mean roundness, 1 is a circle"): [f"{figures.compactness:.2f}" for figures in shown],
        N_("borders between grids [km]"): [f"{figures.border_m / 1000:.2f}" for figures in shown],
        N_("neighbouring cells in two grids"): [str(figures.cut_edges) for figures in shown],
        N_("pieces of ground"): [str(figures.parts) for figures in shown],
    }
    for name, figures in rows.items():
        table.add_row(Text(translate(name, language)), *map(Text, figures))
    return table


def _table(heads: list[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if number else "left", no_wrap=True)
    return table
