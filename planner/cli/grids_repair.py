"""`planner grids repair`: grid polygons that only touch, with every change told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from planner.cli.answering import PASSES, answered, deliver, say
from planner.errors import Fault, InputRefused
from planner.i18n import N_, Language, sentence
from planner.i18n.districting import repair_text

if TYPE_CHECKING:
    from planner.geo import Datum, Frame
    from planner.grids.polygons.repair import Change, Repaired
    from planner.sources.polygons import Drawn

TOLD = 40
"""Changes that are told one by one, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks for.

    Attributes
    ----------
    source, out, boundary
        File to read, file to write, and the station's ground.
    widest_m
        Widest slip of the hand [m].
    key
        Property that names a grid.
    datum
        Datum of the files.
    """

    source: Path
    out: Path
    boundary: Path | None
    widest_m: float
    key: str
    datum: Datum


@answered
def run(asked: Asked, language: Language) -> int:
    """Repair, tell every change and write the grids; what is too large for a repair is refused."""
    from planner.sources.streets_out import refuse_place

    inputs = [asked.source, *([asked.boundary] if asked.boundary else [])]
    refuse_place(asked.out, (".geojson", ".json"), *inputs)
    drawn, frame, made = _repaired(asked)
    _refuse(asked, drawn, made)
    print_changes(made.changes, [item.name for item in drawn], frame, language)
    code = deliver(_text(drawn, frame, made).encode(), asked.out, language)
    if code == PASSES:
        say(N_("Written: {file}, in WGS84"), language, file=asked.out)
    return code or PASSES


def _repaired(asked: Asked) -> tuple[tuple[Drawn, ...], Frame, Repaired]:
    from planner.geo import Frame
    from planner.grids.polygons.repair import RepairRules, repair
    from planner.sources.box import read_ground
    from planner.sources.files import SourceFile
    from planner.sources.polygons import read_polygons

    drawn = read_polygons(asked.source, asked.key, asked.datum)
    frame = Frame(drawn[0].region[0][0][0])
    boundary = None
    if asked.boundary is not None:
        ground = read_ground(SourceFile(asked.boundary, asked.boundary.name), asked.datum)
        boundary = frame.polygon(ground).buffer(0)
    numbers = [str(number) for number in range(len(drawn))]
    outlines = [item.outline(frame) for item in drawn]
    return drawn, frame, repair(numbers, outlines, boundary, RepairRules(widest_m=asked.widest_m))


def _refuse(asked: Asked, drawn: tuple[Drawn, ...], made: Repaired) -> None:
    """Refuse what is too large to be a slip of the hand."""
    faults = []
    codes = {"overlap": "grids_overlap", "outside": "grid_outside_boundary", "invalid": "polygon_self_intersects"}
    for change in made.refused:
        own = [drawn[int(number)] for number in change.grids]
        params: dict[str, object] = {"area_m2": round(change.area_m2)}
        if change.kind == "overlap":
            params["other"] = own[-1].name
        if change.kind == "invalid":
            params |= {"lon": "?", "lat": "?"}
        faults.append(Fault(code=codes[change.kind], file=asked.source.name, place=own[0].place, params=params))
    if faults:
        raise InputRefused(faults)


def print_changes(changes: tuple[Change, ...], names: Sequence[str], frame: Frame, language: Language) -> None:
    """Print what was repaired, where it is and how large it is."""
    console = Console(highlight=False, soft_wrap=True)

    def line(template: str, **params: object) -> None:
        console.print(Text(sentence(template, language, params)))

    line(N_("Repaired: {count} places, {area_m2:.0f} m2"), count=len(changes), area_m2=_sum(changes))
    for change in changes[:TOLD]:
        lon, lat = frame.lonlat([change.at_m])[0]
        params = {"grids": ", ".join(names[int(number)] for number in change.grids), "area_m2": change.area_m2}
        text = repair_text(change.kind, language, params)
        line("  {lon:.6f},{lat:.6f}  {text}", lon=float(lon), lat=float(lat), text=text)
    if len(changes) > TOLD:
        line(N_("  and {count} smaller ones"), count=len(changes) - TOLD)


def _sum(changes: tuple[Change, ...]) -> float:
    return sum(change.area_m2 for change in changes)


def _text(drawn: tuple[Drawn, ...], frame: Frame, made: Repaired) -> str:
    from planner.sources.polygons import polygons_text

    rows = zip(made.names, made.outlines, strict=True)
    return polygons_text((drawn[int(number)].properties, frame.region(shape)) for number, shape in rows)
