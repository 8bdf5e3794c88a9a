"""`planner streets`: fetch, cut and convert street files, and tell what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from planner.cli.answering import PASSES, answered, say
from planner.cli.inventory import print_inventory
from planner.errors import NotFound
from planner.i18n import N_, Language, sentence

if TYPE_CHECKING:
    from planner.domain.noun import Region
    from planner.domain.street import Streets
    from planner.geo import Datum
    from planner.sources.files import SourceFile
    from planner.sources.overpass import OnFetch, Told

BOUNDARY_MARGIN_M = 500.0
"""Kept about a boundary unless another margin is asked for: as wide as the strip that a scenario reads [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line asks for.

    Attributes
    ----------
    source
        Street file to convert; None: streets are fetched.
    out
        File to write.
    boundary, bbox
        Ground outside which streets are cut off: a vector file, or four figures; at most one of the two.
    margin_m
        Strip about it that is kept as well [m]; None: 500 m about a boundary, nothing about a box.
    datum
        Datum of the street file and of the boundary.
    server
        Where to fetch; None: nothing is fetched.
    """

    source: Path | None
    out: Path
    boundary: Path | None
    bbox: str
    margin_m: float | None
    datum: Datum
    server: str | None


@answered
def streets(wanted: Wanted, language: Language) -> int:
    """Fetch or convert streets, write them, and print what they hold."""
    _refuse_contradictions(wanted)
    found = _fetched(wanted, language) if wanted.source is None else _converted(wanted, wanted.source)
    print_inventory(found, language)
    say(N_("Written: {file}, in WGS84"), language, file=wanted.out)
    return PASSES


def _refuse_contradictions(wanted: Wanted) -> None:
    if wanted.boundary is not None and wanted.bbox:
        raise NotFound("box_and_boundary")
    if wanted.source is None and wanted.server is None:
        raise NotFound("streets_input_missing")
    if wanted.source is not None and wanted.server is not None:
        raise NotFound("streets_input_twice")
    if wanted.source is None and wanted.boundary is None and not wanted.bbox:
        raise NotFound("fetch_without_ground")


def _ground(wanted: Wanted) -> tuple[Region | None, float]:
    """Give the ground to keep, None for everything, and the margin about it [m]."""
    from planner.sources.box import read_box, read_ground

    if wanted.boundary is not None:
        ground = read_ground(_source(wanted.boundary), wanted.datum)
        return ground, BOUNDARY_MARGIN_M if wanted.margin_m is None else wanted.margin_m
    return (read_box(wanted.bbox).region if wanted.bbox else None), wanted.margin_m or 0.0


def _source(path: Path) -> SourceFile:
    """Give an input file, with the layer that may stand behind the name of a GeoPackage."""
    from planner.sources.files import SourceFile

    stem, found, layer = str(path).partition(".gpkg#")
    return SourceFile(Path(stem + found[:-1]), path.name, layer or None)


def _converted(wanted: Wanted, path: Path) -> Streets:
    """Read a street file, cut it, and write it in another format."""
    from planner.sources.streets import read_streets
    from planner.sources.streets_out import LINE_SUFFIXES, new_file, refuse_place, write_streets

    source = _source(path)
    inputs = [source.path, *([wanted.boundary] if wanted.boundary else [])]
    refuse_place(wanted.out, LINE_SUFFIXES, *inputs)
    source.data()
    ground, margin_m = _ground(wanted)
    streets = read_streets(
        source.path, clip=ground, margin_m=margin_m, datum=wanted.datum, name=source.name, layer=source.layer
    )
    with new_file(wanted.out) as file:
        write_streets(streets, file)
    return streets


def _fetched(wanted: Wanted, language: Language) -> Streets:
    """Fetch the streets of a box, and keep the file if it holds streets."""
    from planner import __version__
    from planner.sources.box import box_of
    from planner.sources.overpass import ATTRIBUTION, SERVER, Overpass
    from planner.sources.streets import read_streets
    from planner.sources.streets_out import OSM_SUFFIXES, new_file, refuse_place, write_osm

    refuse_place(wanted.out, OSM_SUFFIXES, *([wanted.boundary] if wanted.boundary else []))
    ground, margin_m = _ground(wanted)
    assert ground is not None  # noqa: S101 - asked for by `_refuse_contradictions`
    overpass = Overpass(server=wanted.server or SERVER, agent=f"patrol-planner/{__version__}")
    with _notes(language) as told:
        data = overpass.fetch(box_of(ground).wider(margin_m), told)
    with new_file(wanted.out) as file:
        write_osm(data, file)
        streets = read_streets(file, clip=ground, margin_m=margin_m, name=wanted.out.name)
    say(N_("The streets are from {source}; say so wherever you show them."), language, source=ATTRIBUTION)
    return streets


@contextmanager
def _notes(language: Language) -> Iterator[OnFetch]:
    """Tell how a fetch is getting on: lines for what is waited for, and a running figure in a terminal."""
    with Console(stderr=True, soft_wrap=True).status("") as status:

        def note(told: Told) -> None:
            if told.stage == "receiving":
                status.update(sentence(N_("{megabytes:.1f} MB received"), language, {"megabytes": told.received / 1e6}))
                return
            text = N_("Asking for the streets ...")
            if told.stage == "waiting":
                text = N_("The server is busy; asking again in {seconds:.0f} s. Ctrl-C gives it up.")
            line = sentence(text, language, {"seconds": told.wait_s})
            status.console.print(line, markup=False, highlight=False)

        yield note
