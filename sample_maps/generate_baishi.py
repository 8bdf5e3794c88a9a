"""Write the sample station Baishi: ``python sample_maps/generate_baishi.py`` renews ``sample_maps/baishi/``.

The figures of the station are real (see ``sample_maps/baishi/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from generator import grids, incidents, layers, places
from generator import officers as people
from generator.baishi import drones, officers, work
from generator.baishi.ground import GROUND
from generator.baishi.incidents import CALLS, FIRST_DAY, sources
from generator.baishi.places import MIX, known
from generator.baishi.scenario import scenario_text
from generator.files import polygon, write_csv, write_geojson
from generator.streets import lay_streets
from generator.turns import without_left_turns

SEED = 20_261_124
NO_LEFT_TURN = ("D3", "D4")
"""Crossings of the town at which nobody turns left from the dual main road."""
HERE = Path(__file__).parent
MADE_UP = "made up by sample_maps/generate_baishi.py: no real people, places or events"


def generate(folder: Path) -> None:
    """Write all files of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    city, segments = lay_streets(GROUND, Random(SEED))
    found = places.buildings(city, MIX, Random(SEED + 1)) + known(city)
    features = {
        "boundary": [polygon(grids.boundary(GROUND), {"name": "白石派出所辖区"})],
        "grids": layers.grid_features(GROUND),
        "streets": layers.street_features(without_left_turns(segments, NO_LEFT_TURN)),
        "places": places.place_features(found),
        "zones": drones.zones(city),
        "points": work.control_points(city),
        "lines": work.patrol_lines(city),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    }
    for name, layer in features.items():
        write_geojson(folder / f"{name}.geojson", layer, GROUND, MADE_UP)
    rows = incidents.calls(GROUND, sources(found), first_day=FIRST_DAY, count=CALLS, rng=Random(SEED + 2))
    write_csv(folder / "incidents.csv", incidents.COLUMNS, rows)
    write_csv(folder / "officers.csv", people.COLUMNS, officers.officers(Random(SEED + 3)))
    (folder / "scenario.toml").write_text(scenario_text(city), encoding="utf-8", newline="\n")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the sample station Baishi.")
    parser.add_argument("--out", type=Path, default=HERE / "baishi", help="folder to write (default: %(default)s)")
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
