"""Writes all files of one made-up station from what its own package says."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from generator import grids, incidents, layers, officers, places
from generator.files import Feature, polygon, write_csv, write_geojson
from generator.ground import Ground
from generator.incidents import DAYS, Batch, Stream
from generator.network import Segment
from generator.officers import Row
from generator.places import Building, Mix
from generator.streets import City, lay_streets

Table = tuple[Sequence[str], Iterable[Sequence[object]]]
"""Columns and rows."""


class Station(NamedTuple):
    """What makes one station different from another."""

    id: str
    """Folder and script are named for it."""
    name: str
    """Of the station, for the boundary."""
    title: str
    """English name, for the command line."""
    seed: int
    ground: Ground
    mix: Mix
    """How its blocks are built on."""
    known: Callable[[City], list[Building]]
    """Places that are not drawn but known."""
    sources: Callable[[list[Building]], dict[Stream, list[Building]]]
    """Where each stream of calls comes from."""
    first_day: dt.date
    calls: int
    work: Callable[[City], Mapping[str, list[Feature]]]
    """Layers of what patrols and drones do, by name."""
    officers: Callable[[Random], list[Row]]
    texts: Callable[[City], Mapping[str, str]]
    """Scenario files by name."""
    tables: Callable[[list[Row]], Mapping[str, Table]] = lambda _: {}
    """More tables by name, from the officers."""
    streets: Callable[[list[Segment]], list[Segment]] = lambda segments: segments
    """What is changed about the streets."""
    days: int = DAYS
    """Days of calls."""
    batches: Callable[[list[Building]], Sequence[Batch]] = lambda _: ()
    """Calls besides those of every day, from the places."""

    @property
    def note(self) -> str:
        """What stands in every file."""
        return f"made up by sample_maps/generate_{self.id}.py: no real people, places or events"


def write(station: Station, folder: Path) -> None:
    """Write all files of the sample into a folder; every run writes the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    ground, seed = station.ground, station.seed
    city, segments = lay_streets(ground, Random(seed))
    found = places.buildings(city, station.mix, Random(seed + 1)) + station.known(city)
    features = {
        "boundary": [polygon(grids.boundary(ground), {"name": station.name})],
        "grids": layers.grid_features(ground),
        "streets": layers.street_features(station.streets(segments)),
        "places": places.place_features(found),
        **station.work(city),
    }
    for name, layer in features.items():
        write_geojson(folder / f"{name}.geojson", layer, ground, station.note)
    daily = incidents.calls(
        ground,
        station.sources(found),
        first_day=station.first_day,
        count=station.calls,
        rng=Random(seed + 2),
        days=station.days,
    )
    staff = station.officers(Random(seed + 3))
    tables = {
        "incidents": incidents.with_batches(ground, daily, station.batches(found), Random(seed + 4)),
        "officers": (officers.COLUMNS, staff),
        **station.tables(staff),
    }
    for name, (columns, lines) in tables.items():
        write_csv(folder / f"{name}.csv", columns, lines)
    for file, text in station.texts(city).items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def command_line(station: Station) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=f"Write the sample station {station.title}.")
    folder = Path(__file__).parents[1] / station.id
    parser.add_argument("--out", type=Path, default=folder, help="folder to write (default: %(default)s)")
    write(station, parser.parse_args().out)
