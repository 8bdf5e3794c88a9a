"""Write the sample station Xinqu: ``python sample_maps/generate_xinqu.py`` renews ``sample_maps/xinqu/``.

What the notes say of the station is real (see ``sample_maps/xinqu/README.md``); everything else is drawn from one seed,
so that every run writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from generator import grids, incidents, layers, places
from generator import officers as people
from generator.files import polygon, write_csv, write_geojson
from generator.streets import lay_streets
from generator.xinqu import drones, officers, work
from generator.xinqu.ground import GROUND
from generator.xinqu.incidents import CALLS, FIRST_DAY, sources
from generator.xinqu.places import MIX, known
from generator.xinqu.scenario import scenario_texts

SEED = 20_261_130
HERE = Path(__file__).parent
MADE_UP = "made up by sample_maps/generate_xinqu.py: no real people, places or events"


def generate(folder: Path) -> None:
    """Write all files of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    city, segments = lay_streets(GROUND, Random(SEED))
    found = places.buildings(city, MIX, Random(SEED + 1)) + known(city)
    features = {
        "boundary": [polygon(grids.boundary(GROUND), {"name": "新区派出所辖区"})],
        "grids": layers.grid_features(GROUND),
        "streets": layers.street_features(segments),
        "places": places.place_features(found),
        "zones": drones.zones(city),
        "points": work.control_points(city),
        "lines": work.patrol_lines(),
        "areas": work.patrol_areas(city),
        "drone_tasks": drones.drone_tasks(city),
    }
    for name, layer in features.items():
        write_geojson(folder / f"{name}.geojson", layer, GROUND, MADE_UP)
    rows = incidents.calls(GROUND, sources(found), first_day=FIRST_DAY, count=CALLS, rng=Random(SEED + 2))
    write_csv(folder / "incidents.csv", incidents.COLUMNS, rows)
    write_csv(folder / "officers.csv", people.COLUMNS, officers.officers(Random(SEED + 3)))
    for file, text in scenario_texts(city).items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the sample station Xinqu.")
    parser.add_argument("--out", type=Path, default=HERE / "xinqu", help="folder to write (default: %(default)s)")
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
