"""Write the sample station Tian'an: ``python sample_maps/generate_tianan.py`` renews ``sample_maps/tianan/``.

The figures of the station are real (see ``sample_maps/tianan/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from generator import drones, grids, incidents, officers, places, work
from generator.files import Feature, line, polygon, write_csv, write_geojson
from generator.ground import GRIDS
from generator.network import Segment
from generator.scenario import scenario_texts
from generator.streets import lay_streets

SEED = 20_261_123
HERE = Path(__file__).parent


def street_feature(segment: Segment) -> Feature:
    """Make the feature of one street segment."""
    properties: dict[str, object] = {"class": segment.road_class, "maxspeed": segment.speed_kmh}
    if segment.name:
        properties["name"] = segment.name
    if segment.oneway:
        properties["oneway"] = True
    return line(segment.line, properties)


def grid_features() -> list[Feature]:
    """Make the police grids with their offices and leaders."""
    leaders = officers.leaders()
    return [
        polygon(ring, {"id": key, "name": GRIDS[key].name, "office": GRIDS[key].office, "leader": leaders[key]})
        for key, ring in grids.grid_rings().items()
    ]


def generate(folder: Path) -> None:
    """Write all files of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    city, segments = lay_streets(Random(SEED))
    found = places.buildings(city, Random(SEED + 1)) + places.open_air(city)
    layers = {
        "boundary": [polygon(grids.boundary(), {"name": "天安派出所辖区"})],
        "grids": grid_features(),
        "streets": [street_feature(segment) for segment in segments],
        "places": places.place_features(found),
        "zones": drones.zones(city),
        "points": work.control_points(),
        "lines": work.patrol_lines(),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    }
    for name, features in layers.items():
        write_geojson(folder / f"{name}.geojson", features)
    rows = incidents.calls(found, Random(SEED + 2))
    write_csv(folder / "incidents.csv", ("time", "lon", "lat", "kind"), rows)
    write_csv(folder / "officers.csv", officers.COLUMNS, officers.officers(Random(SEED + 3)))
    for file, text in scenario_texts().items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the sample station Tian'an.")
    parser.add_argument("--out", type=Path, default=HERE / "tianan", help="folder to write (default: %(default)s)")
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
