"""Write the sample station Gaoqiao: ``python sample_maps/generate_gaoqiao.py`` renews ``sample_maps/gaoqiao/``.

The figures of the station are real (see ``sample_maps/gaoqiao/README.md``); everything else is drawn from one seed, so
that every run writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from generator import grids, incidents, layers, places
from generator import officers as people
from generator.files import polygon, write_csv, write_geojson
from generator.gaoqiao import history, officers, wishes, work
from generator.gaoqiao.ground import GROUND
from generator.gaoqiao.incidents import CALLS, FIRST_DAY, sources
from generator.gaoqiao.places import MIX, known
from generator.gaoqiao.scenario import scenario_text
from generator.streets import lay_streets

SEED = 20_261_207
HERE = Path(__file__).parent
MADE_UP = "made up by sample_maps/generate_gaoqiao.py: no real people, places or events"
NEW_YEAR = (("2027-01-01", "holiday"), ("2027-01-02", "rest"), ("2027-01-03", "rest"))
"""Dates of the year that was not announced when the roster was made."""


def generate(folder: Path) -> None:
    """Write all files of the sample into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    city, segments = lay_streets(GROUND, Random(SEED))
    found = places.buildings(city, MIX, Random(SEED + 1)) + known(city)
    features = {
        "boundary": [polygon(grids.boundary(GROUND), {"name": "高桥派出所辖区"})],
        "grids": layers.grid_features(GROUND),
        "streets": layers.street_features(segments),
        "places": places.place_features(found),
        "points": work.control_points(city),
        "lines": work.patrol_lines(),
        "areas": work.defence_zones(),
    }
    for name, layer in features.items():
        write_geojson(folder / f"{name}.geojson", layer, GROUND, MADE_UP)
    rows = incidents.calls(GROUND, sources(found), first_day=FIRST_DAY, count=CALLS, rng=Random(SEED + 2))
    write_csv(folder / "incidents.csv", incidents.COLUMNS, rows)
    staff = officers.officers(Random(SEED + 3))
    write_csv(folder / "officers.csv", people.COLUMNS, staff)
    write_csv(folder / "requests.csv", wishes.COLUMNS, wishes.REQUESTS)
    title, *lines = history.sheet(staff)
    write_csv(folder / "history.csv", title, lines)
    write_csv(folder / "calendar.csv", ("date", "kind"), NEW_YEAR)
    (folder / "scenario.toml").write_text(scenario_text(city), encoding="utf-8", newline="\n")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write the sample station Gaoqiao.")
    parser.add_argument("--out", type=Path, default=HERE / "gaoqiao", help="folder to write (default: %(default)s)")
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
